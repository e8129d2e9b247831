// Pictures: chosen, dropped or pasted, sent to the folder of the entry, and shown. Invariant: what is too large or of another kind is not sent.
import { announce, fresh, language, make, say, slug } from "./common.js";
import { upload } from "./server.js";

const MOST = 32 * 1024 * 1024;
const megabytes = (bytes) => (bytes / 1024 / 1024).toLocaleString(language, { maximumFractionDigits: 1 });

// A name that makes a good address.
const nameOf = (file) => {
  const [, stem, ending] = file.name.match(/^(.*?)(\.[a-z0-9]+)?$/i);
  const kind = ending?.toLowerCase() ?? `.${(file.type.split("/")[1] ?? "png").replace("jpeg", "jpg").replace(/\+.*/, "")}`;
  const word = /^(image|img|unnamed|download|screenshot|bildschirmfoto)?$/i.test(stem) ? say("picture-name") : slug(stem);
  return [word || say("picture-name"), kind.replace(".jpeg", ".jpg")];
};

/** Sends a picture, telling `told` how it goes. Resolves to what the server says of it, or to null. */
export const send = async (folder, file, { accept, most }, told) => {
  const refuse = (text) => {
    told.replaceChildren(make("p", { class: "finding is-error" }, make("strong", {}, `${say("severity-error")}: `), text));
    announce(text);
    return null;
  };
  const kinds = (accept || "image/png,image/jpeg,image/webp,image/gif,image/svg+xml").split(",").map((kind) => kind.trim());
  const [stem, ending] = nameOf(file);
  if (accept !== "" && !kinds.some((kind) => kind === file.type || kind === ending || (kind.endsWith("/*") && file.type.startsWith(kind.slice(0, -1))))) return refuse(say("picture-kind", { name: file.name }));
  if (file.size > (most || MOST)) return refuse(say("picture-large", { size: megabytes(file.size), most: megabytes(most || MOST) }));
  const bar = make("progress", { max: "1", value: "0", "aria-label": say("picture-sending", { name: file.name }) });
  told.replaceChildren(bar);
  for (let number = 1; number < 100; number++) {
    const name = `${stem}${number > 1 ? `-${number}` : ""}${ending}`;
    let answer;
    try {
      answer = await upload(folder, name, file, (part) => { bar.value = part; });
    } catch {
      return refuse(say("state-away"));
    }
    // Nothing that is there is written over: the next name is tried.
    if (answer.error === "exists") continue;
    if (!answer.path) return refuse(answer.findings?.map(({ message }) => message).join(" ") || answer.message || answer.error || say("state-refused", { status: answer.status }));
    const text = say("picture-sent", { name });
    told.replaceChildren(make("p", {}, text));
    announce(text);
    return answer;
  }
  return refuse(say("state-refused", { status: 409 }));
};

const parts = (root) => ({
  path: root.querySelector("[data-path]") ?? root.querySelector('input[name$="/file"]'),
  file: root.querySelector("input[type=file]"),
  preview: root.querySelector("[data-preview]"),
  next: root.querySelector('[name$="/alt"]'),
});

const told = (root) => {
  let found = root.querySelector(".told");
  if (!found) {
    found = make("div", { class: "told" });
    root.append(found);
  }
  return found;
};

const isPicture = (root) => root.matches("[data-image]");
// What a field needs that only a script can use.
const furnish = (root) => {
  if (!parts(root).path || root.querySelector("input[type=file]")) return;
  const id = fresh("f");
  const file = make("input", { type: "file", id, accept: root.dataset.accept, class: "aside-voice" });
  const label = make("label", { for: id, class: "button" }, say(isPicture(root) ? "picture-choose" : "file-choose"));
  root.querySelector(":scope > legend").after(...(isPicture(root) && !parts(root).preview ? [make("img", { alt: "", "data-preview": true, hidden: true })] : []),
    make("p", { class: "choose" }, file, label, make("span", { class: "hint" }, say(isPicture(root) ? "picture-drop" : "file-drop"))));
};

const take = async (root, file) => {
  const { path, preview, next } = parts(root);
  const answer = await send(root.dataset.folder, file, { accept: root.dataset.accept ?? (isPicture(root) ? undefined : ""), most: Number(root.dataset.max) }, told(root));
  if (!answer) return;
  path.value = answer.path;
  path.dispatchEvent(new Event("input", { bubbles: true }));
  path.dispatchEvent(new Event("change", { bubbles: true }));
  if (preview) {
    if (preview.src.startsWith("blob:")) URL.revokeObjectURL(preview.src);
    preview.src = URL.createObjectURL(file);
    preview.hidden = false;
  }
  (next ?? path).focus();
};

/** Makes the pictures of a form work, those that are added later as well. */
export const start = (form) => {
  const all = "[data-image], [data-file-field]";
  form.querySelectorAll(all).forEach(furnish);
  form.addEventListener("broschur:added", (event) => event.target.querySelectorAll(all).forEach(furnish));
  const rootOf = (event) => event.target.closest?.(all);
  form.addEventListener("change", (event) => {
    const root = rootOf(event);
    if (!root || event.target.type !== "file") return;
    const [file] = event.target.files;
    event.target.value = "";
    if (file) take(root, file);
  });
  // A file that misses its place must not take the place of the page.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  form.addEventListener("dragover", (event) => {
    const root = rootOf(event);
    if (!root || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    root.classList.add("is-over");
  });
  form.addEventListener("dragleave", (event) => {
    const root = rootOf(event);
    if (root && !root.contains(event.relatedTarget)) root.classList.remove("is-over");
  });
  form.addEventListener("drop", (event) => {
    const root = rootOf(event);
    if (!root) return;
    event.preventDefault();
    root.classList.remove("is-over");
    const [file] = event.dataTransfer.files;
    if (file) take(root, file);
  });
  form.addEventListener("paste", (event) => {
    const root = rootOf(event);
    const file = root && [...event.clipboardData.files].find(({ type }) => type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    take(root, file);
  });
  // Another path, another picture: what was shown is not it any more.
  const hide = (event) => {
    const root = rootOf(event);
    if (!root || event.target !== parts(root).path) return;
    const { preview } = parts(root);
    if (preview) preview.hidden = true;
  };
  form.addEventListener("broschur:set", hide);
  form.addEventListener("input", (event) => event.isTrusted && hide(event));
};
