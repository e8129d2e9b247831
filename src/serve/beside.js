// A page of the preview and its PDF, side by side. The page stands in a frame, so that it is as wide as its column and says so to its style sheets; it tells
// this window where it is and which PDF belongs to it. Invariant: whatever is shown here is of the preview itself.
(() => {
  const OWN = "/__broschur/beside";
  const [page, sheet] = document.querySelectorAll("iframe");
  const close = document.querySelector("a");
  let shown = null;

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== page.contentWindow) return;
    document.title = data.title;
    close.href = data.path;
    history.replaceState(null, "", OWN + data.path);
    document.body.classList.toggle("without", !data.pdf);
    // In place of the last one: the way back leads through pages alone.
    if (data.pdf && data.pdf !== shown) sheet.contentWindow.location.replace(data.pdf);
    shown = data.pdf;
  });

  const path = location.pathname.slice(OWN.length) || "/";
  close.href = path;
  page.src = path + location.hash;
})();
