// Writes as somebody does in a CMS that knows nothing of our files. Started by `browser`; arguments: the command and a folder.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { browser, count, desk, difference, expect, open, shoot, until, wrong } from "../editor/desk.mjs";

const [broschur, work] = process.argv.slice(2);
const PICTURE = fs.readFileSync(path.join(import.meta.dirname, "../editor/picture.png"));
const CASE = "cases/schreinerei-musterstadt.md";
const site = await desk(broschur, path.join(work, "site"), "de", ["--no-print", "--cms", path.join(process.env.CHECKERS_HOME, "cms")]);
const CMS = `${site.origin}/__broschur/cms/`;

// A file as people write them: comments, quotation marks of both kinds, a number that is none, a folded text, words for yes.
const hard = site.read(CASE)
  .replace("title: Dichte Fenster, volle Auftragsbücher", "# Der Titel steht auf der Karte.\ntitle: 'Dichte Fenster, volle Auftragsbücher' # kurz halten")
  .replace("sample: true", "sample: ja   # erfunden")
  .replace("summary: Eine", "summary: >-\n  Eine\n  wirklich")
  .replace("sectors: [Bau]", "sectors: [Bau, 01067, \"NO\", on]   # 01067 bleibt")
  .replace("as_of: 2026-11", "as_of: '2026-11'\n# am Ende");
site.write(CASE, hard);

/** What the CMS is asked for itself: everything goes to the preview. */
const foreign = [];
const asked = [];
function listen(page) {
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(blob|data):/.test(url) && !url.startsWith(`${site.origin}/`)) foreign.push(url);
    if (request.method() === "POST") asked.push(JSON.parse(request.postData()).action);
  });
}
async function entry(page, address) {
  await page.goto("about:blank");
  await page.goto(`${CMS}#/collections/${address}`);
  await page.locator("[id^=title-field]").waitFor();
}
/** Saves, and waits until the preview has answered. */
async function publish(page) {
  const answered = page.waitForResponse((response) => (response.request().postData() ?? "").includes("persistEntry"), { timeout: 20000 });
  await page.getByRole("button", { name: "Veröffentlichen", exact: true }).first().click({ timeout: 8000 });
  await page.getByRole("menuitem").first().click();
  return await answered.catch(async () => {
    await shoot(page, "cms-stuck"); const errors = await page.locator("ul[class*=ErrorList], li[class*=Error], [class*=Error]").allInnerTexts(); console.error(errors.filter(Boolean));
    throw new Error(`nothing was sent: ${wrong.join("; ")} ${await page.locator("body").innerText()}`.slice(0, 3000));
  });
}
/** Chooses the entry of this name in a field. */
async function choose(page, field, name) {
  const input = page.locator(`input[id^="${field}-field"]`).first();
  await input.fill(name.slice(0, 6), { timeout: 8000 });
  await page.getByRole("option", { name }).first().click({ timeout: 8000 });
}

process.on("uncaughtException", (error) => {
  console.error([...wrong, error.stack].join("\n"));
  process.exit(1);
});
const page = await open(CMS);
listen(page);
await page.goto(CMS);
await page.getByRole("link", { name: "Fallbeispiele" }).waitFor();
await shoot(page, "cms");
expect("lists of entries are no collections", (await page.getByRole("link", { name: "Gewerke", exact: true }).count()) === 0);

// ---- A title
await entry(page, "case/entries/schreinerei-musterstadt");
const title = page.locator("[id^=title-field]");
expect("the title is shown", (await title.inputValue()) === "Dichte Fenster, volle Auftragsbücher", await title.inputValue());
const token = await page.evaluate(() => document.querySelector("meta[name=broschur-token]").content);
const known = { "X-Broschur-Token": token };
const given = JSON.parse((await api({ action: "getEntry", params: { path: `content/${CASE}` } }, known)).said).data;
expect("texts that look like something else are texts", JSON.stringify(JSON.parse(given.split("\n---")[0].slice(4)).sectors) === '["Bau","01067","NO","on"]', given);
await shoot(page, "cms-case", { fullPage: true });
await title.fill("Dichte Fenster, zufriedene Kundschaft");
let answer = await publish(page);
expect("it is saved", answer.status() === 200, await answer.text());
let now = site.read(CASE);
let { gone, come } = difference(hard, now);
expect("a title is one line", gone.length === 1 && come.length === 1, { gone, come });
expect("which keeps its comment and its quotation marks", come[0] === "title: 'Dichte Fenster, zufriedene Kundschaft' # kurz halten", come);

