// The form of an entry: what was loaded, what differs, and what the server says to it while somebody types. Invariant: nothing of what somebody wrote is
// given up before it is in the file; what stands in a field is replaced only by whoever asks for it, or where nobody has touched it.
import * as beside from "./beside.js";
import { announce, counted, later, make, same, say, language, words } from "./common.js";
import * as findings from "./findings.js";
import * as lists from "./lists.js";
import * as recover from "./recover.js";
import { again, farewell, get, post, whenAway } from "./server.js";
import { alike, BODY, put, RAW, restore, snapshot, tree } from "./values.js";

const STATES = 200;

export const start = (form) => {
  const { file } = form.dataset;
  let { base } = form.dataset;
  const state = document.getElementById("state");
  const button = (does) => form.querySelector(`.bar [data-does="${does}"]`) ?? document.querySelector(`[data-does="${does}"]`);
  // What a browser remembers of a page is not what is in the file.
  form.autocomplete = "off";
  form.noValidate = true;
  form.reset();
  lists.start(form);
  const loaded = tree(snapshot(form)).fields;
  // Values that a repair has given to fields that the form does not show, or shows as something else, until they are in the file.
  const unseen = new Map();
  const fieldOf = (root, name) => root.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const lock = (name, locks, value) => {
    const field = fieldOf(form, name);
    if (!field) return;
    field.querySelector(":scope > .locked")?.remove();
    for (const control of field.querySelectorAll("input, textarea, select, button")) control.disabled = locks;
    if (locks) field.append(make("p", { class: "locked" }, say("locked", { value: words(value) })));
  };
  const show = (name) => {
    unseen.delete(name);
    lock(name, false);
  };

  // ---- What differs

  const present = () => {
    const now = tree(snapshot(form));
    for (const [name, value] of unseen) now.fields.set(name, value);
    return now;
  };
  const differing = (fields) => {
    const found = {};
    for (const name of new Set([...loaded.keys(), ...fields.keys()])) {
      const [was, now] = [loaded.get(name) ?? null, fields.get(name) ?? null];
      if (!same(was, now)) found[name] = { was, now };
    }
    return found;
  };
  const request = () => {
    const { fields, names } = present();
    const { [BODY]: body, [RAW]: raw, ...rest } = differing(fields);
    const text = (change) => ({ was: change.was ?? "", now: change.now ?? "" });
    return { names, sent: { file, base, fields: rest, ...(body ? { body: text(body) } : {}), ...(raw ? { raw: text(raw) } : {}) } };
  };
  const isClean = () => !Object.keys(differing(present().fields)).length;

  // ---- What is said about the whole

  let savedAt = null, isAway = false, trouble = "", canUndo = false, conflicting = false;
  const time = () => new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(savedAt);
  // Buttons that can do nothing keep the focus, and say so.
  const enable = (does, can) => {
    const found = button(does);
    if (!found) return;
    found.disabled = false;
    if (can) found.removeAttribute("aria-disabled");
    else found.setAttribute("aria-disabled", "true");
  };
  const tell = () => {
    const clean = isClean();
    const text = isAway ? say("state-away") : trouble || (conflicting ? say("conflicts-title") : "") || (clean ? (savedAt ? say("state-saved", { time: time() }) : say("state-unchanged")) : say("state-unsaved"));
    if (state && state.textContent !== text) state.textContent = text;
    form.classList.toggle("is-unsaved", !clean);
    enable("save", !clean);
    enable("discard", !clean);
    enable("back", past.length > 0);
    enable("forth", future.length > 0);
    enable("undo", canUndo && clean);
  };

  // ---- States of the form, back and forth

  let past = [], future = [], current = snapshot(form);
  const note = () => {
    const now = snapshot(form);
    if (alike(now, current)) return;
    past.push(current);
    past = past.slice(-STATES);
    current = now;
    future = [];
    tell();
  };
  const step = (from, to, key) => {
    note();
    if (!from.length) return;
    to.push(current);
    current = from.pop();
    [...unseen.keys()].forEach(show);
    restore(form, current);
    announce(say(key));
    changed();
  };

  // ---- Work that is not saved

  let offered = recover.kept(file);
  const keep = () => {
    const fields = { ...offered?.fields, ...differing(present().fields) };
    if (!Object.keys(fields).length) recover.drop(file);
    else if (!recover.keep(file, fields)) trouble = say("state-not-kept");
  };
  const offer = () => {
    const differs = offered && Object.entries(offered.fields).some(([name, { now }]) => !same(now, present().fields.get(name) ?? null));
    if (!differs) {
      offered = null;
      recover.drop(file);
      return;
    }
    const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(offered.at);
    const decide = (take) => () => {
      note();
      if (take) {
        const values = {};
        for (const [name, { was, now }] of Object.entries(offered.fields)) {
          // Whoever has changed the file since then is asked about it.
          loaded.set(name, was);
          values[name] = now;
        }
        place(values);
      }
      offered = null;
      box.remove();
      form.querySelector("input, textarea, select")?.focus();
      announce(say(take ? "recovered" : "recovery-dropped"));
      note();
      changed();
    };
    const box = make("section", { class: "recovery", "aria-labelledby": "recovery-title" },
      make("p", { id: "recovery-title" }, say("recovery", { when })),
      make("button", { type: "button", "data-does": "recover", click: decide(true) }, say("recovery-take")), " ",
      make("button", { type: "button", "data-does": "forget", click: decide(false) }, say("recovery-drop")));
    form.prepend(box);
    announce(say("recovery", { when }));
  };

  // Puts values into the form, or aside where it has no place for them.
  const place = (values) => {
    const other = put(form, values);
    for (const name of Object.keys(values)) {
      if (!other.includes(name)) {
        if (unseen.has(name)) show(name);
        continue;
      }
      unseen.set(name, values[name]);
      lock(name, true, values[name]);
    }
  };

  // ---- What somebody else wrote meanwhile

  // Takes what is in the file now, where nobody here has touched it.
  const adopt = (page) => {
    const other = page?.querySelector("form#entry");
    if (!other) return;
    base = other.dataset.base;
    form.dataset.base = base;
    // What the form has shown as something else has another control by now.
    for (const name of [...unseen.keys()]) {
      const fresh = fieldOf(other, name);
      if (!fresh || !same(tree(snapshot(other)).fields.get(name) ?? null, unseen.get(name))) continue;
      show(name);
      const field = document.importNode(fresh, true);
      const here = fieldOf(form, name);
      if (here) here.replaceWith(field);
      else form.querySelector("[data-body], details.more")?.before(field);
      lists.ready(field);
      field.dispatchEvent(new CustomEvent("broschur:added", { bubbles: true }));
    }
    const [theirs, mine] = [tree(snapshot(other)).fields, present().fields];
    const taken = {};
    for (const name of new Set([...theirs.keys(), ...loaded.keys()])) {
      if (unseen.has(name) && !theirs.has(name)) continue;
      const [value, was, now] = [theirs.get(name) ?? null, loaded.get(name) ?? null, mine.get(name) ?? null];
      if (same(value, was)) continue;
      if (same(now, was)) taken[name] = value;
      if (same(now, was) || same(now, value)) loaded.set(name, value);
    }
    const names = Object.keys(taken);
    if (names.length) {
      note();
      place(taken);
      current = snapshot(form);
    }
    document.title = page.title || document.title;
    for (const part of ["h1", ".derived"]) {
      const [here, there] = [document.querySelector(part), page.querySelector(part)];
      if (here && there) here.replaceChildren(...[...there.childNodes].map((node) => document.importNode(node, true)));
    }
    return names.map((name) => findings.labelOf(form, name) || name);
  };
  const adoptNow = async (isOurs) => {
    const page = await again().catch(() => null);
    const names = adopt(page) ?? [];
    if (names.length && !isOurs) announce(say("others-taken", { fields: names.join(", ") }));
    tell();
    // Reading the file has taken what is not saved out of the preview.
    if (!isClean()) look();
  };

  const showConflicts = (conflicts) => {
    const box = document.getElementById("conflicts");
    if (!box) return;
    const text = JSON.stringify(conflicts);
    if ((box.dataset.said ?? "[]") === text) return;
    box.dataset.said = text;
    conflicting = conflicts.length > 0;
    const had = box.contains(document.activeElement);
    const decide = (field, theirs, take) => () => {
      note();
      if (take) place({ [field]: theirs });
      loaded.set(field, theirs);
      note();
      look.now();
    };
    box.hidden = !conflicts.length;
    box.replaceChildren(...(conflicts.length ? [make("h2", {}, say("conflicts-title")), make("p", {}, say("conflicts-help"))] : []),
      ...conflicts.map(({ field, theirs, yours }) => {
        const name = field === "body" ? BODY : field;
        const label = findings.labelOf(form, name) || field;
        return make("section", { class: "conflict", "aria-label": label }, make("h3", {}, label),
          make("div", { class: "sides" },
            make("div", {}, make("h4", {}, say("conflict-theirs")), make("blockquote", {}, words(theirs)),
              make("button", { type: "button", "data-does": "take-theirs", click: decide(name, theirs, true) }, say("take-theirs"), make("span", { class: "aside-voice" }, `: ${label}`))),
            make("div", {}, make("h4", {}, say("conflict-yours")), make("blockquote", {}, words(yours)),
              make("button", { type: "button", "data-does": "keep-yours", click: decide(name, theirs, false) }, say("keep-yours"), make("span", { class: "aside-voice" }, `: ${label}`)))));
      }));
    if (had) (box.querySelector("button") ?? button("save"))?.focus();
  };

  // ---- Asking the server, one question at a time

  let names = tree(snapshot(form)).names, told = [];
  const hear = (answer) => {
    trouble = "";
    if (answer.error === "gone") trouble = say("state-gone");
    else if (answer.status >= 400 && !answer.conflicts) trouble = answer.message ?? say("state-refused", { status: answer.status });
    if (answer.findings) {
      told = answer.findings;
      findings.show(form, told, names);
    }
    if (answer.conflicts) showConflicts(answer.conflicts);
    if (answer.canUndo !== undefined) canUndo = answer.canUndo;
    beside.show(answer);
    tell();
  };
  let queue = Promise.resolve();
  // Whatever is asked waits for what was asked before.
  const inTurn = (work) => {
    queue = queue.then(work).catch((error) => {
      trouble = say("state-refused", { status: error.message });
      tell();
    });
    return queue;
  };
  let asked = 0, waiting = false;
  const draft = () => {
    asked++;
    if (waiting) return queue;
    waiting = true;
    return inTurn(async () => {
      waiting = false;
      const mark = asked;
      const { names: known, sent } = request();
      const answer = await post("draft", sent);
      // Only what is said about what stands there now is shown.
      if (mark !== asked) return;
      names = known;
      hear(answer);
      // Not ready yet: it is asked again.
      if (answer.error === "changed") setTimeout(look, 500);
      if (answer.base && answer.base !== base) await adoptNow(false);
    });
  };
  const look = later(150, draft);
  const remember = later(600, () => note());
  // Nobody has to type before they hear of what somebody else has saved.
  const watch = async () => {
    const there = document.hidden || isAway ? null : await get(`base?${new URLSearchParams({ file })}`);
    if (there && there.base !== base) look();
    setTimeout(watch, 2000);
  };

  const save = () => {
    look.forget();
    note();
    if (isAway) {
      announce(say("state-away"));
      return;
    }
    if (isClean()) {
      announce(say("nothing-to-save"));
      return;
    }
    inTurn(async () => {
      if (state) state.textContent = say("state-saving");
      const { names: known, sent } = request();
      let answer;
      try {
        answer = await post("save", sent, false);
      } catch {
        announce(say("state-away"));
        look();
        return;
      }
      names = known;
      if (answer.saved) {
        savedAt = new Date();
        // A file that could not be read may have a form now.
        if (sent.raw) {
          loaded.set(RAW, sent.raw.now);
          recover.drop(file);
          location.reload();
          return;
        }
        for (const [name, { now }] of Object.entries(sent.fields)) loaded.set(name, now);
        if (sent.body) loaded.set(BODY, sent.body.now);
        base = answer.base;
        keep();
        hear(answer);
        announce(say("state-saved", { time: time() }));
        await adoptNow(true);
      } else {
        hear(answer);
        announce(answer.conflicts?.length ? counted("save-conflicts", answer.conflicts.length) : trouble || say("not-saved"));
        const first = document.querySelector("#conflicts button");
        first?.focus();
        document.getElementById("conflicts")?.scrollIntoView();
      }
    });
  };

  const discard = () => {
    if (isClean()) return;
    note();
    [...unseen.keys()].forEach(show);
    put(form, Object.fromEntries(loaded));
    note();
    recover.drop(file);
    inTurn(async () => {
      hear(await post("discard", { file, base, fields: {} }));
    });
    announce(say("discarded"));
    changed();
  };

  const revert = () => inTurn(async () => {
    const answer = await post("undo", { file, base, fields: {} });
    hear(answer);
    if (answer.status >= 400) {
      announce(trouble);
      return;
    }
    savedAt = null;
    await adoptNow(true);
    announce(say("reverted"));
    if (document.activeElement === document.body) button("save")?.focus();
  });

  const repair = (number, from) => {
    look.forget();
    note();
    const field = from.closest("[data-field]");
    const wanted = told.find(({ repair: one }) => one === number);
    return inTurn(async () => {
      const { names: known, sent } = request();
      let answer = await post("repair", { ...sent, repair: number });
      if (answer.error === "changed" && wanted) {
        // Numbers count what was found last: the same finding may have another one by now.
        const { findings: found = [] } = await post("draft", sent);
        const same = found.find(({ code, field: path, message, repair: one }) => typeof one === "number" && code === wanted.code && path === wanted.field && message === wanted.message);
        if (same) answer = await post("repair", { ...sent, repair: same.repair });
      }
      if (answer.values) {
        place(answer.values);
        note();
        names = request().names;
        keep();
      } else names = known;
      hear(answer);
      announce(answer.values ? say("repaired") : trouble || say("not-repaired"));
      // The button is gone: on with the field.
      const next = field && form.contains(field) ? field.querySelector(":is(input, textarea, select):enabled") : document.querySelector("#summary a");
      if (document.activeElement === document.body || !document.activeElement) (next ?? button("save"))?.focus();
    });
  };

  // ---- What somebody does

  const changed = () => {
    tell();
    keep();
    look();
    remember();
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", () => {
    changed();
    remember.now();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  const does = { back: () => step(past, future, "undone"), forth: () => step(future, past, "redone"), discard, undo: revert };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-does]");
    if (!pressed) return;
    if (pressed.getAttribute("aria-disabled") === "true" && pressed.closest(".bar")) {
      event.preventDefault();
      return;
    }
    if (pressed.dataset.does === "repair") repair(Number(pressed.dataset.repair), pressed);
    else does[pressed.dataset.does]?.();
  });
  document.addEventListener("keydown", (event) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (isCommand && event.key.toLowerCase() === "s") {
      event.preventDefault();
      save();
    }
    // In a text the browser's own undo is meant.
    const isText = event.target.matches?.("textarea, input:not([type=checkbox])");
    if (isCommand && !isText && form.contains(event.target) && /^[zy]$/i.test(event.key)) {
      event.preventDefault();
      does[event.key.toLowerCase() === "y" || event.shiftKey ? "forth" : "back"]();
    }
  });
  // Enter in a field of one line does not save.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || !event.target.matches("input")) return;
    event.preventDefault();
    const list = event.target.closest("[data-list]");
    if (list && event.target.closest("[data-item]") && !event.target.closest("[data-object], .reference")) list.querySelector(":scope > [data-does=add]")?.click();
  });
  addEventListener("beforeunload", (event) => {
    keep();
    if (!isClean()) event.preventDefault();
  });
  // Whoever leaves takes what is not saved out of the preview; it is kept by the browser.
  addEventListener("pagehide", () => {
    if (!isClean() && !isAway) farewell("discard", { file, base, fields: {} });
  });
  addEventListener("pageshow", (event) => event.persisted && look());
  addEventListener("focus", () => look());
  whenAway((now) => {
    isAway = now;
    tell();
    if (!now) announce(say("state-back"));
  });

  // ---- Characters that are left

  const count = (control) => {
    const most = Number(control.dataset.max);
    let counter = document.getElementById(`${control.id}-count`);
    if (!counter) {
      counter = make("span", { class: "counter", id: `${control.id}-count` });
      control.after(counter);
      control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${counter.id}`.trim());
    }
    const left = most - [...control.value].length;
    counter.textContent = left < 0 ? counted("too-many", -left) : counted("left", left);
    counter.classList.toggle("is-over", left < 0);
  };
  const countIt = (event) => event.target.matches?.("[data-max]:not([data-image])") && event.target.id && count(event.target);
  for (const control of form.querySelectorAll("input[data-max], textarea[data-max]")) count(control);
  for (const name of ["input", "broschur:set"]) form.addEventListener(name, countIt);
  form.addEventListener("broschur:added", (event) => event.target.querySelectorAll("input[data-max], textarea[data-max]").forEach(count));

  // States of the form, beside the buttons that concern the file.
  const bar = form.querySelector(".bar");
  const states = ["back", "forth"].map((name) => make("button", { type: "button", "data-does": name, "aria-label": say(name), title: say(name) }, name === "back" ? "↶" : "↷"));
  bar?.querySelector("[data-does=save]")?.after(...states);

  beside.start(form);
  offer();
  tell();
  const first = JSON.parse(document.getElementById("answer")?.textContent || "null");
  if (first) hear(first);
  if (!first || !isClean()) look.now();
  watch();
};
