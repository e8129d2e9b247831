// What is done to an entry as a whole: renamed, duplicated, deleted. Each says first what will become of it, and does nothing before that is confirmed.
import { announce, counted, fresh, make, say, slug } from "./common.js";
import { post } from "./server.js";

const said = (answer) => answer.message ?? answer.findings?.map(({ message }) => message).join(" ") ?? say("state-refused", { status: answer.status });

// A dialog with a text, perhaps a field, and what is told about what is filled in. `act` returns what is wrong, or nothing.
const ask = ({ title, help, label, value, confirm, look, act }) => {
  const heading = make("h2", { id: fresh("m") }, title);
  const input = label ? make("input", { id: fresh("m"), value, autocomplete: "off", spellcheck: "false" }) : null;
  const preview = make("div", { class: "changes", role: "status" });
  const told = make("p", { class: "finding is-error", role: "alert", hidden: true });
  const sure = make("button", { type: "submit", class: "primary" }, confirm);
  const cancel = make("button", { type: "button", click: () => dialog.close() }, say("cancel"));
  const form = make("form", { method: "dialog" }, heading, help ? make("p", {}, help) : null,
    input && make("div", { class: "field" }, make("label", { for: input.id }, label), input), preview, told, make("div", { class: "dialog-bar" }, sure, cancel));
  form.noValidate = true;
  const dialog = make("dialog", { "aria-labelledby": heading.id }, form);
  const before = document.activeElement;
  const refuse = (text) => {
    told.textContent = text ?? "";
    told.hidden = !text;
  };
  let asked = 0;
  const show = async () => {
    if (!look) return;
    const mark = ++asked;
    const { nodes = [], problem } = await look(input?.value.trim() ?? "");
    if (mark !== asked) return;
    preview.replaceChildren(...nodes);
    refuse(problem);
  };
  let timer = 0;
  input?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 250);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    refuse(await act(input?.value.trim() ?? "").catch(() => say("state-away")));
    input?.focus();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  if (input) input.select();
  else cancel.focus();
  show();
};

const list = (texts, more) => make("ul", { tabindex: "0" }, ...texts.slice(0, 50).map((text) => make("li", {}, text)), texts.length > 50 ? make("li", {}, more) : null);
const leave = (address) => {
  // What was not saved goes with the entry as it was; the question of the browser comes all the same.
  location.assign(address);
};

const rename = (form) => {
  const { type, id: old } = form.dataset;
  const send = (now, dry) => post("rename", { type, id: old, new: now, dry }, false);
  ask({
    title: say("rename-title"), help: say("rename-help"), label: say("create-id"), value: old, confirm: say("rename"),
    look: async (now) => {
      if (!now || now === old) return {};
      const answer = await send(now, true);
      if (!answer.changes) return { problem: said(answer) };
      return { nodes: [make("p", {}, counted("rename-changes", answer.changes.length)), list(answer.changes.map((change) => (typeof change === "string" ? change : change.text ?? change.path ?? change.file)), "…")] };
    },
    act: async (now) => {
      if (!now || now === old) return say("rename-same");
      const answer = await send(now, false);
      if (!answer.entry) return said(answer);
      leave(answer.entry);
      return null;
    },
  });
};

const duplicate = (form) => {
  const { type, id } = form.dataset;
  ask({
    title: say("duplicate-title"), help: say("duplicate-help"), label: say("create-id"), value: `${id}-2`, confirm: say("duplicate"),
    act: async (now) => {
      const answer = await post("duplicate", { type, id, new: slug(now) }, false);
      if (!answer.entry) return said(answer);
      leave(answer.entry);
      return null;
    },
  });
};

const remove = (form) => {
  const { type, id } = form.dataset;
  ask({
    title: say("delete-title"), confirm: say("delete"),
    look: async () => {
      const { refers = [], ...answer } = await post("delete", { type, id, dry: true }, false);
      if (answer.status >= 400) return { problem: said(answer) };
      return { nodes: [make("p", {}, refers.length ? counted("delete-refers", refers.length) : say("delete-none")),
        make("ul", {}, ...refers.slice(0, 50).map(({ title, url, field }) => make("li", {}, make("a", { href: url, target: "_blank" }, title), field ? ` (${field})` : "")))] };
    },
    act: async () => {
      const answer = await post("delete", { type, id }, false);
      if (answer.status >= 400) return said(answer);
      announce(say("deleted"));
      leave(answer.entry);
      return null;
    },
  });
};

const tell = (text) => {
  const told = document.getElementById("state");
  if (told) told.textContent = text;
  announce(text);
};

const translate = async ({ dataset: { type, id } }, { dataset: { language } }) => {
  const answer = await post("translate", { type, id, language }, false).catch(() => ({ message: say("state-away") }));
  if (answer.entry) leave(answer.entry);
  else tell(said(answer));
};

/** Makes the buttons for the whole entry work, where there are any. */
export const start = (form) => {
  const does = { rename, duplicate, delete: remove, translate };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-does]");
    if (!button || !Object.hasOwn(does, button.dataset.does)) return;
    if (form.classList.contains("is-unsaved")) tell(say("save-first"));
    else does[button.dataset.does](form, button);
  });
};
