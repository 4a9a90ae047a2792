/** Table 10.10: the cosine between the true parameters, for a source of kind 2, in regression and in classification. */
import { presets } from "../settings/schema.ts";
import { classSweep } from "./classFigure3.ts";
import { mean } from "./estimate.ts";
import type { Experiment } from "./experiment.ts";
import { printed, printedTables } from "./specification.ts";
import { sweep } from "./sweep.ts";

const [{ header, rows }] = printedTables("10.10");
const { ridge, ...paper } = presets.paper;
/** λ of the logistic loss, whose sum is of another size than squares. Source: SPEC, heading of 10.10. */
const LOGISTIC_RIDGE = 0.1;

export const modelSimilarity = similarity({
  half: "regression",
  column: "regression ΔNMSE, m_s=",
  quickSeeds: 10,
  isExact: true,
  cost: 0.6,
  gaps: (settings, sizes, seed) => sweep(settings, ridge, sizes, seed).pairs.map(({ gap }) => gap),
});

export const classSimilarity = similarity({
  half: "classification",
  column: "logistic Δerr, m_s=",
  quickSeeds: 3,
  isExact: false,
  cost: 3,
  gaps: (settings, sizes, seed) => classSweep(settings, LOGISTIC_RIDGE, sizes, seed).gaps.map(([, gap]) => gap),
});

interface Half extends Pick<Experiment, "quickSeeds" | "isExact" | "cost"> {
  readonly half: string;
  /** What the headers of its columns begin with, before the sample size. */
  readonly column: string;
  /** The gaps of one seed, one for each size. */
  readonly gaps: (settings: Parameters<typeof sweep>[0], sizes: readonly number[], seed: number) => readonly number[];
}

function similarity({ half, column, gaps, ...rest }: Half): Experiment {
  const columns = Array.from(header.keys()).filter((i) => header[i].startsWith(column));
  const sizes = columns.map((i) => Number(header[i].slice(column.length)));
  return {
    table: `10.10 ${half}`,
    seeds: 40,
    ...rest,
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
        const settings = { ...paper, kind: "2", phi: 0, printed: false, cosine: Number(cosine) } as const;
        gaps(settings, sizes, seed).forEach((gap, at) => (measured[`${cosine} ${sizes[at]}`] = gap));
      }
      return measured;
    },
  };
}
