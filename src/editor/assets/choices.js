// Fields that refer to an entry: an editable combobox with a list (ARIA 1.2). Whatever is typed stays as it is; what is chosen is written as its id.
// Entries that do not exist yet can be made from here. Invariant: a list that is open belongs to the field with the focus.
import { announce, counted, fresh, language, later, make, say, slug } from "./common.js";
import { get, post } from "./server.js";

const asked = new Map();
/** The entries of some types that fit a word, best first. */
export const find = async (types, query) => {
  const key = `${types}?${query}`;
  const found = await get(`choices/${types.split(",").map(encodeURIComponent).join(",")}?${new URLSearchParams({ q: query })}`);
  if (found) asked.set(key, found);
  return found ?? asked.get(key) ?? [];
};

const partsOf = (root) => ({
  input: root.querySelector("[role=combobox]"),
  list: root.querySelector("[role=listbox]"),
  chosen: root.querySelector("[data-chosen]"),
  link: root.querySelector("[data-open]"),
  types: root.dataset.types ?? "*",
});
const valueOf = (choice) => choice.value ?? choice.id;
const isIt = (choice, text) => [choice.value, choice.id, choice.key].includes(text);

// What stands under a field about what is chosen in it.
const tellChosen = (root, choice) => {
  const { input, chosen, link } = partsOf(root);
  if (chosen) {
    chosen.textContent = choice ? choice.title : input.value ? say("no-such-entry") : "";
    chosen.classList.toggle("is-missing", !choice && Boolean(input.value));
  }
  if (link) {
    link.hidden = !choice;
    if (choice) {
      link.href = choice.url ?? `/__broschur/edit/entry/${choice.type}/${choice.id}`;
      link.setAttribute("aria-label", `${link.textContent}: ${choice.title}`);
    }
  }
};
const look = async (root) => {
  const { input, types } = partsOf(root);
  const text = input.value.trim();
  const choices = text ? await find(types, text) : [];
  if (input.value.trim() === text) tellChosen(root, choices.find((choice) => isIt(choice, text)));
};

// ---- The list

let open = null; // { root, choices, at }
const close = () => {
  if (!open) return;
  const { input, list } = partsOf(open.root);
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  list.hidden = true;
  list.replaceChildren();
  open = null;
};

