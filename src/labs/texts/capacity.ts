import type { LabText } from "../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Eight tasks have parameters near a common plane. A module of capacity r can hold r directions. ",
      { text: "With one", set: { r: 1 } },
      " it leaves out half of the plane; ",
      { text: "with two", set: { r: 2 } },
      " it holds what the tasks share; beyond that it has room for each task's own noise, ",
      { text: "until with eight", set: { r: 8 } },
      " every task is alone in it and nothing is transferred at all.",
    ],
    [
      "So transfer needs a bottleneck: a network that is wide enough for every task loses what multi-task learning was for. ",
      { text: "Let the parameters leave the plane", set: { deviation: 2 } },
      " and the bottleneck costs more than it saves.",
    ],
  ],
  limits: [
    "Proposition 1 is exact for the penalty used here, λ Σ‖B Aᵢ‖², which sees only the predictors. With weight decay on B and A apart the joint model also shrinks, and r ≥ k is only close to single-task learning. The optima for 1 < r < k come from alternating least squares with restarts: the best found, not certified. ",
    { text: "With few samples", set: { m: 22 } },
    " single-task learning is at its worst and any sharing looks good.",
  ],
  refutation:
    "A gap other than 0 at a capacity of at least the number of tasks, or a least risk far from the dimension that the parameters share while they deviate little from it.",
};
