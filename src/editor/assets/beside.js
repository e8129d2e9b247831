// What stands beside the form: the page, its PDF, the difference from what is saved, and how much room is left. On narrow screens it lies over the form
// and is asked for. Invariant: a frame is loaded anew only when it shows something else; the page keeps itself up to date.
import { make, say } from "./common.js";

let aside, form;
const panel = (name) => document.getElementById(`p-${name}`);
const tabs = () => [...(aside?.querySelectorAll("[role=tab]") ?? [])].filter((tab) => !tab.hidden);
const shown = () => tabs().find((tab) => tab.getAttribute("aria-selected") === "true")?.dataset.shows;

// The preview says when a PDF has been printed anew. Only who looks at it listens: a browser has few connections to give.
let events = null;
const pdfAddress = (mark) => `/__broschur/pdf${new URL(form.dataset.pdf, location.href).pathname}${mark === undefined ? "" : `?${mark}`}`;
const listen = () => {
  const wanted = shown() === "pdf" && form.dataset.pdf && !document.hidden && (isOver() || matchMedia(WIDE).matches);
  if (!wanted) {
    events?.close();
    events = null;
    return;
  }
  if (events) return;
  let frame = panel("pdf").querySelector("iframe");
  if (!frame) {
    frame = make("iframe", { title: "PDF", src: pdfAddress() });
    panel("pdf").replaceChildren(frame);
  }
  events = new EventSource(`/__broschur/events${form.dataset.page || "/"}`);
  events.addEventListener("state", (event) => {
    const { pdfMark, version } = JSON.parse(event.data);
    const address = pdfAddress(pdfMark ?? version);
    if (frame.getAttribute("src") !== address) frame.src = address;
  });
};

const WIDE = "(min-width: 64rem)";
const isOver = () => document.documentElement.classList.contains("shows-beside");

const select = (tab) => {
  for (const other of aside.querySelectorAll("[role=tab]")) {
    const isIt = other === tab;
    other.setAttribute("aria-selected", String(isIt));
    other.tabIndex = isIt ? 0 : -1;
    const its = document.getElementById(other.getAttribute("aria-controls"));
    if (its) its.hidden = !isIt;
  }
  listen();
};

const difference = (text) => {
  const place = panel("difference");
  if (!place || place.dataset.said === text) return;
  place.dataset.said = text;
  if (!text) {
    place.replaceChildren(make("p", {}, say("no-difference")));
    return;
  }
  const lines = text.replace(/\n$/, "").split("\n").filter((line) => !/^(---|\+\+\+) /.test(line));
  place.replaceChildren(make("div", { class: "difference", tabindex: "0", role: "group", "aria-label": say("difference") }, ...lines.map((line) => {
    const isGap = line.startsWith("@@");
    const tag = line.startsWith("+") ? "ins" : line.startsWith("-") ? "del" : "span";
    const voice = { ins: "line-added", del: "line-removed" }[tag];
    return make("div", { class: isGap ? "gap" : "line" }, make(tag, {}, voice ? make("span", { class: "aside-voice" }, `${say(voice)}: `) : null, isGap ? "⋯" : line || " "));
  })));
};

/** Shows what an answer of the server says about page, PDF, room and difference. */
export const show = (answer) => {
  if (!aside) return;
  if (typeof answer.difference === "string") difference(answer.difference);
  if (answer.page && answer.page !== form.dataset.page) {
    form.dataset.page = answer.page;
    const frame = panel("page")?.querySelector("iframe");
    if (frame) frame.src = answer.page;
    else panel("page")?.replaceChildren(make("iframe", { title: aside.getAttribute("aria-label"), src: answer.page }));
  }
  if (answer.pdf !== undefined) form.dataset.pdf = answer.pdf ?? "";
  const pdf = aside.querySelector("[data-shows=pdf]");
  if (pdf) pdf.hidden = !form.dataset.pdf;
  const fits = document.getElementById("fits");
  if (fits && answer.fits) {
    const text = JSON.stringify(answer.fits);
    if (fits.dataset.said !== text) {
      fits.dataset.said = text;
      fits.hidden = !answer.fits.length;
      fits.replaceChildren(make("ul", {}, ...answer.fits.map((fit) => make("li", { class: fit.over ? "is-over" : null }, fit.text))));
    }
  }
  listen();
};

// Tabs round what is there without a script: the page.
const furnish = () => {
  const page = [...aside.childNodes];
  const names = ["page", "pdf", "difference"];
  const list = make("div", { role: "tablist", "aria-label": aside.getAttribute("aria-label") }, ...names.map((name, i) => make("button", {
    type: "button", role: "tab", id: `t-${name}`, "aria-controls": `p-${name}`, "aria-selected": String(!i), tabindex: i ? "-1" : "0", "data-shows": name,
  }, say(`tab-${name}`))));
  const panels = names.map((name, i) => make("div", { role: "tabpanel", id: `p-${name}`, "aria-labelledby": `t-${name}`, hidden: i > 0 }));
  panels[0].append(...page);
  aside.replaceChildren(list, ...panels, make("div", { id: "fits", hidden: true }));
};

export const start = (entry) => {
  form = entry;
  aside = document.querySelector("aside.beside");
  if (!aside) return;
  aside.id ||= "beside";
  if (!aside.querySelector("[role=tablist]")) furnish();
  const pdf = aside.querySelector("[data-shows=pdf]");
  if (pdf) pdf.hidden = !form.dataset.pdf;
  aside.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) select(tab);
  });
  aside.addEventListener("keydown", (event) => {
    const all = tabs();
    const at = all.indexOf(event.target);
    if (at < 0) return;
    const to = { ArrowRight: (at + 1) % all.length, ArrowLeft: (at + all.length - 1) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(all[to]);
    all[to].focus();
  });
  document.addEventListener("visibilitychange", listen);
  matchMedia(WIDE).addEventListener("change", listen);
  // Narrow screens: a button leads over and back.
  const bar = form.querySelector(".bar");
  const over = make("button", { type: "button", class: "to-beside", "aria-expanded": "false", "aria-controls": aside.id }, say("show-beside"));
  const back = make("button", { type: "button", class: "from-beside" }, say("hide-beside"));
  const turn = (shows) => {
    document.documentElement.classList.toggle("shows-beside", shows);
    over.setAttribute("aria-expanded", String(shows));
    (shows ? back : over).focus();
    listen();
  };
  over.addEventListener("click", () => turn(true));
  back.addEventListener("click", () => turn(false));
  aside.addEventListener("keydown", (event) => event.key === "Escape" && isOver() && turn(false));
  bar?.append(over);
  aside.prepend(back);
};
