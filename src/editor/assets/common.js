// What all modules of the editor share: words, elements, announcements. Whatever people wrote becomes text, never markup.
const texts = JSON.parse(document.getElementById("texts")?.textContent || "{}");
export const language = document.documentElement.lang || "de";

/** A text of the editor's, with values in place of `{name}`. */
export const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), texts[key] ?? key);
/** The same for a number: `key-one` or `key-many`. */
export const counted = (key, count, values = {}) => say(`${key}-${count === 1 ? "one" : "many"}`, { count: count.toLocaleString(language), ...values });

/** An element; attributes that are false or missing are left out. */
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

let unique = 0;
/** An id that no element of the page has. */
export const fresh = (stem) => `${stem}-x${++unique}`;

let live;
/** Says something to those who do not see it happen. */
export const announce = (text) => {
  if (!live) {
    live = make("div", { class: "aside-voice", role: "status", "aria-live": "polite" });
    (document.querySelector("main") ?? document.body).append(live);
  }
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 60);
};

/** `work` once nothing has asked for it for a while; `now` does it at once, `forget` not at all. */
export const later = (wait, work) => {
  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
  soon.now = () => {
    clearTimeout(timer);
    work();
  };
  soon.forget = () => clearTimeout(timer);
  return soon;
};

/** Whether two values of fields are the same; the order of an object's keys does not matter. */
export const same = (a, b) => {
  if (a === b) return true;
  if (!a || !b || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.keys(a), Object.keys(b)];
  return left.length === right.length && left.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
};

/** What something is called, as an id: lower-case letters, digits, hyphens. */
export const slug = (text) => text.normalize("NFC").toLowerCase()
  .replace(/[ä]/g, "ae").replace(/[ö]/g, "oe").replace(/[ü]/g, "ue").replace(/ß/g, "ss").replace(/['’\u00ad]/g, "")
  .normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");

/** What a label says, without its marks. */
export const labelText = (label) => [...(label?.childNodes ?? [])].filter((node) => node.nodeType === Node.TEXT_NODE).map(({ data }) => data).join("").trim();

/** A value for somebody to read. */
export const words = (value) => {
  if (value === null || value === undefined || value === "") return say("nothing");
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (typeof value === "object") return Object.entries(value).map(([key, inner]) => `${key}: ${words(inner)}`).join("; ");
  return value;
};
