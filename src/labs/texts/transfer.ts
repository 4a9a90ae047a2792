import type { LabText } from "../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Two tasks share one module B and keep a head A each. The target has only a handful of samples, fewer than the directions that carry its signal, so it needs help. Whether the source can give it depends on where the source's own signal lies.",
    ],
    [
      "When the source's signal directions ",
      { text: "coincide with the target's", set: { kind: "phi", phi: 0 } },
      ", it helps from a handful of samples on. ",
      { text: "Turned by 90°", set: { kind: "phi", phi: 90 } },
      ", it sees the target's directions only faintly: what it learns there is mostly noise, and the shared module carries that noise into the target. ",
      { text: "Give the source 4 000 samples", set: { mSource: 4000 } },
      " and even a misaligned source helps again.",
    ],
    [
      "The target's twin is the baseline: same data, same seed, trained alone. Try a ",
      { text: "random start", set: { start: "random" } },
      " and press play: with a misaligned source some runs end in the wrong valley, and the gap grows for a reason that has nothing to do with the optimum. ",
      { text: "Back to the best basin", set: { start: "landscape" } },
      ".",
    ],
  ],
  limits: [
    "A sign is claimed only where a 95 % interval over the seeds leaves 0 out; the gaps are heavy-tailed, so the median stands beside the mean. The picture needs noisy labels and a target with fewer samples than signal directions: ",
    { text: "without label noise and with 20 target samples", set: { sigma: 0, ridge: 0, mTarget: 20 } },
    " the order turns around, and the aligned source is the one that hurts.",
  ],
  refutation:
    "A misaligned source of 100 to 200 samples that leaves the gap below 0, or an aligned one that lifts it above 0, over seeds enough to claim the sign.",
};
