// Walks through three sites as a reader does: only by clicking on links. Started by `walk`; each argument is PORT:PREFIX:FOLDER.
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const { chromium } = createRequire(path.join(process.env.CHECKERS_HOME, "node_modules/"))("playwright-core");
const TYPES = { ".css": "text/css", ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml" };

const [main, stuttgart, konstanz] = await Promise.all(process.argv.slice(2).map(async (written) => {
  const [port, prefix, folder] = written.split(":");
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const inside = pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : "..";
    // As servers do: a folder by its page, and only with a slash at the end.
    const file = path.join(path.resolve(folder), inside, pathname.endsWith("/") ? "index.html" : "");
    const found = file.startsWith(path.resolve(folder) + "/") && fs.existsSync(file) && fs.statSync(file).isFile();
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    response.end(found ? fs.readFileSync(file) : "");
  });
  await new Promise((ready) => server.listen(Number(port), "127.0.0.1", ready));
  return { name: folder, address: `http://127.0.0.1:${port}${prefix}` };
}));

const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"] });
const page = await browser.newPage();
const wrong = [];
await page.exposeBinding("broschurViolation", (_, what) => wrong.push(what));
await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => {
  globalThis.broschurViolation(`${location.href}: its policy (${event.effectiveDirective}) blocks ${event.blockedURI} ${event.sample}`);
}));
page.on("console", (message) => message.type() === "error" && wrong.push(`${page.url()}: ${message.text()}`));
page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
page.on("response", (response) => response.status() >= 400 && wrong.push(`${page.url()}: ${response.url()} answers ${response.status()}`));

let steps = 0;
// Where the reader is now: a page of the site, with a title of its own.
async function arrived(site, where) {
  const title = await page.locator("h1").first().innerText();
  if (!page.url().startsWith(site.address)) throw new Error(`${where}: ${page.url()} is not on ${site.address}`);
  if (!title.trim()) throw new Error(`${where}: ${page.url()} has no title`);
  console.log(`     ${String(++steps).padStart(2)}  ${page.url()}  ${title.replace(/\s+/g, " ")}`);
}

// Clicks on the first link in the page itself whose way on the site is like this, and from where the walk can go on to a link to `onward`.
async function follow(site, like, where, { scope = "main", onward = null } = {}) {
  const links = await page.locator(`${scope} a[href]`).all();
  for (const link of links) {
    const to = await link.evaluate((a) => a.href);
    if (!to.startsWith(site.address) || !like.test(to.slice(site.address.length)) || !(await link.isVisible())) continue;
    if (onward && !(await (await page.request.get(to)).text()).match(onward)) continue;
    await Promise.all([page.waitForURL(to), link.click()]);
    return arrived(site, where);
  }
  throw new Error(`${where}: ${page.url()} has no link to ${site.address}${like}`);
}

const CHAMBER = /^kammern\/[^/]+\/$/, CLUSTER = /^cluster\/[^/]+\/$/, TRADE = /^gewerke\/[^/]+\/$/;

// From the chamber to a cluster to a trade, and all the way back by links.
async function round(site) {
  const chamber = page.url();
  await follow(site, CLUSTER, "a cluster of the chamber", { onward: /href="[^"]*gewerke\/[^"/]+\/"/ });
  const cluster = page.url().slice(site.address.length);
  await follow(site, TRADE, "a trade of the cluster");
  await follow(site, new RegExp(`^${cluster}$`), "back from the trade to the cluster");
  await follow(site, new RegExp(`^${chamber.slice(site.address.length)}$`), "back from the cluster to the chamber");
}

try {
  for (const site of [main, stuttgart, konstanz]) {
    console.log(`     ${site.name}`);
    await page.goto(site.address);
    await arrived(site, "the home page");
    if (site === main) {
      await page.goto(`${main.address}kammern/stuttgart/`);
      await arrived(main, "a chamber");
    } else {
      await follow(site, CHAMBER, "from the home page to the chamber", { scope: "body" });
    }
    await round(site);
  }
  for (const edition of [stuttgart, konstanz]) {
    console.log(`     from ${edition.name} to the main site, and back`);
    await page.goto(edition.address);
    await follow(edition, CHAMBER, "to the chamber", { scope: "body" });
    await follow(edition, CLUSTER, "to a cluster", { onward: `href="${main.address}` });
    const here = page.url();
    await follow(main, /./, "from the cluster to what only the main site has");
    await page.goBack();
    if (page.url() !== here) throw new Error(`back leads to ${page.url()} in place of ${here}`);
    await arrived(edition, "back on the edition");
  }
} catch (error) {
  wrong.push(error.message);
}
await browser.close();
for (const what of wrong) console.log(`FAIL ${what}`);
console.log(`${steps} pages, ${wrong.length} findings`);
process.exit(wrong.length ? 1 : 0);
