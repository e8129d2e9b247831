// Narrows a list as a reader does. Started by `browser`.
import assert from "node:assert/strict";
import { read } from "../checkers/reader.mjs";

const site = process.argv[2];
const reader = await read(site);
const { address, open, axe, shoot, wrong } = reader;

// To an element by Tab alone.
async function tab(page, selector) {
  for (let i = 0; i < 150; i++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${page.url()}: no way to ${selector} by Tab`);
}

// To the boxes of a facet, opening it.
async function facet(page, name) {
  await page.evaluate(() => document.activeElement?.blur());
  await tab(page, `#s_facet_${name} > summary`);
  if (!(await page.locator(`#s_facet_${name}`).evaluate((details) => details.open))) await page.keyboard.press("Enter");
  await page.waitForSelector(`#s_facet_${name} input`);
  await tab(page, `#s_facet_${name} input`);
}

const status = (page) => page.locator(".directory-tools [role=status]").innerText();
const number = (text) => (/^Ein /.test(text) ? 1 : Number(text.match(/^\d+/)?.[0]));
// What the head of the list says, which follows what is announced.
const head = (page) => page.locator(".list-count").innerText();
const titles = (page) => page.locator(".directory-hits h3 a, .directory-hits th a").allInnerTexts();
// The count beside the box that has the focus.
const besideFocus = (page) => page.evaluate(() => Number(document.activeElement.closest("li").querySelector(".count").textContent));
const isWhole = (page) => page.locator(".directory-results").isHidden();

// Presses a key and waits for another address.
async function press(page, key) {
  const before = page.url();
  await page.keyboard.press(key);
  await page.waitForFunction((before) => location.href !== before, before);
}

async function narrow(width, url, how) {
  const page = await open(width, url);
  const where = `${how}, ${width} px`;
  const whole = await page.locator(".list-page article").count();
  assert.ok(await isWhole(page));
  const wholeHead = await head(page);
  // One value, chosen with the space bar.
  await facet(page, "regions");
  assert.equal(page.url(), url, "opening a facet chooses nothing");
  const beside = await besideFocus(page);
  await press(page, "Space");
  assert.match(page.url(), /\?regions=[a-z-]+$/);
  assert.equal(number(await status(page)), beside);
  assert.equal((await titles(page)).length, beside);
  assert.equal(await head(page), await status(page), "the head says how many are left");
  assert.equal(await page.locator("[role=status], [aria-live]").filter({ hasText: await status(page) }).count(), 1, "it is announced once");
  assert.ok(await page.evaluate(() => document.activeElement.checked), "the focus stays on the box");
  assert.ok(await page.locator(".list-page > .register, .list-page > .list-group:not(.directory-results)").first().isHidden(), "the list gives way");
  assert.match(await page.locator("#s_facet_regions > summary").innerText(), /1 von \d+ gewählt/);
  await axe(page, `${where}, one filter`);
  await shoot(page, `${how}-${width}-one`, { fullPage: true });
  // A second value of the facet adds, a value of another facet narrows.
  await page.keyboard.press("Tab");
  await press(page, "Space");
  assert.ok(number(await status(page)) >= beside, "values of a facet add up");
  await press(page, "Space");
  await facet(page, "innovation_fields");
  let both = await besideFocus(page);
  for (let i = 0; !both && i < 8; i++) {
    await page.keyboard.press("Tab");
    both = await besideFocus(page);
  }
  assert.ok(both && both <= beside, "counts are those of what is chosen already");
  await press(page, "Space");
  assert.equal(number(await status(page)), both);
  // The address says it: after loading, on the way back and forth.
  assert.deepEqual([...new URL(page.url()).searchParams.keys()].sort(), ["innovation_fields", "regions"]);
  await page.reload();
  await page.waitForSelector(".directory-hits li");
  assert.equal(number(await status(page)), both);
  assert.equal(await page.locator("#s_facet_innovation_fields input:checked").count(), 1);
  await page.goBack();
  await page.waitForFunction(() => !location.search.includes("innovation_fields"));
  await page.waitForSelector(".directory-hits li");
  assert.equal(number(await status(page)), beside);
  await page.goForward();
  await page.waitForFunction(() => location.search.includes("innovation_fields"));
  await page.waitForSelector(".directory-hits li");
  // Nothing is left: what to loosen is said, and one key does it.
  const forth = async (is, what) => {
    for (let i = 0; !(await is()); i++) {
      assert.ok(i < 12, `no value ${what}`);
      await page.keyboard.press("Tab");
    }
  };
  await facet(page, "innovation_fields");
  await forth(() => page.evaluate(() => document.activeElement.checked), "that is chosen");
  await press(page, "Space");
  await facet(page, "innovation_fields");
  await forth(async () => (await besideFocus(page)) === 0, "that leaves nothing");
  await press(page, "Space");
  assert.match(await status(page), /^Kein Eintrag passt zu allen Filtern zugleich\. Nehmen Sie einen dieser Filter heraus: /);
  await axe(page, `${where}, nothing left`);
  await shoot(page, `${how}-${width}-none`, { fullPage: true });
  await page.evaluate(() => document.activeElement?.blur());
  await tab(page, ".directory-loosen button");
  await press(page, "Enter");
  assert.ok(number(await status(page)) > 0);
  assert.ok(await page.evaluate(() => document.activeElement.id === "s_selected"), "the focus goes to what is there now");
  // All of it back.
  await page.evaluate(() => document.activeElement?.blur());
  await tab(page, ".directory-tools button");
  await press(page, "Enter");
  assert.ok(await isWhole(page));
  assert.equal(await head(page), wholeHead);
  assert.equal(page.url(), url);
  assert.ok(await page.evaluate(() => document.activeElement.matches(".facet > summary")), "the focus stays in the panel");
  // Sorted, and as a table.
  await page.evaluate(() => document.activeElement?.blur());
  await tab(page, "#s_sort");
  await press(page, "ArrowDown");
  const sorted = await titles(page);
  assert.deepEqual(sorted, sorted.toSorted(new Intl.Collator("de", { numeric: true }).compare));
  await tab(page, "#s_view");
  await press(page, "ArrowDown");
  assert.match(page.url(), /shown-as=table/);
  assert.equal(await page.locator(".directory-table th[aria-sort=ascending]").count(), 1);
  const first = (await titles(page)).length;
  if (first < whole) {
    await tab(page, ".directory-hits > button");
    await page.keyboard.press("Enter");
    assert.ok((await titles(page)).length > first);
    assert.ok(await page.evaluate(() => document.activeElement.matches("th a")), "the focus goes to the first that is new");
  }
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  await axe(page, `${where}, table`);
  await shoot(page, `${how}-${width}-table`, { fullPage: true });
  // What nobody should write into an address.
  await page.goto(`${url}?regions=__proto__&__proto__=x&constructor=y&regions=%3Cscript%3Ealert(1)%3C/script%3E&sort-by=__proto__&shown-as=x`);
  await page.waitForTimeout(400);
  assert.ok(await isWhole(page));
  await page.context().close();
}

try {
  for (const width of [1280, 360]) {
    await narrow(width, `${address}cluster/`, "http");
    await narrow(width, `file://${site}/cluster/index.html`, "file");
  }
  // What is a list without cards is so when it is narrowed; what is no list of pages has one view.
  for (const [list, value, views, hits] of [["gewerke", "group", ["Liste", "Tabelle"], ".links a"], ["glossar", "basis", null, ".card"], ["bewertungsmatrix", "figure", null, ".links a"]]) {
    const page = await open(360, `${address}${list}/`);
    assert.deepEqual(await page.locator("#s_view option").allInnerTexts(), views ?? []);
    await facet(page, value);
    await press(page, "Space");
    await page.waitForSelector(`.directory-hits ${hits}`);
    assert.equal(await page.locator(`.directory-hits ${hits}`).count(), number(await status(page)));
    assert.equal(await head(page), await status(page));
    if (!views) {
      await page.goto(`${address}${list}/?shown-as=table`);
      await page.waitForTimeout(300);
      assert.ok(await isWhole(page), "a view that is not there chooses nothing");
    }
    await page.context().close();
  }
  // Nothing moves when the script comes. Fonts are left out: what they move is not its doing.
  reader.missing = /\.woff2$/;
  for (const width of [1280, 360]) {
    const page = await open(width, `${address}cluster/`);
    await page.evaluate(() => {
      globalThis.moved = [];
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => globalThis.moved.push(entry.value))).observe({ type: "layout-shift", buffered: true });
    });
    await page.waitForTimeout(600);
    const moved = await page.evaluate(() => globalThis.moved.reduce((sum, value) => sum + value, 0));
    assert.ok(moved < 0.01, `${width} px: the page moves by ${moved}`);
    await page.context().close();
  }
  reader.missing = null;
  // All scripts together, packed.
  const scripts = reader.bytes(/assets\/.*\.js$/) / reader.count(/assets\/directory.*\.js$/);
  console.log(`     scripts of a list: ${Math.round(scripts)} bytes, packed`);
  assert.ok(scripts > 0 && scripts <= 15_000);
  // In dark, and in forced colours.
  for (const [name, options] of [["dark", { colorScheme: "dark" }], ["forced", { forcedColors: "active" }]]) {
    for (const width of [1280, 360]) {
      const page = await open(width, `${address}cluster/?innovation_fields=x&shown-as=table`, options);
      await page.waitForSelector(".directory-table");
      await page.locator("#s_facet_regions > summary").press("Enter");
      await page.waitForSelector("#s_facet_regions input");
      await axe(page, `${name}, ${width} px`);
      await shoot(page, `${name}-${width}`);
      await page.context().close();
    }
  }
  // Without a script the facets lead to parts of the list.
  const plain = await open(360, `${address}cluster/`, { javaScriptEnabled: false });
  assert.ok(await plain.locator(".directory-tools").isHidden());
  await plain.locator("#s_facet_regions > summary").press("Enter");
  await Promise.all([plain.waitForURL(/cluster\/region\/[a-z-]+\/$/), plain.locator("#s_facet_regions a").first().press("Enter")]);
  assert.ok(await plain.locator("article a, .links a").first().isVisible());
  // Where what it needs is not there, the links stay.
  reader.missing = /cluster\/entries\.js$/;
  const broken = await open(1280, `${address}cluster/`);
  await broken.locator("#s_facet_regions > summary").press("Enter");
  await broken.waitForFunction(() => document.querySelector(".directory-tools [role=status]").textContent);
  assert.match(await status(broken), /nicht geladen/);
  assert.ok(await broken.locator("#s_facet_regions a").first().isVisible());
} catch (error) {
  wrong.push(error.stack);
}
await reader.close("lists are narrowed with the keyboard, over HTTP and from the disk");
