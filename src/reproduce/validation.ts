/** The table of (7.6): Algorithm 1 against the honest control, which picks MTL or STL on the same validation rows. */
import { presets } from "../settings/schema.ts";
import { mean } from "./estimate.ts";
import type { Experiment } from "./experiment.ts";
import { printed, printedTables } from "./specification.ts";
import { sweep } from "./sweep.ts";

const [{ header, rows }] = printedTables("7");
const sizes = header.slice(3).map((title) => Number(title.replace("m_s=", "")));
const validationRows = [...new Set(rows.map(([count]) => count))].filter((count) => count !== "-").map(Number);
const { ridge, ...settings } = presets.paper;

export const validation: Experiment = {
  table: "7.6",
  seeds: 100,
  quickSeeds: 10,
  isExact: false,
  cost: 1.4,
  claims: rows.map(([count, source, method, ...texts]) => ({
    title: `source ${source}, ${method}, m_val = ${count}`,
    cells: texts.map((text, i) => ({
      column: header[i + 3],
      printed: printed(text),
      estimate: (of) => mean(of(`${source} ${method} ${count} ${sizes[i]}`)),
    })),
  })),
  measure: (seed) => {
    const measured: Record<string, number> = {};
    for (const kind of ["2", "3"] as const) {
      const source = { kind, phi: 0, printed: false };
      const { pairs } = sweep({ ...settings, ...source }, ridge, sizes, seed, Math.max(...validationRows));
      for (const { mSource, gap, alignedGap, pickedGap } of pairs) {
        measured[`${kind} MTL - ${mSource}`] = gap;
        for (const count of validationRows) {
          measured[`${kind} Alg 1 (μ by validation) ${count} ${mSource}`] = alignedGap(count);
          measured[`${kind} pick MTL or STL by validation ${count} ${mSource}`] = pickedGap(count);
        }
      }
    }
    return measured;
  },
};
