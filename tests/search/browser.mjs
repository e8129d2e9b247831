// Searches as a reader does. Started by `browser`.
import assert from "node:assert/strict";
import { read } from "../checkers/reader.mjs";

const site = process.argv[2];
const reader = await read(site);
const { address, open, axe, shoot, wrong } = reader;
const PIECES = /suche\/.*\.js$/;

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
// Long lists have a field of their own behind that of the header.
const status = (page) => page.locator(".search-status").first().innerText();

async function suggest(page, words) {
  await page.locator("#s_search").fill("");
  await page.keyboard.type(words);
  await page.waitForFunction((words) => document.getElementById("s_search").value === words && !document.querySelector(".search-panel").hidden, words);
  await page.waitForTimeout(400);
}

async function search(width, url, how) {
  const page = await open(width, url);
  await field(page);
  assert.equal(await page.getAttribute("#s_search", "role"), "combobox");
  const before = reader.bytes(PIECES);
  await suggest(page, "kette");
  const size = reader.bytes(PIECES) - before;
  assert.ok((await options(page)).some((found) => found.includes("Wertschöpfungskette")), `kette: ${await options(page)}`);
  assert.match(await status(page), /\d+ Treffer/);
  assert.equal(await page.getAttribute("#s_search", "aria-expanded"), "true");
  if (url.startsWith("http")) assert.ok(size > 0 && size < 150_000, `kette: ${size} bytes`);
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
  // So many words begin like this that a part of the index is read, and that is said.
  const read = reader.bytes(PIECES);
  await page.goto(page.url().replace(/\?.*/, "?q=sch"));
  await page.waitForFunction(() => /^\d+ Treffer.*Schreiben Sie weiter/.test(document.querySelector(".results-count")?.textContent ?? ""));
  assert.ok(how === "file" || reader.bytes(PIECES) - read < 25_000, "sch fetches little");
  await page.goto(page.url().replace(/\?.*/, "?q=xyzxyzxyz"));
  await page.waitForFunction(() => /Dazu wurde nichts gefunden/.test(document.querySelector(".results-count")?.textContent ?? ""));
  assert.ok(await page.locator("#s_everything").isVisible(), "nothing found: everything from A to Z stays");
  assert.ok(!(await page.locator(".results-filters").isVisible()), "nothing to narrow");
  // Beside other words, a beginning leaves out nothing.
  await page.goto(page.url().replace(/\?.*/, "?q=ulm+sch"));
  await page.waitForFunction(() => / Treffer: ulm sch/.test(document.querySelector(".results-count")?.textContent ?? ""));
  assert.match(await page.locator(".results-list h3").first().innerText(), /Ulm/);
  assert.doesNotMatch(await page.locator(".results-count").innerText(), /Keine Seite|Schreiben Sie weiter/);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  await page.context().close();
}

// The field above a long list finds what is on it, and nothing else.
async function narrowed(width, url) {
  const page = await open(width, url);
  await page.locator("#s_find").focus();
  await page.keyboard.type("ortopäd");
  const found = page.locator(".list-search .search-option");
  await found.first().waitFor();
  const titles = await found.locator(".search-title").allInnerTexts();
  assert.ok(titles.includes("Orthopädietechniker"), `ortopäd among trades: ${titles}`);
  await axe(page, `list field, ${width} px`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/gewerke\/[^/]+\//);
  await page.context().close();
}

try {
  for (const width of [1280, 360]) await narrowed(width, `${address}gewerke/`);
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
  reader.missing = /suche\/w\//;
  const broken = await open(1280, address);
  await field(broken);
  await suggest(broken, "netz");
  assert.match(await status(broken), /nicht geladen/);
  assert.ok(await broken.locator(".search-status a").isVisible());
} catch (error) {
  wrong.push(error.stack);
}
await reader.close("the search works with the keyboard, over HTTP and from the disk");
