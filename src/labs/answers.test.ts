/** What the labs say where their claim ends. */
import { describe, expect, it } from "vitest";
import type { Row } from "../core/row.ts";
import { type Settings, defaults } from "../settings/schema.ts";
import { labs } from "./index.ts";
import type { Lab, LabTables } from "./lab.ts";

function answerOf(lab: Lab, tables: Partial<LabTables>, changes: Partial<Settings> = {}): string {
  const none: readonly Row[] = [];
  const known = new Proxy({} as LabTables, { get: (_, name) => tables[name as keyof LabTables] ?? none });
  const parts = lab.conclude?.(known, { ...defaults(lab.settings), ...changes }) ?? [];
  return parts.map((part) => (typeof part === "string" ? part : "number" in part ? part.number : part.text)).join("");
}

const seedRows = (row: (seed: number) => Row): readonly Row[] => [1, 2, 3, 4].map((seed) => ({ seed, ...row(seed) }));

describe("Alignment", () => {
  it("says of models whose inputs are not aligned what the source does, and that they are not", () => {
    const sweep = seedRows((seed) => ({
      mSource: 100,
      transferGap: 0.3 + seed / 100,
      validatedGap: NaN,
      pickedGap: NaN,
    }));
    expect(answerOf(labs.alignment, { sweep }, { model: "logistic", mSource: 100 })).toBe(
      "Before alignment the source hurts (gap +0.325 ± 0.006); validation chooses a μ for linear models only. Inputs are aligned for linear models with a ridge only: here Play trains on the inputs as they are.",
    );
  });
});

describe("Bound", () => {
  const rows = (bounds: readonly number[]): readonly Row[] =>
    seedRows((seed) => ({
      mSource: 1000,
      parameterError: 0.1 + seed / 1e4,
      stlParameterError: 0.5 + seed / 1e4,
      theorem2Bound: bounds[seed - 1],
      theorem2Margin: 0.3,
    }));

  it("promises what the theorem does where it holds for every seed", () => {
    const said = answerOf(labs.bound, { sweep: rows([0.2, 0.2, 0.2, 0.2]) });
    expect(said).toContain("the theorem promises at most 0.2, with c = 0.3.");
    expect(said).toContain("certifies positive transfer");
  });

  it("says for how many seeds it holds where it does not for all, and certifies nothing", () => {
    const said = answerOf(labs.bound, { sweep: rows([0.2, Infinity, 0.2, Infinity]) });
    expect(said).toContain("at most 0.2 on average over 2 of 4 seeds and nothing for the others");
    expect(said).toContain("certifies nothing for all of them");
  });

  it("promises nothing where it holds for none", () => {
    const said = answerOf(labs.bound, { sweep: rows([Infinity, Infinity, Infinity, Infinity]) });
    expect(said).toContain("the theorem promises nothing here");
  });
});

describe("Similarity", () => {
  const sweep = (gapAt: (cosine: number) => number): readonly Row[] =>
    [-0.5, 0, 0.5, 1].flatMap((cosine) =>
      seedRows((seed) => ({ cosine, transferGap: gapAt(cosine) * (1 + seed / 100) })),
    );

  it("says that a module wide enough for every task shares nothing, instead of a sign of 0", () => {
    const said = answerOf(labs.similarity, { sweep: sweep(() => 0) }, { cosine: 0.5, r: 2 });
    expect(said).toContain("the gap is 0: a module this wide shares nothing");
    expect(said).not.toContain("below 0");
  });

  it("tells where the gap changes its sign among the parameters that are alike, also at a negative cosine", () => {
    const said = answerOf(labs.similarity, { sweep: sweep((cosine) => 0.6 - Math.abs(cosine)) }, { cosine: -0.5 });
    expect(said).toContain("cosine −0.5");
    expect(said).toContain("changes its sign at about 0.6.");
  });
});

describe("Boundaries", () => {
  const sweep = [0, 0.05].flatMap((beta) => seedRows((seed) => ({ beta, transferGap: seed / 100, stlError: 0.1 })));

  it("calls the source's labels right only where they have no noise", () => {
    expect(answerOf(labs.boundaries, { sweep })).toContain("although every label of the source is right");
    expect(answerOf(labs.boundaries, { sweep }, { sigma: 2 })).not.toContain("is right");
  });
});
