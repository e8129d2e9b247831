// What is wrong with an entry, said at its fields and in the summary, with a button for every repair.
// Invariant: what has the focus keeps it when the same is said again; a field is invalid exactly while an error is said at it.
import { counted, fresh, labelText, make, say } from "./common.js";
import { BODY, controls, RAW } from "./values.js";

const up = (path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

/** The control at a path of the form, or the first one below it, or of what it is in. */
export const controlAt = (form, path) => {
  const all = controls(form);
  for (let at = path; at; at = up(at)) {
    const found = all.find(({ name }) => name === at) ?? all.find(({ name }) => name.startsWith(`${at}/`))
      ?? form.querySelector(`[data-list="${CSS.escape(at)}"] > [data-does=add]`);
    if (found) return found;
  }
  return null;
};

// Where something is said about a path: the box of its field or of the nearest field around it.
const boxAt = (form, path) => {
  for (let at = path; at; at = up(at)) {
    const field = form.querySelector(`[data-field="${CSS.escape(at)}"]`);
    const box = field && [...field.querySelectorAll(".findings")].find((found) => found.closest("[data-field]") === field);
    if (box) return box;
    const control = controls(form).find(({ name }) => name === at);
    if (!control) continue;
    const described = (control.getAttribute("aria-describedby") ?? "").split(/\s+/).map((id) => id && document.getElementById(id)).find((found) => found?.classList.contains("findings"));
    if (described) return described;
    // An item of a list has a box of its own as soon as it needs one.
    const made = make("div", { class: "findings", id: fresh("e") });
    (control.closest(".reference") ?? control).after(made);
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${made.id}`.trim());
    return made;
  }
  return null;
};

/** Goes to a control, opening what it is folded up in. */
export const goTo = (control) => {
  for (let at = control.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  control.focus();
  control.scrollIntoView({ block: "center" });
};

const labelOf = (form, path) => {
  const field = form.querySelector(`[data-field="${CSS.escape(path.split("/")[0])}"]`);
  return labelText(field?.querySelector("label, legend"));
};
export { labelOf };

// One finding. Its repair, where there is one, is at the field only.
const paragraph = ({ severity, message, help, repair, repairLabel, code }) => make("div", { class: `finding is-${severity}` },
  make("p", {}, make("strong", {}, `${say(`severity-${severity}`)}: `), message, code ? make("span", { class: "code" }, ` ${code}`) : null),
  help ? make("p", { class: "help" }, help) : null,
  typeof repair === "number" ? make("button", { type: "button", "data-does": "repair", "data-repair": repair }, repairLabel || say("repair")) : null);

/** Shows findings. `names` leads from the server's paths to those of the form. */
export const show = (form, findings, names) => {
  const by = new Map();
  const places = findings.map((finding) => {
    // A file that cannot be read is one text: whatever is wrong is so there.
    const asked = form.elements[RAW] ? RAW : finding.field === "body" ? BODY : finding.field;
    let path = asked;
    for (let at = asked, rest = ""; at; rest = at.slice(up(at).length) + rest, at = up(at)) {
      if (!names.has(at)) continue;
      path = names.get(at) + rest;
      break;
    }
    const box = path ? boxAt(form, path) : null;
    if (box) by.set(box, [...(by.get(box) ?? []), finding]);
    return { finding, path, box, control: path ? controlAt(form, path) : null };
  });
  for (const box of form.querySelectorAll(".findings")) {
    const said = by.get(box) ?? [];
    const text = JSON.stringify(said);
    if (box.dataset.said === text || (!said.length && !box.childElementCount)) continue;
    box.dataset.said = text;
    const had = box.contains(document.activeElement);
    box.replaceChildren(...said.map(paragraph));
    if (had) (box.querySelector("button") ?? controls(form).find((control) => control.closest("[data-field], [data-item]")?.contains(box)))?.focus();
  }
  const wrong = new Set(places.filter(({ finding }) => finding.severity === "error").map(({ control }) => control));
  for (const control of controls(form)) {
    if (wrong.has(control)) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  summarise(form, places);
};

const summarise = (form, places) => {
  const summary = document.getElementById("summary");
  if (!summary) return;
  if (!summary.querySelector("[role=status]")) {
    summary.removeAttribute("aria-live");
    summary.replaceChildren(make("p", { role: "status" }), make("ul"));
  }
  const [told, list] = summary.children;
  const count = (severity) => places.filter(({ finding }) => finding.severity === severity).length;
  const counts = ["error", "warning", "note"].map((severity) => [severity, count(severity)]).filter(([, number]) => number);
  const text = counts.length ? counts.map(([severity, number]) => counted(`count-${severity}`, number)).join(", ") : say("no-findings");
  if (told.textContent !== text) told.textContent = text;
  summary.classList.toggle("has-errors", count("error") > 0);
  const said = JSON.stringify(places.map(({ finding, path }) => [finding, path]));
  if (list.dataset.said === said) return;
  list.dataset.said = said;
  const had = [...list.querySelectorAll("a")].indexOf(document.activeElement);
  list.replaceChildren(...places.map(({ finding, path, box, control }) => {
    const label = path ? labelOf(form, path) : "";
    const words = `${label ? `${label}: ` : ""}${finding.message}`;
    if (!control) return make("li", { class: `is-${finding.severity}` }, box ? words : paragraph(finding));
    control.id ||= fresh("v");
    return make("li", { class: `is-${finding.severity}` }, make("a", { href: `#${control.id}`, click: (event) => {
      event.preventDefault();
      goTo(control);
    } }, words), box || typeof finding.repair !== "number" ? null : paragraph(finding));
  }));
  list.hidden = !places.length;
  if (had >= 0) (list.querySelectorAll("a")[had] ?? list.querySelector("a"))?.focus();
};
