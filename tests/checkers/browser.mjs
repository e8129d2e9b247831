// Opens pages in Chromium and prints one JSON line per finding. Started by browser.py, which writes the job to standard input.
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const { home, chromium: executablePath, jobs } = JSON.parse(fs.readFileSync(0, "utf8"));
const require = createRequire(path.join(home, "node_modules/"));
const { chromium } = require("playwright-core");
const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// What docs/publishing.md has servers say; pages say the same or less in their own `<meta>`. A browser enforces both.
const publishing = fs.readFileSync(new URL("../../docs/publishing.md", import.meta.url), "utf8");
const [POLICY, ...others] = new Set(Array.from(publishing.matchAll(/Content-Security-Policy:? "?(default-src[^"\n]*)/g), ([, policy]) => policy));
if (!POLICY || others.length) throw new Error(`docs/publishing.md has not one policy for servers but ${others.length + (POLICY ? 1 : 0)}`);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Spacing that a reader may set (WCAG 1.4.12).
const SPACING =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
  " p { margin-bottom: 2em !important }";
const WORKERS = 2;

const TYPES = {
  ".atom": "application/atom+xml", ".css": "text/css", ".csv": "text/csv", ".gif": "image/gif", ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon", ".ics": "text/calendar", ".jpg": "image/jpeg", ".js": "text/javascript", ".json": "application/json",
  ".mjs": "text/javascript", ".pdf": "application/pdf", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain",
  ".vcf": "text/vcard", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".webp": "image/webp",
  ".woff2": "font/woff2", ".xml": "application/xml",
};

/** Where the sites under test are served. A page that was left a moment ago may still ask its own server for its icon. */
const ours = new Set();

/** Serves a built site under its folder of the host; addresses that do not exist get its 404 page. */
async function serve(root, prefix) {
  const server = http.createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, "http://host").pathname);
    let file = address.startsWith(prefix) ? path.join(root, address.slice(prefix.length)) : "";
    if (file && fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
    const found = file.startsWith(root) && fs.existsSync(file);
    if (!found) file = path.join(root, "404.html");
    response.writeHead(found ? 200 : 404, {
      "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
      "cache-control": "max-age=600",
    });
    if (fs.existsSync(file)) fs.createReadStream(file).pipe(response);
    else response.end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  ours.add(origin);
  return { origin };
}

const browser = await chromium.launch({
  executablePath,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/** By the address of a page under test, how a finding of it is reported. */
const reports = new Map();

/** A tab that reports what goes wrong while it loads; requests to other hosts are aborted. */
async function tab({ enforced = false, ...options }, state) {
  const report = (rule, message) => state.report(rule, message);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "de-DE", ...options });
  await context.route((url) => /^https?:/.test(url.protocol) && !ours.has(url.origin), (route) => {
    report("third-party", route.request().url());
    return route.abort();
  });
  if (enforced) {
    // The event is the same in every version of every browser; what the console says, and when, is not.
    // It names its document: a browser may look for the icon of a page when the next one is already being looked at.
    await context.exposeBinding("broschurViolation", (_, documentURI, what) => (reports.get(documentURI) ?? report)("csp", what));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const { documentURI, effectiveDirective, blockedURI, sample } = event;
        globalThis.broschurViolation(documentURI, `${effectiveDirective} blocks ${blockedURI || "?"} ${sample}`.trim());
      });
    });
  }
  const page = await context.newPage();
  page.on("pageerror", (error) => report("script-error", error.message));
  page.on("console", (message) => {
    const text = message.text();
    // Policies are looked at by events and by links.py: what a browser says of them, and when, changes from version to version.
    if (enforced || /Content.Security.Policy/i.test(text)) return;
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) report("console", text);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) report("missing", `${response.status()} ${new URL(response.url()).pathname}`);
  });
  return page;
}

/** How many characters can be read. What is to be chosen or pressed does something by a script only, and is not counted. */
const visibleText = () => {
  const main = document.querySelector("main") ?? document.body;
  const length = (element) => element.innerText.replace(/\s+/g, " ").trim().length;
  const controls = [...main.querySelectorAll("select, button")].filter((control) => control.checkVisibility());
  return controls.reduce((sum, control) => sum - length(control), length(main));
};

/** Elements that reach beyond the right edge and are not inside something that scrolls. */
const tooWide = () => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const parent = (element) => {
    let e = element.parentElement;
    // What is positioned absolutely skips parents that are not positioned, scrolling ones too.
    if (getComputedStyle(element).position === "absolute") while (e && getComputedStyle(e).position === "static") e = e.parentElement;
    return e;
  };
  const scrolls = (element) => {
    for (let e = parent(element); e && e !== document.body; e = parent(e)) if (getComputedStyle(e).overflowX !== "visible") return true;
    return false;
  };
  const names = [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
    .map((e) => e.tagName.toLowerCase() + (e.className && typeof e.className === "string" ? "." + e.className.trim().replace(/\s+/g, ".") : ""));
  return `${document.documentElement.scrollWidth} px in a window of ${width} px: ${[...new Set(names)].slice(0, 4).join(", ")}`;
};

const duplicates = () => {
  const seen = new Set(), twice = new Set();
  for (const { id } of document.querySelectorAll("[id]")) (seen.has(id) ? twice : seen).add(id);
  return [...twice];
};

