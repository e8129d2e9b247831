/* <broschur-embed src="…/embed/case/x.card.fragment"><a href="…">Title</a></broschur-embed>
   Shows a fragment out of reach of the page's own style sheets. What is between the tags is shown until then, and when the fragment
   cannot be had. Nothing is evaluated, no style is written inline: script-src, style-src and connect-src with this server are enough. */
const home = new URL(".", import.meta.url);
const REFUSED = "script, style, link, meta, base, iframe, object, embed, form";

class BroschurEmbed extends HTMLElement {
  static observedAttributes = ["src"];

  connectedCallback() { this.load(); }

  attributeChangedCallback(_, before, now) { if (this.isConnected && before !== now) this.load(); }

  async load() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (!shadow.hasChildNodes()) shadow.append(document.createElement("slot"));
    const written = this.getAttribute("src");
    if (!written) return;
    const address = new URL(written, document.baseURI);
    try {
      const answer = await fetch(address, { credentials: "omit" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      // A later address may have been faster.
      if (this.getAttribute("src") !== written) return;
      const found = parsed.querySelector(".broschur-embed");
      if (!found) throw new Error("no fragment");
      for (const element of found.querySelectorAll(REFUSED)) element.remove();
      for (const element of [found, ...found.querySelectorAll("*")]) {
        for (const { name } of [...element.attributes]) {
          if (name.startsWith("on") || name === "style") element.removeAttribute(name);
        }
        for (const name of ["href", "src"]) {
          if (!element.hasAttribute(name)) continue;
          const target = new URL(element.getAttribute(name), address);
          if (["http:", "https:", "mailto:", "tel:"].includes(target.protocol)) element.setAttribute(name, target.href);
          else element.removeAttribute(name);
        }
      }
      const look = document.createElement("link");
      look.rel = "stylesheet";
      look.href = new URL("embed.css", home).href;
      shadow.replaceChildren(look, document.importNode(found, true));
    } catch (error) {
      shadow.replaceChildren(document.createElement("slot"));
      this.dispatchEvent(new CustomEvent("broschur-error", { bubbles: true, detail: String(error) }));
    }
  }
}

if (!customElements.get("broschur-embed")) customElements.define("broschur-embed", BroschurEmbed);