// ---- A text of several lines
await entry(page, "case/entries/schreinerei-musterstadt");
const before = site.read(CASE);
await page.locator("[id^=result-field]").fill("Vier zusätzliche Aufträge im ersten Jahr.");
answer = await publish(page);
expect("it is saved", answer.status() === 200, await answer.text());
({ gone, come } = difference(before, site.read(CASE)));
expect("a folded text stays folded, and is all that changes", gone.every((line) => line.includes("Drei zusätzliche")) && come.every((line) => line.includes("Vier zusätzliche")) && come.length === 1, { gone, come });

// ---- The text below
await entry(page, "case/entries/schreinerei-musterstadt");
const old = site.read(CASE);
const body = page.locator("[data-slate-editor=true], .CodeMirror textarea").last();
await body.click();
await page.keyboard.press("Control+End");
await page.keyboard.type(" Und mehr.");
answer = await publish(page);
expect("it is saved", answer.status() === 200, await answer.text());
({ gone, come } = difference(old, site.read(CASE)));
expect("the text below changes where it was written", gone.length === 1 && come.length === 1 && come[0].endsWith("Und mehr."), { gone, come });

// ---- Somebody else was there meanwhile
await entry(page, "case/entries/schreinerei-musterstadt");
const theirs = site.read(CASE).replace("zufriedene Kundschaft", "neue Kundschaft").replace("employees: 8", "employees: 9");
site.write(CASE, theirs);
await new Promise((done) => setTimeout(done, 1500));
await title.fill("Ganz anders");
answer = await publish(page);
await until(async () => (await page.locator("body").innerText()).includes("Jemand anders hat inzwischen geändert: title"));
expect("and it is said", (await page.locator("body").innerText()).includes("Jemand anders hat inzwischen geändert: title"));
await shoot(page, "cms-conflict");
// What is refused, the program throws once more where nobody catches it.
wrong.splice(0, wrong.length, ...wrong.filter((what) => !what.endsWith("entries/schreinerei-musterstadt: ")));
expect("what somebody else has changed is not written over", answer.status() === 409 && site.read(CASE) === theirs, [answer.status(), await answer.text()]);

// ---- Another field of the same file, changed by somebody else, is no matter
await entry(page, "case/entries/schreinerei-musterstadt");
const mine = site.read(CASE);
site.write(CASE, mine.replace("employees: 9", "employees: 10"));
await new Promise((done) => setTimeout(done, 1500));
await title.fill("Ein dritter Titel");
answer = await publish(page);
now = site.read(CASE);
expect("other fields are merged", answer.status() === 200 && now.includes("employees: 10") && now.includes("'Ein dritter Titel' # kurz halten"), await answer.text());

// ---- Two pages, of which the second has seen what the first has not
await entry(page, "case/entries/schreinerei-musterstadt");
site.write(CASE, site.read(CASE).replace("employees: 10", "employees: 11"));
await new Promise((done) => setTimeout(done, 1500));
const other = await open(CMS);
await entry(other, "case/entries/schreinerei-musterstadt");
await title.fill("Ein vierter Titel");
answer = await publish(page);
now = site.read(CASE);
expect("what only others have seen is not taken back", answer.status() === 200 && now.includes("employees: 11") && now.includes("'Ein vierter Titel' # kurz halten"), now);
await other.context().close();

