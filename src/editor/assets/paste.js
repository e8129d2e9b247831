// What word processors and web pages put on the clipboard, as the Markdown of our texts: headings, emphasis, lists (also those that Word only paints),
// tables, links, quotations, footnotes. Invariant: nothing of the source is executed or fetched, no HTML comes out, and what is left out is said.
import { inert } from "./server.js";

const LINE = "\u2028"; // A line break within a block, until it is known what its line looks like.
const MAX_LEVEL = 4;

// ---- Text

// Spaces that must not break are set by the site itself; between a number and what follows it they are meant.
const clean = (text) => text.replace(/[\u00ad\u200b\u2060\ufeff\ue000-\ue005]/g, "").replace(/[\t\n\r\f ]+/g, " ").replace(/\u00a0+/g, (spaces, at, all) =>
  (spaces.length === 1 && (/[\d§]/.test(all[at - 1] ?? "") || /\d/.test(all[at + 1] ?? "")) && /\S/.test(all[at - 1] ?? " ") && /\S/.test(all[at + 1] ?? " ") ? spaces : " ")).replace(/ {2,}/g, " ");
// Signs that Markdown would take for its own.
const escape = (text) => text.replace(/[\\`*[\]^~]/g, "\\$&").replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_").replace(/<(?=[a-z/!?])/gi, "\\<").replace(/&(?=#?\w+;)/g, "\\&");
const escapeStart = (line) => line.replace(/^(#{1,6})(?= |$)/, "\\$1").replace(/^([>+-])/, "\\$1").replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2").replace(/^(=+|-{2,})$/, "\\$1").replace(/^:(?= )/, "\\:");

// ---- What an element looks like

const styleOf = (element) => element.getAttribute?.("data-was-style") ?? "";
const looks = (element, pattern) => pattern.test(styleOf(element));
const nameOf = (element) => element.localName;
const classOf = (element) => element.getAttribute?.("class") ?? "";

const isBold = (element) => (/^(b|strong)$/.test(nameOf(element)) ? !looks(element, /(?<![-\w])font-weight:\s*(normal|400)/i) : looks(element, /(?<![-\w])font-weight:\s*(bold|[6-9]00)/i));
const isItalic = (element) => (/^(i|em|cite|dfn)$/.test(nameOf(element)) ? !looks(element, /(?<![-\w])font-style:\s*normal/i) : looks(element, /(?<![-\w])font-style:\s*(italic|oblique)/i));
const isStruck = (element) => /^(s|strike|del)$/.test(nameOf(element)) || looks(element, /(?<![-\w])text-decoration[^;]*line-through/i);
const isRaised = (element) => nameOf(element) === "sup" || looks(element, /(?<![-\w])vertical-align:\s*super/i);
const isLowered = (element) => nameOf(element) === "sub" || looks(element, /(?<![-\w])vertical-align:\s*sub\b/i);
const isHidden = (element) => looks(element, /display:\s*none|mso-hide:\s*all/i) || element.hasAttribute?.("hidden") || element.getAttribute?.("aria-hidden") === "true";

const NOTHING = /^(script|style|title|meta|link|head|template|noscript|iframe|object|embed|svg|math|button|input|select|textarea|form|nav|audio|video|canvas|xml|o:p|w:sdtpr|del)$/;
const BLOCK = /^(p|div|h[1-6]|ul|ol|li|table|blockquote|pre|hr|section|article|main|header|footer|aside|figure|figcaption|dl|dt|dd|center|address|details|summary)$/;

const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs\w+|wt_mc|wt\.mc_\w+|at_\w+|pk_\w+|mtm_\w+|trk)$/i;
/** An address as it is worth keeping; null when it leads nowhere that a text may lead. */
export const address = (href) => {
  let url;
  try {
    url = new URL(href.trim());
  } catch {
    return null;
  }
  const { hostname, pathname, searchParams, protocol } = url;
  if (protocol === "mailto:") return `mailto:${decodeURIComponent(pathname)}`.replace(/\s/g, "");
  if (protocol === "tel:") return `tel:${pathname.replace(/[^\d+]/g, "")}`;
  if (protocol !== "https:" && protocol !== "http:") return null;
  // Detours that mail programs and search engines put in front.
  const inner = (/^www\.google\.[a-z.]+$/.test(hostname) && pathname === "/url" && (searchParams.get("q") ?? searchParams.get("url")))
    || (/\.safelinks\.protection\.outlook\.com$/.test(hostname) && searchParams.get("url"));
  if (inner) return address(inner);
  for (const key of [...searchParams.keys()]) if (TRACKING.test(key)) searchParams.delete(key);
  url.username = "";
  url.password = "";
  return url.href.replace(/[()\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
};

// ---- Footnotes of Word and LibreOffice

const noteRef = (element) => {
  if (nameOf(element) !== "a") return null;
  const href = element.getAttribute("href") ?? "";
  return href.match(/#_(?:ftn|edn)(\d+)$/)?.[1] ?? href.match(/#sd(?:footnote|endnote)(\d+)sym$/)?.[1] ?? null;
};
const isNoteBack = (element) => nameOf(element) === "a" && /#_(ftn|edn)ref\d+$|#sd(footnote|endnote)\d+anc$/.test(element.getAttribute("href") ?? "");
const noteOf = (element) => element.id?.match(/^(?:ftn|edn|sdfootnote|sdendnote)(\d+)$/)?.[1] ?? null;

// ---- Inline

// Emphasis stands for itself until all is put together, so that neighbours with the same mark can become one: word processors cut words up.
const SIGNS = { bold: ["\ue000", "\ue001", "**"], italic: ["\ue002", "\ue003", "*"], struck: ["\ue004", "\ue005", "~~"] };
const signs = (text) => Object.values(SIGNS).reduce((all, [begin, end, sign]) => all.replace(new RegExp(`${end}([ \u00a0]*)${begin}`, "g"), "$1").replace(new RegExp(`[${begin}${end}]`, "g"), sign), text);
// Marks stand at words, not at spaces, and not across lines.
const marked = (text, kind) => text.split(LINE).map((line) => {
  const [, before, inner, after] = line.match(/^(\s*)([\s\S]*?)(\s*)$/);
  return inner ? `${before}${SIGNS[kind][0]}${inner}${SIGNS[kind][1]}${after}` : line;
}).join(LINE);

const inline = (node, at) => {
  if (node.nodeType === Node.TEXT_NODE) return escape(clean(node.data));
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const name = nameOf(node);
  if (name === "br") return LINE;
  if (name === "img" || name.startsWith("v:")) {
    at.count("paste-pictures");
    return "";
  }
  if (NOTHING.test(name) || isHidden(node) || /mso-list:\s*Ignore/i.test(styleOf(node)) || isNoteBack(node)) return "";
  const note = noteRef(node);
  if (note) {
    at.notes.add(note);
    return `[^${note}]`;
  }
  if (/^(code|kbd|samp|tt)$/.test(name) && !node.querySelector("*")) {
    const text = clean(node.textContent).trim();
    return text && !text.includes("`") ? `\`${text}\`` : escape(text);
  }
  // What is marked already is not marked again.
  const within = { ...at, bold: at.bold || isBold(node), italic: at.italic || isItalic(node), struck: at.struck || isStruck(node) };
  let text = inlines(node, within);
  if (!text.trim()) return text;
  if (name === "a" && node.hasAttribute("href")) {
    const href = address(node.getAttribute("href"));
    if (!href) {
      if (!/^#/.test(node.getAttribute("href"))) at.count("paste-links");
      return text;
    }
    text = text.replaceAll(LINE, " ");
    const words = clean(node.textContent).trim();
    const [, before, , after] = text.match(/^(\s*)([\s\S]*?)(\s*)$/);
    if (words === href || `${words}/` === href) return `${before}<${href}>${after}`;
    if (href === `mailto:${words}`) return `${before}<${words}>${after}`;
    return `${before}[${text.trim()}](${href})${after}`;
  }
  if (isRaised(node) && /^[\p{L}\p{N}+-]{1,8}$/u.test(text.trim())) return `^${text.trim()}^`;
  if (isLowered(node) && /^[\p{L}\p{N}+-]{1,8}$/u.test(text.trim())) return `~${text.trim()}~`;
  if (within.struck && !at.struck) text = marked(text, "struck");
  if (within.italic && !at.italic && !at.heading) text = marked(text, "italic");
  if (within.bold && !at.bold && !at.heading) text = marked(text, "bold");
  return text;
};
const inlines = (element, at) => [...element.childNodes].map((child) => inline(child, at)).join("");

// The text of a block: lines, without spaces at their ends.
const paragraph = (text) => text.replace(/ {2,}/g, " ").split(LINE).map((line) => escapeStart(line.trim())).filter((line, i, all) => line || (i && i < all.length - 1)).join("\\\n").replace(/(\\\n)+$/, "").replace(/(\\\n){2,}/g, "\n\n");

// ---- Blocks

const indented = (text, by) => text.split("\n").map((line, i) => (i && line ? " ".repeat(by) + line : line)).join("\n");

// Items with their levels as nested lists.
const listOf = (items) => {
  const least = Math.min(...items.map(({ level }) => level));
  const lines = [];
  let number = 0, width = 2, isNumbered = null;
  const loose = items.some(({ text }) => /\n\n/.test(text));
  for (let i = 0; i < items.length;) {
    if (items[i].level > least) {
      let end = i;
      while (end < items.length && items[end].level > least) end++;
      const inner = listOf(items.slice(i, end));
      if (lines.length) lines[lines.length - 1] += `\n${" ".repeat(width)}${indented(inner, width)}`;
      else lines.push(inner);
      i = end;
      continue;
    }
    const { ordered, text, start } = items[i];
    // Another kind of list: a new one.
    if (isNumbered !== null && isNumbered !== ordered) return [lines.join(loose ? "\n\n" : "\n"), listOf(items.slice(i))].join("\n\n");
    if (isNumbered === null && start) number = start - 1;
    isNumbered = ordered;
    const sign = ordered ? `${++number}. ` : "- ";
    width = sign.length;
    lines.push(sign + indented(text, width));
    i++;
  }
  return lines.join(loose ? "\n\n" : "\n");
};

// A list of the web; those that are children of lists in place of items belong to the item before.
const webItems = (list, at, level) => {
  const items = [];
  const ordered = nameOf(list) === "ol";
  for (const child of list.children) {
    if (/^[uo]l$/.test(nameOf(child))) items.push(...webItems(child, at, level + 1));
    else if (nameOf(child) === "li") {
      const own = [], inner = [];
      for (const part of child.childNodes) (part.nodeType === Node.ELEMENT_NODE && /^[uo]l$/.test(nameOf(part)) ? inner : own).push(part);
      const text = plain(own, { ...at, inList: true }).join("\n\n");
      const start = ordered ? Number(list.getAttribute("start")) || undefined : undefined;
      if (text || inner.length) items.push({ ordered, level: level + (Number(child.getAttribute("aria-level")) > level + 1 ? Number(child.getAttribute("aria-level")) - level - 1 : 0), text, start });
      for (const part of inner) items.push(...webItems(part, at, level + 1));
    }
  }
  return items;
};

const BULLET = /^[•·▪◦‣●○■□]\s*/;
// A paragraph that Word paints as an item: its level, and whether it is numbered.
const wordItem = (element) => {
  // Somebody who typed the bullets meant a list.
  if (/^[•·▪◦‣●○■□]\s/.test(clean(element.textContent).trim()) && !element.querySelector("p, div, li")) return { ordered: false, level: 1 };
  const level = styleOf(element).match(/mso-list:[^;]*\blevel(\d)/i);
  if (!level && !/^MsoList(Paragraph|Bullet|Number)/.test(classOf(element))) return null;
  const ignored = [...element.querySelectorAll("[data-was-style]")].find((inner) => /mso-list:\s*Ignore/i.test(styleOf(inner)));
  const sign = clean(ignored?.textContent ?? "").trim();
  if (!level && !ignored && /^MsoListParagraph/.test(classOf(element))) return null;
  const ordered = /^\(?(\d+|[a-z]{1,3}|[ivxlc]+)[.)]/i.test(sign) || /MsoListNumber/.test(classOf(element));
  return { ordered, level: Number(level?.[1] ?? classOf(element).match(/(\d)$/)?.[1] ?? 1), start: Number(sign.match(/^\(?(\d+)/)?.[1]) || undefined };
};

const cell = (element, at) => plain([...element.childNodes], { ...at, inCell: true }).join(" ").replaceAll("\\\n", " ").replaceAll("\n", " ").replace(/\|/g, "\\|").trim();
const table = (element, at) => {
  const rows = [...element.querySelectorAll("tr")].filter((row) => row.closest("table") === element).map((row) => [...row.children].filter((child) => /^t[dh]$/.test(nameOf(child))));
  const width = Math.max(0, ...rows.map((row) => row.reduce((sum, one) => sum + (Number(one.getAttribute("colspan")) || 1), 0)));
  // A frame round something is no table.
  if (width < 2 || rows.length < 2 || element.querySelector("table")) return rows.flat().flatMap((one) => blocks([...one.childNodes], at));
  if (element.querySelector("[colspan]:not([colspan='1']), [rowspan]:not([rowspan='1'])")) at.count("paste-merged");
  const texts = rows.map((row) => {
    const cells = row.flatMap((one) => [cell(one, { ...at, heading: nameOf(one) === "th" || row === rows[0] }), ...Array(Math.max(0, (Number(one.getAttribute("colspan")) || 1) - 1)).fill("")]);
    return [...cells, ...Array(Math.max(0, width - cells.length)).fill("")];
  }).filter((row) => row.some(Boolean));
  if (texts.length < 2) return texts.flat().filter(Boolean);
  const right = (column) => texts.slice(1).every((row) => !row[column] || /^[−+-]?[\d.,\u00a0 ]+ ?[%€]?$/.test(row[column])) && texts.slice(1).some((row) => row[column]);
  const line = (row) => `| ${row.join(" | ")} |`;
  return [[line(texts[0]), line(texts[0].map((_, column) => (right(column) ? "---:" : "---"))), ...texts.slice(1).map(line)].join("\n")];
};

const headingLevel = (element) => {
  const level = nameOf(element).match(/^h([1-6])$/)?.[1] ?? classOf(element).match(/^(?:Mso)?(?:Heading|berschrift|Überschrift)(\d)$/)?.[1]
    ?? styleOf(element).match(/mso-outline-level:\s*(\d)/i)?.[1] ?? (element.getAttribute("role") === "heading" && element.getAttribute("aria-level"));
  return level ? Number(level) : /^MsoTitle$/.test(classOf(element)) ? 1 : null;
};

// Nodes as blocks of Markdown.
const blocks = (nodes, at) => {
  const out = [];
  let run = [], painted = [];
  const endList = () => {
    if (painted.length) out.push(listOf(painted));
    painted = [];
  };
  const endRun = () => {
    const text = paragraph(run.map((node) => inline(node, at)).join(""));
    run = [];
    if (!text) return;
    endList();
    out.push(text);
  };
  for (const node of nodes) {
    const isElement = node.nodeType === Node.ELEMENT_NODE;
    const name = isElement ? nameOf(node) : "";
    const holdsBlocks = isElement && !NOTHING.test(name) && (BLOCK.test(name) || [...node.querySelectorAll("*")].some((inner) => BLOCK.test(nameOf(inner))));
    if (!holdsBlocks) {
      run.push(node);
      continue;
    }
    endRun();
    if (isHidden(node) || /mso-element:\s*(header|footer|comment)/i.test(styleOf(node))) continue;
    const level = headingLevel(node);
    const item = /^(p|div|h\d)$/.test(name) ? wordItem(node) : null;
    if (item && !level) {
      const text = plain([...node.childNodes], { ...at, inList: true }).join("\n\n").replace(BULLET, "");
      if (text) painted.push({ ...item, text });
      continue;
    }
    const note = noteOf(node);
    if (note) {
      at.texts.set(note, plain([...node.childNodes], at).join("\n\n").trim());
      continue;
    }
    endList();
    if (level && !at.inCell && !at.inList) {
      const text = inlines(node, { ...at, heading: true }).replaceAll(LINE, " ").replace(/ {2,}/g, " ").trim();
      if (text) {
        at.levels.add(level);
        out.push({ level, text });
      }
    } else if (/^[uo]l$/.test(name)) {
      const items = webItems(node, at, 0);
      if (items.length && at.inCell) out.push(items.map(({ text }) => text).join("; "));
      else if (items.length) out.push(listOf(items));
    } else if (name === "table") out.push(...table(node, at));
    else if (name === "hr") {
      if (!at.inCell && !/mso|page-break/i.test(styleOf(node)) && !node.closest('[data-was-style*="footnote"]')) at.count("paste-rules");
    } else if (name === "pre") {
      const text = node.textContent.replace(/\u00a0/g, " ").replace(/^\n|\s+$/g, "");
      const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([found]) => found.length + 1)));
      if (text) out.push(`${fence}\n${text}\n${fence}`);
    } else if (name === "blockquote" || /^MsoQuote|^MsoIntenseQuote/.test(classOf(node))) {
      const inner = plain([...node.childNodes], at);
      if (inner.length) out.push(inner.join("\n\n").split("\n").map((line) => (line ? `> ${line}` : ">")).join("\n"));
    } else if (name === "dt") out.push({ term: plain([...node.childNodes], at).join(" ") });
    else if (name === "dd") {
      const text = plain([...node.childNodes], at).join("\n\n");
      const before = out.at(-1);
      if (before?.term) out[out.length - 1] = `${before.term}\n: ${indented(text, 2)}`;
      else if (text) out.push(text);
    } else {
      // A wrapper, perhaps one that marks all of it (Google: a `b` that is not bold).
      out.push(...blocks([...node.childNodes], { ...at, bold: at.bold || (!BLOCK.test(name) && isBold(node)), italic: at.italic || (!BLOCK.test(name) && isItalic(node)) }));
    }
  }
  endRun();
  endList();
  return out;
};

