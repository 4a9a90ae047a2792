import { runSweep } from "./sweep.ts";
import { labs } from "./labs/index.ts";
import { defaults } from "./settings/schema.ts";
import { openings } from "./labs/openings.ts";
export async function main(names: string[]) {
  for (const name of names as (keyof typeof labs)[]) {
    const lab: any = labs[name];
    const opening: any = openings[name].settings;
    const settings: any = defaults(opening, opening.preset);
    for (const sweep of lab.sweeps ?? []) {
      const t = performance.now();
      let n = 0;
      const seeds = Math.min(settings.seeds, 4);
      for await (const rows of runSweep({ ...settings, seeds }, sweep, new AbortController().signal)) n += rows.length;
      console.log(
        name,
        sweep.over.map((o: any) => o.setting).join(),
        n,
        "rows",
        Math.round(performance.now() - t),
        "ms for",
        seeds,
        "of",
        settings.seeds,
        "seeds",
      );
    }
  }
}