// ---- A new case
await entry(page, "case/new");
await page.locator("[id^=title-field]").fill("Neue Türen für alle");
await page.locator("[id^=summary-field]").fill("Eine Schreinerei baut Türen: für alle.");
await page.locator("[id^=result-field]").fill("18 Aufträge mehr.");
await choose(page, "trades", "Schreiner");
await choose(page, "innovation_field", "Energie");
await choose(page, "regions", "Musterregion");
await choose(page, "chamber", "Handwerkskammer Musterbezirk");
await choose(page, "clusters", "Energieinitiative Musterregion");
await choose(page, "benefits", "Neue Aufträge");
await page.getByRole("button", { name: /branchen hinzufügen/i }).click();
await page.locator("[id^=item-field]").last().fill("Bau");
await page.locator("[id^=label-field]").first().fill("Schreinerei am Rand");
await page.locator("[id^=employees-field]").first().fill("12");
const text = page.locator("[data-slate-editor=true], .CodeMirror textarea").last();
await text.click();
await page.keyboard.type("Der Betrieb begann klein.");
await shoot(page, "cms-new", { fullPage: true });
answer = await publish(page);
expect("it is saved", answer.status() === 200, await answer.text());
const made = site.read("cases/neue-turen-fur-alle.md");
expect("a new case has what was written, in the order of its type, and nothing else", made === `---
title: Neue Türen für alle
summary: "Eine Schreinerei baut Türen: für alle."
firm:
  label: Schreinerei am Rand
  employees: 12
trades: [schreiner]
innovation_field: energie
sectors: [Bau]
regions: [musterregion]
chamber: musterkammer
clusters: [energie-musterregion]
benefits: [neue-auftraege]
result: 18 Aufträge mehr.
---

Der Betrieb begann klein.
`, made);
const names = [...site.texts().keys()].filter((name) => name.startsWith("cases/"));
expect("there is nothing else", names.length === 2, names);

// ---- A picture, by the library of the program
await page.goto("about:blank");
await page.goto(CMS);
await page.getByRole("button", { name: "Medien" }).click();
const sent = page.waitForResponse((response) => (response.request().postData() ?? "").includes("persistMedia"), { timeout: 20000 });
await page.locator("input[type=file]").first().setInputFiles({ name: "Neues Bild.PNG", mimeType: "image/png", buffer: PICTURE });
const taken = await sent;
expect("a picture is taken", taken.status() === 200, await taken.text());
const pictures = [...site.texts().keys()].filter((name) => name.startsWith("images/"));
expect("it lies where pictures are, as it was sent", pictures.join() === "images/neues-bild.png" && site.texts().get(pictures[0])?.equals(PICTURE), pictures);
await shoot(page, "cms-media");

// ---- What must not be
function api(body, headers = {}, method = "POST") {
  return new Promise((found, none) => {
    const request = http.request(`${CMS}api/v1`, { method, headers: { "Content-Type": "application/json", ...headers } }, (response) => {
      let said = "";
      response.on("data", (piece) => { said += piece; }).on("end", () => found({ status: response.statusCode, said }));
    });
    request.on("error", none);
    request.end(typeof body === "string" ? body : JSON.stringify(body));
  });
}
const all = () => JSON.stringify([...site.texts()].map(([name, bytes]) => [name, bytes.toString("base64")]));
const sound = all();
const persist = (file, raw = "---\ntitle: x\n---\n") => ({ action: "persistEntry", params: { dataFiles: [{ slug: "x", path: file, raw }], assets: [], options: {} } });
const asset = (file, content) => ({ action: "persistMedia", params: { asset: { path: file, content: Buffer.from(content).toString("base64"), encoding: "base64" }, options: {} } });
for (const [what, body, headers, status] of [
  ["without a token", persist("content/cases/a.md"), {}, 403],
  ["with another token", persist("content/cases/a.md"), { "X-Broschur-Token": "0".repeat(64) }, 403],
  ["from another page", persist("content/cases/a.md"), { ...known, "Sec-Fetch-Site": "cross-site", Origin: "http://evil.example" }, 403],
  ["under another name", persist("content/cases/a.md"), { ...known, Host: "evil.example" }, 421],
  ["as a form", "a=b", { ...known, "Content-Type": "application/x-www-form-urlencoded" }, 415],
  ["no JSON", "{", known, 400],
  ["out of the content", persist("content/cases/../../x.md"), known, 400],
  ["settings", persist("content/site.yaml"), known, 400],
  ["a type", persist("content/types/x.yaml"), known, 400],
  ["a theme", persist("themes/standard/x.md"), known, 400],
  ["a list", persist("content/trades.yaml"), known, 400],
  ["an entry of a list", persist("content/trades/schreiner.md"), known, 400],
  ["no id", persist("content/cases/Größe.md"), known, 400],
  ["what cannot be read", persist(`content/${CASE}`, "---\ntitle: [\n---\n"), known, 400],
  ["a script for a picture", asset("content/images/x.png", "<script>alert(1)</script>"), known, 400],
  ["a page", asset("content/images/x.html", "<p>"), known, 400],
  ["a picture elsewhere", asset("content/cases/x.png", "x"), known, 400],
  ["a drawing with a script", asset("content/images/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"), known, 400],
  ["deleting what others name", { action: "deleteFiles", params: { paths: ["content/clusters/energie-musterregion.md"] } }, known, 409],
  ["deleting settings", { action: "deleteFiles", params: { paths: ["content/site.yaml"] } }, known, 400],
  ["something else", { action: "publishUnpublishedEntry", params: {} }, known, 400],
]) {
  const { status: got, said } = await api(body, headers);
  expect(`${what} is refused`, got === status && all() === sound, [got, said.slice(0, 200)]);
}
const listed = JSON.parse((await api({ action: "getEntry", params: { path: "content/site.yaml" } }, known)).said);
expect("settings are not read", listed.data === null, listed);
for (const name of ["..%2f..%2fpackage.json", "decap-cms.js.map", "%2fetc%2fpasswd", ""]) {
  const status = await new Promise((found) => { http.get(`${CMS}program/${name}`, (response) => found(response.resume().statusCode)); });
  expect(`${name} is no part of the program`, status === 404, status);
}
const policies = await Promise.all(["__broschur/cms/", "__broschur/edit/", ""].map((address) => new Promise((found) => {
  http.get(`${site.origin}/${address}`, (response) => found(response.resume().headers["content-security-policy"] ?? ""));
})));
expect("the page of the CMS alone may do more", policies.map((policy) => policy.includes("unsafe-eval")).join() === "true,false,false", policies);
// What is deleted is gone, and nothing else.
const { status } = await api({ action: "deleteFiles", params: { paths: ["content/cases/neue-turen-fur-alle.md"] } }, known);
expect("an entry that nobody names can be deleted", status === 200 && !site.texts().has("cases/neue-turen-fur-alle.md"), status);

