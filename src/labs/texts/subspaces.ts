import type { LabText } from "../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Each task is a sum of five ReLU units whose parameters span a subspace, and the two subspaces are turned against each other by one angle in every direction. The shared module has just as many units.",
    ],
    [
      { text: "With equal subspaces", set: { cosine: 1 } },
      " the units that the source finds are the target's, and the more source samples the better. ",
      { text: "At a right angle", set: { cosine: 0 } },
      " they are of no use to it, and the more source samples there are the less room is left for the target: the harm grows without an end in sight.",
    ],
    [
      "In between there is a cosine at which the sign changes: at ",
      { text: "0.5", set: { cosine: 0.5 } },
      " a source of 200 samples still hurts, at ",
      { text: "0.75", set: { cosine: 0.75 } },
      " it no longer does. Unlike in the linear labs, a large source does not redeem a misaligned one here, because the module is full.",
    ],
  ],
  limits: [
    "These are the best fits that L-BFGS finds from one random start for each seed, not certified optima; SPEC does the same. Unlike in other labs the penalty is λ(‖B‖² + Σ‖Aᵢ‖²), and errors are shares of the variance of the labels without noise, so that 1 is as good as their mean. The paper turns the source's parameters with αΘ₁ + (1−α)Θ′, which also shortens them; here their length stays, so that the angle alone changes. ",
    { text: "A wider module", set: { r: 10 } },
    " has room for both tasks, and the harm shrinks.",
  ],
  refutation:
    "A gap that does not fall as the subspaces come closer, or one that a larger source reverses, beyond the spread of the seeds.",
};
