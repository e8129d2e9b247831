// The judged queries, what they are measured by, and which entry is at which address.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export const judged = (file) => readFileSync(file, "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => {
  const [query, language, kind, wanted] = line.split("\t");
  return { query, language, kind, wanted: wanted.split(",").map((id) => id.trim()) };
});

// Pages say in their addresses which entry they are about: the first part is that of the type, the last one the id or an anchor.
export const addresses = (site) => {
  const types = new Map();
  const schema = new URL("../../src/schema/standard/", import.meta.url);
  for (const name of readdirSync(schema).filter((name) => name.endsWith(".yaml"))) {
    const text = readFileSync(new URL(name, schema), "utf8");
    const type = text.match(/^type: (\S+)/m)?.[1];
    const route = text.match(/^route: \{de: "?([^",]*)"?, en: "?([^"}]*)"?\}/m);
    if (type && route) for (const part of route.slice(1)) types.set(part, type);
  }
  return {
    get(href) {
      const [path, anchor] = href.replace(/^en\//, "").replace(/index\.html$/, "").split("#");
      const parts = path.split("/").filter(Boolean);
      const type = types.get(parts.length > 1 || anchor ? parts[0] : "");
      const id = anchor ?? parts.at(-1);
      return type && id && `${type}:${id}`;
    },
  };
};

export const measure = (results) => {
  let [mrr, recall] = [0, 0];
  for (const result of results) {
    const ids = result.ids.slice(0, 10);
    const first = ids.findIndex((id) => result.wanted.includes(id));
    result.rank = first < 0 ? 0 : 1 / (first + 1);
    result.recall = ids.filter((id) => result.wanted.includes(id)).length / Math.min(10, result.wanted.length);
    mrr += result.rank;
    recall += result.recall;
  }
  return { mrr: mrr / results.length, recall: recall / results.length, queries: results.length };
};

export const print = (name, { mrr, recall, queries }, results, list) => {
  if (list) {
    for (const { query, wanted, ids, rank, recall } of results.filter(({ rank, recall }) => rank < 1 || recall < 1)) {
      const missing = wanted.filter((id) => !ids.includes(id));
      console.log(`${query}: rank ${rank.toFixed(2)}, recall ${recall.toFixed(2)}\n  missing ${missing.join(", ") || "none"}\n  found ${ids.join(", ")}`);
    }
  }
  console.log(`${name}: MRR ${mrr.toFixed(3)}, recall@10 ${recall.toFixed(3)} (${queries} queries)`);
};
