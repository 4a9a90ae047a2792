import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Row } from "../core/row.ts";
import { sample as bars, signedSample } from "./bars.tsx";
import type { ChartProps, FormName } from "./chart.ts";
import { placeAfter } from "./cursor.tsx";
import { sample as dial } from "./dial.tsx";
import { sample as heatmap } from "./heatmap.tsx";
import { cellInWords, padChoiceAfter } from "./heatmap/pad.ts";
import { logTicks } from "./frame.tsx";
import { forms } from "./index.ts";
import { sample as landscape } from "./landscape.tsx";
import { sample as lines } from "./lines.tsx";
import { cellAfter, sample as matrix } from "./matrix.tsx";
import { sample as plane } from "./plane.tsx";
import { ellipseOf } from "./plane/marks.ts";
import { misalignmentAt } from "./plane/turnHandle.tsx";
import { rankHolding, sample as spectrum } from "./spectrum.tsx";
import { sample as strip } from "./strip.tsx";
import { sample as sweep } from "./sweep.tsx";
import { curvesOf } from "./sweep/plot.ts";
import { predictedAt } from "./sweep/readings.tsx";
import { sample as weights } from "./weights.tsx";

const samples: Record<FormName, () => ChartProps> = {
  heatmap,
  strip,
  lines,
  sweep,
  spectrum,
  plane,
  dial,
  matrix,
  bars,
  weights,
  landscape,
};

function markup(name: FormName, change: Partial<ChartProps> = {}): string {
  const Chart = forms[name].draw;
  return renderToStaticMarkup(<Chart {...samples[name]()} {...change} />);
}

/** What each form says in place of a picture that has nothing in it, if it says anything. */
const emptiness: readonly (readonly [FormName, string])[] = [
  ...(["heatmap", "lines", "sweep", "spectrum", "plane", "dial", "matrix"] as const).map(
    (name) => [name, "nothing to draw yet"] as const,
  ),
  ["landscape", "belongs to two tasks and capacity r = 1"],
];

test.each(emptiness)("%s tells what is being computed from what there is nothing of", (name, why) => {
  const empty = { rows: [], reference: [], ghost: [] };
  const [nothing, coming] = [markup(name, empty), markup(name, { ...empty, isComing: true })];
  expect(nothing).toContain(`>${why}<`);
  expect(coming).toBe(nothing.replace(`>${why}<`, ">being computed …<"));
});

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
      const own = new Set(["seed", "step", "index", "mark", "task", "name", "row", "column"]);
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

test("the phase pad says in how many cells the source helps, and what the puck stands on", () => {
  const svg = markup("heatmap");
  expect(svg).toMatch(
    /Of 114 cells the source helps in \d+ and hurts in \d+; \d+ are undecided. 3 more are being computed./,
  );
  expect(svg).toMatch(
    /aria-valuetext="source sample size 150, misalignment φ 60°; transfer gap \+0\.\d+ ± 0\.\d+, hurts/,
  );
  expect(svg).toContain('aria-roledescription="two-dimensional slider"');
  for (const word of ["source helps", "source hurts", "no effect", "predicted"]) expect(svg).toContain(`>${word}<`);
});

test("the sign of a cell is claimed only where its seeds agree", () => {
  const summary = { mean: 0.31, standardError: 0.04, least: 0, greatest: 1, count: 16 };
  expect(cellInWords(summary)).toBe("+0.31 ± 0.04, hurts (16 seeds)");
  expect(cellInWords({ ...summary, standardError: 0.2 })).toBe("+0.3 ± 0.2, undecided (16 seeds)");
  expect(cellInWords({ ...summary, standardError: Number.NaN, count: 1 })).toBe("+0.31, undecided (1 seed)");
  expect(cellInWords(summary, 16)).toBe("+0.31 ± 0.04, hurts (16 seeds)");
  expect(cellInWords({ ...summary, count: 6 }, 16)).toBe("+0.31 ± 0.04, hurts (6 of 16 seeds so far)");
  expect(cellInWords(undefined)).toBe("not computed yet");
});