const activate = (at) => {
  const { input, list } = partsOf(open.root);
  const options = [...list.children];
  open.at = at;
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
  if (options[at]) {
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
};

const choose = (root, choice) => {
  const { input } = partsOf(root);
  close();
  if (root.takes) {
    root.takes(choice);
    return;
  }
  input.value = valueOf(choice);
  tellChosen(root, choice);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  close();
  announce(say("chosen", { title: choice.title }));
};

const creates = (root) => !root.takes && root.dataset.types && root.querySelector("[data-does=create-reference]");

const fill = (root, choices, text) => {
  const { input, list } = partsOf(root);
  const many = new Set(choices.map(({ type }) => type)).size > 1 || /[,*]/.test(root.dataset.types ?? "*");
  const options = choices.map((choice) => make("li", { role: "option", id: fresh("o"), "aria-selected": "false" },
    make("span", { class: "title" }, choice.title), " ", make("code", {}, many ? choice.key : choice.id),
    choice.status && choice.status !== "approved" ? make("span", { class: "status" }, ` ${choice.statusLabel ?? choice.status}`) : null,
    choice.summary ? make("span", { class: "summary" }, choice.summary) : null));
  if (!choices.some((choice) => isIt(choice, text)) && text && creates(root)) {
    options.push(make("li", { role: "option", id: fresh("o"), class: "create", "aria-selected": "false" }, say("create-named", { title: text })));
  }
  if (!options.length) {
    close();
    announce(say("no-match"));
    return;
  }
  list.replaceChildren(...options);
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  list.scrollIntoView({ block: "nearest" });
  open = { root, choices, at: -1 };
  announce(counted("matches", choices.length));
};

const fetchFor = async (root, text) => {
  const { input, types } = partsOf(root);
  const choices = await find(types, text);
  if (document.activeElement !== input || input.value.trim() !== (root.asksAll ? input.value.trim() : text)) return;
  if (!root.takes) tellChosen(root, choices.find((choice) => isIt(choice, input.value.trim())));
  fill(root, choices, text);
};
const soon = later(80, () => {
  const root = document.activeElement?.closest("[data-reference]");
  if (root) fetchFor(root, document.activeElement.value.trim());
});

// ---- New entries

/** Makes an entry on the way, which is a draft with a title. Resolves to the choice, or to null. */
const create = (types, title) => new Promise((done) => {
  const all = types.split(",");
  const [name, id] = [fresh("c"), fresh("c")];
  const titleInput = make("input", { id: name, required: true, value: title, autocomplete: "off" });
  const idInput = make("input", { id, required: true, value: slug(title), autocomplete: "off", spellcheck: "false" });
  const type = all.length > 1 ? make("select", { id: fresh("c") }, ...all.map((one) => new Option(one, one))) : null;
  const told = make("p", { class: "finding is-error", role: "alert", hidden: true });
  const heading = make("h2", { id: fresh("c") }, say("create-title"));
  const form = make("form", { method: "dialog" }, heading, make("p", { class: "hint" }, say("create-help")),
    make("div", { class: "field" }, make("label", { for: name }, say("create-name")), titleInput),
    make("div", { class: "field" }, make("label", { for: id }, say("create-id")), idInput),
    type && make("div", { class: "field" }, make("label", { for: type.id }, say("create-type")), type), told,
    make("div", { class: "dialog-bar" }, make("button", { type: "submit", class: "primary" }, say("create")), make("button", { type: "button", click: () => dialog.close() }, say("cancel"))));
  form.noValidate = true;
  const dialog = make("dialog", { "aria-labelledby": heading.id }, form);
  let result = null, isOwn = false;
  titleInput.addEventListener("input", () => { if (!isOwn) idInput.value = slug(titleInput.value); });
  idInput.addEventListener("input", () => { isOwn = true; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = { type: type?.value ?? all[0], title: titleInput.value.trim(), id: idInput.value.trim(), language };
    const answer = await post("create", wanted, false).catch(() => ({ message: say("state-away") }));
    if (answer.entry) {
      result = { ...wanted, key: `${wanted.type}:${wanted.id}`, value: answer.value ?? wanted.id };
      dialog.close();
      return;
    }
    told.textContent = answer.message ?? say("not-created");
    told.hidden = false;
    (wanted.title ? idInput : titleInput).focus();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    done(result);
  });
  document.body.append(dialog);
  dialog.showModal();
  titleInput.focus();
});

const createFor = async (root, title) => {
  const { input, types } = partsOf(root);
  close();
  const made = await create(root.querySelector("[data-does=create-reference]")?.dataset.types ?? types, title);
  input.focus();
  close();
  if (!made) return;
  choose(root, made);
  announce(say("created", { title: made.title }));
};

// ---- Any entry, for a text

/** Lets somebody pick an entry. Resolves to the choice, or to null. */
export const pick = (types = "*", query = "") => new Promise((done) => {
  const [id, listId] = [fresh("p"), fresh("l")];
  const input = make("input", { id, role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": listId, autocomplete: "off", spellcheck: "false", value: query });
  const root = make("div", { class: "reference", "data-reference": true, "data-types": types }, input, make("ul", { role: "listbox", id: listId, "aria-label": say("entries"), hidden: true }));
  const heading = make("h2", { id: fresh("p") }, say("pick-title"));
  const dialog = make("dialog", { "aria-labelledby": heading.id, class: "picker" }, make("form", { method: "dialog" }, heading,
    make("div", { class: "field" }, make("label", { for: id }, say("pick-entry")), root),
    make("div", { class: "dialog-bar" }, make("button", { type: "button", click: () => dialog.close() }, say("cancel")))));
  let result = null;
  root.takes = (choice) => {
    result = choice;
    dialog.close();
  };
  listen(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    done(result);
  });
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  fetchFor(root, query);
});

// ---- What somebody does

const listen = (area) => {
  area.addEventListener("input", (event) => {
    const root = event.target.matches?.("[role=combobox]") && event.isTrusted && event.target.closest("[data-reference]");
    if (!root) return;
    if (event.target.value.trim() || root.takes) soon();
    else {
      soon.forget();
      close();
      tellChosen(root, null);
    }
  });
  area.addEventListener("keydown", (event) => {
    const root = event.target.matches?.("[role=combobox]") && event.target.closest("[data-reference]");
    if (!root || event.isComposing) return;
    const { input, list } = partsOf(root);
    const isOpen = open?.root === root;
    const count = isOpen ? list.children.length : 0;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
      event.preventDefault();
      if (!isOpen) fetchFor(root, root.takes || !partsOf(root).chosen?.textContent || partsOf(root).chosen.classList.contains("is-missing") ? input.value.trim() : "");
      else if (event.key === "ArrowDown") activate(open.at + 1 < count ? open.at + 1 : 0);
      else activate(open.at > 0 ? open.at - 1 : count - 1);
    } else if (event.key === "Enter") {
      if (!isOpen) {
        if (root.takes) event.preventDefault();
        return;
      }
      event.preventDefault();
      const at = open.at < 0 && root.takes ? 0 : open.at;
      if (at >= 0) list.children[at].click();
      else close();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") close();
  });
  // The field keeps the focus while somebody points into its list.
  area.addEventListener("mousedown", (event) => event.target.closest?.("[role=option]") && event.preventDefault());
  area.addEventListener("click", (event) => {
    const option = event.target.closest?.("[role=option]");
    const root = event.target.closest?.("[data-reference]");
    if (option && open?.root === root) {
      const at = [...option.parentElement.children].indexOf(option);
      if (open.choices[at]) choose(root, open.choices[at]);
      else createFor(root, partsOf(root).input.value.trim());
    } else if (root && event.target.closest("[data-does=create-reference]")) createFor(root, partsOf(root).chosen?.classList.contains("is-missing") ? partsOf(root).input.value.trim() : "");
  });
  area.addEventListener("focusout", (event) => {
    const root = event.target.matches?.("[role=combobox]") && event.target.closest("[data-reference]");
    if (root && open?.root === root && !root.contains(event.relatedTarget)) close();
  });
  area.addEventListener("broschur:set", (event) => {
    const root = event.target.matches?.("[role=combobox]") && event.target.closest("[data-reference]");
    if (root) look(root);
  });
};

/** Makes the references of a form work, those that are added later as well. */
export const start = (form) => listen(form);
