import type { LabText } from "../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Algorithm 1 keeps the shared module B and lets each task turn its inputs, Zᵢ = XᵢRᵢ, so that they meet B. With a proximity term that keeps Rᵢ near the identity it has a closed form: a path from the joint model (μ = ∞) to the task alone (μ = 0) that pays for leaving the span of B.",
    ],
    [
      "With ",
      { text: "a source at a right angle", set: { kind: "3", mSource: 100 } },
      " the joint model is harmed, and somewhere on the path the target does better than alone: a few samples held out find the place. With ",
      { text: "an aligned source", set: { kind: "2", mSource: 100 } },
      " there is no harm, and leaving the span still gains a little; so it does with ",
      { text: "4 000 source samples", set: { mSource: 4000 } },
      ", where even the source at a right angle helps by itself.",
    ],
    [
      "The Rᵢ can also be kept, and B and A trained again on XᵢRᵢ. That lowers the loss further, towards each task alone, and does not undo more harm: with 100 source samples at a right angle it gives a part of the gain back, with 500 or more it changes next to nothing. The thin curve shows where it ends for every μ, and Play trains at the one that is set: ",
      { text: "at μ = 10", set: { mu: 10 } },
      " close to each task alone, ",
      { text: "at 3 000", set: { mu: 3000 } },
      " close to the joint model.",
    ],
  ],
  limits: [
    "Validation alone removes most of the harm: the control that only chooses between joint and single-task comes close, and Algorithm 1 is better by 0.002 to 0.07. As printed, without a proximity term, the algorithm can reach any predictor and ends at single-task learning. And alignment does not make the covariances alike: on the samples their similarity moves by a few per cent at most along the path, ",
    { text: "orthogonal", set: { kind: "3" } },
    " or ",
    { text: "rotated at random", set: { kind: "4" } },
    " alike. The rise that can be computed for orthogonal sources is of the population, where eigenvalues are tied, and the one that the paper shows is of trained word embeddings.",
  ],
  refutation:
    "A gap after Algorithm 1 that is above 0 over seeds enough to claim the sign, or one that the honest control beats.",
};
