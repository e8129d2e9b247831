#!/usr/bin/env node
// Asks the judged queries of the index that was built of content/, through the script that readers have.
//
//   tests/search/run SITE            prints MRR and recall@10, and ends with 1 below the bar
//   tests/search/run SITE --list     every query that misses something, with what came in its place
//   tests/search/run SITE --json F   the ranks of every query, for tests/search/peers
//
// Mean reciprocal rank: of the first entry that is looked for, 0 when it is not among the first ten. Recall@10: how many of the entries that are looked
// for are among the first ten, of as many as there is room for.
import { readFileSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { addresses, judged, measure, print } from "./judged.mjs";

const BAR = { mrr: 0.9, recall: 0.95 };
const here = dirname(fileURLToPath(import.meta.url));
const site = process.argv[2];
if (!site || !existsSync(site)) {
  console.error("usage: tests/search/run SITE [--list] [--json FILE]");
  process.exit(2);
}

const folders = { de: "suche", en: "en/search" };
const script = readFileSync(join(here, "../../themes/standard/assets/search.js"), "utf8");
const fetched = new Map();
const indices = Object.fromEntries(Object.entries(folders).map(([language, folder]) => {
  const context = vm.createContext({});
  vm.runInContext(script, context);
  return [language, new context.BroschurIndex(async (name) => {
    const text = readFileSync(join(site, folder, `${name}.js`), "utf8");
    fetched.set(`${language}/${name}`, text.length);
    let read;
    context.broschurSearch = (of, piece, stamp, data) => (read = [stamp, data]);
    vm.runInContext(text, context);
    return read;
  })];
}));

const at = addresses(site);
const results = [];
for (const { query, language, kind, wanted } of judged(join(here, "queries.tsv"))) {
  const found = await indices[language].search(query, { limit: 10 });
  const ids = found.results.map(({ href }) => at.get(href) ?? href);
  results.push({ query, language, kind, wanted, ids });
}
const measured = measure(results);
print("broschur", measured, results, process.argv.includes("--list"));
const json = process.argv.indexOf("--json");
if (json > 0) writeFileSync(process.argv[json + 1], JSON.stringify(results));
if (measured.mrr < BAR.mrr || measured.recall < BAR.recall) {
  console.error(`below the bar: MRR ${BAR.mrr}, recall@10 ${BAR.recall}`);
  process.exit(1);
}
