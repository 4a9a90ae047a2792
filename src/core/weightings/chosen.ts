import { vocabulary } from "../vocabulary.ts";
import type { Weighting } from "./weighting.ts";

const fields = { sourceWeight: vocabulary.sourceWeight, noisyTasks: vocabulary.noisyTasks } as const;

/** α = 1, but w for the second of two tasks, and for the last `noisyTasks` of more: the reader's own weights. Not normalised. */
export const chosen: Weighting<typeof fields> = {
  title: "chosen",
  doc: "The source, or each task with spoiled labels, has the weight that is set; all others have 1.",
  source: "SPEC (1.2) with any α",
  fields,
  needs: "nothing",
  claims: ["non-negative", "ignores the scale of all labels", "ignores a common rotation"],
  start(tasks, { sourceWeight, noisyTasks }) {
    const k = tasks.length;
    const alpha = new Float64Array(k).fill(1).fill(sourceWeight, k - lastTasks(k, noisyTasks));
    return () => alpha;
  },
};

/** How many tasks are counted apart from the others: the source of a pair, else those with spoiled labels. */
export function lastTasks(k: number, noisyTasks: number): number {
  return k === 2 ? 1 : Math.min(noisyTasks, k);
}
