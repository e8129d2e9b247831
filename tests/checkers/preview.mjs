// The preview in a browser, and a page of another origin beside it. Started by `preview`; arguments: the command and a site.
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const { chromium } = createRequire(path.join(process.env.CHECKERS_HOME, "node_modules/"))("playwright-core");
const [broschur, site] = process.argv.slice(2);
const CASE = path.join(site, "content/cases/schreinerei-musterstadt.md");
const PAGE = "/beispiele/schreinerei-musterstadt/";
const PATIENCE = 60000;

let tried = 0;
const wrong = [];
function expect(what, holds, seen) {
  tried += 1;
  if (!holds) wrong.push(`${what}${seen === undefined ? "" : `: ${JSON.stringify(seen)}`}`);
}

const preview = spawn(broschur, ["serve", "--root", site, "--port", "0", "--lang", "en"], { stdio: ["ignore", "ignore", "pipe"] });
const origin = await new Promise((found, none) => {
  let said = "";
  preview.stderr.on("data", (piece) => {
    said += piece;
    const address = said.match(/http:\/\/[^/\s]+/);
    if (address) found(address[0]);
  });
  preview.on("exit", () => none(new Error(`the preview ended: ${said}`)));
});
preview.removeAllListeners("exit");

// Another port of this computer, and another name: a neighbour and a stranger.
const ATTACK = `<!doctype html><title>Fremd</title><p>Eine fremde Seite</p>`;
const stranger = http.createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(ATTACK));
await new Promise((ready) => stranger.listen(0, "127.0.0.1", ready));
const port = stranger.address().port;

const browser = await chromium.launch({
  executablePath: process.env.CHROME,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
});
const context = await browser.newContext();
await context.exposeBinding("broschurViolation", (_, what) => wrong.push(`a policy ${what}`));
await context.addInitScript(() => {
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.broschurViolation(`of ${location.pathname}: ${event.effectiveDirective} blocks ${event.blockedURI} ${event.sample}`);
  });
});

/** Waits until a function in the page says something true, and returns it; undefined when it never does. */
const until = async (page, holds, argument) => {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    // The page may be loading itself again.
    const seen = await page.evaluate(holds, argument).catch(() => null);
    if (seen) return seen;
    await new Promise((done) => setTimeout(done, 50));
  }
  return undefined;
};

/** Waits until a page has stood for a second: one that has missed a state while it was loading loads itself again. */
const settled = (page) => until(page, () => performance.now() > 1000);

