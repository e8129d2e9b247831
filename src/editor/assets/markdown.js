// Texts in Markdown: a toolbar, keys, links to entries. All of it types as a person would, so that the browser's own undo keeps working.
// (`execCommand("insertText")` is what both Chromium and Firefox undo in a text field; `setRangeText` is not.)
import { pick } from "./choices.js";
import { announce, fresh, make, say } from "./common.js";
import { send } from "./images.js";
import { fromHtml } from "./paste.js";

/** Replaces a piece of a text, as if somebody had typed it. */
export const type = (area, from, to, text) => {
  area.focus();
  area.setSelectionRange(from, to);
  const done = text ? document.execCommand("insertText", false, text) : from === to || document.execCommand("delete");
  if (!done) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

const selection = ({ value, selectionStart: from, selectionEnd: to }) => ({ from, to, text: value.slice(from, to) });

// Round a piece, or no longer round it.
const wrap = (area, sign) => {
  let { from, to, text } = selection(area);
  const { value } = area;
  // Spaces at its ends are not part of what is marked.
  // Nor is what makes a line a heading or an item.
  const isAtStart = !from || value[from - 1] === "\n";
  const lead = text.length - text.trimStart().length + (isAtStart ? text.trimStart().match(MARK)?.[0].length ?? 0 : 0);
  if (text.slice(lead).trim()) {
    to -= text.length - text.trimEnd().length;
    from += lead;
    text = value.slice(from, to);
  }
  const isMarked = value.slice(from - sign.length, from) === sign && value.slice(to, to + sign.length) === sign && (sign.length > 1 || value[from - 2] !== sign || value.slice(from - 3, from) === "***");
  if (isMarked) {
    type(area, from - sign.length, to + sign.length, text);
    area.setSelectionRange(from - sign.length, to - sign.length);
  } else {
    type(area, from, to, `${sign}${text}${sign}`);
    area.setSelectionRange(from + sign.length, to + sign.length);
  }
};

const MARK = /^(#{1,6} |> |[-*+] |\d+\. )/;
// The marks at the beginning of whole lines.
const lines = (area, mark) => {
  const { value } = area;
  const { from, to } = selection(area);
  const first = value.lastIndexOf("\n", from - 1) + 1;
  const end = value.indexOf("\n", Math.max(to - (to > from && value[to - 1] === "\n" ? 1 : 0), first));
  const last = end < 0 ? value.length : end;
  const all = value.slice(first, last).split("\n");
  let number = 0;
  const marked = (line) => (typeof mark === "function" ? mark(++number) : mark);
  const isKind = (line) => (typeof mark === "function" ? /^\d+\. /.test(line) : line.startsWith(mark));
  const off = all.every((line) => !line.trim() || isKind(line)) && all.some((line) => line.trim());
  const fresh = all.map((line) => (off ? line.replace(MARK, "") : line.trim() || all.length === 1 ? marked(line) + (mark === "> " ? line : line.replace(MARK, "")) : line)).join("\n");
  type(area, first, last, fresh);
  area.setSelectionRange(all.length > 1 ? first : first + fresh.length, first + fresh.length);
};

// Two line ends before a block, so that it begins one.
const gapBefore = (text) => (!text.trim() || /\n\s*\n$/.test(text) ? "" : text.endsWith("\n") ? "\n" : "\n\n");

const link = (area) => {
  const { from, to, text } = selection(area);
  const isAddress = /^(https?:\/\/|mailto:|tel:)\S+$/.test(text.trim());
  const words = isAddress ? say("link-words") : text || say("link-words");
  const address = isAddress ? text.trim() : "https://";
  type(area, from, to, `[${words}](${address})`);
  const at = from + words.length + 3;
  if (isAddress) area.setSelectionRange(from + 1, from + 1 + words.length);
  else area.setSelectionRange(at, at + address.length);
};

const safe = (text) => text.replace(/([\\[\]])/g, "\\$1");
/** A link to an entry in place of a piece of the text. */
const entryLink = async (area, from, to, text) => {
  const choice = await pick(area.dataset.types ?? "*", text.trim().length < 40 ? text.trim() : "");
  area.focus();
  if (!choice) {
    area.setSelectionRange(to, to);
    return;
  }
  const words = text.trim() ? text : choice.title;
  type(area, from, to, `[${text.trim() ? words : safe(words)}](${choice.key})`);
  announce(say("linked", { title: choice.title }));
};

const footnote = (area) => {
  const { to } = selection(area);
  const { value } = area;
  let number = 1;
  while (value.includes(`[^${number}]`)) number++;
  type(area, to, to, `[^${number}]`);
  const end = area.value.trimEnd().length;
  const isAfterOther = /^\[\^[^\]]+\]:/.test(area.value.slice(area.value.lastIndexOf("\n", end - 1) + 1, end));
  const text = say("footnote-words");
  type(area, end, area.value.length, `${isAfterOther ? "\n" : "\n\n"}[^${number}]: ${text}\n`);
  const at = area.value.lastIndexOf(text);
  area.setSelectionRange(at, at + text.length);
};

/** Sends pictures and puts them into the text. */
const pictures = async (area, files) => {
  for (const file of files) {
    const answer = await send(area.closest("[data-folder]")?.dataset.folder ?? "", file, { accept: area.dataset.accept, most: Number(area.dataset.maxBytes) }, status(area));
    if (!answer) continue;
    const { from, to, text } = selection(area);
    const alt = text || say("alt-words");
    const gap = gapBefore(area.value.slice(0, from));
    type(area, from, to, `${gap}![${safe(alt)}](${answer.path.replaceAll(" ", "%20")})`);
    area.setSelectionRange(from + gap.length + 2, from + gap.length + 2 + safe(alt).length);
  }
};
const choosePicture = (area) => {
  const input = make("input", { type: "file", accept: area.dataset.accept ?? "image/*", multiple: true });
  input.addEventListener("change", () => pictures(area, [...input.files]));
  input.click();
};

const status = (area) => {
  const id = `${area.id}-told`;
  let told = document.getElementById(id);
  if (!told) {
    told = make("div", { class: "told", id, role: "status" });
    area.after(told);
  }
  return told;
};

// ---- The toolbar (one stop for Tab, arrows within)

const TOOLS = {
  bold: ["B", (area) => wrap(area, "**")],
  italic: ["I", (area) => wrap(area, "*")],
  "heading-2": ["H2", (area) => lines(area, "## ")],
  "heading-3": ["H3", (area) => lines(area, "### ")],
  list: ["•", (area) => lines(area, "- ")],
  numbers: ["1.", (area) => lines(area, (number) => `${number}. `)],
  quote: ["„ “", (area) => lines(area, "> ")],
  link: [null, link],
  entry: [null, (area) => {
    const { from, to, text } = selection(area);
    entryLink(area, from, to, text);
  }],
  footnote: ["x¹", footnote],
  picture: [null, choosePicture],
};
const BRIEF = ["bold", "italic", "link", "entry"];

const furnish = (area) => {
  area.id ||= fresh("v");
  const isBody = area.closest("[data-body]") !== null;
  let bar = area.closest(".field, [data-item], [data-field]")?.querySelector(".toolbar");
  if (!bar || bar.dataset.for) {
    bar = make("div", { class: "toolbar", role: "toolbar" });
    area.before(bar);
  }
  bar.dataset.for = area.id;
  bar.hidden = false;
  bar.setAttribute("aria-controls", area.id);
  bar.setAttribute("aria-label", say("toolbar"));
  bar.classList.toggle("is-brief", !isBody);
  const names = Object.keys(TOOLS).filter((name) => isBody || BRIEF.includes(name));
  bar.replaceChildren(...names.map((name, i) => make("button", { type: "button", "data-tool": name, title: say(`tool-${name}`), tabindex: i ? "-1" : "0" },
    make("span", { "aria-hidden": "true" }, TOOLS[name][0] ?? say(`tool-${name}-short`)), make("span", { class: "aside-voice" }, say(`tool-${name}`)))));
};
const areaOf = (bar) => document.getElementById(bar.dataset.for);

const useBar = (form) => {
  form.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-tool]");
    if (!button) return;
    turn(button);
    TOOLS[button.dataset.tool][1](areaOf(button.parentElement));
  });
  form.addEventListener("mousedown", (event) => event.target.closest?.("[data-tool]") && event.preventDefault());
  const turn = (button) => {
    for (const other of button.parentElement.children) other.tabIndex = other === button ? 0 : -1;
  };
  form.addEventListener("keydown", (event) => {
    const button = event.target.closest?.("[data-tool]");
    if (!button) return;
    const all = [...button.parentElement.children];
    const at = all.indexOf(button);
    const to = { ArrowRight: (at + 1) % all.length, ArrowLeft: (at + all.length - 1) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    turn(all[to]);
    all[to].focus();
  });
};

