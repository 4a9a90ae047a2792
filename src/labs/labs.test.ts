import { describe, expect, it } from "vitest";
import { fitRelations, relevantSettings } from "../settings/relations.ts";
import { defaults, presets } from "../settings/schema.ts";
import { languageNames } from "../text/languages.ts";
import { labs } from "./index.ts";
import { nearestChoice } from "../charts/choice.ts";
import { parseValue } from "../settings/permalink.ts";
import type { SweepAxis } from "../sweep.ts";
import type { Lab, LabTables } from "./lab.ts";
import { labNames, openings } from "./openings.ts";

const all: readonly (readonly [string, Lab])[] = Object.entries(labs);
const nothing = new Proxy({}, { get: () => [] }) as LabTables; // every table, empty

describe("every lab", () => {
  it("stands in the list in the order in which the navigation shows it", () => {
    expect(Object.keys(labs)).toEqual(labNames);
  });

  it.each(all)("%s opens with settings that fit together, and shows controls that mean something", (_, lab) => {
    const settings = defaults(lab.settings);
    expect(fitRelations(settings).repairs).toEqual([]);
    expect(relevantSettings(settings)).toEqual(expect.arrayContaining([...lab.controls]));
  });

  it.each(all.flatMap(([name, lab]) => languageNames.map((language) => [name, language, lab] as const)))(
    "%s has phrases in %s that set what fits, and says what does not hold and what would refute it",
    async (_, language, lab) => {
      const { prose, limits, refutation } = await lab.text[language]();
      const parts = [...prose.flat(), ...limits];
      const phrases = parts.flatMap((part) => (typeof part === "string" ? [] : [part]));
      expect(phrases.length).toBeGreaterThan(1);
      for (const { set } of phrases) {
        const settings = { ...defaults(lab.settings), ...set };
        expect(fitRelations(settings).repairs).toEqual([]);
        expect(relevantSettings(settings)).toEqual(expect.arrayContaining(Object.keys(set)));
      }
      expect(limits.length).toBeGreaterThan(0);
      expect(refutation).toMatch(/\.$/);
    },
  );

  it.each(all)("%s has phrases that set the same in every language", async (_, lab) => {
    const [english, ...others] = await Promise.all(
      languageNames.map(async (language) => {
        const { prose, limits } = await lab.text[language]();
        return [...prose.flat(), ...limits].flatMap((part) => (typeof part === "string" ? [] : [part.set]));
      }),
    );
    for (const other of others) expect(other).toEqual(english);
  });

  it.each(all)("%s has figures, each with its own id and a description in a sentence", (_, { charts }) => {
    expect(charts.length).toBeGreaterThan(0);
    expect(new Set(charts.map(({ id }) => id)).size).toBe(charts.length);
    for (const { description } of charts) expect(description).toMatch(/\.$/);
  });

  it.each(all)("%s sweeps nothing that depends on μ, for which no sweep is made anew", (_, { sweeps = [] }) => {
    expect(sweeps.flatMap(({ columns }) => columns).filter((column) => column.startsWith("alignedGap"))).toEqual([]);
  });

  it.each(all)(
    "%s lets every value that it sweeps be chosen on its figures, and only what a link may hold",
    (_, lab) => {
      const swept: readonly SweepAxis[] = (lab.sweeps ?? []).flatMap(({ over }) => over);
      for (const { x } of lab.charts.filter(({ form }) => form === "sweep")) {
        const axis = swept.find(({ setting }) => setting === x.column);
        if (!axis) continue;
        expect(x.domain, `${x.column} has ends that do not move while its marker is dragged`).toBeDefined();
        for (const value of axis.values) expect(nearestChoice(x, value)).toBe(value);
        for (let share = -0.1; share < 1.1; share += 0.013) {
          const [least, most] = x.domain ?? [0, 1];
          const wanted = x.scale === "log" ? least * (most / least) ** share : least + (most - least) * share;
          const text = String(nearestChoice(x, wanted));
          expect(parseValue(axis.setting, text)).toEqual({ value: Number(text) });
        }
      }
    },
  );

  it.each(all)("%s says nothing before anything is known", (_, { conclude }) => {
    expect(conclude?.(nothing, defaults(openings.transfer.settings))).toBeUndefined();
  });
});

it("Alignment answers for a ReLU too, of which validation chooses no μ", () => {
  const settings = { ...defaults(openings.alignment.settings), ...presets.relu };
  const sweep = [1, 2, 3].map((seed) => ({ seed, mSource: 100, transferGap: 0.1, validatedGap: NaN, pickedGap: NaN }));
  const parts = labs.alignment.conclude({ ...nothing, sweep, alignmentPath: [] }, settings) ?? [];
  const words = parts
    .map((part) => (typeof part === "string" ? part : "text" in part ? part.text : part.number))
    .join("");
  expect(words).toContain("Before alignment the source hurts (gap +0.1");
  expect(words).toContain("here Play trains on the inputs as they are");
});

it("Bound claims no certificate where more is missing than the order of the sample size", () => {
  const settings = defaults(openings.bound.settings);
  const one = { mSource: 1000, parameterError: 0.9, stlParameterError: 0.8, theorem2Bound: 0.4, theorem2Margin: 0.01 };
  const sweep = [1, 2].map((seed) => ({ ...one, seed }));
  const wordsOf = (assumption: string, numbers: object): string =>
    JSON.stringify(labs.bound.conclude({ ...nothing, sweep, assumptions: [{ assumption, ...numbers }] }, settings));
  const samples = "The source must have of the order of {order} samples (up to a constant); it has {samples}.";
  expect(wordsOf(samples, { order: 1e9, samples: 1000 })).toContain("certifies positive transfer");
  const ridge = wordsOf("The theorem is about λ = 0, and the ridge is {ridge}.", { ridge: 100 });
  expect(ridge).toContain("Without that the bound certifies nothing about transfer.");
});
