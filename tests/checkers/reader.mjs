// A built site as a reader has it in Chromium: in a folder of a server, or on a disk, with what goes wrong there written down.
//
//   const reader = await read(site);         `reader.address` is where it is served; `reader.missing` is a pattern of files that are not there
//   await reader.open(360, address);         a page of that width
//   await reader.close();                    ends with what went wrong, and with status 1 where anything did
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";

const of = createRequire(path.join(process.env.CHECKERS_HOME, "node_modules/"));
const { chromium } = of("playwright-core");
const AXE = fs.readFileSync(of.resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { ".css": "text/css", ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml" };
const PREFIX = "/ein/ordner/";

export async function read(site) {
  const reader = { wrong: [], missing: null, sent: [] };
  const { wrong } = reader;
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const inside = pathname.startsWith(PREFIX) ? decodeURIComponent(pathname.slice(PREFIX.length)) : "..";
    const file = path.join(site, inside, pathname.endsWith("/") ? "index.html" : "");
    const found = file.startsWith(site + "/") && fs.existsSync(file) && fs.statSync(file).isFile() && !reader.missing?.test(inside);
    const body = found ? fs.readFileSync(file) : "";
    if (found) reader.sent.push([inside, gzipSync(body).length]);
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  reader.address = `http://127.0.0.1:${server.address().port}${PREFIX}`;
  const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"] });

  // The bytes, packed, of all files that were sent and have such a path; and how many they were.
  const like = (pattern) => reader.sent.filter(([name]) => pattern.test(name));
  reader.bytes = (pattern) => like(pattern).reduce((sum, [, size]) => sum + size, 0);
  reader.count = (pattern) => like(pattern).length;

  reader.open = async (width, url, options = {}) => {
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
  };

  // `BROSCHUR_SHOTS=FOLDER` keeps pictures.
  reader.shoot = async (page, name, options = {}) => {
    if (process.env.BROSCHUR_SHOTS) await page.screenshot({ path: path.join(process.env.BROSCHUR_SHOTS, `${name}.png`), ...options });
  };

  // Axe is put into the page by Chromium, which its policy does not concern.
  reader.axe = async (page, where) => {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    for (const { id, nodes } of violations) wrong.push(`${where}: axe ${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  };

  reader.close = async (said) => {
    await browser.close();
    server.close();
    for (const line of wrong) console.error(line);
    if (!wrong.length) console.log(`     ${said}`);
    process.exit(wrong.length ? 1 : 0);
  };
  return reader;
}
