import type { LabText } from "../lab.ts";

export const text: LabText = {
  prose: [
    [
      "The theorem bounds the joint error by 6c plus the target's own noise, where c is the sine between the true parameters times the condition number of the target's covariates. It asks for c ≤ 1/3 and for a source of the order κ²(Σ₁)κ⁴(X₂)‖y₂‖²/c⁴.",
    ],
    [
      "The bound holds with room to spare: with many target samples the error is ",
      { text: "at most a third of it", set: { sine: 0.05, mTarget: 200, sigma: 0.3 } },
      ". It contains the target's noise, so it can certify transfer, by lying below the error alone, only where the target has ",
      {
        text: "hardly more samples than dimensions and the parameters are nearly equal",
        set: { mTarget: 13, sine: 0.001 },
      },
      ". There the sample size that it asks for is no formality: ",
      { text: "with 20 source samples", set: { mTarget: 13, sine: 0.001, mSource: 20 } },
      " the error lies above the bound in about one seed of twenty.",
    ],
  ],
  limits: [
    "c ≤ 1/3 does not imply positive transfer: ",
    { text: "with a sine of 0.1", set: { sine: 0.1, mTarget: 200, sigma: 0.3 } },
    " the theorem holds and yet more source samples make the target worse than alone. And the theorem does not reach the paper's own Figure 3: there κ is 100 and the sine 0.28, so that c is far above 1/3. The order of mₛ leaves a constant and a logarithm open.",
  ],
  refutation:
    "A joint error above the bound at a source sample size of the order that the theorem asks for, in more seeds than chance allows.",
};
