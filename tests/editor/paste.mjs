// What programs put on the clipboard against the Markdown it has to become. Started by `browser`; returns what is wrong.
import fs from "node:fs";
import path from "node:path";

const FOLDER = path.join(import.meta.dirname, "paste");

/** `page` is a page of the editor, whose modules are used. */
export async function paste(page, assets) {
  const wrong = [];
  for (const file of fs.readdirSync(FOLDER).filter((name) => name.endsWith(".html")).sort()) {
    const html = fs.readFileSync(path.join(FOLDER, file), "utf8");
    const wanted = fs.readFileSync(path.join(FOLDER, file.replace(".html", ".md")), "utf8").trimEnd();
    const { markdown, notes } = await page.evaluate(async ([assets, html]) => (await import(`${assets}paste.js`)).fromHtml(html), [assets, html]);
    const [got, want] = [markdown.split("\n"), wanted.split("\n")];
    const at = want.findIndex((line, i) => line !== got[i]);
    if (markdown !== wanted) wrong.push(`${file}, line ${(at < 0 ? want.length : at) + 1}: ${JSON.stringify(got[at < 0 ? want.length : at])} in place of ${JSON.stringify(want[at])}`);
    const pictures = new Map(notes).get("paste-pictures") ?? 0;
    if (pictures !== (html.match(/<img/g) ?? []).length) wrong.push(`${file}: ${pictures} pictures are said to be left out`);
  }
  return wrong;
}
