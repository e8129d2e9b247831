// Pagefind and MiniSearch over the titles and texts that our index shows, asked the judged queries. Started by `peers`.
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { addresses, judged, measure, print } from "./judged.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const [site, ours] = process.argv.slice(2);
const { PEERS, WORK, CHROME, CHECKERS_HOME } = process.env;
const of = createRequire(path.join(PEERS, "node_modules/"));
const at = addresses(site);
const queries = judged(path.join(here, "queries.tsv"));
const folders = { de: "suche", en: "en/search" };

const entries = Object.entries(folders).flatMap(([language, folder]) => {
  const found = [];
  for (const name of fs.readdirSync(path.join(site, folder, "e"))) {
    vm.runInNewContext(fs.readFileSync(path.join(site, folder, "e", name), "utf8"), {
      broschurSearch: (_, __, ___, rows) => found.push(...rows.map(([title, href, , text]) => ({ id: href, language, title, text }))),
    });
  }
  return found;
});

// MiniSearch as its documentation advises for search while typing: beginnings of words, a fifth of the letters wrong, titles first.
const MiniSearch = of("minisearch");
const mini = Object.fromEntries(Object.keys(folders).map((language) => {
  const index = new MiniSearch({ fields: ["title", "text"], searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 3 } } });
  index.addAll(entries.filter((entry) => entry.language === language));
  return [language, index];
}));
const miniResults = queries.map((query) => ({
  ...query,
  ids: mini[query.language].search(query.query).slice(0, 10).map(({ id }) => at.get(id) ?? id),
}));

// Pagefind: a record for each entry, its bundle in a browser.
const pagefind = await import(pathToFileURL(path.join(PEERS, "node_modules/pagefind/lib/index.js")));
const bundles = {};
for (const language of Object.keys(folders)) {
  const { index } = await pagefind.createIndex({ forceLanguage: language });
  for (const { id, title, text } of entries.filter((entry) => entry.language === language)) {
    const html = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    await index.addHTMLFile({ url: `/${id.replace("#", "~")}`, content: `<html lang="${language}"><body><main><h1>${html(title)}</h1><p>${html(text)}</p></main></body></html>` });
  }
  bundles[language] = path.join(WORK, language);
  await index.writeFiles({ outputPath: bundles[language] });
}
await pagefind.close();
const server = http.createServer((request, response) => {
  const file = path.join(WORK, decodeURIComponent(new URL(request.url, "http://host").pathname));
  const found = fs.existsSync(file) && fs.statSync(file).isFile();
  const type = { ".js": "text/javascript", ".html": "text/html" }[path.extname(file)] ?? "application/octet-stream";
  response.writeHead(found ? 200 : 404, { "content-type": type });
  response.end(found ? fs.readFileSync(file) : "");
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const address = `http://127.0.0.1:${server.address().port}`;
fs.writeFileSync(path.join(WORK, "index.html"), "<!DOCTYPE html><title>Pagefind</title>");
const { chromium } = createRequire(path.join(CHECKERS_HOME, "node_modules/"))("playwright-core");
const browser = await chromium.launch({ executablePath: CHROME, args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"] });
const pageResults = [];
for (const language of Object.keys(folders)) {
  const page = await browser.newPage();
  await page.goto(`${address}/index.html`);
  const asked = queries.filter((query) => query.language === language);
  const all = await page.evaluate(async ([bundle, words]) => {
    const pagefind = await import(bundle);
    const found = [];
    for (const word of words) {
      const { results } = await pagefind.search(word);
      found.push((await Promise.all(results.slice(0, 10).map((result) => result.data()))).map(({ raw_url, url }) => raw_url ?? url));
    }
    return found;
  }, [`/${language}/pagefind.js`, asked.map(({ query }) => query)]);
  asked.forEach((query, nth) => pageResults.push({
    ...query,
    ids: all[nth].map((url) => url.replace(/^\/([a-z]+\/pagefind\/\.\.\/)?/, "").replace("~", "#")).map((id) => at.get(id) ?? id),
  }));
}
await browser.close();
server.close();

const ourResults = JSON.parse(fs.readFileSync(ours, "utf8"));
const measured = [["broschur", ourResults], ["Pagefind 1.6", pageResults], ["MiniSearch 7.2", miniResults]].map(([name, results]) => {
  const figures = measure(results);
  print(name, figures, results, false);
  return [name, results, figures];
});
for (const kind of new Set(queries.map((query) => query.kind))) {
  const figures = measured.map(([name, results]) => {
    const { mrr, recall } = measure(results.filter((result) => result.kind === kind));
    return `${name} ${mrr.toFixed(2)}/${recall.toFixed(2)}`;
  });
  console.log(`  ${kind.padEnd(10)} ${figures.join("   ")}`);
}
const [, ...others] = measured;
process.exit(others.every(([, , figures]) => figures.mrr < measured[0][2].mrr && figures.recall < measured[0][2].recall) ? 0 : 1);
