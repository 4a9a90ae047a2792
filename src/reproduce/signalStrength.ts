/** Table 10.8: what κ does. At κ = 1 the three sources coincide; the difference between them opens with κ. */
import { presets } from "../settings/schema.ts";
import { mean } from "./estimate.ts";
import type { Experiment } from "./experiment.ts";
import { printed, printedTables } from "./specification.ts";
import { sweep } from "./sweep.ts";

const [{ header, rows }] = printedTables("10.8");
const kinds = ["2", "3", "4"] as const;
const sizes = [50, 200, 2000];
const { ridge, ...settings } = presets.paper;

export const signalStrength: Experiment = {
  table: "10.8",
  seeds: 100,
  quickSeeds: 10,
  isExact: true,
  cost: 1.6,
  claims: rows.map(([kappa, ...texts]) => ({
    title: `κ = ${kappa}`,
    cells: texts.map((text, i) => ({
      column: header[i + 1],
      printed: printed(text),
      estimate: (of) => mean(of(`${kappa} ${header[i + 1]}`)),
    })),
  })),
  measure: (seed) => {
    const measured: Record<string, number> = {};
    for (const [kappa] of rows)
      for (const kind of kinds) {
        const source = { kind, phi: 0, printed: false, kappa: Number(kappa) };
        const { stlError, pairs } = sweep({ ...settings, ...source }, ridge, sizes, seed);
        measured[`${kappa} STL`] = stlError;
        for (const { mSource, gap } of pairs) measured[`${kappa} src ${kind}, m_s=${mSource}`] = gap;
      }
    return measured;
  },
};
