/**
 * What is known of the first seed's population. No samples are drawn, so these tables can follow a control in its own
 * frame: the page loads this part once the first figures stand, and computes them itself from then on.
 */
import { families } from "./core/families/index.ts";
import type { Row } from "./core/row.ts";
import type { Population } from "./core/task.ts";
import { covarianceSimilarity, leadingAxes } from "./core/theory/covarianceSimilarity.ts";
import { populationAngles } from "./core/theory/signalAngles.ts";
import type { Settings } from "./settings/schema.ts";

/** The tables of the population, by name. */
export type PopulationTables = Readonly<Record<"populationAngles" | "populationSimilarity", readonly Row[]>>;

/** Principal angles in degrees, and covariance similarity, of the first two tasks; no angles where no signal is strong. */
export function populationTables(settings: Settings): PopulationTables {
  const [first, second] = families[settings.family].population(settings, settings.seed);
  return { populationAngles: anglesRows(first, second), populationSimilarity: similarityRows(first, second) };
}

function anglesRows(first: Population, second: Population): readonly Row[] {
  if (first.signal.length === 0 || second.signal.length === 0) return [];
  return Array.from(populationAngles(first, second), (angle, j) => ({
    index: j + 1,
    degrees: (angle * 180) / Math.PI,
  }));
}

function similarityRows(first: Population, second: Population): readonly Row[] {
  const { score, normalised } = covarianceSimilarity(leadingAxes(first), leadingAxes(second));
  return [{ score, normalised }];
}
