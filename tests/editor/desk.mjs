// A preview with its editor, and browsers that use it. What goes wrong in a page (a script that fails, something that a policy blocks, a finding of axe) is
// written down in `wrong`.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import { createRequire } from "node:module";
import path from "node:path";

const of = createRequire(path.join(process.env.CHECKERS_HOME, "node_modules/"));
const { chromium } = of("playwright-core");
const AXE = fs.readFileSync(of.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const wrong = [];
let tried = 0;
export const count = () => tried;
/** Notes that something does not hold. */
export function expect(what, holds, seen) {
  tried += 1;
  if (!holds) wrong.push(`${what}${seen === undefined ? "" : `: ${JSON.stringify(seen)}`}`);
}

export const browser = await chromium.launch({
  executablePath: process.env.CHROME,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
});

const free = () => new Promise((found) => {
  const server = net.createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

// Whatever fails, no preview stays behind.
const running = new Set();
process.on("exit", () => running.forEach((preview) => preview.kill("SIGKILL")));

/** A site of `init`, served. `stop` kills the preview, `start` starts it again under the same address. */
export async function desk(broschur, folder, language, more = []) {
  execFileSync(broschur, ["-q", "--lang", language, "init", folder], { stdio: "ignore" });
  const port = await free();
  const origin = `http://127.0.0.1:${port}`;
  let preview = null;
  const start = () => new Promise((ready, none) => {
    preview = spawn(broschur, ["serve", "--root", folder, "--port", String(port), "--lang", language, "--drafts", ...more], { stdio: ["ignore", "ignore", "pipe"] });
    running.add(preview);
    let said = "";
    preview.stderr.on("data", (piece) => {
      said += piece;
      if (said.includes(`${origin}/`)) ready();
    });
    preview.on("exit", () => none(new Error(`the preview ended: ${said}`)));
  });
  const stop = () => new Promise((done) => {
    preview.removeAllListeners("exit");
    preview.on("exit", done);
    running.delete(preview);
    preview.kill("SIGKILL");
  });
  // Until the site has been read there is nothing to edit.
  const answers = () => new Promise((found) => {
    http.get(`${origin}/__broschur/edit/`, (response) => found(response.resume().statusCode)).on("error", () => found(0));
  });
  const begin = async () => {
    await start();
    await until(async () => [200, 403].includes(await answers()));
  };
  await begin();
  const texts = () => {
    const found = new Map();
    for (const name of fs.readdirSync(path.join(folder, "content"), { recursive: true }).sort()) {
      const file = path.join(folder, "content", name);
      if (fs.statSync(file).isFile()) found.set(name, fs.readFileSync(file));
    }
    return found;
  };
  const file = (name) => path.join(folder, "content", name);
  return {
    origin, folder, start: begin, stop, texts,
    edit: `${origin}/__broschur/edit/`,
    read: (name) => fs.readFileSync(file(name), "utf8"),
    write: (name, text) => fs.writeFileSync(file(name), text),
  };
}

/** What lines of a text are gone, and which have come. */
export function difference(old, now) {
  const [before, after] = [old.split("\n"), now.split("\n")];
  const rest = [...after];
  const gone = [];
  for (const line of before) {
    const at = rest.indexOf(line);
    if (at < 0) gone.push(line);
    else rest.splice(at, 1);
  }
  return { gone, come: rest };
}

const watched = new WeakSet();
/** A page of its own browser, and what it does wrong. */
export async function open(address, { width = 1280, context, ...options } = {}) {
  const own = context ?? await browser.newContext({ viewport: { width, height: 900 }, ...options });
  if (!watched.has(own)) {
    watched.add(own);
    // Scripts as they are in a folder, in place of those in the binary: nothing has to be compiled to try a change.
    if (process.env.EDITOR_ASSETS) await own.route("**/__broschur/edit/assets/*", (route) => route.fulfill({ path: path.join(process.env.EDITOR_ASSETS, path.basename(new URL(route.request().url()).pathname)) }));
    await own.exposeBinding("broschurViolation", (_, what) => wrong.push(what));
    await own.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.broschurViolation(`${location.pathname}: its policy (${event.effectiveDirective}) blocks ${event.blockedURI} ${event.sample}`);
    }));
  }
  const page = await own.newPage();
  page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.stack}`));
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(address);
  return page;
}
/** The form of an entry, once it has been looked at. */
export async function form(address, options) {
  const page = await open(address, options);
  await page.waitForSelector("#summary [role=status]");
  return page;
}

/** Axe, in a page or a part of it. It is put into the page by Chromium, which its policy does not concern. */
export async function axe(page, where, part) {
  tried += 1;
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(([rules, part]) => globalThis.axe.run(part ? { include: [part], exclude: [["iframe"]] } : { exclude: [["iframe"]] }, { preload: false, iframes: false, runOnly: rules }), [RULES, part]);
  for (const { id, nodes } of violations) wrong.push(`${where}: axe ${id}: ${nodes.map((node) => `${node.target.join(" ")} (${node.any.concat(node.all, node.none).map(({ message }) => message).join("; ")})`).join(", ")}`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(`${where}: nothing scrolls sideways`, sideways <= 0, sideways);
}

/** `BROSCHUR_SHOTS=FOLDER` keeps pictures. */
export async function shoot(page, name, options = {}) {
  if (process.env.BROSCHUR_SHOTS) await page.screenshot({ path: path.join(process.env.BROSCHUR_SHOTS, `${name}.png`), ...options });
}

/** Waits until something holds; false when it never does. */
export async function until(holds, patience = 20000) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (await Promise.resolve().then(holds).catch(() => false)) return true;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  return false;
}

/** Saves by keyboard, and waits until it is said. */
export async function save(page) {
  await page.keyboard.press("Control+s");
  const saved = await until(async () => /Gespeichert um|Saved at/.test(await page.locator("#state").innerText()));
  expect(`${page.url()}: it says that it is saved`, saved, await page.locator("#state").innerText());
}

/** To an element by Tab alone. */
export async function tab(page, selector, key = "Tab") {
  for (let i = 0; i < 250; i++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${page.url()}: no way to ${selector} by ${key}`);
}
