// Searches as a reader does. Started by `browser`.
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";

const site = process.argv[2];
const of = createRequire(path.join(process.env.CHECKERS_HOME, "node_modules/"));
const { chromium } = of("playwright-core");
const AXE = fs.readFileSync(of.resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { ".css": "text/css", ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml" };
const PREFIX = "/ein/ordner/";

let missing = null, sent = 0;
const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://host");
  const inside = pathname.startsWith(PREFIX) ? decodeURIComponent(pathname.slice(PREFIX.length)) : "..";
  const file = path.join(site, inside, pathname.endsWith("/") ? "index.html" : "");
  const found = file.startsWith(site + "/") && fs.existsSync(file) && fs.statSync(file).isFile() && !missing?.test(inside);
  const body = found ? fs.readFileSync(file) : "";
  if (/suche\/.*\.js$/.test(inside)) sent += gzipSync(body).length;
  response.writeHead(found ? 200 : 404, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
  response.end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const address = `http://127.0.0.1:${server.address().port}${PREFIX}`;
const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"] });
const wrong = [];

async function open(width, url, options = {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, ...options });
  const page = await context.newPage();
  if (options.javaScriptEnabled !== false) {
    await page.exposeBinding("broschurViolation", (_, what) => wrong.push(what));
    await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.broschurViolation(`${location.href}: its policy (${event.effectiveDirective}) blocks ${event.blockedURI}`);
    }));
  }
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
  page.on("dialog", (dialog) => wrong.push(`${page.url()}: a dialog, ${dialog.message()}`) && dialog.dismiss());
  await page.goto(url);
  return page;
}

const shoot = async (page, name) => {
  if (process.env.BROSCHUR_SHOTS) await page.screenshot({ path: path.join(process.env.BROSCHUR_SHOTS, `${name}.png`) });
};

