import type { LabText } from "../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Here both tasks have the same covariance, so nothing is misaligned; only their true parameters differ. One shared direction has to serve both. ",
      { text: "With equal parameters", set: { cosine: 1 } },
      " the source's samples are as good as the target's own. ",
      { text: "At a right angle", set: { cosine: 0 } },
      " the shared direction is the source's, which tells nothing of the target, and the target pays.",
    ],
    [
      "How alike is alike enough depends on how little the target knows by itself: ",
      { text: "with 20 target samples", set: { mTarget: 20 } },
      " the source must be closer than ",
      { text: "with 5", set: { mTarget: 5 } },
      ". The sign of the cosine does not matter: a head may be negative.",
    ],
  ],
  limits: [
    "Similar models are not enough for transfer: with the cosine at 0.96 a source whose covariance is misaligned hurts all the same, as the Transfer lab shows. And the threshold is no constant of nature: it is about 0.8 for this regression, and about 0.57 for a classification.",
  ],
  refutation:
    "A gap that does not fall as the cosine grows, or that is below 0 where the parameters are orthogonal, beyond the spread of the seeds.",
};