try {
  const page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(`a script failed: ${error.message}`));
  await page.goto(origin + PAGE);
  expect("the first page has a heading", await until(page, () => document.querySelector("h1")?.textContent));
  expect("the page has a policy", (await page.locator('meta[http-equiv="Content-Security-Policy"]').count()) === 1);

  // What a theme forgets to allow fails in the preview, too.
  const foreign = `http://127.0.0.1:${port}/fremd.js`;
  await settled(page);
  const blocked = await page.evaluate((foreign) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = foreign;
    script.onload = script.onerror = () => done(document.querySelector("meta[http-equiv]")?.content ?? "no policy");
    document.addEventListener("securitypolicyviolation", () => done("blocked"), { once: true });
    document.head.append(script);
  }), foreign);
  expect("a script that the page's policy does not allow is blocked", blocked === "blocked", blocked);
  await page.waitForTimeout(100);
  wrong.splice(0, wrong.length, ...wrong.filter((what) => !what.includes(foreign)));

  const text = fs.readFileSync(CASE, "utf8");
  fs.writeFileSync(CASE, `${text}\n\nEin neuer Absatz.\n`);
  expect("an edit is shown", await until(page, () => document.body.innerText.includes("Ein neuer Absatz.")));

  fs.writeFileSync(CASE, text.replace("---\n", "---\nunbekanntes_feld: 1\ntitle: doppelt\n"));
  const overlay = await until(page, () => {
    const section = document.getElementById("broschur-overlay")?.shadowRoot.querySelector("section");
    return section && { text: section.innerText, position: getComputedStyle(section).position };
  });
  expect("a mistake lies over the page", overlay?.position === "fixed" && overlay.text.includes("schreinerei"), overlay);
  // It can be put away by keyboard, stays away on the next page, and comes back.
  const beside = (id, seen) => until(page, ([id, seen]) => {
    const tree = document.getElementById(id)?.shadowRoot;
    const [section, open] = ["section", "[data-does=open]"].map((name) => tree?.querySelector(name));
    return section && section.hidden === (seen === "away") && open.hidden === (seen === "there") && open.textContent;
  }, [id, seen]);
  await settled(page);
  await page.evaluate(() => document.getElementById("broschur-overlay").shadowRoot.querySelector("[data-does=close]").focus());
  await page.keyboard.press("Escape");
  const away = await beside("broschur-overlay", "away");
  expect("it can be put away", away?.includes("error"), away);
  await page.reload();
  expect("it stays away on the next page", await beside("broschur-overlay", "away"));
  await settled(page);
  await page.evaluate(() => document.getElementById("broschur-overlay").shadowRoot.querySelector("[data-does=open]").click());
  expect("it comes back", await beside("broschur-overlay", "there"));
  await page.goto(`${origin}/`);
  expect("it lies over no other page", await beside("broschur-overlay", "away"));
  await page.goto(origin + PAGE);
  expect("it lies over its page", await beside("broschur-overlay", "there"));
  fs.writeFileSync(CASE, text);
  expect("it goes when it is mended", await until(page, () => !document.getElementById("broschur-overlay")));

  const way = await until(page, () => {
    const link = document.getElementById("broschur-beside")?.shadowRoot.querySelector("a");
    return link && { position: getComputedStyle(link).position, href: link.href };
  });
  expect("the PDF has its way", way?.position === "fixed" && way.href === `${origin}/__broschur/beside${PAGE}`, way);
  // The page and its PDF stand side by side, and each is as wide as its column: the page is laid out for that width.
  await page.goto(way.href);
  const columns = () => page.evaluate(() => {
    const [left, right] = [...document.querySelectorAll("iframe")].map((frame) => frame.getBoundingClientRect());
    const inner = document.querySelector("iframe").contentDocument.documentElement;
    return { left: [left.width, left.height], right: [right.width, right.height], over: inner.scrollWidth - inner.clientWidth };
  });
  // A frame that may not be shown becomes a page of the browser's own, whose window cannot be reached.
  const framed = await until(page, () => {
    const inner = document.querySelectorAll("iframe")[1].contentDocument;
    return inner && inner.URL.includes("/__broschur/pdf/") && inner.contentType;
  });
  expect("the frame shows what was asked for", framed === "application/pdf" || framed === "text/html", framed);
  for (const [width, height] of [[1600, 900], [1200, 800], [1000, 700], [360, 740]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(200);
    const { left, right, over } = await columns();
    const isSide = width >= 768;
    const room = isSide ? [width / 2 - 4, height - 60] : [width - 4, height / 2 - 60];
    const fits = [left, right].every(([w, h]) => w >= room[0] && h >= room[1]);
    expect(`page and PDF have half of ${width} px each, and nothing is cut off`, fits && over <= 0, { left, right, over });
  }
  await page.setViewportSize({ width: 1200, height: 800 });
  fs.writeFileSync(CASE, `${text}\n\nNoch ein Absatz.\n`);
  expect("an edit is shown beside the PDF", await until(page, () => document.querySelector("iframe").contentDocument?.body?.innerText.includes("Noch ein Absatz.")));
  fs.writeFileSync(CASE, text.replace("---\n", "---\nunbekanntes_feld: 1\ntitle: doppelt\n"));
  expect("a mistake lies over the page beside the PDF", await until(page, () => {
    const section = document.querySelector("iframe").contentDocument?.getElementById("broschur-overlay")?.shadowRoot.querySelector("section");
    return section && !section.hidden;
  }));
  fs.writeFileSync(CASE, text);
  await until(page, () => document.querySelector("iframe").contentDocument?.getElementById("broschur-overlay") === null);
  await until(page, () => document.querySelector("iframe").contentWindow.performance.now() > 1000);
  await page.evaluate(() => { document.querySelector("iframe").contentWindow.location.href = "/"; });
  expect("its address follows the page", await until(page, () => location.pathname === "/__broschur/beside/"));
  await page.locator("section a").focus();
  await page.keyboard.press("Enter");
  expect("without the PDF the page is there as before", await until(page, () => location.pathname === "/" && document.querySelector("h1")?.textContent));
  await page.close();

  for (const host of ["127.0.0.1", "localhost", "evil.example"]) {
    const name = `a page of http://${host}:${port}`;
    const foreign = await browser.newPage();
    await foreign.goto(`http://${host}:${port}/`);
    const seen = await foreign.evaluate(async ({ origin, page }) => {
      const load = (tag, attribute, address) => new Promise((done) => {
        const element = document.createElement(tag);
        if (tag === "link") element.rel = "stylesheet";
        element.onload = () => done("loaded");
        element.onerror = () => done("refused");
        element[attribute] = address;
        document.body.append(element);
      });
      const asked = (address, options) => fetch(address, options).then((answer) => `read ${answer.status}`, () => "refused");
      const there = {
        icon: await load("img", "src", `${origin}/favicon.ico`),
        style: await load("link", "href", `${origin}/assets/${"x"}.css`),
        script: await load("script", "src", `${origin}/__broschur/live.js`),
        text: await asked(origin + page),
        opaque: await asked(origin + page, { mode: "no-cors" }),
        post: await asked(origin + page, { mode: "no-cors", method: "POST", body: "x" }),
        missing: await asked(`${origin}/nirgends/`, { mode: "no-cors" }),
        missingIcon: await load("img", "src", `${origin}/nirgends.ico`),
      };
      const events = new EventSource(`${origin}/__broschur/events`);
      there.events = await new Promise((done) => {
        events.onopen = () => done("read");
        events.onerror = () => done("refused");
      });
      events.close();
      return there;
    }, { origin, page: PAGE });
    for (const [what, answer] of Object.entries(seen)) expect(`${name} is refused ${what}`, answer === "refused", answer);

    // A frame: what it shows instead is the browser's, or says no more than that it is forbidden.
    await foreign.evaluate((address) => new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.onload = done;
      frame.src = address;
      document.body.append(frame);
    }), origin + PAGE);
    const texts = await Promise.all(foreign.frames().slice(1).map((inner) => inner.evaluate(() => document.body?.innerText ?? "").catch(() => "")));
    expect(`${name} may not frame the page`, texts.every((text) => !text.includes("Schreinerei")), texts);

    // A window that it opens shows the page, and it loses hold of it.
    const [opened] = await Promise.all([
      foreign.waitForEvent("popup"),
      foreign.evaluate((address) => { globalThis.other = window.open(address); }, origin + PAGE),
    ]);
    await opened.waitForLoadState("load");
    expect(`${name} may lead a reader to the page`, await until(opened, () => document.querySelector("h1")?.textContent));
    expect(`${name} loses hold of the window`, await until(foreign, () => globalThis.other.closed));
    expect(`${name} is not its opener`, await opened.evaluate(() => globalThis.opener === null));
    await foreign.close();
    await opened.close();
  }
} catch (error) {
  wrong.push(error.stack);
} finally {
  preview.kill();
  await browser.close();
}
for (const what of wrong) console.log(`FAIL ${what}`);
console.log(`${tried} looks, ${wrong.length} findings`);
process.exit(wrong.length ? 1 : 0);
