// Writes as an editor does. Started by `browser`; arguments: the command, a folder, and perhaps names of the only scenarios that are wanted.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { axe, browser, count, desk, difference, expect, form, open, save, shoot, tab, until, wrong } from "./desk.mjs";
import { paste } from "./paste.mjs";

const [broschur, work, ...wanted] = process.argv.slice(2);
const CASE = "cases/schreinerei-musterstadt.md";
const ADDRESS = "entry/case/schreinerei-musterstadt";
const PICTURE = fs.readFileSync(path.join(import.meta.dirname, "picture.png"));
const of = (page, name) => page.locator(`[name="${name}"]`);
const state = (page) => page.locator("#state").innerText();
const unsaved = (page) => until(async () => /^(Nicht gespeichert|Not saved)/.test(await state(page)));

// Chooses an entry by typing.
async function choose(page, name, words, title) {
  await of(page, name).fill("");
  await of(page, name).pressSequentially(words);
  await page.locator(`[data-reference]:has([name="${name}"]) [role=option]`).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const chosen = page.locator(`[data-reference]:has([name="${name}"]) .chosen`);
  expect(`the title of what is chosen in ${name} is shown`, await until(async () => (await chosen.innerText()) === title), await chosen.innerText());
}
async function add(page, list) {
  await page.locator(`[data-list="${list}"] > [data-does=add]`).click();
}

