import { useEffect, useMemo, useState } from "react";
import type { PopulationTables } from "../population.ts";
import type { Settings } from "../settings/schema.ts";
import { late } from "./late.ts";
import type { State } from "./store.ts";

let loaded: ((settings: Settings) => PopulationTables) | undefined;

const lateCompute = late(async () => {
  loaded = (await import("../population.ts")).populationTables;
  return loaded;
});

/**
 * The tables of the population. The first are the worker's, like all figures; then the page loads what computes them, so
 * that from then on they follow a control without waiting for a worker. Where it cannot be loaded they remain the worker's.
 */
export function usePopulation({ settings, figures, figuresComplete: settled }: State): PopulationTables {
  const { populationAngles = NONE, populationSimilarity = NONE } = figures;
  const [compute, setCompute] = useState(() => loaded);
  useEffect(() => {
    if (settled && !compute) void lateCompute().then((made) => setCompute(() => made));
  }, [settled, compute]);
  return useMemo(
    () => compute?.(settings) ?? { populationAngles, populationSimilarity },
    [compute, settings, populationAngles, populationSimilarity],
  );
}

const NONE: PopulationTables["populationAngles"] = [];
