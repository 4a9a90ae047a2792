import { useMemo } from "react";
import { finiteValues, meanOf } from "../charts/summary.ts";
import { strongCoordinates } from "../core/families/descriptions/misaligned.ts";
import type { Row } from "../core/row.ts";
import { phaseBoundary } from "../core/theory/phaseBoundary.ts";
import type { LabTables } from "../labs/lab.ts";
import type { Settings } from "../settings/schema.ts";
import { useShown } from "./shown.ts";
import { usePopulation } from "./usePopulation.ts";

const NO_ROWS: readonly Row[] = [];

/** Every table that a chart may draw, empty where nothing is known yet. */
export function useTables(): LabTables {
  const shown = useShown();
  const { figures, training, sweeps, settings } = shown;
  const population = usePopulation(shown);
  const landscape = useMemo(
    () => [...(figures.landscape ?? NO_ROWS), ...whereTrainingStands(training.latest, settings.seed)],
    [figures.landscape, training.latest, settings.seed],
  );
  const boundary = useMemo(() => predictedBoundary(settings, figures.sourceLimits ?? NO_ROWS), [settings, figures]);
  return useMemo(
    () => ({
      ...noTables,
      ...figures,
      ...population,
      training: training.rows,
      landscape,
      phaseBoundary: boundary,
      ...sweeps,
    }),
    [figures, population, training.rows, landscape, boundary, sweeps],
  );
}

const noTables: LabTables = {
  training: NO_ROWS,
  exact: NO_ROWS,
  angles: NO_ROWS,
  populationAngles: NO_ROWS,
  similarity: NO_ROWS,
  populationSimilarity: NO_ROWS,
  landscape: NO_ROWS,
  spectrum: NO_ROWS,
  plane: NO_ROWS,
  truth: NO_ROWS,
  sourceLimits: NO_ROWS,
  phaseBoundary: NO_ROWS,
  weights: NO_ROWS,
  algorithm2: NO_ROWS,
  alignmentPath: NO_ROWS,
  assumptions: NO_ROWS,
  sweep: NO_ROWS,
  otherSweep: NO_ROWS,
  thirdSweep: NO_ROWS,
};

/** The predicted boundary of negative transfer, from the errors of the seeds that are shown; it is of α = 1. Source: SPEC (5.9). */
export function predictedBoundary(settings: Settings, limits: readonly Row[]): readonly Row[] {
  const { d, mTarget, kappa, sigma, model, r, weighting } = settings;
  if (limits.length === 0 || model !== "linear" || r !== 1 || weighting !== "uniform") return NO_ROWS;
  const pair = { d, s: strongCoordinates(d), mTarget, kappa, sigma };
  const [alone, limit] = (["stlError", "limitError"] as const).map((column) => meanOf(finiteValues(limits, column)));
  return Array.from({ length: 19 }, (_, i) => 5 * i).flatMap((phi) => {
    const mSource = phaseBoundary(pair, { alone, limit }, (phi * Math.PI) / 180);
    return mSource !== undefined && Number.isFinite(mSource) ? [{ phi, mSource }] : [];
  });
}

/** The heads of the first seed's joint model, as a mark on the landscape. */
function whereTrainingStands(latest: readonly Row[], seed: number): readonly Row[] {
  return latest
    .filter((row) => row["seed"] === seed)
    .map((row) => ({ seed, mark: "now", t: (Number(row["headAngle"]) * 180) / Math.PI, loss: Number(row["loss"]) }));
}
