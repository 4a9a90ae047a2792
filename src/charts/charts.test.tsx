import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Row } from "../core/row.ts";
import { sample as bars } from "./bars.tsx";
import type { ChartProps, FormName } from "./chart.ts";
import { placeAfter } from "./cursor.tsx";
import { sample as dial } from "./dial.tsx";
import { forms } from "./index.ts";
import { sample as landscape } from "./landscape.tsx";
import { sample as lines } from "./lines.tsx";
import { sample as strip } from "./strip.tsx";

const samples: Record<FormName, () => ChartProps> = { strip, lines, dial, bars, landscape };

function markup(name: FormName, change: Partial<ChartProps> = {}): string {
  const Chart = forms[name].draw;
  return renderToStaticMarkup(<Chart {...samples[name]()} {...change} />);
}

/** Every attribute that is a number, by name. */
function numbers(svg: string, ...names: readonly string[]): readonly number[] {
  return names.flatMap((name) =>
    Array.from(svg.matchAll(new RegExp(` ${name}="([^"]*)"`, "g")), (match) => Number(match[1])),
  );
}

const names = Object.keys(forms) as readonly FormName[]; // the keys of a literal object

describe.each(names)("%s", (name) => {
  const { width, spec, rows, reference } = samples[name]();

  test("draws its sample rows", async () => {
    const lineBroken = markup(name).replaceAll("><", ">\n<");
    await expect(lineBroken).toMatchFileSnapshot(`./pictures/${name}.svg`);
  });

  test("has a name and a description", () => {
    const svg = markup(name);
    expect(svg).toContain(`<title id="${spec.id}-title">${spec.title}</title>`);
    expect(svg).toMatch(new RegExp(`<desc id="${spec.id}-description">.{40,}</desc>`));
    expect(svg).toContain(`aria-labelledby="${spec.id}-title"`);
  });

  test("has a height that depends on the width alone", () => {
    for (const other of [280, 320, 480, 720]) {
      const heights = [{}, { rows: [] }, { rows: [], reference: [] }, { rows: rows.slice(0, 1) }].map(
        (change) => /viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(markup(name, { ...change, width: other }))?.[1],
      );
      expect(new Set(heights).size, `at ${other} pixels`).toBe(1);
    }
  });

  test("draws no text smaller than 11 pixels", () => {
    expect(Math.min(...numbers(markup(name, { width: 320 }), "font-size"))).toBeGreaterThanOrEqual(11);
  });

  test("keeps every mark inside the picture, and leaves out what is not finite", () => {
    const value = fc.oneof(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.constantFrom(Number.NaN, "NaN", "Infinity", -Infinity, "", 0),
    );
    // Every number of the sample rows is replaced, but for those that say whose it is.
    const replaced = (table: readonly Row[], values: readonly (number | string)[]): readonly Row[] => {
      let next = 0;
      const own = new Set(["seed", "step", "index", "mark"]);
      return table.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, old]) => [key, own.has(key) ? old : values[next++ % values.length]]),
        ),
      );
    };
    const anyValues = fc.array(value, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(anyValues, anyValues, fc.constantFrom(320, 480, 720), (first, second, at) => {
        const svg = markup(name, { rows: replaced(rows, first), reference: replaced(reference, second), width: at });
        const height = Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)?.[1]);
        const attributes = Array.from(
          svg.matchAll(/ (?:c?[xy][12]?|d|points|r|width|height|transform)="([^"]*)"/g),
          ([, text]) => text,
        );
        expect(attributes.filter((text) => /NaN|Infinity|undefined/.test(text))).toEqual([]);
        if (name === "dial") return; // its marks stand in a turned group
        for (const x of numbers(svg, "cx"))
          expect(x).toSatisfy((place: number) => place >= -0.01 && place <= at + 0.01);
        for (const y of numbers(svg, "cy"))
          expect(y).toSatisfy((place: number) => place >= -0.01 && place <= height + 0.01);
      }),
      { numRuns: 40 },
    );
  });

  test("draws without any rows, and with rows that hold no number", () => {
    expect(markup(name, { rows: [], reference: [] })).toContain("<svg");
    const empty = [
      {
        seed: 1,
        step: 0,
        index: 1,
        mark: "curve",
        ...Object.fromEntries(spec.series.map(({ column }) => [column, "NaN"])),
      },
    ];
    const svg = markup(name, { rows: empty, reference: empty, width });
    expect(svg).not.toMatch(/="[^"]*NaN/);
  });
});

test("curves that have not been trained yet show their exact levels, each with its name", () => {
  const svg = markup("lines", { rows: [] });
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(4);
  for (const { title } of samples.lines().spec.series) expect(svg).toContain(title);
});

test("the sign of a gap is said in words, and dots outside are counted", () => {
  const svg = markup("strip");
  expect(svg).toContain("helps");
  expect(svg).toContain("source hurts");
  expect(svg).toContain("1 beyond to +5.1 ▸");
});

test("equal population angles are one ray with their number", () => {
  const svg = markup("dial");
  expect(svg).toContain("60°");
  expect(svg).toContain("(10 angles)");
});

test("the arrow keys walk a cursor, and Escape puts it away", () => {
  expect(placeAfter("ArrowRight", undefined, 9)).toBe(0);
  expect(placeAfter("ArrowRight", 9, 9)).toBe(9);
  expect(placeAfter("ArrowLeft", undefined, 9)).toBe(9);
  expect(placeAfter("Home", 5, 9)).toBe(0);
  expect(placeAfter("End", 5, 9)).toBe(9);
  expect(placeAfter("Escape", 5, 9)).toBeUndefined();
  expect(placeAfter("Tab", 5, 9)).toBeNull();
});
