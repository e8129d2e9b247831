// Keeps a page of the preview up to date. Part of the preview only; nothing of it is published.
(() => {
  const own = document.currentScript;
  const SCROLL = "broschur-scroll";
  const PANEL = "broschur-pdf";
  const styles = /<link[^>]*rel="?stylesheet[^>]*>/g;
  let version = Number(own.dataset.version);
  let source = null;

  const kept = sessionStorage.getItem(SCROLL);
  if (kept) {
    sessionStorage.removeItem(SCROLL);
    const [path, x, y] = JSON.parse(kept);
    if (path === location.pathname) {
      addEventListener("load", () => scrollTo({ left: x, top: y, behavior: "instant" }));
    }
  }

  const get = async () => {
    const answer = await fetch(location.pathname, { headers: { "X-Broschur": "source" } });
    return answer.text();
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
    if (source === null || html === source) {
      source = html;
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
  const overlay = (html) => {
    shown("broschur-overlay")?.remove();
    if (!html) return;
    const host = document.createElement("div");
    host.id = "broschur-overlay";
    host.attachShadow({ mode: "open" }).innerHTML = html;
    document.documentElement.append(host);
  };

  // The PDF of what is being edited, beside the page.
  const panel = (path, mark) => {
    const wanted = sessionStorage.getItem(PANEL) === "open";
    const known = path ?? document.querySelector('main a[href$=".pdf"]')?.getAttribute("href");
    let host = shown("broschur-beside");
    if (!known) return;
    if (!host) {
      host = document.createElement("div");
      host.id = "broschur-beside";
      host.attachShadow({ mode: "open" }).innerHTML =
        "<style>button{position:fixed;right:1rem;bottom:1rem;z-index:9;padding:.4rem .8rem;font:1rem sans-serif}" +
        "iframe{position:fixed;inset:0 0 0 50%;width:50%;height:100%;border:0;border-left:2px solid #666}</style>" +
        "<button type=button>PDF</button>";
      document.documentElement.append(host);
      host.shadowRoot.querySelector("button").addEventListener("click", () => {
        const open = sessionStorage.getItem(PANEL) === "open";
        sessionStorage.setItem(PANEL, open ? "" : "open");
        panel(host.dataset.path, host.dataset.mark);
      });
    }
    host.dataset.path = known;
    host.dataset.mark = mark ?? version;
    const address = `/__broschur/pdf${new URL(known, location.href).pathname}?${host.dataset.mark}`;
    let frame = host.shadowRoot.querySelector("iframe");
    if (!wanted) {
      frame?.remove();
      document.body.style.marginInlineEnd = "";
      return;
    }
    document.body.style.marginInlineEnd = "50%";
    if (!frame) {
      frame = document.createElement("iframe");
      frame.title = "PDF";
      host.shadowRoot.append(frame);
    }
    if (frame.getAttribute("src") !== address) frame.src = address;
  };

  const events = new EventSource("/__broschur/events");
  events.addEventListener("state", async (event) => {
    const state = JSON.parse(event.data);
    overlay(state.overlay);
    // Merely connected: the page that is shown may be the newest one already.
    if (source === null) source = state.version === version ? await get() : "";
    const fresh = state.version !== version;
    version = state.version;
    if (state.overlay) return;
    if (fresh && state.follow && state.follow !== location.pathname) {
      location.assign(state.follow);
      return;
    }
    if (fresh) await update();
    panel(state.pdf, state.pdfMark);
  });
})();
