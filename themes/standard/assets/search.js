// The search of a site: asks the index beside it, piece by piece, and shows what it finds in a list below the field and on the page of results.
// Pieces are scripts that call `broschurSearch`: nothing else can be read by a page that was opened from a disk. Everything that is shown is text.
// Without a document (in tests) there is only the engine.
(() => {
  "use strict";
  const LONGEST = 200, WORDS = 12, CANDIDATES = 48, HEADS = 4, MORE = 3, LEAD = 240;
  // Of pieces in which there may be what was meant, no further one is read after so many rows.
  const MOST = 1000;
  // The letters of a term by which its piece is found. So many words begin with "sch" that theirs are cut once more, by letters that may follow. A "~" is
  // before letters that do not begin words, but follow.
  const COMMON = "sch", FOLLOWING = "aeiklmnoprtuw", ENOUGH = 100;
  const HEAD = new RegExp(`${COMMON}.|...`, "gu");
  const headOf = (term) => [...term].slice(0, term.startsWith(COMMON) || term[0] === "~" ? 4 : 3).join("");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/([aou])e/g, "$1")
    .replace(/ß/g, "ss").replace(/æ/g, "a").replace(/[œø]/g, "o").replace(/ł/g, "l");
  const wordsOf = (text) => (text.match(/[\p{L}\p{N}\p{M}]+/gu) || []).map(fold).filter(Boolean);
  const raise = (map, key, value) => {
    if (value > (map.get(key) || 0)) map.set(key, value);
  };

  // Whether one letter more, less, another one or two exchanged make the same of both.
  const isNear = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    const [x, y] = [a.slice(start), b.slice(start)];
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
      || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  };

  // An index: `load(name, version)` answers with the stamp and the data of a piece.
  class Index {
    constructor(load) {
      this.load = load;
      this.pieces = new Map();
    }

    piece(name) {
      if (!this.pieces.has(name)) {
        const piece = Promise.all([this.load(name, this.version), name === "index" ? 0 : this.head()]).then(([read, head]) => {
          if (head && read[0] !== head.stamp) throw new Error("of another build");
          return read;
        });
        piece.catch(() => this.pieces.delete(name));
        this.pieces.set(name, piece);
      }
      return this.pieces.get(name);
    }

    async head() {
      if (this.known) return this.known;
      const [stamp, head] = await this.piece("index");
      if (this.known) return this.known;
      head.stamp = stamp;
      this.version = head.version;
      head.typeOf = [];
      head.types.forEach(([, , count], type) => {
        for (let i = 0; i < count; i++) head.typeOf.push(type);
      });
      head.placesOf = head.at.split(",").map((at) => (at ? at.split(".").map(Number) : []));
      head.stop = new Set(head.common);
      head.other = new Map();
      const add = (from, to) => {
        const key = wordsOf(from).join(" ");
        if (!key) return;
        if (!head.other.has(key)) head.other.set(key, []);
        head.other.get(key).push(wordsOf(to));
      };
      for (const [title, names] of head.names) {
        for (const name of names) {
          add(name, title);
          add(title, name);
        }
      }
      return (this.known = head);
    }

    // The rows of the piece in which a term is: `[stem, 0, as a stem, as a part]`, `[form, its stem, as a word]`, `[name=, 0, as a name]`.
    // With them are letters that follow those by which words are cut, with three more and the first ones: `[~van=, 0, er.sil ike.gal]`.
    async rows(term) {
      const head = await this.head();
      let hash = 0x811c9dc5;
      for (const sign of headOf(term)) hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193) >>> 0;
      return (await this.piece(`w/${((hash ^ (hash >>> 15)) >>> 0) & (head.words - 1)}`))[1];
    }

    take(row, found, word, part) {
      const read = (list, factor) => {
        let entry = 0;
        for (const [, sign, gap] of (list || "").matchAll(/([A-Z])([0-9a-z]*)/g)) {
          if (gap) entry += parseInt(gap, 36);
          raise(found.entries, entry, (factor * (sign.charCodeAt(0) - 64)) / 26);
        }
      };
      read(row[2], word);
      read(row[3], part);
      found.marks.add(row[0]);
    }

    // The rows of terms with the letters that are cut once more; when nothing else is asked for, of so many that there is enough to show.
    async rowsOfCommon(found, isAlone) {
      const rows = [], some = { entries: new Map(), marks: new Set() };
      if (!isAlone) await Promise.all([...FOLLOWING].map((letter) => this.rows(COMMON + letter)));
      for (const letter of FOLLOWING) {
        found.isPart = isAlone && some.entries.size >= ENOUGH;
        if (found.isPart) break;
        for (const row of await this.rows(COMMON + letter)) {
          rows.push(row);
          this.take(row, some, 1, 1);
        }
      }
      return rows;
    }

    // A word without the endings that it may have, itself first.
    bases(word) {
      const bases = new Set([word]);
      for (const base of bases) {
        for (const ending of this.known.endings) {
          if (base.endsWith(ending) && base.length - ending.length >= (base === word ? 3 : 4)) bases.add(base.slice(0, -ending.length));
        }
      }
      return bases;
    }

    // Whether one is the other with an ending.
    isForm(word, other) {
      return other.startsWith(word) && this.known.endings.includes(other.slice(word.length));
    }

    // The entries that have a word, with what it counts in each: as it is, in another form, as a part of another word, as the beginning of one; at last
    // with a mistake in it. How far that goes says `until`: the number of these that are tried.
    async find(word, until = 5, isAlone = false) {
      const found = { entries: new Map(), marks: new Set([word]) };
      const own = await this.rows(word);
      const rows = word === COMMON && until > 3 ? [...own, ...(await this.rowsOfCommon(found, isAlone))] : own;
      const stems = new Set(rows.filter((row) => row[0] === word && row[1]).map((row) => row[1]));
      const bases = this.bases(word);
      if (!stems.size) for (const base of bases) stems.add(base);
      for (const stem of stems) {
        for (const row of await this.rows(stem)) if (row[0] === stem && !row[1]) this.take(row, found, stem === word ? 1 : 0.8, 0.55);
      }
      for (const row of rows) {
        const [name, stem] = row;
        if (name.endsWith("=")) continue;
        if (name === word) {
          this.take(row, found, 1, 0.7);
        } else if (!stem && bases.has(name)) {
          this.take(row, found, 0.7, 0.55);
        } else if (this.isForm(word, name)) {
          this.take(row, found, 0.8, 0.65);
        } else if (until > 3 && word.length >= 3 && name.startsWith(word)) {
          const share = (word.length / name.length) ** 0.25;
          this.take(row, found, 0.75 * share, 0.45 * share);
        }
      }
      if (until < 5) return found;
      const more = (found.entries.size === 0 && (await this.guess(word, rows, found))) || [];
      const begun = [...found.marks].filter((mark) => mark.length >= 5 && mark.length < word.length);
      for (const row of [...rows, ...more]) {
        if (found.marks.has(row[0]) || row[0].endsWith("=")) continue;
        const mark = begun.find((mark) => row[0].startsWith(mark));
        if (mark) this.take(row, found, 0.4 * Math.sqrt(mark.length / row[0].length), 0.2);
      }
      return found;
    }

    // The entries that are called so as a whole.
    async called(name) {
      const bases = this.bases(name);
      const found = { entries: new Map(), marks: new Set() };
      for (const row of await this.rows(name)) {
        if (!row[0].endsWith("=")) continue;
        const whole = row[0].slice(0, -1);
        if (whole === name || bases.has(whole) || this.isForm(name, whole)) this.take(row, found, 26, 0);
      }
      return found.entries;
    }

    // What was probably meant by a word that is nowhere: one with a mistake in it, two words in one, or another one that begins alike. Answers with the
    // rows beside what was meant, when it begins with other letters.
    async guess(word, rows, found) {
      if (word.length < 4) return;
      const near = (rows, isLike) => {
        for (const row of rows) {
          if (row[0].length < 3 || row[0].endsWith("=") || !isLike(row[0])) continue;
          this.take(row, found, 0.6, 0.3);
          (found.meant ||= new Set()).add(row[0]);
        }
        return found.entries.size > 0;
      };
      const bases = [...this.bases(word)].filter((base) => base === word || base.length >= 5);
      const isLike = (term) => bases.some((base) => isNear(base, term));
      const isBegin = (start, term) => [0, 1, -1].some((more) => isNear(start, term.slice(0, start.length + more)));
      if (near(rows, isLike)) return;
      // The mistake may be among the letters by which the piece is found: those that follow say which there are.
      const likely = new Set(), possible = new Set();
      for (const base of bases) {
        const isCommon = base.startsWith(COMMON);
        const [c, d, e, f, g, h] = base.slice(isCommon ? 3 : 2);
        const behinds = [[d, e, f], [c, d, e], [e, f, g], [c, e, f]];
        if (!isCommon && isBegin(COMMON, base)) behinds.push([f, g, h]);
        for (const behind of new Set(behinds.map((letters) => letters.join("")))) {
          const row = behind && (await this.rows(`~${behind}`)).find(([name]) => name === `~${behind}=`);
          for (const one of row ? row[2].split(" ") : []) {
            const [more, heads] = one.split(".");
            for (const head of heads.match(HEAD)) {
              const start = head + behind + more;
              if (more.length === MORE ? isBegin(start, base) : isNear(start, base)) likely.add(headOf(start));
              else if (base.length >= 5 && base.length < start.length && isBegin(base, start)) possible.add(headOf(start));
            }
          }
        }
      }
      const heads = [...(likely.size ? likely : possible)].slice(0, HEADS), others = [];
      // Pieces of words with the letters that are cut once more are the largest ones: one after the other, until what was meant is there.
      const isDear = heads.some((head) => head.startsWith(COMMON));
      while (heads.length && others.length < MOST) {
        const rows = await Promise.all(heads.splice(0, isDear ? 1 : HEADS).map((head) => this.rows(head)));
        others.push(...rows.flat());
        if (near(others, isLike)) return others;
      }
      const begins = (term) => isBegin(word, term);
      if (word.length >= 5 && near([...rows, ...others], begins)) return others;
      // Two words in one.
      const known = new Set(rows.map((row) => row[0]));
      for (let at = 4; at <= word.length - 4; at++) {
        if (![...this.bases(word.slice(0, at))].some((base) => known.has(base))) continue;
        const [first, rest] = [await this.find(word.slice(0, at), 3), await this.find(word.slice(at), 4)];
        for (const [entry, value] of first.entries) {
          if (rest.entries.has(entry)) raise(found.entries, entry, 0.5 * Math.min(value, rest.entries.get(entry)));
        }
        if (found.entries.size) {
          for (const mark of [...first.marks, ...rest.marks]) found.marks.add(mark);
          return;
        }
      }
      // Words that begin alike.
      const least = Math.max(5, Math.ceil(word.length / 2));
      for (let length = word.length - 1; length >= least && !found.entries.size; length--) {
        for (const row of rows) if (row[0].startsWith(word.slice(0, length)) && !row[0].endsWith("=")) this.take(row, found, 0.35, 0.2);
      }
    }

    // What a query asks for: phrases in quotation marks, and words in their order.
    parse(query) {
      const text = query.slice(0, LONGEST);
      const phrases = [...text.matchAll(/["„“”«»]([^"„“”«»]+)["„“”«»]/g)].map(([, phrase]) => wordsOf(phrase).join(" ")).filter(Boolean);
      const all = wordsOf(text).slice(0, WORDS);
      return { phrases, all, isCut: query.length > LONGEST };
    }

    // The entries of several words, each with all of them.
    async together(words) {
      let all = null;
      for (const word of words) {
        const { entries } = await this.find(word, 3);
        const next = new Map();
        for (const [entry, value] of entries) {
          if (!all || all.has(entry)) next.set(entry, all ? Math.min(value, all.get(entry)) : value);
        }
        all = next;
      }
      return all || new Map();
    }

    // What is found: the entries that have all words, then those that have some of them.
    async search(query, { limit = 10, types = [], places = [] } = {}) {
      const head = await this.head();
      const { phrases, all, isCut } = this.parse(query);
      const quoted = new Set(phrases.join(" ").split(" "));
      const asked = all.map((word, at) => ({ word, at })).filter(({ word }) => quoted.has(word) || !head.stop.has(word));
      const units = await Promise.all(asked.map(async ({ word, at }) => ({ word, at, ...(await this.find(word, 5, asked.length === 1)) })));
      const marks = new Set(units.flatMap((unit) => [...unit.marks]));
      const cover = (from, to, entries, factor) => {
        const covered = units.filter(({ at }) => at >= from && at < to);
        for (const [entry, value] of entries) for (const unit of covered) raise(unit.entries, entry, factor * value);
        return covered;
      };
      for (let from = 0; from < all.length; from++) {
        for (let to = from + 1; to <= Math.min(all.length, from + 4); to++) {
          for (const other of head.other.get(all.slice(from, to).join(" ")) || []) {
            cover(from, to, await this.together(other), 0.7);
            for (const word of other) marks.add(word);
          }
        }
        const [first, second] = all.slice(from, from + 2);
        if (second && first.length + second.length >= 4) {
          const { entries } = await this.find(first + second, 3);
          if (entries.size) {
            cover(from, from + 2, entries, 1);
            marks.add(first + second);
          }
        }
      }
      const meant = units.length === 1 ? [...(units[0].meant || [])] : [];
      for (const name of [all.join(""), asked.map(({ word }) => word).join(""), ...meant]) {
        if (name) cover(0, all.length, await this.called(name), 1.5);
      }
      const asks = units.filter((unit) => unit.entries.size > 0);
      const scores = new Map();
      for (const unit of asks) {
        const rare = Math.log(1 + (head.entries - unit.entries.size + 0.5) / (unit.entries.size + 0.5)) + 0.1;
        for (const [entry, value] of unit.entries) {
          const score = scores.get(entry) || { entry, words: 0, weight: 0, score: 0 };
          score.words++;
          score.weight += rare;
          score.score += rare * value;
          scores.set(entry, score);
        }
      }
      const order = (a, b) => b.score - a.score || a.entry - b.entry;
      const full = [...scores.values()].filter(({ words }) => words === asks.length).sort(order);
      let ranked = full;
      if (asks.length > 1 && full.length < limit) {
        const some = [...scores.values()].filter(({ words }) => words < asks.length);
        ranked = full.concat(some.sort((a, b) => b.weight - a.weight || order(a, b)));
      }
      if (phrases.length) ranked = await this.withPhrases(ranked, phrases);
      const inTypes = ({ entry }) => !types.length || types.includes(head.types[head.typeOf[entry]][0]);
      const inPlaces = ({ entry }) => !places.length || head.placesOf[entry].some((place) => places.includes(head.places[place]));
      const count = (list, names) => {
        const counts = new Map();
        for (const one of list) for (const name of names(one)) counts.set(name, (counts.get(name) || 0) + 1);
        return counts;
      };
      const narrowed = ranked.filter((one) => inTypes(one) && inPlaces(one));
      const results = await this.shown(narrowed, limit, all.filter((word) => !head.stop.has(word)));
      return {
        total: narrowed.length,
        before: ranked.length,
        results,
        missing: units.filter((unit) => !unit.entries.size).map((unit) => unit.word),
        meant: this.written(results, units.flatMap((unit) => [...(unit.meant || [])])),
        partly: asks.length > 1 && !full.length && ranked.length > 0,
        isEmpty: !asked.length,
        isPart: units.some((unit) => unit.isPart),
        isCut,
        marks: [...marks],
        types: count(ranked.filter(inPlaces), ({ entry }) => [head.types[head.typeOf[entry]][0]]),
        places: count(ranked.filter(inTypes), ({ entry }) => head.placesOf[entry].map((place) => head.places[place])),
      };
    }

    // Words as they stand in what was found.
    written(results, folded) {
      const found = new Map();
      for (const { title, lead, text } of folded.length ? results : []) {
        for (const word of `${title} ${lead} ${text}`.match(/[\p{L}\p{N}\p{M}]+/gu) || []) {
          const key = fold(word);
          if (folded.includes(key) && !found.has(key)) found.set(key, word);
        }
      }
      return [...found.values()];
    }

    async entry(number) {
      const head = await this.head();
      const [title, href, first, more] = (await this.piece(`e/${Math.floor(number / head.together)}`))[1][number % head.together];
      const [plural, label] = head.types[head.typeOf[number]];
      // What follows goes on where the first of it ends; below a title stands so much as is read at a glance.
      const lead = first.length > LEAD ? `${first.slice(0, first.lastIndexOf(" ", LEAD))} …` : first;
      return { title, href, lead, text: `${first} ${more}`.trim(), plural, label, places: head.placesOf[number].map((place) => head.places[place]) };
    }

    async withPhrases(ranked, phrases) {
      const kept = [];
      for (let at = 0; at < Math.min(ranked.length, CANDIDATES); at += 8) {
        const some = ranked.slice(at, at + 8);
        const entries = await Promise.all(some.map(({ entry }) => this.entry(entry)));
        entries.forEach(({ title, text }, nth) => {
          const said = ` ${wordsOf(`${title} ${text}`).join(" ")} `;
          if (phrases.every((phrase) => said.includes(` ${phrase} `))) kept.push(some[nth]);
        });
      }
      return kept;
    }

    // The first of what is found, those first that are called as was asked.
    async shown(ranked, limit, asked) {
      const some = ranked.slice(0, Math.max(limit, 12));
      const query = asked.join(" ");
      const entries = await Promise.all(some.map(async (one) => {
        const entry = await this.entry(one.entry);
        // What its type is called says nothing of the entry: `Region Neckar-Alb`.
        const kind = new Set(wordsOf(`${entry.label} ${entry.plural}`));
        const words = wordsOf(entry.title);
        const telling = words.filter((word) => !kind.has(word));
        const title = (telling.length && !asked.some((word) => kind.has(word)) ? telling : words).join(" ");
        const factor = title === query ? 1.6 : title.startsWith(`${query} `) ? 1.25 : ` ${title} `.includes(` ${query} `) ? 1.15 : 1;
        return { ...entry, words: one.words, score: one.score * factor };
      }));
      return entries.sort((a, b) => b.words - a.words || b.score - a.score).slice(0, limit);
    }
  }

  if (typeof document === "undefined") {
    globalThis.BroschurIndex = Index;
    return;
  }

  const form = document.querySelector("form[data-search]");
  if (!form) return;
  const { search: folder, root, lang } = form.dataset;
  const isDisk = location.protocol === "file:";
  const onDisk = (href) => (isDisk ? href.replace(/(^|\/)(#.*)?$/, "$1index.html$2") : href);
  form.setAttribute("action", onDisk(form.getAttribute("action")));

  const waiting = new Map();
  window.broschurSearch = (language, name, stamp, data) => {
    if (language === lang) waiting.get(name)?.([stamp, data]);
  };
  const index = new Index((name, version) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => {
      script.remove();
      reject(new Error(name));
    };
    waiting.set(name, resolve);
    script.src = `${folder}${name}.js${version && !isDisk ? `?${version}` : ""}`;
    script.onload = fail;
    script.onerror = fail;
    document.head.append(script);
    setTimeout(fail, 20000);
  }));

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const say = (texts, key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), texts[key]);

  // A text with the words marked that were found in it.
  const marked = (text, marks) => {
    const pieces = [];
    let last = 0;
    for (const { 0: written, index: at } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const word = fold(written);
      if (!marks.some((mark) => mark.length > 1 && (word.startsWith(mark) || (mark.length > 3 && word.includes(mark))))) continue;
      pieces.push(text.slice(last, at), make("mark", {}, written));
      last = at + written.length;
    }
    return [...pieces, text.slice(last)];
  };
  // The part of a text in which something was found, else its beginning.
  const extract = ({ lead, text }, marks) => {
    const isIn = (text) => marked(text, marks).length > 1;
    if (isIn(lead) || !isIn(text)) return lead || text.slice(0, LEAD);
    const at = marked(text, marks)[0].length;
    const from = at > 50 ? text.indexOf(" ", at - 50) + 1 : 0;
    const to = text.length > from + LEAD ? text.lastIndexOf(" ", from + LEAD) : text.length;
    return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  };
  const counted = (texts, total) => say(texts, total === 1 ? "search-one" : "search-many", { count: String(total) });
  const notes = (texts, found) => [
    found.isCut && texts["search-too-long"],
    found.missing.length > 0 && found.total > 0 && say(texts, "search-missing", { words: found.missing.join(", ") }),
    found.partly && texts["search-partly"],
    found.isPart && texts["search-begun"],
    found.meant.length > 0 && say(texts, "search-typo", { words: found.meant.slice(0, 3).join(", ") }),
  ].filter(Boolean);
  // What is said of a search: how much was found, as `total` puts it, or why nothing was.
  const told = (texts, found, query, total) => {
    if (found.isEmpty) return texts["search-too-short"];
    const nothing = () => `${say(texts, "search-none", { words: query.slice(0, LONGEST) })}. ${texts["search-none-help"]}`;
    const first = found.total ? total(counted(texts, found.total)) : found.before ? texts["search-loosen"] : nothing();
    return [first, ...notes(texts, found)].join(". ").replace(/\.\.( |$)/g, ".$1");
  };
  // The results by what their types are called, in their order.
  const byType = ({ results }) => {
    const groups = new Map();
    for (const result of results) {
      if (!groups.has(result.plural)) groups.set(result.plural, []);
      groups.get(result.plural).push(result);
    }
    return groups;
  };

  const failed = () => [form.dataset.failed, " ", make("a", { href: form.getAttribute("action") }, form.dataset.list)];
  const toResults = (query, types) => `${form.getAttribute("action")}?${new URLSearchParams([["q", query], ...types.map((type) => ["type", type])])}`;

  // A field: a combobox with a list of suggestions (ARIA Authoring Practices, combobox with listbox). One that belongs to a list finds only what is on it.
  const combobox = (asking, id) => {
    const field = asking.querySelector("input");
    const types = asking.dataset.only ? [asking.dataset.only] : [];
    if (types.length) {
      asking.setAttribute("action", form.getAttribute("action"));
      asking.append(make("input", { type: "hidden", name: "type", value: types[0] }));
    }
    const list = make("div", { id, role: "listbox", "aria-label": form.dataset.suggestions, class: "search-list", hidden: "" });
    const status = make("p", { role: "status", class: "search-status" });
    const panel = make("div", { class: "search-panel", hidden: "" }, list, status);
    asking.append(panel);
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", id], ["aria-autocomplete", "list"]]) {
      field.setAttribute(name, value);
    }
    let options = [], active = -1, turn = 0;
    const close = () => {
      turn++;
      panel.hidden = list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const choose = (at) => {
      options[active]?.element.setAttribute("aria-selected", "false");
      active = at;
      const option = options[active];
      if (option) {
        option.element.setAttribute("aria-selected", "true");
        option.element.scrollIntoView({ block: "nearest" });
        field.setAttribute("aria-activedescendant", option.element.id);
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    };
    const suggest = async () => {
      const query = field.value.trim();
      const mine = ++turn;
      if (!query) return close();
      let texts, found;
      try {
        texts = (await index.head()).texts;
        found = await index.search(query, { limit: 8, types });
      } catch {
        if (mine !== turn) return;
        list.hidden = true;
        status.replaceChildren(...failed());
        panel.hidden = false;
        return;
      }
      if (mine !== turn) return;
      options = [];
      active = -1;
      field.removeAttribute("aria-activedescendant");
      const option = (href, ...children) => {
        const element = make("div", { role: "option", id: `${id}_${options.length}`, "aria-selected": "false", class: "search-option" }, ...children);
        const at = options.push({ element, href }) - 1;
        element.addEventListener("mousedown", (event) => event.preventDefault());
        element.addEventListener("mousemove", () => active !== at && choose(at));
        element.addEventListener("click", () => location.assign(href));
        return element;
      };
      list.replaceChildren(...[...byType(found)].map(([plural, results], nth) => make("div", { role: "group", "aria-labelledby": `${id}_group_${nth}` },
        make("p", { id: `${id}_group_${nth}`, class: "search-group", role: "presentation" }, plural),
        ...results.map((result) => option(onDisk(root + result.href),
          make("span", { class: "search-title" }, ...marked(result.title, found.marks)),
          make("span", { class: "search-extract" }, ...marked(extract(result, found.marks), found.marks)),
          ...(result.places.length ? [make("span", { class: "search-places" }, result.places.join(", "))] : []))))));
      if (found.total > found.results.length) {
        list.append(option(toResults(query, types), make("span", { class: "search-title" }, texts["search-all"])));
      }
      status.replaceChildren(told(texts, found, query, (count) => count));
      panel.hidden = false;
      list.hidden = !options.length;
      field.setAttribute("aria-expanded", String(options.length > 0));
    };
    let timer = 0;
    field.addEventListener("focus", () => index.head().catch(() => {}));
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(suggest, 80);
    });
    field.addEventListener("keydown", (event) => {
      const isOpen = !panel.hidden && options.length > 0;
      if (event.key === "Escape") {
        if (panel.hidden) field.value = "";
        close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!isOpen) {
          if (field.value.trim()) suggest();
        } else {
          const step = event.key === "ArrowDown" ? 1 : -1;
          choose(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
        }
      } else if (event.key === "Enter" && isOpen && active >= 0) {
        location.assign(options[active].href);
      } else {
        return;
      }
      event.preventDefault();
    });
    asking.addEventListener("focusout", (event) => asking.contains(event.relatedTarget) || close());
    document.addEventListener("click", (event) => asking.contains(event.target) || close());
  };
  combobox(form, "s_found");
  for (const other of document.querySelectorAll("form[data-only]")) combobox(other, "s_found_here");

  // The page of results: what was asked, and how it is narrowed, is in its address.
  const place = document.getElementById("s_results");
  if (!place) return;
  const asked = new URLSearchParams(location.search);
  const query = (asked.get("q") || "").trim();
  if (!query) return;
  form.querySelector("input").value = query;
  const page = { query, limit: 10, types: asked.getAll("type"), places: asked.getAll("place") };
  const everything = document.getElementById("s_everything");
  const announce = make("p", { role: "status", class: "results-count" });
  const filters = make("details", { class: "results-filters" });
  filters.open = matchMedia("(min-width: 48rem)").matches || page.types.length + page.places.length > 0;
  const results = make("div", { class: "results" });
  place.append(announce, filters, results);
  place.hidden = false;
  const facet = (title, counts, key) => {
    const names = [...new Set([...counts.keys(), ...page[key]])].sort((a, b) => (counts.get(b) || 0) - (counts.get(a) || 0) || a.localeCompare(b, lang));
    if (names.length < 2 && !page[key].length) return [];
    return [make("fieldset", {}, make("legend", {}, title), ...names.map((name, nth) => {
      const box = make("input", { type: "checkbox", id: `s_${key}_${nth}`, value: name });
      box.checked = page[key].includes(name);
      box.addEventListener("change", async () => {
        page[key] = box.checked ? [...page[key], name] : page[key].filter((other) => other !== name);
        await show();
        [...filters.querySelectorAll("input")].find((other) => other.value === name && other.id.startsWith(`s_${key}`))?.focus();
      });
      return make("div", {}, box, make("label", { for: box.id }, `${name} (${counts.get(name) || 0})`));
    }))];
  };
  const show = async () => {
    let texts, found;
    announce.textContent = form.dataset.loading;
    try {
      texts = (await index.head()).texts;
      found = await index.search(page.query, page);
    } catch {
      announce.replaceChildren(...failed());
      return;
    }
    const address = new URLSearchParams([["q", page.query], ...page.types.map((type) => ["type", type]), ...page.places.map((where) => ["place", where])]);
    history.replaceState(null, "", `?${address}`);
    everything.hidden = found.total > 0;
    announce.textContent = told(texts, found, page.query, (count) => `${count}: ${page.query.slice(0, LONGEST)}`);
    const facets = [...facet(texts["search-types"], found.types, "types"), ...facet(texts["search-places"], found.places, "places")];
    filters.replaceChildren(make("summary", {}, texts["search-narrow"]), ...facets);
    filters.hidden = !facets.length;
    results.replaceChildren(...[...byType(found)].map(([plural, group]) => make("section", {}, make("h2", {}, plural), make("ul", { class: "results-list" },
      ...group.map((result) => make("li", {},
        make("h3", {}, make("a", { href: onDisk(root + result.href) }, ...marked(result.title, found.marks))),
        make("p", {}, ...marked(extract(result, found.marks), found.marks)),
        make("p", { class: "results-meta" }, [result.label, ...result.places].join(" · "))))))));
    if (found.total > found.results.length) {
      const more = make("button", { type: "button", class: "results-more" }, texts["search-more"]);
      more.addEventListener("click", async () => {
        const seen = results.querySelectorAll("h3 a").length;
        page.limit += 20;
        await show();
        results.querySelectorAll("h3 a")[seen]?.focus();
      });
      results.append(more);
    }
  };
  show();
})();
