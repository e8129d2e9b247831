// The editor of the preview: what a page of it needs is started here. There is no build step and nothing of others; texts come with the page.
import * as choices from "./choices.js";
import { make, say, slug, language } from "./common.js";
import * as form from "./form.js";
import * as images from "./images.js";
import * as manage from "./manage.js";
import * as markdown from "./markdown.js";
import { post } from "./server.js";

const entry = document.querySelector("form#entry");
if (entry) {
  form.start(entry);
  choices.start(entry);
  markdown.start(entry);
  images.start(entry);
  manage.start(entry);
}

// A new entry: its id follows the title until somebody writes one.
const create = document.querySelector("form#create");
if (create) {
  const { title, id } = create.elements;
  const told = create.querySelector(".findings") ?? create.appendChild(make("div", { class: "findings", role: "alert" }));
  let isOwn = Boolean(id.value) && id.value !== slug(title.value);
  title.addEventListener("input", () => { if (!isOwn) id.value = slug(title.value); });
  id.addEventListener("input", () => { isOwn = Boolean(id.value); });
  create.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = { type: create.dataset.type, title: title.value.trim(), id: id.value.trim(), language: create.elements.language?.value ?? language };
    const answer = await post("create", wanted, false).catch(() => ({ message: say("state-away") }));
    if (answer.entry) {
      location.assign(answer.entry);
      return;
    }
    told.replaceChildren(make("p", { class: "finding is-error" }, make("strong", {}, `${say("severity-error")}: `), answer.message ?? say("not-created")));
    (wanted.title ? id : title).focus();
  });
}