test.each([
  ["the puck", { phi: 60, mSource: 150, seeds: 16 }],
  ["the cursor of a pad without one", { seeds: 16 }],
])("%s tells a screen reader how many seeds are still to come, as the line under the pad does", (_, now) => {
  const svg = markup("heatmap", { now });
  expect(/aria-valuetext="([^"]*)"/.exec(svg)?.[1]).toContain("(6 of 16 seeds so far)");
});

test("arrow keys move the puck along one axis and leave the other setting as it is", () => {
  const { spec } = samples.heatmap();
  const after = (key: string, fine = false): unknown =>
    padChoiceAfter(key, fine, { x: 150, y: 61 }, [spec.x, [20, 126, 200]], [{ column: "phi", ...spec.y }, [0, 45, 90]]);
  expect(after("ArrowRight")).toEqual({ mSource: 200, phi: 61 });
  expect(after("ArrowLeft", true)).toEqual({ mSource: 140, phi: 61 });
  expect(after("ArrowUp")).toEqual({ mSource: 150, phi: 90 });
  expect(after("ArrowDown", true)).toEqual({ mSource: 150, phi: 60.5 });
  expect(after("Tab")).toBeUndefined();
});

test("a pad that nothing can be chosen on still reads out its cells", () => {
  const { choose: _, ...rest } = samples.heatmap();
  const Chart = forms.heatmap.draw;
  const svg = renderToStaticMarkup(<Chart {...rest} />);
  expect(svg).not.toContain("two-dimensional slider");
  expect(svg).toContain('aria-label="Values by source sample size and misalignment φ"');
});

test("a sweep names both sides of zero, and says what each sign means", () => {
  const svg = markup("sweep");
  expect(svg).toContain("↑ source hurts");
  expect(svg).toContain("↓ source helps");
  expect(svg).toMatch(
    /φ 90°: \+0\.\d+ ± 0\.\d+ hurts at source sample size 20, −0\.\d+ ± 0\.\d+ helps at source sample size 3\u202F170\./,
  );
  const higher = markup("sweep", {
    spec: { ...samples.sweep().spec, y: { title: "gain", signed: true, better: "higher" } },
  });
  expect(higher).toContain("↑ source helps");
  expect(higher).toMatch(/φ 90°: \+0\.\d+ ± 0\.\d+ helps/);
});

test("a prediction is read on the line that is drawn, and not beyond its ends", () => {
  const point = (x: number, mean: number) => ({
    x,
    mean,
    standardError: Number.NaN,
    least: mean,
    greatest: mean,
    count: 1,
  });
  const curve = [point(1, 0), point(100, 4)];
  expect(predictedAt(curve, 10, Math.log10)).toBe(2);
  expect(predictedAt(curve, 100, Math.log10)).toBe(4);
  expect(predictedAt(curve, 0.5, Math.log10)).toBeUndefined();
  expect(predictedAt(curve, 200, Math.log10)).toBeUndefined();
  expect(predictedAt([point(1, 3)], 50, Math.log10)).toBe(3);
});

test("the rank that holds a share is the least whose largest values reach it", () => {
  expect(rankHolding(0.99, [1, 98, 1])).toBe(2);
  expect(rankHolding(1, [1, 1, 1, 0])).toBe(3);
  expect(rankHolding(0.99, [])).toBe(0);
  const positive = fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(positive, (values) => {
      const rank = rankHolding(0.99, values);
      const sorted = values.toSorted((a, b) => b - a);
      const sumOf = (some: readonly number[]): number => some.reduce((a, b) => a + b, 0);
      expect(sumOf(sorted.slice(0, rank))).toBeGreaterThanOrEqual(0.99 * sumOf(values) * (1 - 1e-9));
      expect(sumOf(sorted.slice(0, rank - 1))).toBeLessThan(0.99 * sumOf(values) * (1 + 1e-9));
    }),
  );
});

