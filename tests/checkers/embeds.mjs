// Shows fragments on the page of somebody else. Started by embeds.py, which writes the job to standard input.
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const { home, chromium: executablePath, root, fragments } = JSON.parse(fs.readFileSync(0, "utf8"));
const { chromium } = createRequire(path.join(home, "node_modules/"))("playwright-core");
const say = (line) => console.log(JSON.stringify(line));

const TYPES = { ".css": "text/css", ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml" };
// What real hosts bring: a reset, rules for elements and for everything, a large root, links without a line, tables and lists of their own.
const HOSTILE = `
*, *::before, *::after { margin: 0; padding: 0; box-sizing: content-box; border-width: 3px; letter-spacing: 0.2em; line-height: 1; }
html { font-size: 26px; } body { font: italic 700 1.6rem/2.4 fantasy; text-transform: uppercase; color: #00ff00; background: #222; text-align: right; }
p { margin: 3em; font-size: 2em; color: red; } a { text-decoration: none; color: yellow; display: block; } div { color: magenta; }
article, section { float: right; width: 10%; } ul { list-style: square; } li { margin-left: 90px; } dl, dt, dd { float: left; font-size: 40px; }
table, th, td { border: 9px solid lime; }
`;

function listen(answer) {
  const server = http.createServer((request, response) => answer(new URL(request.url, "http://host"), response));
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(`http://127.0.0.1:${server.address().port}`)));
}

// The edition, in a folder of its server; others may read it.
const edition = (await listen((url, response) => {
  let file = path.join(root, decodeURIComponent(url.pathname.replace(/^\/unter\/ordner\//, "")));
  if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
  const found = file.startsWith(root) && fs.existsSync(file);
  response.writeHead(found ? 200 : 404, { "content-type": TYPES[path.extname(file)] ?? "text/plain", "access-control-allow-origin": "*" });
  response.end(found ? fs.readFileSync(file) : "");
})) + "/unter/ordner/";
const policy = `default-src 'none'; style-src 'self' ${edition}; script-src ${edition}; connect-src ${edition}; img-src 'self' ${edition}; base-uri 'none'`;
let shown = "";
const host = await listen((url, response) => {
  const css = url.pathname === "/host.css";
  response.writeHead(200, { "content-type": css ? "text/css" : "text/html; charset=utf-8", "content-security-policy": policy });
  if (css) return response.end(HOSTILE);
  response.end(`<!DOCTYPE html><html lang="de"><head><title>CMS</title><link rel="stylesheet" href="/host.css">
<link rel="stylesheet" href="${edition}embed/embed.css"><script type="module" src="${edition}embed/embed.js"></script></head>
<body><div id="bare">${fs.readFileSync(path.join(root, shown), "utf8")}</div>
<broschur-embed id="element" src="${edition}${shown}"><a href="/">Inhalt</a></broschur-embed>
<broschur-embed id="missing" src="${edition}embed/none.fragment"><a href="/">Ersatz</a></broschur-embed></body></html>`);
});

const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"] });
for (shown of fragments) {
  const page = await browser.newPage();
  const wrong = (rule, message) => say({ rule, path: shown, message });
  // Events say what a policy blocks in every version alike.
  await page.exposeBinding("broschurViolation", (_, what) => wrong("csp", what));
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.broschurViolation(`${event.effectiveDirective} blocks ${event.blockedURI} ${event.sample}`);
  }));
  page.on("console", (message) => {
    const text = message.text();
    // That the missing one is missing is part of the trial.
    if (message.type() === "error" && !text.includes("404") && !/Content.Security.Policy/i.test(text)) wrong("console", text.slice(0, 200));
  });
  page.on("pageerror", (error) => wrong("script", error.message));
  await page.goto(`${host}/`);
  await page.waitForFunction(() => document.querySelector("#element").shadowRoot?.querySelector(".broschur-embed"), null, { timeout: 10000 })
    .catch(() => wrong("element", "shows nothing"));
  await page.waitForLoadState("networkidle");
  const seen = await page.evaluate(() => {
    const look = (embed) => {
      const title = embed?.querySelector(".be-title");
      const link = title?.querySelector("a");
      if (!title) return null;
      const text = getComputedStyle(title), around = getComputedStyle(embed);
      return {
        style: [text.fontSize, text.fontStyle, text.fontWeight, text.color, text.textTransform, text.letterSpacing, text.textAlign,
          getComputedStyle(link).textDecorationLine, getComputedStyle(link).color, around.backgroundColor, around.fontFamily].join(" | "),
        text: embed.textContent.replace(/\s+/g, " ").trim(),
        links: [...embed.querySelectorAll("a")].map((a) => a.href),
      };
    };
    return {
      bare: look(document.querySelector("#bare .broschur-embed")),
      element: look(document.querySelector("#element").shadowRoot?.querySelector(".broschur-embed")),
      slot: document.querySelector("#missing").shadowRoot?.querySelector("slot")?.assignedElements().map((e) => e.textContent).join(),
    };
  });
  if (!seen.bare || !seen.element) wrong("fragment", "has no title");
  else {
    if (seen.bare.text !== seen.element.text) wrong("text", "the element and the fragment say different things");
    if (seen.bare.style !== seen.element.style) wrong("style", `the page around it changes the fragment: ${seen.bare.style} in place of ${seen.element.style}`);
    for (const link of seen.element.links) {
      if (link.startsWith(edition) && (await page.request.get(link)).status() !== 200) wrong("link", `${link} is not there`);
      if (link.startsWith(host)) wrong("link", `${link} leads into the page around it`);
    }
  }
  if (seen.slot !== "Ersatz") wrong("fallback", "what cannot be loaded leaves nothing");
  if (process.env.BROSCHUR_SHOTS) await page.screenshot({ path: `${process.env.BROSCHUR_SHOTS}/${path.basename(shown)}.png`, fullPage: true });
  say({ tried: shown });
  await page.close();
}
await browser.close();
process.exit(0);
