// Work that is not saved, kept by the browser until it is: it survives a closed window, a crash and a preview that was stopped.
// Invariant: there are at most FEW of them, none older than a month and none larger than LARGE.
const KEY = "broschur:";
const FEW = 20, LARGE = 500_000, LONG = 30 * 24 * 3600 * 1000;

const all = () => {
  const found = [];
  for (let i = 0; i < localStorage.length; i++) {
    const key = localStorage.key(i);
    if (!key.startsWith(KEY)) continue;
    let at = 0;
    try {
      at = JSON.parse(localStorage.getItem(key)).at ?? 0;
    } catch { /* Not ours, or cut off: it is the oldest. */ }
    found.push({ key, at });
  }
  return found.sort((a, b) => b.at - a.at);
};

const tidy = (few) => {
  const now = Date.now();
  all().forEach(({ key, at }, i) => {
    if (i >= few || now - at > LONG) localStorage.removeItem(key);
  });
};

/** Keeps what differs from the file. False when it is too much for the browser. */
export const keep = (file, fields) => {
  const text = JSON.stringify({ at: Date.now(), fields });
  if (text.length > LARGE) return false;
  try {
    tidy(FEW);
    localStorage.setItem(KEY + file, text);
    return true;
  } catch {
    // Full: older work of other entries makes room, half of it.
    try {
      tidy(FEW / 4);
      localStorage.setItem(KEY + file, text);
      return true;
    } catch {
      return false;
    }
  }
};

export const drop = (file) => {
  try {
    localStorage.removeItem(KEY + file);
  } catch { /* No storage, nothing kept. */ }
};

/** What was kept of a file: when, and by field what it `was` and what it is `now`. */
export const kept = (file) => {
  try {
    tidy(FEW);
    const found = JSON.parse(localStorage.getItem(KEY + file));
    return found?.fields && typeof found.fields === "object" ? found : null;
  } catch {
    return null;
  }
};