test("a spectrum says how many eigenvalues hold 99 %, and leaves out what rounding left of a zero", () => {
  const svg = markup("spectrum");
  expect(svg).toContain("10 hold 99 % in target. 34 hold 99 % in source.");
  expect(svg).toContain("eigenvalue number 40");
  expect(svg).not.toContain("eigenvalue number 41");
});

test("an ellipse has the axes of its covariance", () => {
  const positive = fc.double({ min: 0.1, max: 10, noNaN: true });
  fc.assert(
    fc.property(positive, positive, fc.double({ min: -89, max: 89, noNaN: true }), (first, second, angle) => {
      fc.pre(Math.abs(first - second) > 0.05);
      const [long, short] = [Math.max(first, second), Math.min(first, second)];
      const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
      const [a, b] = [long ** 2, short ** 2];
      const ellipse = ellipseOf(a * cos ** 2 + b * sin ** 2, (a - b) * cos * sin, a * sin ** 2 + b * cos ** 2);
      expect(ellipse?.long).toBeCloseTo(2 * long, 6);
      expect(ellipse?.short).toBeCloseTo(2 * short, 5);
      expect(ellipse?.angle).toBeCloseTo(angle, 5);
    }),
  );
  expect(ellipseOf(1, 2, 1)).toBeUndefined(); // no covariance
  expect(ellipseOf(Number.NaN, 0, 1)).toBeUndefined();
});

test("an axis that is turned beyond its end stays at the nearer one", () => {
  expect([30, 210, -150].map(misalignmentAt)).toEqual([30, 30, 30]);
  expect([-10, 170, -1].map(misalignmentAt)).toEqual([0, 0, 0]);
  expect([100, -80, 280].map(misalignmentAt)).toEqual([90, 90, 90]);
});

test("the plane says where each axis and each boundary lies, and can be turned by keys", () => {
  const svg = markup("plane");
  expect(svg).toContain("60 points of source. 16 points of target.");
  expect(svg).toContain("The long axis of source lies at 60°.");
  expect(svg).toContain("The normal of truth lies at 28.6°.");
  expect(svg).toMatch(
    /aria-label="source: turn the long axis[^"]*" aria-valuemin="0" aria-valuemax="90" aria-valuenow="60"/,
  );
});

test("a matrix says its extremes, and the arrow keys walk its cells", () => {
  const svg = markup("matrix");
  expect(svg).toMatch(/5 by 5: from −0\.\d+ ± 0\.\d+, helps \(\w+ × \w+\) to \+0\.\d+ ± 0\.\d+, hurts \(\w+ × \w+\)\./);
  expect(cellAfter("ArrowDown", undefined, 5, 4)).toBe(0);
  expect(cellAfter("ArrowDown", 7, 5, 4)).toBe(12);
  expect(cellAfter("ArrowDown", 17, 5, 4)).toBe(17);
  expect(cellAfter("ArrowRight", 4, 5, 4)).toBe(4);
  expect(cellAfter("End", 0, 5, 4)).toBe(19);
  expect(cellAfter("Escape", 3, 5, 4)).toBeUndefined();
  expect(cellAfter("a", 3, 5, 4)).toBeNull();
});

test("signed bars lie on the side of their word, and one that the seeds leave open says so", async () => {
  const { draw: Bars } = forms.bars;
  const svg = renderToStaticMarkup(<Bars {...signedSample()} />);
  await expect(svg.replaceAll("><", ">\n<")).toMatchFileSnapshot("./pictures/signed-bars.svg");
  for (const word of ["← helps", "hurts →"]) expect(svg).toContain(word);
  expect(svg).toMatch(/SVD reweighting [^:]*: −0\.\d+ ± 0\.\d+, helps\./);
  expect(svg).toMatch(/PCGrad [^:]*: \+0\.\d+ ± 0\.\d+, undecided\./);
  expect(svg).toMatch(/loss balancing [^:]*: \+0\.\d+ ± 0\.\d+, hurts\./);
});

