import type { LabText } from "../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Ten tasks have the same covariates and parameters in a common plane; half of them have spoiled labels. Algorithm 2 weights a task by how much of Xᵢ'yᵢ lies within the strongest common directions. ",
      { text: "Random labels", set: { share: 0.8, addedNoise: 0, weighting: "svd", labels: "printed" } },
      " shorten that vector, so that spoiled tasks count less, as intended.",
    ],
    [
      { text: "Noise that is added", set: { share: 0, addedNoise: 2, weighting: "svd", labels: "printed" } },
      " makes it longer: the algorithm as printed then counts the worst tasks most. ",
      { text: "Labels of unit norm", set: { share: 0, addedNoise: 2, weighting: "svd", labels: "unit" } },
      " mend that, and ",
      { text: "Kendall's uncertainty weights", set: { share: 0, addedNoise: 2, weighting: "uncertainty" } },
      ", which look at the residuals, do better still where noise is strong.",
    ],
  ],
  limits: [
    "Algorithm 2 as printed up-weights tasks with additive noise and hurts there; even for random labels it costs a little as long as ",
    { text: "fewer than half of them are random", set: { share: 0.2, addedNoise: 0 } },
    ". With two tasks, capacity 1 and labels of equal length its two weights are equal by symmetry, whatever the labels are.",
  ],
  refutation:
    "Unit-norm weights that cost error at a share of random labels of 0.4 or more, or printed ones that gain against added noise, beyond the spread of the seeds.",
};
