import { useEffect, useMemo, useState } from "react";
import type { PopulationTables } from "../population.ts";
import type { Settings } from "../settings/schema.ts";
import { useStore } from "./store.ts";

type Compute = (settings: Settings) => PopulationTables;

let loaded: Compute | undefined;

/**
 * The tables of the population. The first are the worker's, like all figures; then the page loads what computes them, so
 * that from then on they follow a control in its own frame.
 */
export function usePopulation(): PopulationTables {
  const settings = useStore((state) => state.settings);
  const { populationAngles = NONE, populationSimilarity = NONE } = useStore((state) => state.figures);
  const settled = useStore((state) => state.figuresComplete);
  const [compute, setCompute] = useState(() => loaded);
  useEffect(() => {
    if (!settled || compute) return;
    void (async () => {
      loaded ??= (await import("../population.ts")).populationTables;
      setCompute(() => loaded);
    })();
  }, [settled, compute]);
  return useMemo(
    () => compute?.(settings) ?? { populationAngles, populationSimilarity },
    [compute, settings, populationAngles, populationSimilarity],
  );
}

const NONE: PopulationTables["populationAngles"] = [];