expect("nobody else was asked for anything", foreign.length === 0, foreign);
expect("it has asked for entries and pictures", ["entriesByFolder", "getEntry", "getMedia", "persistEntry"].every((action) => asked.includes(action)), asked);
await site.stop();

// ---- For GitLab and GitHub: a folder on any server, with the program beside what is made. Nobody there is asked for anything before somebody logs in.
for (const backend of ["gitlab", "github"]) {
  const folder = path.join(work, backend);
  execFileSync(broschur, ["-q", "--root", site.folder, "--lang", "de", "schema", `--cms=${backend}`, "--out", folder]);
  for (const name of fs.readdirSync(path.join(process.env.CHECKERS_HOME, "cms"))) fs.copyFileSync(path.join(process.env.CHECKERS_HOME, "cms", name), path.join(folder, name));
  const kinds = { ".html": "text/html", ".js": "text/javascript", ".yml": "text/yaml" };
  const server = http.createServer((request, response) => {
    const file = path.join(folder, request.url === "/" ? "index.html" : path.basename(request.url));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    return response.writeHead(200, { "Content-Type": kinds[path.extname(file)] ?? "application/octet-stream" }).end(fs.readFileSync(file));
  });
  await new Promise((listening) => { server.listen(0, "127.0.0.1", listening); });
  const origin = `http://127.0.0.1:${server.address().port}`;
  const elsewhere = [];
  const login = await open("about:blank");
  login.on("request", (request) => { if (!/^(blob|data|about):/.test(request.url()) && !request.url().startsWith(`${origin}/`)) elsewhere.push(request.url()); });
  await login.goto(`${origin}/`);
  const button = login.getByRole("button", { name: new RegExp(backend, "i") });
  expect(`${backend}: its configuration is accepted`, await until(async () => (await button.count()) === 1), await login.locator("body").innerText());
  await shoot(login, `cms-${backend}`);
  expect(`${backend}: nobody else is asked for anything`, elsewhere.length === 0, elsewhere);
  await login.close();
  server.close();
}

// ---- Without it, and read only
for (const [more, expected] of [[["--no-print"], 404], [["--no-print", "--read-only"], 403]]) {
  const other = await desk(broschur, path.join(work, `other-${expected}`), "de", more);
  const got = await new Promise((found) => { http.get(`${other.origin}/__broschur/cms/`, (response) => found(response.resume().statusCode)); });
  expect(`${more.join(" ")}: there is no CMS`, got === expected, got);
  await other.stop();
}
await browser.close();
console.log(`     ${count()} looks, ${wrong.length} findings`);
for (const what of wrong) console.error(what);
process.exit(wrong.length ? 1 : 0);