/** Loads what waits for a reader to scroll, and asks for every event handler: some versions judge one only when it is wanted. */
const provoke = async () => {
  const images = [...document.images].map((image) => {
    image.loading = "eager";
    return image.complete || new Promise((done) => ["load", "error"].forEach((end) => image.addEventListener(end, done)));
  });
  await Promise.all([...images, document.fonts.ready]);
  const inline = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (!/^on/i.test(name) && !/^\s*javascript:/i.test(value)) continue;
      void element[name];
      inline.push(`a policy without 'unsafe-inline' blocks <${element.localName} ${name}>`);
    }
  }
  // Events that are on their way have arrived after one more task.
  await new Promise((done) => setTimeout(done));
  return inline;
};

/** A page under its own policy and that of the server. */
async function underPolicy(page, address, report) {
  await page.goto(address, { waitUntil: "load", timeout: 30000 });
  for (const inline of await page.evaluate(provoke)) report("csp", inline);
}

/** A page that leads on: where it leads, and when, must not come between this page and the next, so it gets a tab of its own. */
async function leadingOn(address, state) {
  const page = await tab({ enforced: true }, state);
  try {
    await page.goto(address, { waitUntil: "load", timeout: 30000 });
    // It may be gone at any moment; its events are not.
    for (const inline of await page.evaluate(provoke).catch(() => [])) state.report("csp", inline);
  } finally {
    await page.context().close();
  }
}

async function axe(page, options, where, report, undecided) {
  const result = await page.evaluate((o) => axe.run(document, { resultTypes: ["violations", "incomplete"], ...o }), options);
  for (const { id, impact, help, nodes } of result.violations) {
    for (const node of nodes.slice(0, 5)) {
      const detail = node.any.concat(node.all, node.none).map((check) => check.message)[0] ?? "";
      const more = nodes.length > 5 ? ` (and ${nodes.length - 5} more)` : "";
      report(`axe ${id}`, `${help}${where} (${impact}): ${node.target.flat().join(" ")} ${node.html.slice(0, 120)} ${detail}${more}`);
    }
  }
  for (const { id, nodes } of result.incomplete) for (const _ of nodes) undecided(`${id}${where}`);
}

/** All looks at one page; `kindly` is false for pages whose kind was already seen without script. */
async function look(tabs, address, kindly, state) {
  const report = (rule, message) => state.report(rule, message);
  const undecided = (rule) => print({ undecided: rule });

  const page = tabs.main;
  await page.emulateMedia({ colorScheme: "light", media: "screen" });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(address, { waitUntil: "load", timeout: 30000 });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  for (const id of await page.evaluate(duplicates)) report("duplicate-id", id);
  await page.evaluate(axeSource);
  await axe(page, { runOnly: TAGS, rules: { "target-size": { enabled: true } } }, "", report, undecided);
  const text = await page.evaluate(visibleText);

  await page.emulateMedia({ colorScheme: "dark" });
  await axe(page, { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } }, " in the dark scheme", report, undecided);
  await page.emulateMedia({ colorScheme: "light" });

  await page.setViewportSize({ width: 320, height: 640 });
  await axe(page, { runOnly: { type: "rule", values: ["target-size", "scrollable-region-focusable"] } }, " at 320 px", report, undecided);
  const narrow = await page.evaluate(tooWide);
  if (narrow) report("reflow", narrow);
  await page.addStyleTag({ content: SPACING });
  const spaced = await page.evaluate(tooWide);
  if (spaced && !narrow) report("text-spacing", spaced);

  if (!kindly) return;
  // Once per kind: without script. Same words, heading in sight.
  await tabs.plain.goto(address, { waitUntil: "load", timeout: 30000 });
  const heading = await tabs.plain.locator("h1").first().isVisible().catch(() => false);
  if (!heading) report("no-script", "no heading to be seen");
  const plain = await tabs.plain.evaluate(visibleText);
  if (plain < 0.9 * text) report("no-script", `${plain} characters of text, with script ${text}`);
}

const print = (value) => process.stdout.write(JSON.stringify(value) + "\n");

const queue = [];
for (const job of jobs) {
  const server = await serve(job.root, job.prefix);
  const kinds = new Set();
  for (const file of job.pages) {
    // The first page of a kind (first folder and depth) gets the looks that one page of a kind is enough for.
    const kind = file.split("/").length + ":" + (file.includes("/") ? file.split("/")[0] : file);
    queue.push({ job, server, file, full: true, kindly: !kinds.has(kind) });
    kinds.add(kind);
  }
  for (const file of job.others) queue.push({ job, server, file, full: false });
  for (const file of job.leading) queue.push({ job, server, file, full: false, leadsOn: true });
}

async function worker() {
  const state = {};
  const tabs = {
    main: await tab({ bypassCSP: true }, state),
    strict: await tab({ enforced: true }, state),
    plain: await tab({ javaScriptEnabled: false }, state),
  };
  for (let next; (next = queue.shift()); ) {
    const { job, server, file, full, kindly, leadsOn } = next;
    const said = new Set();
    state.origin = server.origin;
    state.report = (rule, message) => {
      const key = rule + message;
      if (!said.has(key)) print({ site: job.site, path: file, rule, message: message.slice(0, 500) });
      said.add(key);
    };
    const address = state.origin + job.prefix + file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");
    reports.set(address, state.report);
    if (full) await look(tabs, address, kindly, state);
    if (leadsOn) await leadingOn(address, state);
    else await underPolicy(tabs.strict, address, state.report);
    print({ pages: 1 });
  }
}

await Promise.all(Array.from({ length: Math.min(WORKERS, queue.length) }, worker));
await browser.close();
process.exit();
