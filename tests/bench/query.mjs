// Opens the page of results with queries in its address, each as a reader who has fetched nothing. Started by `query`.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { read } from "../checkers/reader.mjs";

const [site, wanted] = process.argv.slice(2);
const folder = "suche";
const reader = await read(site);

// The same words every time: drawn evenly from the titles and texts that results show, in the order of the letters.
const words = new Set();
for (const name of fs.readdirSync(path.join(site, folder, "e"))) {
  vm.runInNewContext(fs.readFileSync(path.join(site, folder, "e", name), "utf8"), {
    broschurSearch: (_, __, ___, rows) => {
      for (const [title, , lead, text] of rows) for (const word of `${title} ${lead} ${text}`.match(/\p{L}{4,}/gu) ?? []) words.add(word.toLowerCase());
    },
  });
}
const evenly = (all, count) => Array.from({ length: count }, (_, at) => all[Math.floor(((at + 0.5) * all.length) / count)]);
const drawn = evenly([...words].sort(), Number(wanted));
// Two letters change places, in turn at the beginning, in the middle and at the end.
const mistaken = drawn.map((word, nth) => {
  const at = [0, Math.floor(word.length / 2) - 1, word.length - 2][nth % 3];
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
});
// So many words begin with "sch" that they are cut by their fourth letter. Another one is there, by turns none, or those beside it in the wrong order.
const common = evenly([...words].filter((word) => /^sch.{3}/.test(word)).sort(), Math.ceil(Number(wanted) / 2));
const fourth = common.map((word, nth) => `sch${[`x${word.slice(4)}`, word.slice(4), word[4] + word[3] + word.slice(5)][nth % 3]}`);
const pairs = drawn.map((word, nth) => `${word} ${drawn[(nth * 7 + 3) % drawn.length]}`);

const ask = async (query) => {
  reader.sent.length = 0;
  const page = await reader.open(1280, "about:blank");
  await page.addInitScript(() => {
    // Results are there when the page says how many.
    new MutationObserver(() => {
      const said = document.querySelector("#s_results > [role=status]")?.textContent;
      if (said && said !== document.querySelector("[data-loading]").dataset.loading) globalThis.broschurSeen ??= performance.now();
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.goto(`${reader.address}${folder}/${query ? `?q=${encodeURIComponent(query)}` : ""}`, { waitUntil: "load" });
  if (query) await page.waitForFunction(() => globalThis.broschurSeen);
  await page.waitForTimeout(300);
  const { seen, loaded, hits } = await page.evaluate(() => ({
    seen: globalThis.broschurSeen, loaded: performance.getEntriesByType("navigation")[0].loadEventEnd, hits: document.querySelectorAll("#s_results h3 a").length,
  }));
  const answer = { query, hits, index: reader.bytes(/^suche\/(?:index|[ew]\/).*\.js$/), all: reader.bytes(/./), files: reader.count(/\.js$/), time: seen - loaded };
  await page.context().close();
  return answer;
};

const kb = (bytes) => Math.round(bytes / 1000);
const spread = (values) => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return [0, 0.5, 1].map((share) => sorted[Math.round(share * (sorted.length - 1))]);
};
const none = await ask("");
console.log(`The page without a query: ${kb(none.all)} KB, of it pieces of the index ${kb(none.index)} KB`);
for (const [name, queries] of Object.entries({ words: drawn, mistakes: mistaken, pairs, "mistakes behind sch": fourth })) {
  const answers = [];
  for (const query of queries) answers.push(await ask(query));
  const row = (label, values, unit) => console.log(`  ${label.padEnd(34)} ${spread(values).map((value) => String(Math.round(value)).padStart(6)).join("")} ${unit}`);
  console.log(`${name}: ${answers.length} queries, ${answers.filter(({ hits }) => hits).length} with results (least, median, most)`);
  row("pieces of the index", answers.map(({ index }) => index / 1000), "KB");
  row("everything that was sent", answers.map(({ all }) => all / 1000), "KB");
  row("results after the end of loading", answers.map(({ time }) => time), "ms");
  const [worst] = answers.toSorted((a, b) => b.index - a.index);
  const none = answers.filter(({ hits }) => !hits);
  if (none.length) console.log(`  nothing for: ${none.map(({ query }) => query).join(", ")}`);
  console.log(`  the most: ${worst.query} (${kb(worst.index)} KB in ${worst.files} scripts, ${worst.hits} shown)`);
}
await reader.close("all of them asked");
