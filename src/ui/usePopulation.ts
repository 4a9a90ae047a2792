import { useEffect, useMemo, useState } from "react";
import type { PopulationTables } from "../population.ts";
import type { Settings } from "../settings/schema.ts";
import { late } from "./late.ts";
import type { State } from "./store.ts";

let compute: ((settings: Settings) => PopulationTables) | undefined;

const lateCompute = late(async () => {
  compute = (await import("../population.ts")).populationTables;
});

/**
 * The tables of the population. The first are the worker's, like all figures; once a setting changes the page loads what
 * computes them, so that from then on they follow a control without waiting for a worker. Where it cannot be loaded they
 * remain the worker's.
 */
export function usePopulation({ settings, figures }: State): PopulationTables {
  const { populationAngles = NONE, populationSimilarity = NONE } = figures;
  const [first] = useState(settings);
  const isFirst = settings === first;
  useEffect(() => {
    if (!isFirst) void lateCompute();
  }, [isFirst]);
  return useMemo(
    () => (isFirst ? undefined : compute?.(settings)) ?? { populationAngles, populationSimilarity },
    [isFirst, settings, populationAngles, populationSimilarity],
  );
}

const NONE: PopulationTables["populationAngles"] = [];
