import { describe, expect, it } from "vitest";
import { metricNames } from "../core/metrics/index.ts";
import { columnsOf } from "../export/table.ts";
import { labs } from "../labs/index.ts";
import type { Lab } from "../labs/lab.ts";
import { schema, settingNames } from "../settings/schema.ts";
import { formulas } from "./formulas.ts";
import { type Meaning, meantBy } from "./meaning.ts";
import { meaningsIn } from "./meanings.ts";
import { pages } from "./reference.ts";
import { typeset } from "./typeset.ts";

const english = meaningsIn("en");
const german = meaningsIn("de");
const all = Object.values(english);

/** The columns that a lab's tables can have. */
function columnsIn({ charts }: Lab): readonly string[] {
  const any = new Proxy({}, { get: () => 1 }); // a row with every column
  return charts.flatMap((chart) => columnsOf(chart, [any])).filter((column) => column !== "");
}

const formulasOf = ({ formula, withNumbers, options }: Meaning): readonly string[] =>
  [formula, withNumbers, ...options.map((option) => option.formula)].filter((mathml) => mathml !== "");

describe("the glossary", () => {
  it("has every setting and every metric, with a definition and a source", () => {
    for (const name of [...settingNames, ...metricNames]) expect(english[name], name).toBeDefined();
    for (const { name, title, doc, source } of all) {
      expect(title, name).not.toBe("");
      expect(doc, name).toMatch(/[.?]$/);
      expect(source, name).toMatch(/SPEC|\d{4}/);
    }
  });

  it("has each name once", () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(settingNames.filter((name) => english[name]?.kind !== "setting")).toEqual([]);
  });

  it.each(Object.entries(labs))("has every column of the lab %s", (_, lab) => {
    const columns = columnsIn(lab);
    expect(columns.length).toBeGreaterThan(3);
    expect(columns.filter((column) => !english[meantBy(column)])).toEqual([]);
  });

  it("says of every setting which values it can have, and of a choice each option", () => {
    for (const name of settingNames) {
      expect(english[name]?.range, name).toMatch(/first/);
      const field = schema[name];
      expect(english[name]?.options.map((option) => option.name)).toEqual(
        field.kind === "choice" ? Object.keys(field.options) : [],
      );
    }
    expect(english["kappa"]?.range).toBe("1–1\u202F000; at first 20.");
    expect(german["sigma"]?.range).toBe("0–20; zuerst 2.");
  });

  it("is German throughout, but for names", () => {
    const same = (["title", "doc", "range", "source"] as const).flatMap((key) =>
      all
        .filter((meaning) => meaning[key] !== "" && meaning[key] === german[meaning.name]?.[key])
        .map((meaning) => meaning[key]),
    );
    const shared = /^SPEC [\d(),. –]*$|^Björck & Golub 1973; SPEC \(5\.6\)$|^Labels$|^labels$|^Proposition 1$/;
    expect(same.filter((text) => !shared.test(text))).toEqual([]);
    for (const { source } of Object.values(german)) expect(source).not.toMatch(/paper|section|equation|Figure|Theorem/);
  });
});

describe("the formulas", () => {
  const places = new Set([...settingNames, ...metricNames, "theorem2Bound", "theorem2Margin", "score", "normalised"]);

  it("are set without an error, and can be read in one line", () => {
    const set = all.flatMap(formulasOf);
    expect(set.length).toBeGreaterThan(Object.keys(formulas).length);
    for (const mathml of set) {
      expect(mathml).toMatch(/^<math [^>]*display="block".*<\/math>$/);
      expect(mathml).not.toMatch(/merror|\\|⟦/);
      const [, line] = /alttext="([^"]+)"/.exec(mathml) ?? [];
      expect(line).toMatch(/\p{L}/u);
      expect(line).not.toMatch(/[<\\]|undefined/);
    }
  });

  it("have places for numbers that are known by name, the meaning's own among them", () => {
    for (const { name, withNumbers } of all.filter((meaning) => meaning.withNumbers !== "")) {
      const wanted = [...withNumbers.matchAll(/<mn>\{(\w+)\}<\/mn>/g)].map(([, place]) => place);
      expect(wanted, name).toContain(name);
      expect(wanted.filter((place) => !places.has(place ?? ""))).toEqual([]);
    }
  });

  it("read as one would write them in a line", () => {
    const line = (tex: string): string | undefined => /alttext="([^"]*)"/.exec(typeset(tex))?.[1];
    expect(line(String.raw`\frac{\hat\theta^\top \theta}{2}`)).toBe("(θ̂ᵀθ)/2");
    expect(line(String.raw`\sum_{i=1}^k \sqrt{x_i} - (-1)`)).toBe("∑_(i = 1)^k √(x_i) − (−1)");
    expect(line(String.raw`\Delta = \now{mtlError} - \now{stlError}`)).toBe("Δ = {mtlError} − {stlError}");
    expect(() => typeset(String.raw`\frac{1}`)).toThrow();
  });
});

describe("the pages of the reference", () => {
  /** What is read, apart from formulas and names of the program. */
  const textsIn = (html: string): readonly string[] =>
    [...html.replaceAll(/<math.*?<\/math>|<code>.*?<\/code>/gs, "").matchAll(/>([^<]+)</g)].map(([, text]) =>
      text.trim(),
    );
  const [inEnglish, inGerman] = pages.map(({ html }) => textsIn(html));

  it("are one for each language, the German one without a sentence in English", () => {
    expect(pages.map(({ folder }) => folder)).toEqual(["reference/en", "reference/de"]);
    const same = inEnglish.filter((text) => inGerman.includes(text));
    expect([...new Set(same)].filter((text) => /[a-z]{2} [a-z]{2}/i.test(text))).toEqual([]);
  });

  it("have each anchor once", () => {
    for (const { html } of pages) {
      const anchors = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(anchors.length).toBeGreaterThan(100);
      expect(anchors.filter((id, at) => anchors.indexOf(id) !== at)).toEqual([]);
    }
  });
});
