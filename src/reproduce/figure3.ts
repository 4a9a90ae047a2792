/** Tables 10.1 to 10.3: the transfer gaps of Figure 3 for three presets, with Algorithm 1 beside them. */
import { presets } from "../settings/schema.ts";
import { mean, share } from "./estimate.ts";
import type { Cell, Claim, Experiment, Measured } from "./experiment.ts";
import { printed, printedTables, section } from "./specification.ts";
import { sweep } from "./sweep.ts";

/** Held-out rows on which μ is chosen. Source: SPEC (7.2). */
export const VALIDATION_ROWS = 50;
const ABOVE_0 = ": share of seeds > 0";
/** What follows a source's name where Algorithm 1 is meant. */
export const ALIGNED = " + Alg. 1";

/** The rows of the table whose name is a source, with the source that is meant. */
const sources = {
  "2": { kind: "2", printed: false },
  "3": { kind: "3", printed: false },
  "4": { kind: "4", printed: false },
  "4, literal X = R Q D": { kind: "4", printed: true },
} as const;

export const paperFigure3 = figure3("10.1", "paper", 200, 16, 1.6);
export const liveFigure3 = figure3("10.2", "live", 100, 12, 1.6);
export const miniFigure3 = figure3("10.3", "mini", 100, 16, 0.6);

function figure3(
  number: string,
  preset: "paper" | "live" | "mini",
  seeds: number,
  quickSeeds: number,
  cost: number,
): Experiment {
  const { sizes, claims } = figure3Claims(number, "NMSE");
  const [{ rows }] = printedTables(number);
  const { ridge, ...settings } = presets[preset];
  return {
    table: `${number} ${preset.toUpperCase()}`,
    seeds,
    quickSeeds,
    isExact: true,
    cost,
    claims,
    measure: (seed) => {
      const measured: Record<string, number> = {};
      for (const [name, source] of Object.entries(sources)) {
        const isAligned = rows.some(([title]) => title === `${name}${ALIGNED}`);
        const { stlError, pairs } = sweep({ ...settings, ...source, phi: 0 }, ridge, sizes, seed, VALIDATION_ROWS);
        measured["STL"] = stlError;
        for (const { mSource, gap, alignedGap } of pairs) {
          measured[`${name} ${mSource}`] = gap;
          if (isAligned) measured[`${name}${ALIGNED} ${mSource}`] = alignedGap(VALIDATION_ROWS);
        }
      }
      return measured satisfies Measured;
    },
  };
}

/**
 * The sample sizes of a table in the form of Figure 3, and its claims: the error alone, measured as `STL`, and for each
 * source the gaps, measured as `SOURCE SIZE`, and the share of seeds where they are above 0.
 */
export function figure3Claims(
  number: string,
  unit: string,
): { readonly sizes: readonly number[]; readonly claims: readonly Claim[] } {
  const [{ header, rows }] = printedTables(number);
  const claims = [stlClaim(number, unit), ...rows.map((cells) => claimOf(cells, header))];
  return { sizes: header.slice(1).map(Number), claims };
}

/** The error alone, which stands above the table. */
function stlClaim(number: string, unit: string): Claim {
  const [, text] = /^STL: ([^;]*);/m.exec(section(number)) ?? ["", ""];
  return { title: "STL", cells: [{ column: unit, printed: printed(text), estimate: (of) => mean(of("STL")) }] };
}

function claimOf([title, ...texts]: readonly string[], header: readonly string[]): Claim {
  const cells = texts.map((text, i): Cell => {
    const column = header[i + 1];
    const name = `${title.replace(ABOVE_0, "")} ${column}`;
    const estimate: Cell["estimate"] = title.endsWith(ABOVE_0)
      ? (of) => share(of(name), (gap) => gap > 0)
      : (of) => mean(of(name));
    return { column: `m_s = ${column}`, printed: printed(text), estimate };
  });
  return { title: `source ${title}`, cells };
}
