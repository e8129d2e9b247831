// Talks to the preview. A token that has gone stale is renewed, and a preview that is away is waited for: nothing is lost by either.
const BASE = "/__broschur/edit/";
let token = document.querySelector('meta[name="broschur-token"]')?.content ?? "";
const listeners = [];
let isAway = false;

/** Told with true when the preview cannot be reached, with false when it is there again. */
export const whenAway = (listener) => listeners.push(listener);
const away = (now) => {
  if (isAway === now) return;
  isAway = now;
  for (const listener of listeners) listener(now);
};
const wait = (time) => new Promise((done) => { setTimeout(done, time); });

/** This page as it would be now; its token is taken from here on. */
export const again = async () => {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(inert(await answer.text()), "text/html");
  token = page.querySelector('meta[name="broschur-token"]')?.content ?? token;
  return page;
};

/** For documents that are only read, never shown. */
export const inert = (() => {
  const policy = globalThis.trustedTypes?.createPolicy("broschur", { createHTML: (html) => html });
  return (html) => policy?.createHTML(html) ?? html;
})();

/** What an answer says, with its `status`. */
const read = async (answer) => {
  const said = await answer.json().catch(() => ({}));
  return { ...said, status: answer.status };
};

const once = async (path, body, type) => read(await fetch(BASE + path, { method: "POST", headers: { "content-type": type, "x-broschur-token": token }, body }));

/** Asks until there is an answer. `patient` false: gives up when the preview is away, and throws. */
export const post = async (path, value, patient = true) => {
  let renewed = 0;
  for (let pause = 300; ; pause = Math.min(pause * 1.5, 3000)) {
    try {
      const said = await once(path, JSON.stringify(value), "application/json");
      away(false);
      const isStale = said.status === 403 && said.error === "stale" && renewed++ < 20;
      // The site has not been read yet.
      const isSoon = said.error === "soon" || said.status === 503;
      if (isStale && (await again())) continue;
      if (isStale || isSoon) {
        await wait(pause);
        continue;
      }
      return said;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      away(true);
      if (!patient) throw error;
      await wait(pause);
    }
  }
};

/** Says something on the way out, without waiting for an answer. */
export const farewell = (path, value) => {
  fetch(BASE + path, { method: "POST", keepalive: true, headers: { "content-type": "application/json", "x-broschur-token": token }, body: JSON.stringify(value) }).catch(() => {});
};

/** Reads JSON; null when it cannot be had. */
export const get = async (path) => {
  try {
    const answer = await fetch(BASE + path, { headers: { accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};

const send = (path, file, progress) => new Promise((done, failed) => {
  const request = new XMLHttpRequest();
  request.open("POST", BASE + path);
  request.setRequestHeader("x-broschur-token", token);
  request.setRequestHeader("content-type", file.type || "application/octet-stream");
  request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
  request.addEventListener("load", () => {
    let said = {};
    try {
      said = JSON.parse(request.responseText);
    } catch { /* Words without form say nothing more than the status. */ }
    done({ ...said, status: request.status });
  });
  request.addEventListener("error", () => failed(new TypeError("away")));
  request.send(file);
});

/** Sends a file, telling how far it is. */
export const upload = async (folder, name, file, progress) => {
  const path = `upload?${new URLSearchParams({ folder, name })}`;
  const said = await send(path, file, progress);
  if (said.status !== 403 || said.error !== "stale") return said;
  await again();
  return send(path, file, progress);
};
