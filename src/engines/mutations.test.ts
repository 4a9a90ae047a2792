/** The deliberate errors of `npm run mutations` can be put in: a line that moved on would leave its error untried. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { mutations } from "../../tools/mutations.list.mjs";

it.each(mutations)("$file has once what is changed where $error", ({ file, from, to }) => {
  const text = readFileSync(path.resolve(import.meta.dirname, "../..", file), "utf8");
  expect(text.split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