// To the field by Tab alone.
async function field(page) {
  await page.keyboard.press("Home");
  for (let i = 0; i < 12; i++) {
    if (await page.evaluate(() => document.activeElement?.id === "s_search")) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${page.url()}: no way to the search by Tab`);
}

const options = (page) => page.locator(".search-option .search-title").allInnerTexts();
const active = (page) => page.evaluate(() => document.getElementById(document.getElementById("s_search").getAttribute("aria-activedescendant") ?? "")?.querySelector(".search-title")?.textContent);
const status = (page) => page.locator(".search-status").innerText();

async function suggest(page, words) {
  await page.locator("#s_search").fill("");
  await page.keyboard.type(words);
  await page.waitForFunction((words) => document.getElementById("s_search").value === words && !document.querySelector(".search-panel").hidden, words);
  await page.waitForTimeout(400);
}

async function axe(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const { id, nodes } of violations) wrong.push(`${where}: axe ${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

async function search(width, url, how) {
  const page = await open(width, url);
  await field(page);
  assert.equal(await page.getAttribute("#s_search", "role"), "combobox");
  const before = sent;
  await suggest(page, "kette");
  const size = sent - before;
  assert.ok((await options(page))[0].includes("Wertschöpfungskette"), `kette: ${await options(page)}`);
  assert.match(await status(page), /\d+ Treffer/);
  assert.equal(await page.getAttribute("#s_search", "aria-expanded"), "true");
  if (url.startsWith("http")) assert.ok(size > 0 && size < 150_000, `kette: ${size} bytes`);
  // Axe is put into the page by Chromium, which the policy does not concern.
  await axe(page, `${how}, ${width} px, list open`);
  await shoot(page, `${how}-${width}-list`);
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(page), (await options(page))[0]);
  await page.keyboard.press("ArrowUp");
  assert.equal(await active(page), undefined, "back in the field");
  await page.keyboard.press("ArrowUp");
  assert.equal(await active(page), (await options(page)).at(-1));
  await page.keyboard.press("Escape");
  assert.equal(await page.getAttribute("#s_search", "aria-expanded"), "false");
  assert.equal(await page.inputValue("#s_search"), "kette", "Escape closes the list first");
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#s_search"), "");
  for (const [words, title] of [["Galvnik", "Galvanik"], ["orthopädie ulm", "Ulm"], ["HWK", "Handwerkskammer"], ["wertsch", "Wertschöpfungskette"]]) {
    await suggest(page, words);
    assert.ok((await options(page)).some((found) => found.includes(title)), `${words}: ${await options(page)}`);
  }
  for (const words of ["<script>alert(1)</script>", "__proto__", "مرحبا بالعالم", "!?…–", "<img src=x onerror=alert(1)>"]) {
    await suggest(page, words);
    assert.ok((await status(page)).length > 0, words);
    assert.equal(await page.locator(".search-panel img, .search-panel script").count(), 0, words);
  }
  await page.locator("#s_search").fill("kette ".repeat(900));
  await page.waitForTimeout(400);
  assert.match(await status(page), /zu lang/);
  // To the first result.
  await suggest(page, "Wertschöpfungskette");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL(/glossar\/(index\.html)?#wertschoepfungskette$/), page.keyboard.press("Enter")]);
  // To all of them, narrowed, and back from the address.
  await page.goto(url);
  await field(page);
  await suggest(page, "netzwerk");
  await Promise.all([page.waitForURL(/\?q=netzwerk$/), page.keyboard.press("Enter")]);
  await page.waitForSelector(".results-list");
  const all = await page.locator(".results-count").innerText();
  assert.match(all, /^\d+ Treffer: netzwerk/);
  await axe(page, `${how}, ${width} px, results`);
  await shoot(page, `${how}-${width}-results`);
  if (!(await page.locator(".results-filters").evaluate((details) => details.open))) await page.locator(".results-filters summary").press("Enter");
  await page.locator(".results-filters input").first().press("Space");
  await page.waitForURL(/type=/);
  assert.notEqual(await page.locator(".results-count").innerText(), all);
  assert.ok(await page.evaluate(() => document.activeElement?.checked), "the focus stays on the filter");
  await page.reload();
  await page.waitForSelector(".results-list");
  assert.ok(await page.locator(".results-filters input").first().isChecked(), "the address says how it is narrowed");
  await page.goto(page.url().replace(/\?.*/, "?q=xyzxyzxyz"));
  await page.waitForFunction(() => /Dazu wurde nichts gefunden/.test(document.querySelector(".results-count")?.textContent ?? ""));
  assert.ok(await page.locator("#s_everything").isVisible(), "nothing found: everything from A to Z stays");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  await page.context().close();
}

try {
  for (const width of [1280, 360]) {
    await search(width, `${address}gewerke/`, "http");
    await search(width, `file://${site}/gewerke/index.html`, "file");
  }
  // Loaded, then found: within 100 ms.
  const page = await open(1280, address);
  await field(page);
  await suggest(page, "kammer");
  const time = await page.evaluate(async () => {
    const list = document.querySelector(".search-list"), field = document.getElementById("s_search");
    const start = performance.now();
    field.value = "kammern";
    field.dispatchEvent(new Event("input"));
    await new Promise((done) => new MutationObserver(done).observe(list, { childList: true }));
    return performance.now() - start - 80;
  });
  console.log(`     found in ${time.toFixed(0)} ms`);
  assert.ok(time < 100, `${time} ms`);
  // On phones the menu opens without a script, and closes with Escape.
  const phone = await open(360, address, { javaScriptEnabled: false });
  assert.ok(!(await phone.locator("#s_menu").isVisible()));
  await phone.locator(".menu-button").press("Enter");
  assert.ok(await phone.locator("#s_menu a").first().isVisible());
  await phone.keyboard.press("Escape");
  assert.ok(!(await phone.locator("#s_menu").isVisible()));
  // Without a script the field leads to everything.
  await phone.locator("#s_search").fill("kette");
  await Promise.all([phone.waitForURL(/suche\/\?q=kette$/), phone.keyboard.press("Enter")]);
  assert.ok(await phone.locator("#s_everything a", { hasText: "Wertschöpfungskette" }).first().isVisible());
  // A piece that is not there is told, with the way to the list.
  missing = /suche\/w\//;
  const broken = await open(1280, address);
  await field(broken);
  await suggest(broken, "netz");
  assert.match(await status(broken), /nicht geladen/);
  assert.ok(await broken.locator(".search-status a").isVisible());
} catch (error) {
  wrong.push(error.stack);
}
await browser.close();
server.close();
for (const line of wrong) console.error(line);
if (!wrong.length) console.log("     the search works with the keyboard, over HTTP and from the disk");
process.exit(wrong.length ? 1 : 0);
