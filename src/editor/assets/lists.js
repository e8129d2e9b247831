// Lists of a form: items are added from a template, moved, removed and brought back, by mouse or keyboard. Invariant: the names in a list count from
// zero without a gap, and nothing that has the focus loses it by a move.
import { announce, fresh, labelText, make, say } from "./common.js";

const PATHS = ["name", "data-field", "data-list", "data-object"];
const IDS = ["id", "for", "list", "aria-describedby", "aria-labelledby", "aria-controls", "aria-details", "aria-owns"];

export const items = (list) => [...list.querySelector(":scope > ol").children].filter((item) => item.matches("[data-item]"));
const nested = (item) => [...item.querySelectorAll("[data-list]")];
const depth = (list) => {
  let above = 0;
  for (let outer = list.parentElement?.closest("[data-list]"); outer; outer = outer.parentElement?.closest("[data-list]")) above++;
  return above;
};
const mark = (list) => (depth(list) ? `__N${depth(list) + 1}__` : "__N__");

// Every element below a node, those that wait in templates as well.
const each = (root, work) => {
  for (const element of root.querySelectorAll("*")) {
    work(element);
    if (element.tagName === "TEMPLATE") each(element.content, work);
  }
};

// What an item's names begin with.
const prefixes = new WeakMap();
const prefix = (list, item, i) => prefixes.get(item) ?? `${list.dataset.list}/${i}`;

// Names that began with `old` begin with `now`.
const rename = (item, old, now) => {
  const moved = (path) => (path === old || path?.startsWith(`${old}/`) ? now + path.slice(old.length) : path);
  const work = (element) => {
    for (const name of PATHS) if (element.hasAttribute(name)) element.setAttribute(name, moved(element.getAttribute(name)));
    if (prefixes.has(element)) prefixes.set(element, moved(prefixes.get(element)));
  };
  work(item);
  each(item, work);
};

const legend = (list) => labelText(list.querySelector(":scope > legend"));
const SIGNS = { up: "↑", down: "↓", remove: "×" };

// Names, positions, and what the buttons are called.
const renumber = (list) => {
  const all = items(list);
  all.forEach((item, i) => {
    const now = `${list.dataset.list}/${i}`;
    const old = prefix(list, item, i);
    prefixes.set(item, now);
    if (old !== now) rename(item, old, now);
  });
  all.forEach((item, i) => {
    const shown = item.querySelector(":scope > [data-number]");
    if (shown) shown.textContent = i + 1;
    // The number is part of what a control is called.
    for (const label of item.querySelectorAll(":scope > .field > :is(label, legend)")) {
      const number = label.querySelector("[data-nth]") ?? label.appendChild(make("span", { "data-nth": true }));
      number.textContent = ` ${i + 1}`;
    }
    for (const [does, sign] of Object.entries(SIGNS)) {
      const button = [...item.querySelectorAll(`[data-does="${does}"]`)].find((found) => found.closest("[data-item]") === item);
      if (!button) continue;
      button.textContent = sign;
      button.setAttribute("aria-label", say(`item-${does}`, { label: legend(list), number: i + 1 }));
      button.removeAttribute("title");
      const isAtEnd = (does === "up" && !i) || (does === "down" && i === all.length - 1);
      if (isAtEnd) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  });
  list.classList.toggle("is-empty", !all.length);
};

/** Adds an empty item at the end. */
export const add = (list) => {
  const number = items(list).length;
  const token = mark(list);
  const word = fresh("n");
  const piece = document.importNode(list.querySelector(":scope > template").content, true);
  each(piece, (element) => {
    for (const { name, value } of [...element.attributes]) {
      if (!value.includes(token)) continue;
      const by = IDS.includes(name) ? word : name === "aria-label" ? number + 1 : number;
      element.setAttribute(name, value.replaceAll(token, by));
    }
  });
  const item = piece.querySelector("[data-item]");
  list.querySelector(":scope > ol").append(item);
  prefixes.set(item, `${list.dataset.list}/${number}`);
  // The lists within: their items are counted from the start.
  for (const inner of nested(item)) renumber(inner);
  renumber(list);
  item.dispatchEvent(new CustomEvent("broschur:added", { bubbles: true }));
  return item;
};

/** Gives every list as many items as a snapshot has for it, outer lists first. */
export const fit = (form, found, concerns) => {
  for (let i = 0, lists; (lists = [...form.querySelectorAll("[data-list]")])[i]; i++) {
    const list = lists[i];
    const path = `${list.dataset.list}/`;
    if (!concerns(list.dataset.list)) continue;
    forget(list);
    let wanted = 0;
    for (const name of found.keys()) if (name.startsWith(path)) wanted = Math.max(wanted, parseInt(name.slice(path.length), 10) + 1 || 0);
    while (items(list).length > wanted) items(list).at(-1).remove();
    while (items(list).length < wanted) add(list);
    renumber(list);
  }
};

const first = (item) => [...item.querySelectorAll("input, textarea, select, button:not([data-tool])")].find((control) => !control.hidden && control.type !== "hidden" && control.offsetParent !== null);
const forget = (list) => list.querySelector(":scope > .removed")?.remove();

const move = (list, item, by) => {
  const all = items(list);
  const at = all.indexOf(item);
  const other = all[at + by];
  if (!other) return false;
  // The neighbour moves, so that the item keeps the focus.
  if (by < 0) item.after(other);
  else item.before(other);
  forget(list);
  renumber(list);
  announce(say("item-moved", { label: legend(list), number: at + by + 1, count: all.length }));
  return true;
};

const remove = (list, item) => {
  const all = items(list);
  const at = all.indexOf(item);
  forget(list);
  item.remove();
  renumber(list);
  const text = say("item-removed", { label: legend(list), number: at + 1 });
  const back = make("button", { type: "button", "data-does": "bring-back" }, say("bring-back"));
  const told = make("p", { class: "removed" }, make("span", {}, `${text} `), back);
  back.addEventListener("click", () => {
    const now = items(list);
    if (now[at]) now[at].before(item);
    else list.querySelector(":scope > ol").append(item);
    // Its names are those of the place where it was.
    told.remove();
    renumber(list);
    first(item)?.focus();
    item.dispatchEvent(new Event("input", { bubbles: true }));
  });
  list.querySelector(":scope > ol").after(told);
  const next = items(list)[at] ?? items(list)[at - 1];
  (next ? first(next) : list.querySelector(":scope > [data-does=add]"))?.focus();
  announce(text);
};

/** Numbers the lists of a piece that has come into a form. */
export const ready = (piece) => {
  for (const list of [piece, ...piece.querySelectorAll("[data-list]")]) if (list.matches("[data-list]")) renumber(list);
};

/** Makes the lists of a form work. Whatever changes one is told by an `input` event. */
export const start = (form) => {
  for (const list of form.querySelectorAll("[data-list]")) renumber(list);
  const changed = (list) => list.dispatchEvent(new Event("input", { bubbles: true }));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-does]");
    const list = button?.closest("[data-list]");
    if (!list) return;
    const item = button.closest("[data-item]");
    const { does } = button.dataset;
    if (does === "add") {
      const added = add(list);
      forget(list);
      first(added)?.focus();
      announce(say("item-added", { label: legend(list), number: items(list).length }));
    } else if (does === "remove") remove(list, item);
    else if (does === "up" || does === "down") {
      if (!move(list, item, does === "up" ? -1 : 1)) return;
    } else return;
    changed(list);
  });
  form.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const item = event.target.closest?.("[data-item]");
    if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !item) return;
    event.preventDefault();
    const list = item.closest("[data-list]");
    if (move(list, item, by)) changed(list);
  });
};