const scenarios = {
  // From `init` to a published case with a picture, relations and a sheet, without touching a file.
  async publish() {
    const site = await desk(broschur, path.join(work, "publish"), "de");
    const before = site.texts();
    const page = await open(`${site.edit}new/case`);
    await axe(page, "new");
    await shoot(page, "new");
    await page.fill("#create [name=title]", "Größere Türen, weniger Wege");
    expect("the id follows the title", (await page.inputValue("#create [name=id]")) === "groessere-tueren-weniger-wege");
    await page.keyboard.press("Enter");
    await page.waitForURL(/entry\/case\/groessere-tueren-weniger-wege/);
    await page.waitForSelector("#summary [role=status]");
    await axe(page, "a fresh entry");
    await shoot(page, "fresh", { fullPage: true });
    await of(page, "summary").fill("Eine Schreinerei plant ihre Wege neu und spart eine Stunde am Tag.");
    await of(page, "firm/label").fill("Schreinerei am Rand der Musterregion");
    await of(page, "firm/employees").fill("12");
    for (const [list, words, title] of [["trades", "schreiner", null], ["regions", "muster", null], ["clusters", "energie", null], ["benefits", "neue", null]]) {
      if (!(await of(page, `${list}/0`).count())) await add(page, list);
      await of(page, `${list}/0`).fill("");
      await of(page, `${list}/0`).pressSequentially(words);
      await page.locator(`[data-reference]:has([name="${list}/0"]) [role=option]:not(.create)`).first().waitFor();
      if (list === "trades") {
        await axe(page, "choices");
        await shoot(page, "choices");
      }
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      expect(`a title for ${list}`, title === null || title);
    }
    for (const [name, words] of [["innovation_field", "energie"], ["chamber", "muster"]]) {
      await of(page, name).fill("");
      await of(page, name).pressSequentially(words);
      await page.locator(`[data-reference]:has([name="${name}"]) [role=option]:not(.create)`).first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    }
    if (!(await of(page, "sectors/0").count())) await add(page, "sectors");
    await of(page, "sectors/0").fill("Bau");
    await of(page, "result").fill("Eine Stunde am Tag weniger Wege, das sind 200 Stunden im Jahr.");
    // The picture, chosen, with its words.
    await page.evaluate(() => document.querySelectorAll("details.more").forEach((details) => { details.open = true; }));
    await page.setInputFiles("[data-image] input[type=file]", { name: "Türen & Tore.png", mimeType: "image/png", buffer: PICTURE });
    expect("the picture is sent", await until(async () => /tueren-tore\.png$/.test(await of(page, "image/file").inputValue())), await page.locator("[data-image] .told").innerText());
    expect("the focus is where the picture is described", await page.evaluate(() => document.activeElement.name) === "image/alt");
    await of(page, "image/alt").fill("Zwei große Türen in einer Werkstatt");
    if (await of(page, "image/credit").count()) await of(page, "image/credit").fill("Musterredaktion");
    await of(page, "__body").fill("## Ausgangslage\n\nDie Wege waren lang.");
    await of(page, "__body").press("Control+End");
    await page.keyboard.type("\n\nHilfe kam von [[");
    await page.locator("dialog [role=option]").first().waitFor();
    await axe(page, "the choice of a link", "dialog");
    await page.keyboard.type("energie");
    await page.locator("dialog [role=option]").filter({ hasText: "cluster:" }).first().click();
    await page.waitForFunction(() => !document.querySelector("dialog"));
    await page.keyboard.type(".");
    expect("the link is in our notation", /Hilfe kam von \[[^\]]+\]\(cluster:energie-musterregion\)\.$/.test((await of(page, "__body").inputValue()).trim()), await of(page, "__body").inputValue());
    await of(page, "status").selectOption("approved");
    expect("nothing is wrong with it", await until(async () => !(await page.locator("#summary .is-error").count())), await page.locator("#summary").innerText());
    await save(page);
    await shoot(page, "published", { fullPage: true });
    const after = site.texts();
    const touched = [...after].filter(([name, text]) => !before.get(name)?.equals(text)).map(([name]) => name);
    expect("only the entry and its picture have come", touched.length === 2 && touched.every((name) => !before.has(name)), touched);
    const seen = await until(async () => (await page.frameLocator(".beside iframe").first().locator("h1").innerText()).includes("Türen"));
    expect("the page is beside the form", seen);
    const context = page.context();
    const published = await open(`${site.origin}/beispiele/groessere-tueren-weniger-wege/`, { context });
    const main = await published.locator("main").innerText();
    expect("the page says what was written", main.includes("200 Stunden") && main.includes("Schreinerei am Rand"), main.slice(0, 200));
    expect("the picture is shown", await published.evaluate(() => [...document.querySelectorAll("main img")].some((image) => image.naturalWidth > 0 && image.alt.includes("Zwei große Türen"))));
    expect("relations are shown", (await published.locator('main a[href*="energie-musterregion"]').count()) > 0);
    const pdf = await published.locator('main a[href$=".pdf"]').first().getAttribute("href");
    const sheet = new URL(pdf, published.url()).pathname;
    expect("there is a sheet", await until(async () => (await context.request.get(site.origin + sheet)).headers()["content-type"] === "application/pdf", 60000), sheet);
    // The other side of the relation leads here.
    const cluster = await form(`${site.edit}entry/cluster/energie-musterregion`, { context });
    expect("the derived side is shown and reachable", (await cluster.locator('.derived a[href$="/entry/case/groessere-tueren-weniger-wege"]').count()) >= 1, await cluster.locator(".derived").innerText());
    await site.stop();
  },

  // Planted mistakes, each mended by its button.
  async mend() {
    const site = await desk(broschur, path.join(work, "mend"), "de");
    const good = site.read(CASE);
    const mistakes = [
      ["status: approved", "status: aproved"], ["summary: Eine", "sumary: Eine"], ["  employees: 8", "  employes: 8"], ["trades: [schreiner]", "trades: [schreinr]   # von Hand"],
      ["innovation_field: energie", "innovation_field: energi"], ["sectors: [Bau]", "sectors: Bau"], ["regions: [musterregion]", "regions: [musterregio]"],
      ["chamber: musterkammer", "chamber: musterkamer"], ["clusters: [energie-musterregion]", "clusters: [energie-musterregoin]"], ["benefits: [neue-auftraege]", "benefits: [neue-auftrage]"],
    ];
    const planted = mistakes.reduce((text, [right, mistake]) => {
      if (!text.includes(right)) throw new Error(`no ${right}`);
      return text.replace(right, mistake);
    }, good);
    site.write(CASE, planted);
    const page = await form(site.edit + ADDRESS);
    const buttons = page.locator("[data-does=repair]");
    expect("every mistake has its button", await until(async () => (await buttons.count()) >= 10), [await buttons.count(), await page.locator("#summary").innerText()]);
    await axe(page, "many findings");
    await shoot(page, "mistakes", { fullPage: true });
    let pressed = 0;
    for (let left = await buttons.count(); left && pressed < 20; left = await buttons.count()) {
      const before = await page.locator("#summary").innerText();
      await buttons.first().click();
      pressed++;
      if (!(await until(async () => (await page.locator("#summary").innerText()) !== before, 5000))) break;
      expect("the focus stays in the form", await page.evaluate(() => document.activeElement !== document.body));
    }
    expect("ten are mended by their buttons", pressed >= 10, pressed);
    expect("nothing is left", await until(async () => !(await page.locator("#summary .is-error").count())), await page.locator("#summary").innerText());
    await shoot(page, "mended", { fullPage: true });
    expect("the file is untouched until it is saved", site.read(CASE) === planted);
    await save(page);
    const { gone, come } = difference(planted, site.read(CASE));
    const allowed = mistakes.flatMap(([right, mistake]) => [right, mistake]).map((text) => text.replace(/\s+# .*/, "").trim());
    expect("only the mistakes are changed", [...gone, ...come].every((line) => allowed.some((text) => line.includes(text) || line.includes(text.split(":")[0]))), { gone, come });
    expect("a comment stays with its line", /trades: \[schreiner\] {3}# von Hand/.test(site.read(CASE)), site.read(CASE));
    await site.stop();
  },

  // Two browsers at one entry: another field is merged, the same one is refused and shown.
  async together() {
    const site = await desk(broschur, path.join(work, "together"), "de");
    const before = site.read(CASE);
    const [one, two] = [await form(site.edit + ADDRESS), await form(site.edit + ADDRESS)];
    await of(one, "title").fill("Titel der einen");
    await of(two, "firm/employees").fill("9");
    await save(one);
    await save(two);
    expect("both are in the file", site.read(CASE).includes("title: Titel der einen") && site.read(CASE).includes("employees: 9"), difference(before, site.read(CASE)));
    expect("nothing else is", difference(before, site.read(CASE)).come.length === 2, difference(before, site.read(CASE)));
    expect("the other form has it", await until(async () => (await of(two, "title").inputValue()) === "Titel der einen"), await of(two, "title").inputValue());
    // The same field. The other one writes before it can be told: a form without a change of its own would take what was saved.
    await of(one, "title").fill("Noch einer der einen");
    await of(two, "title").fill("Titel der anderen");
    await save(one);
    await two.locator("#conflicts section").first().waitFor();
    await two.keyboard.press("Control+s");
    expect("it says so", await until(() => two.evaluate(() => document.activeElement.closest("#conflicts") !== null)));
    await axe(two, "a conflict");
    await shoot(two, "conflict");
    expect("both are shown", /Noch einer der einen[\s\S]*Titel der anderen/.test(await two.locator("#conflicts").innerText()), await two.locator("#conflicts").innerText());
    expect("nothing is overwritten", site.read(CASE).includes("title: Noch einer der einen"));
    await two.locator("[data-does=keep-yours]").click();
    expect("it is decided", await until(() => two.locator("#conflicts").isHidden()));
    // The other decision.
    await of(one, "title").fill("Und noch einer");
    await save(two);
    expect("what was decided is in the file", site.read(CASE).includes("title: Titel der anderen"));
    await one.locator("[data-does=take-theirs]").click();
    expect("theirs is taken", await until(async () => (await of(one, "title").inputValue()) === "Titel der anderen"));
    expect("nothing is left to save", await until(async () => !/Nicht/.test(await state(one))), await state(one));
    // Undo of what was saved.
    await two.locator(".bar [data-does=undo]").click();
    expect("the last save is taken back", await until(() => site.read(CASE).includes("title: Noch einer der einen")), difference(before, site.read(CASE)));
    expect("the form shows it", await until(async () => (await of(two, "title").inputValue()) === "Noch einer der einen"));
    // A file that is gone.
    await of(one, "title").fill("Bleibt hier");
    fs.rmSync(path.join(site.folder, "content", CASE));
    await of(one, "title").fill("Bleibt hier, auch jetzt");
    expect("it says that the file is gone", await until(async () => /gibt es nicht mehr/.test(await state(one))), await state(one));
    expect("what was written is still there", (await of(one, "title").inputValue()) === "Bleibt hier, auch jetzt");
    await site.stop();
  },

  // Two browsers in one list, neither has saved: each sees what the other writes in the preview, hears of its own entry alone, and loses nothing by what the other does.
  async list() {
    const site = await desk(broschur, path.join(work, "list"), "de");
    const LIST = "trades.yaml";
    const before = "# Von Hand geordnet.\nschreiner:\n  name: Schreiner   # nach Anlage A\n  in_a1: true\n\ntischler:\n  name: Tischler\n  in_a1: false\n\nglaser:\n  name: Glaser\n  in_a1: true\n";
    site.write(LIST, before);
    const entry = (id) => `${site.edit}entry/trade/${id}`;
    const all = await open(`${site.origin}/gewerke/`);
    const shows = (...titles) => until(async () => {
      const text = await all.locator("main").innerText();
      return titles.every((title) => text.includes(title));
    });
    expect("the list is there", await shows("Schreiner", "Tischler", "Glaser"), await all.locator("main").innerText());
    const [one, two] = [await form(entry("schreiner")), await form(entry("glaser"))];
    const differs = async (page, ...lines) => {
      await page.locator("#t-difference").click();
      const changed = page.locator("#p-difference :is(ins, del)");
      const seen = async () => (await changed.allInnerTexts()).map((line) => line.replace(/^[^:]*:\s*/, "").trim());
      expect("the difference is that of the own entry", await until(async () => JSON.stringify(await seen()) === JSON.stringify(lines)), await seen());
    };
    await of(one, "name").fill("Schreinerin");
    await of(two, "name").fill("Glaserin");
    await unsaved(one);
    await unsaved(two);
    expect("the preview has what both have written", await shows("Schreinerin", "Tischler", "Glaserin"), await all.locator("main").innerText());
    expect("no file is touched", site.read(LIST) === before);
    await differs(one, "-  name: Schreiner   # nach Anlage A", "+  name: Schreinerin   # nach Anlage A");
    await differs(two, "-  name: Glaser", "+  name: Glaserin");
    // What is wrong in one entry is told to whoever writes there.
    await of(two, "name").fill("");
    await two.locator('[data-field="name"] .finding').first().waitFor();
    await of(one, "name").fill("Schreinerinnen");
    await differs(one, "-  name: Schreiner   # nach Anlage A", "+  name: Schreinerinnen   # nach Anlage A");
    expect("the other one hears nothing of it", (await one.locator("#summary .is-error").count()) === 0, await one.locator("#summary").innerText());
    expect("it stays wrong where it is", (await two.locator('[data-field="name"] .finding').count()) > 0);
    await of(two, "name").fill("Glaserinnen");
    expect("the preview has both again", await shows("Schreinerinnen", "Glaserinnen"), await all.locator("main").innerText());
    // One saves: the file has that, the other draft lies over it as before, and says so.
    await save(one);
    expect("what is saved is in the file, and nothing else", site.read(LIST) === before.replace("name: Schreiner ", "name: Schreinerinnen "), difference(before, site.read(LIST)));
    expect("the other draft lies over it", await shows("Schreinerinnen", "Glaserinnen") && (await of(two, "name").inputValue()) === "Glaserinnen");
    expect("it is not saved by that", await unsaved(two), await state(two));
    await differs(two, "-  name: Glaser", "+  name: Glaserinnen");
    // A new entry comes into the same file, and one is edited by hand.
    const three = await open(`${site.edit}new/trade`);
    await three.fill("#create [name=title]", "Zimmerer");
    await three.keyboard.press("Enter");
    await three.waitForURL(/entry\/trade\/zimmerer/);
    await three.waitForSelector("#summary [role=status]");
    site.write(LIST, site.read(LIST).replace("name: Tischler", "name: Tischlerei"));
    expect("the preview has all of it", await shows("Schreinerinnen", "Tischlerei", "Glaserinnen", "Zimmerer"), await all.locator("main").innerText());
    // A third one leaves without saving: what is not saved of the others stays.
    await of(three, "name").fill("Zimmererin");
    await unsaved(three);
    expect("three at once", await shows("Glaserinnen", "Zimmererin"), await all.locator("main").innerText());
    await three.goto(site.edit);
    expect("what the third one has not saved is away, the rest is there", await until(async () => !(await all.locator("main").innerText()).includes("Zimmererin")) && await shows("Glaserinnen", "Zimmerer"), await all.locator("main").innerText());
    await save(two);
    const now = site.read(LIST);
    expect("all is in the file, with comments and empty lines", now.startsWith(before.replace("name: Schreiner ", "name: Schreinerinnen ").replace("name: Tischler", "name: Tischlerei").replace("name: Glaser", "name: Glaserinnen")) && /\nzimmerer:\n {2}name: Zimmerer\n/.test(now), now);
    // The list of one entry, which both change: the preview shows what was written last, and whoever saves second is asked.
    const [left, right] = [await form(site.edit + ADDRESS), await form(site.edit + ADDRESS)];
    const trades = await open(`${site.origin}/beispiele/schreinerei-musterstadt/`);
    const linked = (id, is) => until(async () => (await trades.locator(`main a[href*="gewerke/${id}/"]`).count() > 0) === is);
    await add(left, "trades");
    await of(left, "trades/1").fill("tischler");
    expect("the preview has the first one's", await linked("tischler", true));
    await add(right, "trades");
    await of(right, "trades/1").fill("glaser");
    expect("the preview has what was written last", await linked("glaser", true) && await linked("tischler", false));
    expect("each form has its own", (await of(left, "trades/1").inputValue()) === "tischler" && (await of(right, "trades/1").inputValue()) === "glaser");
    await save(left);
    await right.locator("#conflicts section").first().waitFor();
    expect("both lists are shown", /schreiner, tischler[\s\S]*schreiner, glaser/.test(await right.locator("#conflicts").innerText()), await right.locator("#conflicts").innerText());
    await right.keyboard.press("Control+s");
    expect("nothing is written over", await until(() => right.evaluate(() => document.activeElement.closest("#conflicts") !== null)) && /^trades: \[schreiner, tischler\]$/m.test(site.read(CASE)), site.read(CASE));
    await axe(right, "two lists");
    await shoot(right, "two-lists");
    await right.locator("[data-does=take-theirs]").click();
    expect("theirs is taken", await until(async () => (await of(right, "trades/1").inputValue()) === "tischler"));
    await add(right, "trades");
    await of(right, "trades/2").fill("glaser");
    await save(right);
    expect("nobody's is lost", /^trades: \[schreiner, tischler, glaser\]$/m.test(site.read(CASE)), site.read(CASE));
    expect("the other form has it", await until(async () => (await of(left, "trades/2").inputValue()) === "glaser"));
    await site.stop();
  },

  // The preview is killed in the middle of a word.
  async killed() {
    const site = await desk(broschur, path.join(work, "killed"), "de");
    const before = site.read(CASE);
    const page = await form(site.edit + ADDRESS);
    await of(page, "title").fill("");
    await of(page, "title").pressSequentially("Mitten im Wo");
    await site.stop();
    await page.keyboard.type("rt geht es");
    expect("it says that the preview is away", await until(async () => /nicht erreichbar/.test(await state(page))), await state(page));
    await axe(page, "away");
    await shoot(page, "away");
    await page.keyboard.press("Control+s");
    await page.keyboard.type(" weiter");
    await site.start();
    expect("it goes on", await until(async () => /^Nicht gespeichert/.test(await state(page))), await state(page));
    expect("nothing is lost", (await of(page, "title").inputValue()) === "Mitten im Wort geht es weiter");
    expect("the page beside says it", await until(async () => (await page.frameLocator(".beside iframe").first().locator("h1").innerText()) === "Mitten im Wort geht es weiter"));
    await save(page);
    expect("it is saved", site.read(CASE).includes("title: Mitten im Wort geht es weiter"));
    expect("and nothing else", difference(before, site.read(CASE)).come.length === 1, difference(before, site.read(CASE)));
    // The window is gone as well: what was written comes back.
    await of(page, "summary").fill("Noch nicht gespeichert.");
    await unsaved(page);
    await site.stop();
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    await site.start();
    const again = await form(site.edit + ADDRESS, { context });
    await again.locator(".recovery").waitFor();
    await axe(again, "recovery");
    await shoot(again, "recovery");
    await again.locator("[data-does=recover]").click();
    expect("it is back", (await of(again, "summary").inputValue()) === "Noch nicht gespeichert.");
    await again.locator(".bar [data-does=discard]").click();
    expect("it can be given up", (await of(again, "summary").inputValue()).startsWith("Eine kleine"));
    await again.locator(".bar [data-does=back]").click();
    expect("and that can be taken back", (await of(again, "summary").inputValue()) === "Noch nicht gespeichert.");
    // Leaving with something unsaved is asked about.
    let asked = 0;
    again.on("dialog", (dialog) => { asked += dialog.type() === "beforeunload"; });
    await again.goto(site.edit).catch(() => {});
    expect("whoever leaves is asked", asked === 1, asked);
    await site.stop();
  },

  // The keyboard alone.
  async keyboard() {
    const site = await desk(broschur, path.join(work, "keyboard"), "en");
    const before = site.read(CASE);
    const page = await open(site.edit);
    await axe(page, "all entries");
    await shoot(page, "all");
    await tab(page, `a[href$="/${ADDRESS}"]`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#summary [role=status]");
    expect("it is in English", /No changes/.test(await state(page)), await state(page));
    await tab(page, '[data-list="trades"] > [data-does=add]');
    await page.keyboard.press("Enter");
    expect("the new item has the focus", (await page.evaluate(() => document.activeElement.name)) === "trades/1");
    await page.keyboard.press("ArrowDown");
    await page.locator("[role=option]").first().waitFor();
    await page.keyboard.press("Escape");
    expect("Escape closes the list", (await page.locator("[role=listbox]:not([hidden])").count()) === 0);
    await page.keyboard.press("ArrowDown");
    await page.locator("[role=option]").first().waitFor();
    await page.keyboard.press("ArrowDown");
    const chosen = await page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant")).querySelector("code").textContent);
    await page.keyboard.press("Enter");
    expect("it is written as its id", (await of(page, "trades/1").inputValue()) === chosen, chosen);
    await page.keyboard.press("Alt+ArrowUp");
    expect("it has moved up with the focus", (await page.evaluate(() => document.activeElement.name)) === "trades/0" && (await of(page, "trades/0").inputValue()) === chosen);
    await tab(page, '[data-list="trades"] li:first-child [data-does=remove]');
    await page.keyboard.press("Enter");
    expect("the focus goes to the next one", (await page.evaluate(() => document.activeElement.name)) === "trades/0");
    expect("what was there is there", (await of(page, "trades/0").inputValue()) === "schreiner");
    await tab(page, "[data-does=bring-back]");
    await page.keyboard.press("Enter");
    expect("it is back", (await of(page, "trades/0").inputValue()) === chosen);
    await tab(page, '[data-list="sectors"] > [data-does=add]');
    await page.keyboard.press("Enter");
    await page.keyboard.type("Energie");
    await tab(page, '[data-body] [role=toolbar] button');
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect("arrows go through the toolbar", (await page.evaluate(() => document.activeElement.dataset.tool)) === "heading-2");
    await tab(page, "[name=__body]");
    const body = await of(page, "__body").inputValue();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Control+ArrowRight");
    await page.keyboard.press("Control+b");
    expect("bold by keyboard", (await of(page, "__body").inputValue()).includes("**Der** Betrieb"), await of(page, "__body").inputValue());
    await page.keyboard.press("Control+z");
    expect("the browser's undo takes it back", (await of(page, "__body").inputValue()) === body);
    await tab(page, "#t-page", "Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect("tabs by arrows", (await page.evaluate(() => document.activeElement.id)) === "t-difference");
    expect("the difference is shown", await until(async () => /Energie/.test(await page.locator("#p-difference").innerText())), await page.locator("#p-difference").innerText());
    await axe(page, "the difference");
    await shoot(page, "difference");
    await save(page);
    const { gone, come } = difference(before, site.read(CASE));
    expect("two lines have changed", gone.length === 2 && come.length === 2 && come.some((line) => line === `trades: [${chosen}, schreiner]`) && come.some((line) => line === "sectors: [Bau, Energie]"), { gone, come });
    await site.stop();
  },

  // How it looks, and to whom: every width and scheme.
  async looks() {
    const site = await desk(broschur, path.join(work, "looks"), "de");
    site.write(CASE, site.read(CASE).replace("chamber: musterkammer", "chamber: musterkamer"));
    for (const [name, options] of [["1280", {}], ["360", { width: 360 }], ["dark", { colorScheme: "dark" }], ["forced", { forcedColors: "active" }], ["360-dark", { width: 360, colorScheme: "dark" }], ["plain", { javaScriptEnabled: false }]]) {
      const isPlain = options.javaScriptEnabled === false;
      const page = isPlain ? await browser.newContext(options).then(async (context) => {
        const page = await context.newPage();
        await page.goto(site.edit + ADDRESS);
        return page;
      }) : await form(site.edit + ADDRESS, options);
      await shoot(page, `form-${name}`, { fullPage: true });
      if (isPlain) {
        expect("without a script it says so, and shows what is there", (await page.locator("noscript").count()) > 0 && (await of(page, "title").inputValue()).length > 0);
        continue;
      }
      await axe(page, `the form, ${name}`);
      await of(page, "title").fill("x".repeat(120));
      await page.locator('[data-field="title"] .finding').first().waitFor();
      expect("the field is invalid", (await of(page, "title").getAttribute("aria-invalid")) === "true");
      expect("it is described by what is wrong", await page.evaluate(() => document.querySelector("[name=title]").getAttribute("aria-describedby").split(" ").some((id) => document.getElementById(id)?.querySelector(".finding"))));
      await axe(page, `a finding, ${name}`);
      await page.locator("[data-field=chamber] [role=combobox]").fill("m");
      await page.locator("[data-field=chamber] [role=combobox]").pressSequentially("u");
      await page.locator("[role=option]").first().waitFor();
      await axe(page, `choices, ${name}`);
      await shoot(page, `choices-${name}`);
      if (options.width === 360) {
        await page.keyboard.press("Escape");
        await page.locator(".to-beside").click();
        await axe(page, `the page, ${name}`);
        await shoot(page, `beside-${name}`);
        await page.locator(".from-beside").click();
        expect("back at the form", await of(page, "title").isVisible());
      }
      const all = await open(site.edit, { context: page.context() });
      await axe(all, `all entries, ${name}`);
      await shoot(all, `all-${name}`);
      await page.context().close();
    }
    await site.stop();
  },

  // The same editor in English, over a site in German whose messages are in German: every kind of page and every state that the other scenarios look at in German.
  async english() {
    const site = await desk(broschur, path.join(work, "english"), "de");
    site.write("site.yaml", site.read("site.yaml").replace("languages: [de]", "languages: [de, en]"));
    const words = (page) => page.evaluate(() => JSON.parse(document.getElementById("texts").textContent));
    const first = await open(site.edit);
    const german = await words(first);
    await first.context().close();
    for (const width of [1280, 360]) {
      site.write("cases/unlesbar.md", "---\ntitle: [\n---\n\nText.\n");
      site.write(CASE, site.read(CASE).replace("chamber: musterkammer", "chamber: musterkamer"));
      const page = await open(`${site.edit}?ui=en`, { width });
      const context = page.context();
      const english = await words(page);
      const foreign = Object.keys(german).filter((key) => german[key] !== english[key]).map((key) => german[key]);
      // Axe, and no word of the editor in the other language: of the preview's own address this one is remembered.
      const look = async (what, part, where = page) => {
        await axe(where, `${what} in English, ${width}`, part);
        await shoot(where, `english-${width}-${what.replaceAll(" ", "-")}`);
        const seen = await where.evaluate((foreign) => {
          const own = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map(({ data }) => data).join("").trim();
          const texts = [...document.querySelectorAll("body *")].flatMap((element) => [own(element), element.ariaLabel, element.title].filter(Boolean));
          return { language: document.documentElement.lang, german: texts.filter((text) => foreign.includes(text)) };
        }, foreign);
        expect(`${what} is in English`, seen.language === "en" && !seen.german.length, seen);
      };
      const go = async (address) => {
        await page.goto(site.edit + address);
        if (address.startsWith("entry/")) await page.waitForSelector("#summary [role=status]");
      };
      await look("all entries");
      await go("?type=case&finding=error&q=gibtesnicht");
      await look("no entries");
      await page.goto(`${site.edit}entry/case/gibt-es-nicht`);
      await look("no such entry");
      await go("new");
      await look("new");
      await go("new/case");
      await look("new case");
      await page.fill("#create [name=id]", "schreinerei-musterstadt");
      await page.keyboard.press("Enter");
      await page.locator("#create .finding").waitFor();
      await look("new case refused");
      expect("it says why there is no new case", (await page.locator("#create .finding").innerText()) === "Error: The entry needs a title.", await page.locator("#create .finding").innerText());
      await go("entry/case/unlesbar");
      await look("a text");
      await go(ADDRESS);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
      await look("form");
      await of(page, "title").fill("x".repeat(120));
      await page.locator('[data-field="title"] .finding').first().waitFor();
      await add(page, "sectors");
      await page.locator('[data-list="sectors"] li:last-child [data-does=remove]').click();
      await look("findings");
      await of(page, "chamber").fill("");
      await of(page, "chamber").pressSequentially("mu");
      await page.locator("[data-field=chamber] [role=option]").first().waitFor();
      await look("choices");
      await page.keyboard.press("Escape");
      await of(page, "__body").press("Control+End");
      await page.keyboard.type(" [[");
      await page.locator("dialog [role=option]").first().waitFor();
      await look("a link", "dialog");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      if (!(await of(page, "trades/1").count())) await add(page, "trades");
      await of(page, "trades/1").fill("Neues Gewerk");
      await page.locator('[data-reference]:has([name="trades/1"]) .create').click();
      await page.locator("dialog input").last().fill("schreiner");
      await page.keyboard.press("Enter");
      await page.locator("dialog .finding:not([hidden])").waitFor();
      await look("a new trade", "dialog");
      expect("it says why there is no new trade", /^The id “schreiner” is there already: /.test(await page.locator("dialog .finding").innerText()), await page.locator("dialog .finding").innerText());
      await page.keyboard.press("Escape");
      if (width === 360) await page.locator(".to-beside").click();
      for (const tab of ["difference", "pdf", "page"]) {
        await page.locator(`#t-${tab}`).click();
        if (tab === "difference") await page.locator("#p-difference .line").first().waitFor();
        await look(`beside ${tab}`);
      }
      if (width === 360) await page.locator(".from-beside").click();
      // Whoever comes back is offered what was not saved.
      await go(ADDRESS);
      await page.locator(".recovery").waitFor();
      await look("recovery");
      await page.locator("[data-does=forget]").click();
      // Nothing gets another id while there is something that cannot be read.
      site.write(CASE, site.read(CASE).replace("chamber: musterkamer\n", "chamber: musterkammer\n"));
      fs.rmSync(path.join(site.folder, "content/cases/unlesbar.md"));
      await until(async () => !(await page.locator("#summary .is-error").count()));
      for (const [does, name] of [["rename", "tueren"], ["duplicate", null], ["delete", null]]) {
        await page.locator(`[data-does=${does}]`).click();
        await page.locator("dialog").waitFor();
        if (name) await page.locator("dialog input").fill(name);
        if (does !== "duplicate") await page.locator("dialog .changes p").waitFor();
        await look(`whether to ${does}`, "dialog");
        await page.keyboard.press("Escape");
        await page.waitForFunction(() => !document.querySelector("dialog"));
      }
      // Somebody else, in German.
      const other = await form(site.edit + ADDRESS);
      await of(page, "title").fill(`Titel der einen ${width}`);
      await of(other, "title").fill(`Titel der anderen ${width}`);
      await save(other);
      await page.locator("#conflicts section").first().waitFor();
      await look("a conflict");
      await page.locator("[data-does=take-theirs]").click();
      await other.context().close();
      await of(page, "summary").fill(`Eine kleine Schreinerei, ${width} Wege.`);
      await save(page);
      await look("saved");
      // Pages of the preview lead here in the same language, and so say what is wrong.
      const seen = await open(`${site.origin}/beispiele/schreinerei-musterstadt/`, { context });
      const laid = (id) => seen.evaluate((id) => {
        const host = document.getElementById(id);
        return [host?.lang, ...[...host?.shadowRoot.querySelectorAll("a, h1") ?? []].map(({ textContent }) => textContent)].join("|");
      }, id);
      expect("a page leads to the editor in its language", await until(async () => (await laid("broschur-editor")) === "en|Edit|New|All entries"), await laid("broschur-editor"));
      const good = site.read(CASE);
      site.write(CASE, good.replace("chamber: musterkammer", "chamber: musterkamer"));
      expect("what is wrong lies over it in its language", await until(async () => (await laid("broschur-overlay")) === "en|There is one error to mend"), await laid("broschur-overlay"));
      await axe(seen, `a page of the preview in English, ${width}`);
      await shoot(seen, `english-${width}-overlay`);
      site.write(CASE, good);
      await seen.close();
      if (width === 1280) {
        await page.locator("[data-does=translate]").click();
        await page.waitForURL(/\?lang=en$/);
        await page.waitForSelector("#summary [role=status]");
      } else await go(`${ADDRESS}?lang=en`);
      await look("a translation");
      await site.stop();
      await of(page, "title").fill("Doors");
      await until(async () => (await state(page)) === english["state-away"]);
      await look("away");
      await site.start();
      await context.close();
    }
    await site.stop();
  },

  // A trade that forty entries use gets another id; an entry is copied and deleted.
  async rename() {
    const site = await desk(broschur, path.join(work, "rename"), "de");
    const text = site.read(CASE);
    for (let i = 0; i < 40; i++) site.write(`cases/fall-${i}.md`, text.replace("title: Dichte", `title: ${i} Dichte`));
    const before = site.texts();
    const page = await form(`${site.edit}entry/trade/schreiner`);
    expect("what refers to it is there", await until(async () => {
      await page.reload();
      return /\(41\)/.test(await page.locator(".derived").innerText());
    }), await page.locator("main").innerText());
    await page.waitForSelector("#summary [role=status]");
    await page.locator("[data-does=rename]").click();
    await page.locator("dialog input").fill("tischler");
    const changes = page.locator("dialog .changes li");
    expect("what will change is shown before", await until(async () => (await changes.count()) >= 41), await page.locator("dialog").innerText());
    await axe(page, "what a new id changes", "dialog");
    await shoot(page, "rename");
    expect("nothing has changed yet", [...site.texts()].every(([name, bytes]) => before.get(name)?.equals(bytes)));
    await page.locator("dialog input").press("Enter");
    await page.waitForURL(/entry\/trade\/tischler/);
    let lines = 0;
    for (const [name, bytes] of site.texts()) {
      const { gone, come } = difference(String(before.get(name)), String(bytes));
      lines += come.length;
      if (name.startsWith("cases/")) expect(`${name}: one line has changed`, gone.join() === "trades: [schreiner]" && come.join() === "trades: [tischler]", { gone, come });
    }
    expect("every one of them", lines >= 42, lines);
    // A copy, and away with it.
    await page.goto(`${site.edit}entry/case/fall-7`);
    await page.waitForSelector("#summary [role=status]");
    await page.locator("[data-does=duplicate]").click();
    await page.locator("dialog input").press("Enter");
    await page.waitForURL(/entry\/case\/fall-7-2/);
    expect("the copy is a draft", /^status: draft$/m.test(site.read("cases/fall-7-2.md")), site.read("cases/fall-7-2.md"));
    await page.waitForSelector("#summary [role=status]");
    await page.locator("[data-does=delete]").click();
    await page.locator("dialog .changes p").waitFor();
    await axe(page, "whether to delete", "dialog");
    await shoot(page, "delete");
    await page.locator("dialog [type=submit]").click();
    await page.waitForURL(/__broschur\/edit\/$/);
    expect("it is gone", !site.texts().has("cases/fall-7-2.md"));
    await site.stop();
  },

  // A translation is begun by keyboard, is a draft beside its original, and each leads to the other.
  async translate() {
    const site = await desk(broschur, path.join(work, "translate"), "de");
    site.write("site.yaml", site.read("site.yaml").replace("languages: [de]", "languages: [de, en]"));
    const before = site.texts();
    for (const width of [1280, 360]) {
      const page = await open(`${site.edit}${ADDRESS}`, { width });
      await until(async () => {
        if (await page.locator(".versions").count()) return true;
        await page.reload();
        return false;
      });
      await axe(page, `languages at ${width}`, ".versions");
      await shoot(page, `languages-${width}`);
      if (width === 1280) {
        await page.waitForSelector("#summary [role=status]");
        await page.locator("[data-does=translate]").focus();
        await page.keyboard.press("Enter");
        await page.waitForURL(/\?lang=en$/);
        await page.waitForSelector("#summary [role=status]");
        await axe(page, "a fresh translation");
        await shoot(page, "translation");
        const text = site.read("cases/schreinerei-musterstadt.en.md");
        expect("the translation is a draft with words to translate", /^---\nstatus: draft\ntitle: /.test(text) && text.includes("## Ausgangslage") && !/^trades:/m.test(text), text);
        expect("nothing else has changed", [...before].every(([name, bytes]) => site.texts().get(name).equals(bytes)));
        await page.locator(".versions a").press("Enter");
        await page.waitForURL(/schreinerei-musterstadt$/);
      }
      expect("the original leads to its translation", await until(async () => (await page.locator(".versions a").innerText()) === "English"));
      await page.close();
    }
    await site.stop();
  },

  // From a page of the preview to its form; and what the scripts weigh.
  async ways() {
    const site = await desk(broschur, path.join(work, "ways"), "de");
    for (const width of [1280, 360]) {
      const page = await open(`${site.origin}/beispiele/schreinerei-musterstadt/`, { width });
      const links = () => page.evaluate(() => [...document.getElementById("broschur-editor").shadowRoot.querySelectorAll("a")].map(({ textContent, pathname }) => [textContent, pathname]));
      expect("a page leads to the editor", await until(async () => (await links()).length === 3), await links().catch(String));
      await page.waitForTimeout(1000);
      await axe(page, `a page of the preview, ${width}`);
      await shoot(page, `ways-${width}`);
      await page.evaluate(() => document.getElementById("broschur-editor").shadowRoot.querySelector("a").focus());
      await Promise.all([page.waitForURL(/__broschur\/edit\/entry\/case\/schreinerei-musterstadt/), page.keyboard.press("Enter")]);
      await page.waitForSelector("#summary [role=status]");
      // The page beside the form is only looked at.
      await of(page, "title").fill("x".repeat(120));
      await page.locator('[data-field="title"] .finding').first().waitFor();
      const frame = page.frames().find((inner) => inner !== page.mainFrame());
      await page.waitForTimeout(500);
      expect("beside the form nothing lies over the page", await frame.evaluate(() => !["broschur-overlay", "broschur-editor", "broschur-beside"].some((id) => document.getElementById(id))));
      const sizes = await page.evaluate(async () => {
        const names = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /assets\/\w+\.js$/.test(name));
        const texts = await Promise.all(names.map((name) => fetch(name).then((answer) => answer.blob())));
        const packed = await Promise.all(texts.map((text) => new Response(text.stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer()));
        return packed.map((bytes) => bytes.byteLength);
      });
      const sum = sizes.reduce((all, size) => all + size, 0);
      expect("all scripts together are at most 40 KB, packed", sizes.length > 5 && sum <= 40 * 1024, [sizes.length, sum]);
      console.log(`     scripts of a form: ${sum} bytes, packed`);
      await page.locator(".bar [data-does=discard]").click();
      await until(async () => !(await page.locator('[data-field="title"] .finding').count()));
      await page.context().close();
    }
    await site.stop();
  },

  // Word processors, and what a browser does with them.
  async clipboard() {
    const site = await desk(broschur, path.join(work, "clipboard"), "de");
    const page = await form(site.edit + ADDRESS);
    wrong.push(...await paste(page, "/__broschur/edit/assets/"));
    const body = of(page, "__body");
    const before = await body.inputValue();
    await body.press("Control+End");
    await page.evaluate((html) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      data.setData("text/plain", "x");
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, fs.readFileSync(path.join(import.meta.dirname, "paste/word.html"), "utf8"));
    const now = await body.inputValue();
    expect("what was pasted is a text of its own", now.startsWith(before.trimEnd()) && now.includes("\n\n## Weg in die Initiative\n\n"), now.slice(-400));
    expect("what is left out is said", /1/.test(await page.locator("[data-body] .told").innerText()), await page.locator("[data-body] .told").innerText());
    await page.keyboard.press("Control+z");
    expect("it is taken back in one go", (await body.inputValue()) === before);
    await site.stop();
  },

  // Pages of another port and another name read and write nothing, and the preview can be opened for reading only.
  async strangers() {
    const site = await desk(broschur, path.join(work, "strangers"), "de");
    const before = site.texts();
    const server = http.createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Fremd</title><p>Eine fremde Seite</p>"));
    await new Promise((ready) => { server.listen(0, "127.0.0.1", ready); });
    const { port } = server.address();
    const token = await (await form(site.edit + ADDRESS)).locator('meta[name="broschur-token"]').getAttribute("content");
    expect("a token is long", token.length >= 32, token.length);
    const file = `content/${CASE}`;
    const attack = JSON.stringify({ file, base: "", fields: { title: { was: "Dichte Fenster, volle Auftragsbücher", now: "Gekapert" } } });
    for (const host of ["127.0.0.1", "localhost", "evil.example"]) {
      let page = await browser.newPage();
      await page.goto(`http://${host}:${port}/`);
      const seen = await page.evaluate(async ({ edit, address, attack, token, origin }) => {
        const asked = (path, options) => fetch(edit + path, options).then((answer) => `read ${answer.status}`, () => "refused");
        const there = {
          form: await asked(address), list: await asked(""), choices: await asked("choices/case?q="), base: await asked("base?file=content/cases/schreinerei-musterstadt.md"), asset: await asked("assets/editor.js"),
          "form without CORS": await asked(address, { mode: "no-cors" }),
        };
        for (const what of ["draft", "save", "discard", "repair", "undo", "create", "upload?folder=content/images/&name=x.png"]) {
          there[`${what} as JSON`] = await asked(what, { method: "POST", headers: { "content-type": "application/json", "x-broschur-token": token }, body: attack });
          there[`${what} as text`] = await asked(what, { method: "POST", mode: "no-cors", headers: { "content-type": "text/plain" }, body: attack });
        }
        const image = new Image();
        there.image = await new Promise((done) => {
          image.onload = () => done("loaded");
          image.onerror = () => done("refused");
          image.src = `${edit}file/content/images/x.png`;
        });
        there.socket = await new Promise((done) => {
          const socket = new WebSocket(`${origin.replace("http", "ws")}/__broschur/edit/draft`);
          socket.onopen = () => done("open");
          socket.onerror = () => done("refused");
        });
        there.module = await import(`${edit}assets/editor.js`).then(() => "loaded", () => "refused");
        return there;
      }, { edit: site.edit, address: ADDRESS, attack, token, origin: site.origin });
      for (const [what, answer] of Object.entries(seen)) expect(`a page of ${host} is refused: ${what}`, answer === "refused", answer);
      // A form of its own, and a frame.
      const sent = page.waitForResponse((response) => response.request().method() === "POST");
      await page.evaluate(({ edit, attack }) => {
        const form = document.createElement("form");
        Object.assign(form, { method: "post", action: `${edit}save`, enctype: "text/plain" });
        const input = document.createElement("input");
        [input.name, input.value] = [attack.slice(0, -1) + ',"x":"', '"}'];
        form.append(input);
        document.body.append(form);
        form.submit();
      }, { edit: site.edit, attack });
      const taken = (await sent).status();
      expect(`a form of ${host} is refused`, taken === 403 || taken === 421, taken);
      await page.close();
      page = await browser.newPage();
      await page.goto(`http://${host}:${port}/`);
      await page.evaluate((address) => new Promise((done) => {
        const frame = document.createElement("iframe");
        frame.onload = done;
        frame.src = address;
        document.body.append(frame);
      }), site.edit + ADDRESS);
      const texts = await Promise.all(page.frames().slice(1).map((inner) => inner.evaluate(() => document.body?.innerText ?? "").catch(() => "")));
      expect(`a page of ${host} may not frame the editor`, texts.every((text) => !text.includes("Titel")), texts);
      await page.close();
    }
    // A name that leads here (rebinding): the page is of the attacker's origin, and the host is not ours.
    const rebound = await browser.newPage();
    const answer = await rebound.goto(`http://evil.example:${new URL(site.origin).port}/__broschur/edit/${ADDRESS}`);
    expect("another name for this computer is refused", answer.status() === 421, answer.status());
    const inside = await rebound.evaluate(({ token, attack }) => fetch("/__broschur/edit/save", { method: "POST", headers: { "content-type": "application/json", "x-broschur-token": token }, body: attack }).then((got) => got.status), { token, attack });
    expect("and from it nothing can be saved", inside === 421, inside);
    // Our own page without a token, or with another one.
    const own = await form(site.edit + ADDRESS);
    const statuses = await own.evaluate(async ({ attack, token }) => {
      const post = (headers, path = "save", body = attack) => fetch(`/__broschur/edit/${path}`, { method: "POST", headers, body }).then((got) => got.status);
      const json = { "content-type": "application/json", "x-broschur-token": token };
      const outside = (file) => post(json, "save", JSON.stringify({ file, base: "", fields: { title: { was: null, now: "x" } } }));
      return {
        "no token": await post({ "content-type": "application/json" }), "another token": await post({ ...json, "x-broschur-token": "0".repeat(token.length) }), "no JSON": await post({ ...json, "content-type": "text/plain" }),
        outside: await outside("../x.md"), site: await outside("content/site.yaml"), absolute: await outside("/etc/passwd"), theme: await outside("themes/standard/theme.toml"),
        "a page as picture": await post({ ...json, "content-type": "image/png" }, "upload?folder=content/images/&name=x.png", "<html>"),
        "a picture elsewhere": await post({ ...json, "content-type": "image/png" }, "upload?folder=../&name=x.png", "<html>"),
        "a script": await post({ ...json, "content-type": "text/javascript" }, "upload?folder=content/images/&name=x.js", "alert(1)"),
      };
    }, { attack, token });
    for (const [what, status] of Object.entries(statuses)) expect(`refused: ${what}`, status >= 400 && status < 500, status);
    // What a text of somebody's became, it would not become markup: a page of the editor has no way to do that, and none to make itself one.
    const strict = await browser.newPage();
    await strict.goto(site.edit + ADDRESS);
    await strict.waitForSelector("#summary [role=status]");
    const done = await strict.evaluate(() => {
      const tried = {
        innerHTML: () => { document.createElement("p").innerHTML = "<b>x</b>"; }, insertAdjacentHTML: () => document.body.insertAdjacentHTML("beforeend", "<b>x</b>"),
        DOMParser: () => new DOMParser().parseFromString("<b>x</b>", "text/html"), srcdoc: () => { document.createElement("iframe").srcdoc = "<b>x</b>"; },
        script: () => { document.createElement("script").text = "1"; }, handler: () => document.createElement("p").setAttribute("onclick", "1"),
        "the same policy again": () => trustedTypes.createPolicy("broschur", {}), "another policy": () => trustedTypes.createPolicy("other", {}),
      };
      return Object.fromEntries(Object.entries(tried).map(([what, doing]) => {
        try {
          doing();
          return [what, "done"];
        } catch (error) {
          return [what, error.name];
        }
      }));
    });
    for (const [what, outcome] of Object.entries(done)) expect(`text becomes no markup: ${what}`, outcome === "TypeError", outcome);
    expect("nothing on the disk has changed", [...site.texts()].every(([name, text]) => before.get(name)?.equals(text)) && site.texts().size === before.size);
    server.close();
    await site.stop();
    const reading = await desk(broschur, path.join(work, "reading"), "de", ["--read-only"]);
    const page = await browser.newPage();
    const status = (await page.goto(reading.edit + ADDRESS)).status();
    expect("--read-only turns it off", status === 403, status);
    await reading.stop();
  },
};

for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const start = Date.now();
  await scenario().catch((error) => wrong.push(`${name}: ${error.stack}`));
  console.log(`     ${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
for (const what of wrong) console.log(`FAIL ${what}`);
console.log(`${count()} looks, ${wrong.length} findings`);
process.exit(wrong.length ? 1 : 0);
