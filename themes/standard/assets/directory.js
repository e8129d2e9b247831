// The directories of a site: narrows a list by whatever its readers tick, in one go with sorting and a table. What it knows of the entries is in a
// script beside the list, which calls `broschurList` when somebody wants to choose: nothing else can be read by a page that was opened from a disk.
// Everything that is shown is text. Until then, and without a script, the links to prerendered parts of the list are there.
(() => {
  "use strict";
  const panel = document.querySelector("[data-directory]");
  if (!panel) return;
  const FEW = 16, SHOWN = 12, TOGETHER = 60;
  const SORT = "sort-by", VIEW = "shown-as";
  const { root, failed } = panel.dataset;
  const lang = document.documentElement.lang;
  const collator = new Intl.Collator(lang, { numeric: true });
  const tools = panel.querySelector(".directory-tools");
  const selects = [...tools.querySelectorAll("select")];
  const [sort, view] = selects;
  // Some lists have but one view.
  const isTable = () => !!view?.value;
  const areLines = /^(lines|matrix)$/.test(panel.dataset.style);
  const reset = tools.querySelector("button");
  const status = tools.querySelector("[role=status]");
  // How many there are is said at the top as well; announced is the status alone.
  const total = document.querySelector(".list-count");
  const toldWhole = total?.textContent;
  const onDisk = (href) => (location.protocol === "file:" ? href.replace(/(^|\/)(#.*)?$/, "$1index.html$2") : href);
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // What is shown in place of the list.
  const heading = make("h2", { id: "s_selected", tabindex: "-1" });
  const told = make("p", { class: "directory-told" });
  const hits = make("div", { class: "directory-hits" });
  const results = make("section", { class: "list-group directory-results", "aria-labelledby": "s_selected" }, heading, told, hits);
  results.hidden = true;
  panel.after(results);

  let data, facets = [], found = [], limit = TOGETHER;
  const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), data.texts[key]);
  const counted = (count) => say(count === 1 ? "directory-one" : "directory-many", { count: count.toLocaleString(lang) });
  const named = ({ label, values, chosen }) => `${label}: ${[...chosen].map((at) => values[at].text).join(", ")}`;
  const active = () => facets.filter(({ chosen }) => chosen.size);

  // Counts, for each value, what would be there with it, and which filter alone keeps how many entries away.
  const narrow = () => {
    for (const facet of facets) Object.assign(facet, { counts: facet.values.map(() => 0), kept: 0 });
    const filters = active();
    found = data.entries.filter((entry) => {
      const misses = filters.filter(({ at, chosen }) => !entry.values[at].some((value) => chosen.has(value)));
      if (misses.length === 1) misses[0].kept++;
      if (misses.length < 2) for (const { at, counts } of misses.length ? misses : facets) for (const value of entry.values[at]) counts[value]++;
      return !misses.length;
    });
    const by = facets.find(({ name }) => name === sort.value);
    if (by) found.sort((a, b) => Math.min(...a.values[by.at]) - Math.min(...b.values[by.at]));
    else if (sort.value) found.sort((a, b) => collator.compare(a.title, b.title));
  };

  const link = ({ title, href, lang }) => (href === null ? title : make("a", { href: onDisk(root + data.folder + href), lang, hreflang: lang }, title));
  const words = (entry, { at, values }) => entry.values[at].map((value) => values[value].text).join(", ");
  const badges = ({ badges }) => (badges || []).map(([name, text]) => make("span", { class: `badge badge-${name}` }, text));
  const card = (entry) => make("li", {}, make("article", { class: "card" }, make("div", { class: "card-text" },
    make("h3", { class: "card-title" }, link(entry)),
    ...(entry.badges ? [make("p", { class: "card-meta" }, ...badges(entry))] : []),
    ...(entry.summary ? [make("p", { class: "card-summary", lang: entry.lang }, entry.summary)] : []),
    make("dl", { class: "card-facts" }, ...facets.filter(({ isOnCard, at, values }) => isOnCard && !entry.values[at].some((value) => values[value].isUnknown))
      .map((facet) => make("div", {}, make("dt", {}, facet.label), make("dd", {}, words(entry, facet))))))));
  const line = (entry) => make("li", {}, link(entry), " ", ...badges(entry));
  const row = (entry) => make("tr", {}, make("th", { scope: "row" }, link(entry), " ", ...badges(entry)), ...facets.map((facet) => make("td", {}, words(entry, facet))));
  const head = (text, name) => make("th", { scope: "col", "aria-sort": sort.value === name && "ascending" }, text);
  const table = (entries) => make("div", { class: "table-scroll", role: "group", "aria-labelledby": "s_selected", tabindex: "0" },
    make("table", { class: "directory-table" }, make("thead", {}, make("tr", {}, head(say("directory-entry"), "title-az"), ...facets.map(({ label, name }) => head(label, name)))),
      make("tbody", {}, ...entries.map(row))));

  const button = (text, press) => {
    const element = make("button", { type: "button" }, text);
    element.addEventListener("click", press);
    return element;
  };
  // Which filters to loosen when nothing is left: those that alone keep something away.
  const tight = () => active().filter(({ kept }) => kept);
  const none = () => `${say("directory-none")} ${say(tight().length ? "directory-loosen" : "directory-loosen-all")}`;
  const loosen = () => tight().map((facet) => make("li", {},
    button(say("directory-without", { filter: named(facet), entries: counted(facet.kept) }), () => {
      facet.chosen.clear();
      changed();
      heading.focus();
    })));
  const show = () => {
    narrow();
    const filters = active();
    const isWhole = !filters.length && !sort.value && !isTable();
    for (const { boxes, chosen, said, counts } of facets) {
      said.textContent = chosen.size ? say("directory-chosen", { count: chosen.size, values: counts.length }) : counts.length;
      for (const [at, { box, count }] of boxes) {
        box.checked = chosen.has(at);
        count.textContent = counts[at].toLocaleString(lang);
        box.closest("li").classList.toggle("is-none", !counts[at]);
      }
    }
    reset.hidden = !filters.length;
    results.hidden = isWhole;
    for (let next = results.nextElementSibling; next; next = next.nextElementSibling) next.hidden = !isWhole;
    heading.textContent = say("directory-selected");
    told.textContent = filters.map(named).join("; ");
    told.hidden = !filters.length;
    if (total) total.textContent = isWhole ? toldWhole : counted(found.length);
    const some = found.slice(0, limit);
    status.textContent = found.length ? counted(found.length) : `${none()} ${tight().map(named).join("; ")}`;
    if (!found.length) hits.replaceChildren(make("p", {}, none()), make("ul", { class: "directory-loosen" }, ...loosen()));
    else if (isTable()) hits.replaceChildren(table(some));
    else if (areLines) hits.replaceChildren(make("ul", { class: "links links-columns" }, ...some.map(line)));
    else hits.replaceChildren(make("ul", { class: "cards" }, ...some.map(card)));
    if (found.length > limit) {
      hits.append(button(say("directory-more", { count: (found.length - limit).toLocaleString(lang) }), () => {
        const seen = limit;
        limit += 5 * TOGETHER;
        show();
        hits.querySelectorAll("h3 a, th a, .links a")[seen]?.focus();
      }));
    }
  };

  // The state is in the address: it can be shared, and the way back leads through it.
  const changed = () => {
    limit = TOGETHER;
    const query = new URLSearchParams();
    for (const { name, values, chosen } of facets) for (const at of chosen) query.append(name, values[at].slug);
    for (const [name, value] of [[SORT, sort.value], [VIEW, view?.value]]) if (value) query.set(name, value);
    history.pushState(null, "", `${query}` ? `?${query}` : location.pathname);
    show();
  };
  const restore = () => {
    const asked = new URLSearchParams(location.search);
    for (const { name, values, chosen } of facets) {
      chosen.clear();
      for (const slug of asked.getAll(name)) {
        const at = values.findIndex((value) => value.slug === slug);
        if (at >= 0) chosen.add(at);
      }
    }
    for (const [name, select] of [[SORT, sort], [VIEW, view]]) {
      if (!select) continue;
      select.value = asked.get(name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    limit = TOGETHER;
    show();
  };

  // Puts boxes in the place of links: of many values the most frequent, until somebody asks for all.
  const offer = (facet, all) => {
    const { details, values, chosen, boxes } = facet;
    const focused = details.contains(document.activeElement) && !details.firstElementChild.contains(document.activeElement);
    const most = values.map((_, at) => at);
    const isLong = !all && !values.some(({ above }) => above) && values.length > FEW;
    if (isLong) most.sort((a, b) => values[b].all - values[a].all).splice(SHOWN);
    const groups = new Map();
    boxes.clear();
    for (const [at, value] of values.entries()) {
      if (isLong && !most.includes(at) && !chosen.has(at)) continue;
      if (!groups.has(value.above)) groups.set(value.above, []);
      const box = make("input", { type: "checkbox" });
      const count = make("span", { class: "count" });
      boxes.set(at, { box, count });
      box.addEventListener("change", () => {
        if (box.checked) chosen.add(at);
        else chosen.delete(at);
        changed();
      });
      groups.get(value.above).push(make("li", { class: value.isUnknown && "facet-unknown" },
        make("label", {}, box, make("span", { lang: value.lang }, value.text), " ", count)));
    }
    const fields = [...groups].map(([above, items]) => {
      const list = make("ul", { class: "facet-values" }, ...items);
      if (!above) return make("fieldset", {}, make("legend", { class: "visually-hidden" }, facet.label), list);
      return make("details", { class: "facet-group" }, make("summary", {}, `${above} `, make("span", { class: "count" }, String(items.length))),
        make("fieldset", {}, make("legend", { class: "visually-hidden" }, `${facet.label}, ${above}`), list));
    });
    if (isLong) {
      fields.push(button(say("directory-all", { count: values.length.toLocaleString(lang) }), () => {
        offer(facet, true);
        show();
        boxes.get(0).box.focus();
      }));
    }
    details.replaceChildren(details.firstElementChild, ...fields);
    if (focused) details.querySelector("input, details summary")?.focus();
  };
  const prepare = (read) => {
    data = read;
    data.entries = data.entries.map(([title, href, values, summary, badges, lang]) => (
      { title, href, values: values.map((value) => [].concat(value)), summary, badges, lang }));
    facets = data.facets.map(([name, label, isOnCard, values], at) => {
      const details = document.getElementById(`s_facet_${name}`);
      return details && { at, name, label, isOnCard, details, said: details.querySelector(".count"), chosen: new Set(), boxes: new Map(),
        values: values.map(([slug, text, above, lang, isUnknown]) => ({ slug, text, above, lang, isUnknown, all: 0 })) };
    }).filter(Boolean);
    for (const entry of data.entries) for (const { at, values } of facets) for (const value of entry.values[at]) values[value].all++;
    restore();
    for (const facet of facets) offer(facet, facet.chosen.size > SHOWN);
    show();
  };
  let loading;
  const load = () => (loading ||= new Promise((resolve, reject) => {
    window.broschurList = resolve;
    const script = make("script", { src: panel.dataset.directory });
    script.onload = script.onerror = () => reject(new Error(failed));
    document.head.append(script);
  }).then(prepare, () => {
    loading = undefined;
    status.textContent = failed;
    for (const select of selects) select.value = "";
  }));
  tools.hidden = false;
  panel.addEventListener("toggle", load, true);
  for (const select of selects) select.addEventListener("change", async () => {
    const wanted = selects.map(({ value }) => value);
    if (!data) await load();
    if (!data) return;
    for (const [at, value] of wanted.entries()) selects[at].value = value;
    changed();
  });
  reset.addEventListener("click", () => {
    for (const { chosen } of facets) chosen.clear();
    changed();
    panel.querySelector("summary").focus();
  });
  addEventListener("popstate", () => data ? restore() : load());
  const isState = (name) => name === SORT || name === VIEW || document.getElementById(`s_facet_${name}`);
  if ([...new URLSearchParams(location.search).keys()].some(isState)) load();
})();
