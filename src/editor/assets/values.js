// What a form holds. Its controls have paths for names (`figures/0/value`); numbers are places in lists, `__key` and `__value` the sides of a pair.
// A snapshot is every control with what stands in it; a tree is what a file would hold. Invariant: nothing that is empty is in a tree.
import { same } from "./common.js";
import { fit } from "./lists.js";

export const BODY = "__body";
/** The whole text of a file whose fields cannot be told. */
export const RAW = "__raw";

/** The controls that hold something of the entry. */
export const controls = (form) => [...form.elements].filter(({ name, type }) => name && type !== "file" && type !== "fieldset" && type !== "button" && type !== "submit");

export const snapshot = (form) => {
  const found = new Map();
  for (const control of controls(form)) {
    if (control.type !== "checkbox") found.set(control.name, control.value);
    else found.set(control.name, [...(found.get(control.name) ?? []), ...(control.checked ? [control.value] : [])]);
  }
  return found;
};

export const alike = (a, b) => a.size === b.size && [...a].every(([name, value]) => b.has(name) && String(b.get(name)) === String(value));

const within = (parent, key) => {
  if (!parent.parts.has(key)) parent.parts.set(key, { leaf: null, parts: new Map() });
  return parent.parts.get(key);
};

// A node as a value. `dom` is its name in the form, `sent` the one that the server knows, where empty items do not count.
const valueOf = (node, dom, sent, names) => {
  names.set(sent, dom);
  const keys = [...node.parts.keys()];
  if (!keys.length) return node.leaf?.length ? node.leaf : null;
  if (keys.every((key) => /^\d+$/.test(key))) {
    const items = keys.map(Number).sort((a, b) => a - b).map((key) => [key, node.parts.get(String(key))]);
    if (items.some(([, item]) => item.parts.has("__key"))) {
      const pairs = items.flatMap(([at, item]) => {
        const key = item.parts.get("__key")?.leaf;
        const value = item.parts.get("__value");
        return key && value ? [[key, valueOf(value, `${dom}/${at}/__value`, `${sent}/${key}`, names) ?? ""]] : [];
      });
      return pairs.length ? Object.fromEntries(pairs) : null;
    }
    const list = [];
    for (const [at, item] of items) {
      const value = valueOf(item, `${dom}/${at}`, `${sent}/${list.length}`, names);
      if (value !== null) list.push(value);
    }
    return list.length ? list : null;
  }
  const parts = keys.map((key) => [key, valueOf(node.parts.get(key), `${dom}/${key}`, `${sent}/${key}`, names)]).filter(([, value]) => value !== null);
  return parts.length ? Object.fromEntries(parts) : null;
};

/** The values by top-level field, the body among them, and the names in the form of what the server calls otherwise. */
export const tree = (found) => {
  const root = { leaf: null, parts: new Map() };
  for (const [name, value] of found) name.split("/").reduce(within, root).leaf = value;
  const names = new Map();
  const fields = new Map();
  for (const [name, node] of root.parts) fields.set(name, name === BODY || name === RAW ? node.leaf : valueOf(node, name, name, names));
  return { fields, names };
};

// A value as controls would hold it.
const spread = (form, name, value, into) => {
  if (value === null || value === undefined) return;
  const isBoxes = Array.isArray(value) && controls(form).some((control) => control.name === name && control.type === "checkbox");
  if (typeof value !== "object" || isBoxes) into.set(name, value);
  else if (Array.isArray(value)) value.forEach((item, i) => spread(form, `${name}/${i}`, item, into));
  else if (form.querySelector(`[data-list="${CSS.escape(name)}"][data-map]`)) {
    Object.entries(value).forEach(([key, inner], i) => {
      into.set(`${name}/${i}/__key`, key);
      spread(form, `${name}/${i}/__value`, inner, into);
    });
  } else for (const [key, inner] of Object.entries(value)) spread(form, `${name}/${key}`, inner, into);
};

const isBelow = (name, field) => name === field || name.startsWith(`${field}/`);

/** Puts a snapshot into the form; with `only`, what is below these fields. Lists get as many items as it has. */
export const restore = (form, found, only) => {
  const concerns = (name) => !only || only.some((field) => isBelow(name, field));
  fit(form, found, concerns);
  for (const control of controls(form)) {
    if (!concerns(control.name)) continue;
    const value = found.get(control.name) ?? "";
    if (control.type === "checkbox") control.checked = value.includes(control.value);
    else if (control.value !== value) {
      control.value = value;
      // A choice that the form does not offer is kept all the same.
      if (control.value !== value && control.tagName === "SELECT") {
        control.add(new Option(value, value));
        control.value = value;
      }
    } else continue;
    control.dispatchEvent(new CustomEvent("broschur:set", { bubbles: true }));
  }
};

/** Puts values of top-level fields into the form. Returns the fields whose values it cannot show. */
export const put = (form, values) => {
  const found = new Map();
  for (const [name, value] of Object.entries(values)) spread(form, name, value, found);
  restore(form, found, Object.keys(values));
  const shown = tree(snapshot(form)).fields;
  return Object.keys(values).filter((field) => !same(shown.get(field) || null, values[field] || null));
};