// Headings in the levels that a text may have: below its title.
const leveled = (found, at, isPlain = false) => {
  const levels = [...at.levels].sort();
  return found.map((block) => {
    if (typeof block === "string") return block;
    if (block.term) return `**${block.term}**`;
    if (isPlain) return `**${block.text}**`;
    return `${"#".repeat(Math.min(2 + levels.indexOf(block.level), MAX_LEVEL))} ${block.text}`;
  });
};

const plain = (nodes, at) => leveled(blocks(nodes, { ...at, levels: new Set() }), at, true);

/** The Markdown of a piece of HTML from a clipboard, and what is left out of it: texts and counts. */
export const fromHtml = (html) => {
  // Styles are read and never applied, and what would be done at an event is not even that: under other names they are no matter of the page's policy.
  const tags = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "").replace(/<[a-z][^<>]*?>/gi, (tag) => tag.replace(/(\s|["'])(style|on\w+)\s*=/gi, "$1 data-was-$2="));
  const { body } = new DOMParser().parseFromString(inert(tags), "text/html");
  const counts = new Map();
  const at = { notes: new Set(), texts: new Map(), levels: new Set(), count: (key) => counts.set(key, (counts.get(key) ?? 0) + 1) };
  const all = leveled(blocks([...body.childNodes], at), at);
  let markdown = all.filter(Boolean).join("\n\n");
  const notes = [...at.notes].filter((note) => at.texts.get(note));
  for (const note of at.notes) if (!at.texts.get(note)) markdown = markdown.replaceAll(`[^${note}]`, "");
  if (notes.length) markdown += `\n\n${notes.map((note) => `[^${note}]: ${indented(at.texts.get(note), 4)}`).join("\n")}`;
  return { markdown: signs(markdown).replace(/\n{3,}/g, "\n\n").trim(), notes: [...counts] };
};
