// Keeps a page of the preview up to date. Part of the preview only; nothing of it is published.
// Works under a page's own Content Security Policy: nothing is written inline, and all it asks for is under /__broschur/.
(() => {
  const own = document.currentScript;
  const SCROLL = "broschur-scroll";
  const PANEL = "broschur-beside";
  const CLOSED = "broschur-closed";
  const styles = /<link[^>]*rel="?stylesheet[^>]*>/g;
  let version = Number(own.dataset.version);
  let source = null;
  let language = "";
  // Beside its PDF a page is a page of the preview like any other. Beside a form of the editor it is only looked at: what is wrong, and the PDF, are said and shown
  // there.
  const isBeside = window !== top && parent.location.pathname.startsWith("/__broschur/beside/");
  const isFramed = window !== top && !isBeside;
  if (isBeside) {
    // What is not of the preview cannot be shown in a frame of it.
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link?.protocol.startsWith("http") && link.origin !== location.origin) link.target = "_blank";
    });
  }

  const kept = sessionStorage.getItem(SCROLL);
  if (kept) {
    sessionStorage.removeItem(SCROLL);
    const [path, x, y] = JSON.parse(kept);
    if (path === location.pathname) {
      addEventListener("load", () => scrollTo({ left: x, top: y, behavior: "instant" }));
    }
  }

  const get = async (wanted) => {
    // Nothing, when the preview has been stopped meanwhile.
    const answer = await fetch(`/__broschur/page${location.pathname}`).catch(() => null);
    const tag = answer?.headers.get("etag");
    if (wanted && tag && tag !== `"${wanted}"`) return "";
    return answer?.text() ?? null;
  };

  const reload = () => {
    sessionStorage.setItem(SCROLL, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };

  // The new style sheets are loaded before the old ones go, so that nothing flickers.
  const restyle = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const links = (page) => [...page.querySelectorAll('link[rel="stylesheet"]')];
    const old = links(document);
    links(fresh).forEach((link, i) => {
      const href = link.getAttribute("href");
      if (!old[i] || old[i].getAttribute("href") === href) return;
      const next = old[i].cloneNode();
      next.setAttribute("href", href);
      next.addEventListener("load", () => old[i].remove());
      old[i].after(next);
    });
  };

  const update = async () => {
    const html = await get();
    if (html === null || source === null || html === source) {
      source = html ?? source;
      return;
    }
    if (html.replace(styles, "") === source.replace(styles, "")) {
      restyle(html);
      source = html;
    } else {
      reload();
    }
  };

  const shown = (id) => document.getElementById(id);
  // A tree of its own beside the page, out of reach of its style sheets.
  const beside = (id, style, html) => {
    const host = document.createElement("div");
    host.id = id;
    host.lang = language;
    const tree = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    tree.adoptedStyleSheets = [sheet];
    tree.innerHTML = html;
    document.documentElement.append(host);
    return host;
  };

  const OVERLAY_STYLE = `:host { all: initial }
    section { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; background: rgba(24, 24, 28, .94); color: #f4f4f4;
      padding: 2rem 4vw; font: 1rem/1.5 system-ui, sans-serif }
    h1 { font-size: 1.3rem; margin: 0 0 1rem; color: #ff9d8f }
    [hidden] { display: none }
    button { font: inherit; padding: .3rem .8rem; border: 1px solid #f4f4f4; border-radius: 4px; background: #101013; color: #f4f4f4; cursor: pointer }
    section > button { float: right; margin: 0 0 1rem 1rem }
    button[data-does="open"] { position: fixed; left: 1rem; bottom: 4rem; z-index: 2147483647; border: 2px solid #ff7a66; font: 1rem/1.5 system-ui, sans-serif }
    :focus-visible { outline: 3px solid #ffd166; outline-offset: 2px }
    pre { font: .95rem/1.45 ui-monospace, monospace; background: #101013; border-left: 4px solid #ff7a66; padding: 1rem;
      margin: 0 0 1rem; overflow-x: auto; white-space: pre-wrap }`;
  // Errors lie over the pages of what has them. Whoever puts them away reads on, until they are mended.
  const overlay = (html, covered) => {
    shown("broschur-overlay")?.remove();
    if (!html) {
      sessionStorage.removeItem(CLOSED);
      return;
    }
    const tree = beside("broschur-overlay", OVERLAY_STYLE, html).shadowRoot;
    const [section, open] = [tree.querySelector("section"), tree.querySelector("[data-does=open]")];
    const show = (whole) => {
      section.hidden = !whole;
      open.hidden = whole;
    };
    const isHere = !covered || covered.includes(location.pathname);
    show(isHere && !sessionStorage.getItem(CLOSED));
    const close = () => {
      sessionStorage.setItem(CLOSED, "yes");
      show(false);
      open.focus();
    };
    tree.querySelector("[data-does=close]").addEventListener("click", close);
    tree.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !section.hidden) close();
    });
    open.addEventListener("click", () => {
      sessionStorage.removeItem(CLOSED);
      show(true);
      tree.querySelector("[data-does=close]").focus();
    });
  };

  const WARNINGS_STYLE = `:host { all: initial }
    details { position: fixed; left: 1rem; bottom: 7rem; z-index: 9; max-width: min(60rem, calc(100vw - 2rem)); max-height: 60vh; overflow: auto;
      font: 1rem/1.5 system-ui, sans-serif; background: #101013; color: #f4f4f4; border: 2px solid #ffd166; border-radius: 4px; padding: .3rem .8rem }
    summary { cursor: pointer }
    pre { font: .9rem/1.4 ui-monospace, monospace; white-space: pre-wrap; margin: 1rem 0 }
    :focus-visible { outline: 3px solid #ffd166; outline-offset: 2px }`;
  // What the last edit gives reason to look at, folded up beside the page.
  const warnings = (html) => {
    const isOpen = shown("broschur-warnings")?.shadowRoot.querySelector("details").open;
    shown("broschur-warnings")?.remove();
    if (html) beside("broschur-warnings", WARNINGS_STYLE, html).shadowRoot.querySelector("details").open = Boolean(isOpen);
  };

  const PANEL_STYLE = `:host { all: initial }
    a { position: fixed; right: 1rem; bottom: 1rem; z-index: 9; padding: .45rem .7rem; border: 1px solid #f4f4f4; border-radius: 4px; background: #101013;
      color: #f4f4f4; font: .875rem/1.4 system-ui, sans-serif }
    :focus-visible { outline: 3px solid #ffd166; outline-offset: 2px }
    @media print { a { display: none } }`;
  // The way to the page with the PDF of what is being edited beside it; there, word of which one that is.
  const panel = (path, mark) => {
    const known = path ?? document.querySelector('main a[href$=".pdf"]')?.getAttribute("href");
    if (isBeside) {
      const pdf = known && `/__broschur/pdf${new URL(known, location.href).pathname}?${mark ?? version}#navpanes=0&view=FitH`;
      parent.postMessage({ path: location.pathname, title: document.title, pdf: pdf ?? null }, location.origin);
      return;
    }
    if (!known) {
      shown(PANEL)?.remove();
      return;
    }
    const host = shown(PANEL) ?? beside(PANEL, PANEL_STYLE, "<a>PDF</a>");
    host.shadowRoot.querySelector("a").href = `/__broschur/beside${location.pathname}`;
  };

  const EDITOR_STYLE = `:host { all: initial }
    nav { position: fixed; left: 1rem; bottom: 1rem; z-index: 9; display: flex; border: 1px solid #f4f4f4; border-radius: 4px; overflow: hidden; font: .875rem/1.4 system-ui, sans-serif }
    a { padding: .45rem .7rem; min-height: 1.5rem; background: #101013; color: #f4f4f4; text-decoration: none; border-right: 1px solid #5a5a60 }
    a:last-child { border-right: 0 }
    a:hover { text-decoration: underline }
    :focus-visible { outline: 3px solid #ffd166; outline-offset: -3px }
    @media print { nav { display: none } }`;
  // The ways to the editor: to the form of what the page is about, to a new entry, to all of them.
  const editor = (links) => {
    const text = JSON.stringify(links ?? []);
    const there = shown("broschur-editor");
    if (there?.dataset.links === text) return;
    there?.remove();
    document.body.style.paddingBlockEnd = links?.length ? "3.5rem" : "";
    if (!links?.length) return;
    const host = beside("broschur-editor", EDITOR_STYLE, "<nav></nav>");
    host.dataset.links = text;
    const nav = host.shadowRoot.querySelector("nav");
    nav.setAttribute("aria-label", links[0].label);
    for (const { label, href } of links) {
      const link = document.createElement("a");
      link.href = href.endsWith("/at/") ? href + location.pathname.slice(1) : href;
      link.textContent = label;
      if (isBeside) link.target = "_top";
      nav.append(link);
    }
  };

  const events = new EventSource(`/__broschur/events${location.pathname}`);
  events.addEventListener("state", async (event) => {
    const state = JSON.parse(event.data);
    ({ language } = state);
    if (!isFramed) {
      overlay(state.overlay, state.covered);
      warnings(state.warnings);
      editor(state.editor);
    }
    // Merely connected: the page that is shown may be the newest one already, or no longer be by the time that this is asked.
    if (source === null) source = state.version === version ? await get(own.dataset.page) : "";
    const fresh = state.version !== version;
    version = state.version;
    if (fresh && !isFramed && state.follow && state.follow !== location.pathname) {
      location.assign(state.follow);
      return;
    }
    if (fresh) await update();
    if (!isFramed) panel(state.pdf, state.pdfMark);
  });
})();
