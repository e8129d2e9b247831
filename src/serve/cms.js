// Starts a content management system with the configuration of this site, and lets it send what pages of this very session may send.
"use strict";
window.CMS_MANUAL_INIT = true;
// Whoever sees this page may write: there is nobody to log in.
localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
// What this page was given is told from what others were.
const page = crypto.randomUUID();
const token = document.querySelector("meta[name=broschur-token]").content;
const send = window.fetch.bind(window);
window.fetch = (what, how = {}) => {
  const address = new URL(typeof what === "string" ? what : what.url, location.href);
  if (address.origin !== location.origin || !address.pathname.startsWith("/__broschur/cms/")) return send(what, how);
  const headers = new Headers(how.headers);
  headers.set("X-Broschur-Token", token);
  headers.set("X-Broschur-Page", page);
  return send(what, { ...how, headers });
};
addEventListener("DOMContentLoaded", async () => {
  let answer = await fetch("config");
  // Until the site has been read there is none.
  while (!answer.ok) {
    await new Promise((done) => { setTimeout(done, 300); });
    answer = await fetch("config");
  }
  window.CMS.init({ config: await answer.json() });
});
