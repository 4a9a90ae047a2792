import type { LabText } from "../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Two classifiers share one direction B. The source's true boundary is only 5° from the target's, and as the lab opens none of its labels is wrong. What differs is where its points lie.",
    ],
    [
      { text: "All around the boundary", set: { beta: 1 } },
      " they pin it down, and the target, with eight points of its own, gains. ",
      { text: "In two tight clusters", set: { beta: 0 } },
      " on a line at 45° to the true direction, far from any boundary, they say only that one cluster is one class: the fit points along the clusters, and the shared direction with it.",
    ],
    [
      "It takes little to mend: with ",
      { text: "a fifth of the points all around", set: { beta: 0.2 } },
      " the harm is over. ",
      { text: "With more target points", set: { mTarget: 40 } },
      " the target needs no help, and a misleading source hurts more than a good one helps.",
    ],
  ],
  limits: [
    "These are means: where they change their sign, between a tenth and a fifth, about half of the seeds are still hurt. The clusters' place is a choice of this picture; ",
    { text: "turned away further", set: { delta: 40 } },
    " the source misleads for another reason, its own boundary. And labels have no noise as the lab opens.",
  ],
  refutation:
    "A source in two clusters that leaves the error rate below that of the target alone, or one all around the boundary that lifts it, over seeds enough to claim the sign.",
};