// ---- In the text

const isMarkdown = (target) => target.matches?.("textarea[data-markdown]");

const useText = (form) => {
  form.addEventListener("keydown", (event) => {
    const area = event.target;
    if (!isMarkdown(area) || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      const tool = { b: "bold", i: "italic", k: "link" }[event.key.toLowerCase()];
      if (!tool) return;
      event.preventDefault();
      TOOLS[tool][1](area);
    } else if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && area.selectionStart === area.selectionEnd) {
      // A list goes on in the next line, and ends after an empty item.
      const at = area.selectionStart;
      const first = area.value.lastIndexOf("\n", at - 1) + 1;
      const found = area.value.slice(first, at).match(/^(\s*)([-*+]|(\d+)\.)(\s+)(.*)$/);
      if (!found) return;
      event.preventDefault();
      const [whole, indent, sign, number, space, rest] = found;
      if (!rest.trim()) type(area, first, first + whole.length, "\n");
      else type(area, at, at, `\n${indent}${number ? `${Number(number) + 1}.` : sign}${space}`);
    }
  });
  // `[[` asks for an entry.
  form.addEventListener("input", (event) => {
    const area = event.target;
    if (!isMarkdown(area) || event.inputType !== "insertText" || event.data !== "[") return;
    const at = area.selectionStart;
    if (area.value.slice(at - 2, at) === "[[") entryLink(area, at - 2, at, "");
  });
  form.addEventListener("paste", (event) => {
    const area = event.target;
    if (!isMarkdown(area)) return;
    const data = event.clipboardData;
    const html = data.getData("text/html");
    const files = [...data.files].filter((file) => file.type.startsWith("image/"));
    if (files.length && !data.getData("text/plain")) {
      event.preventDefault();
      pictures(area, files);
      return;
    }
    // What an editor for programs says about colours is nothing here.
    if (!html || data.types.includes("vscode-editor-data")) return;
    const { markdown, notes } = fromHtml(html);
    if (!markdown) return;
    event.preventDefault();
    const { from, to } = selection(area);
    const isBlock = markdown.includes("\n");
    const before = isBlock ? gapBefore(area.value.slice(0, from)) : "";
    const after = isBlock && area.value.slice(to).trim() && !/^\s*\n\s*\n/.test(area.value.slice(to)) ? "\n\n" : "";
    type(area, from, to, before + markdown + after);
    const said = notes.map(([key, count]) => say(key, { count })).join(" ");
    status(area).textContent = said;
  });
  form.addEventListener("dragover", (event) => isMarkdown(event.target) && event.dataTransfer.types.includes("Files") && event.preventDefault());
  form.addEventListener("drop", (event) => {
    const files = isMarkdown(event.target) ? [...event.dataTransfer.files].filter((file) => file.type.startsWith("image/")) : [];
    if (!files.length) return;
    event.preventDefault();
    pictures(event.target, files);
  });
};

/** Makes the texts of a form comfortable, those that are added later as well. */
export const start = (form) => {
  form.querySelectorAll("textarea[data-markdown]").forEach(furnish);
  form.addEventListener("broschur:added", (event) => event.target.querySelectorAll("textarea[data-markdown]").forEach(furnish));
  useBar(form);
  useText(form);
};
