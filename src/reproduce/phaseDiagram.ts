/** Table 10.9: the transfer gap over the misalignment angle φ and the source's sample size, for two presets. */
import { presets } from "../settings/schema.ts";
import { mean } from "./estimate.ts";
import type { Claim, Experiment } from "./experiment.ts";
import { printed, printedTables, section } from "./specification.ts";
import { sweep } from "./sweep.ts";

const tables = printedTables("10.9");

export const paperPhaseDiagram = phaseDiagram("paper", 0, 60, 6);
export const livePhaseDiagram = phaseDiagram("live", 1, 40, 6);

function phaseDiagram(preset: "paper" | "live", at: number, seeds: number, quickSeeds: number): Experiment {
  const { header, rows } = tables[at];
  const sizes = header.slice(1).map(Number);
  const { ridge, ...settings } = presets[preset];
  const names = rows.flatMap(([phi]) => sizes.map((m) => `${phi} ${m}`));
  return {
    table: `10.9 ${preset.toUpperCase()}`,
    seeds,
    quickSeeds,
    isExact: true,
    cost: 3,
    claims: [
      ...rows.map(
        ([phi, ...texts]) =>
          ({
            title: `φ = ${phi}°`,
            cells: texts.map((text, i) => ({
              column: `m_s = ${header[i + 1]}`,
              printed: printed(text),
              estimate: (of) => mean(of(`${phi} ${header[i + 1]}`)),
            })),
          }) satisfies Claim,
      ),
      standardErrors(preset.toUpperCase(), names),
    ],
    measure: (seed) => {
      const measured: Record<string, number> = {};
      for (const [phi] of rows) {
        const source = { kind: "phi", phi: Number(phi), printed: false } as const;
        for (const { mSource, gap } of sweep({ ...settings, ...source }, ridge, sizes, seed).pairs)
          measured[`${phi} ${mSource}`] = gap;
      }
      return measured;
    },
  };
}

/** The least and the largest standard error, which stand above the table. */
function standardErrors(preset: string, names: readonly string[]): Claim {
  const [, least, most] = new RegExp(`^${preset}: \\d+ seeds, s\\.e\\. ([\\d.]+?)\\.\\.([\\d.]+)`, "m").exec(
    section("10.9"),
  ) ?? ["", "", ""];
  const cell = (column: string, text: string, choose: (...values: number[]) => number): Claim["cells"][number] => ({
    column,
    printed: printed(text),
    estimate: (of) => {
      const errors = names.map((name) => mean(of(name)).se);
      const value = choose(...errors);
      return { value, se: value / Math.sqrt(2 * (of(names[0]).length - 1)) }; // of a normal law's standard deviation
    },
  });
  return { title: "s.e. of all cells", cells: [cell("least", least, Math.min), cell("largest", most, Math.max)] };
}