test("each weight that is a setting is a slider of its own, and means of a method are not", () => {
  const svg = markup("weights");
  expect(svg).toContain("source: 1.60, reference 1.30. noisy source: 0.30, reference 0.42.");
  expect(svg.match(/role="slider"/g)).toHaveLength(4);
  expect(svg).toContain(
    'aria-label="weight α of noisy source" aria-valuemin="0" aria-valuemax="2" aria-valuenow="0.3"',
  );
  const rows = [1, 2, 3].map((seed) => ({ seed, alpha1: 1 + 0.1 * seed, alpha2: 1, alpha3: 1, alpha4: 1 }));
  const means = markup("weights", { rows, now: {} });
  expect(means).not.toContain('role="slider"');
  expect(means).toContain("target: 1.20 ± 0.06, reference 1.20.");
});

test("nothing can be moved on a picture that has nobody to tell", () => {
  for (const name of ["heatmap", "sweep", "plane", "weights"] as const) {
    const { choose: _, ...still } = samples[name]();
    const Chart = forms[name].draw;
    expect(renderToStaticMarkup(<Chart {...still} />), name).not.toContain('class="handle"');
    expect(markup(name), name).toContain('class="handle"');
  }
});

test("a pad that fills from coarse to fine shows its first cells everywhere, and never a number that is not known", () => {
  const { rows } = samples.heatmap();
  const coarse = rows.filter(
    ({ phi, mSource }) => [0, 45, 90].includes(Number(phi)) && [20, 126, 796].includes(Number(mSource)),
  );
  const svg = markup("heatmap", { rows: [...coarse, ...rows.filter(({ phi }) => phi === 22.5).slice(0, 6)] });
  expect(svg.match(/<rect [^>]*fill-opacity/g)?.length).toBeGreaterThanOrEqual(12);
  expect(svg).not.toContain('fill="var(--grid)"');
  expect(svg).toMatch(/aria-valuetext="source sample size 150, misalignment φ 60°; transfer gap [^"]+"/);
  const empty = markup("heatmap", { rows: [] });
  expect(empty).toContain("nothing to draw yet");
  expect(empty).toContain('aria-valuetext="source sample size 150, misalignment φ 60°"');
});

test("a sweep draws no point outside its axis, none of an infinite mean, and the others as they are", () => {
  const { spec } = sweep();
  const [series] = spec.series;
  const row = (x: number, seed: number, y: number): Row => ({ [spec.x.column]: x, seed, [series.column]: y });
  const rows = [row(5, 1, 1), row(20, 1, 1), row(20, 2, 3), row(40, 1, 1), row(40, 2, Infinity), row(90, 1, 2)];
  const [{ points }] = curvesOf({ ...spec, x: { ...spec.x, domain: [10, 80] }, series: [series] }, rows, []);
  expect(points.map(({ x, mean }) => [x, mean])).toEqual([[20, 2]]);
});

test("each tick of a logarithmic axis reads as it is, so no two read alike", () => {
  const exponents = fc.double({ min: -4, max: 6, noNaN: true });
  fc.assert(
    fc.property(exponents, fc.double({ min: 0.1, max: 5, noNaN: true }), (low, span) => {
      for (const { value, text } of logTicks([10 ** low, 10 ** (low + span)]))
        expect(Number(text.replaceAll("\u202F", "")) / value).toBeCloseTo(1, 9);
    }),
  );
});

test("a pad of other experiments than the one that is chosen has no puck, and says so where it can be pressed", () => {
  const sample = heatmap();
  const of = { column: "kind", value: "phi", description: "not on this map" };
  const drawn = (kind: string): string =>
    markup("heatmap", { spec: { ...sample.spec, of }, now: { ...sample.now, kind } });
  expect(drawn("phi")).toBe(markup("heatmap"));
  expect(drawn("3")).toContain("not on this map");
  expect(drawn("3")).not.toContain('class="handle"');
  expect(drawn("3")).not.toContain("hurts (6 seeds)</tspan>");
});
