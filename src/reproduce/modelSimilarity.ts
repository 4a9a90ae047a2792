/** Table 10.10, its regression half: the cosine between the true parameters, for a source of kind 2. */
import { presets } from "../settings/schema.ts";
import { mean } from "./estimate.ts";
import type { Experiment } from "./experiment.ts";
import { printed, printedTables } from "./specification.ts";
import { sweep } from "./sweep.ts";

const [{ header, rows }] = printedTables("10.10");
const COLUMN = "regression ΔNMSE, m_s=";
const columns = Array.from(header.keys()).filter((i) => header[i].startsWith(COLUMN));
const sizes = columns.map((i) => Number(header[i].slice(COLUMN.length)));
const { ridge, ...settings } = presets.paper;

export const modelSimilarity: Experiment = {
  table: "10.10 regression",
  seeds: 40,
  quickSeeds: 10,
  isExact: true,
  cost: 0.6,
  claims: rows.map((cells) => ({
    title: `cos = ${cells[0]}`,
    cells: columns.map((i, at) => ({
      column: `m_s = ${sizes[at]}`,
      printed: printed(cells[i]),
      estimate: (of) => mean(of(`${cells[0]} ${sizes[at]}`)),
    })),
  })),
  measure: (seed) => {
    const measured: Record<string, number> = {};
    for (const [cosine] of rows) {
      const source = { kind: "2", phi: 0, printed: false, cosine: Number(cosine) } as const;
      for (const { mSource, gap } of sweep({ ...settings, ...source }, ridge, sizes, seed).pairs)
        measured[`${cosine} ${mSource}`] = gap;
    }
    return measured;
  },
};
