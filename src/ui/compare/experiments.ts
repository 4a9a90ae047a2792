/** Angles of 0 … 90° and samples of 10 … 4 000. */
const MOST = { phi: 90, samples: [10, 4000] } as const;
/** Their multiples fill the square evenly, in an order that does not look like one. Source: the R₂ sequence, Roberts 2018. */
const [STEP_PHI, STEP_SAMPLES] = [0.7548776662466927, 0.5698402909980532];

/** The n-th experiment: evenly over the phase pad, and the same on every machine. */
export function experimentNumber(n: number): { readonly phi: number; readonly mSource: number } {
  const [low, high] = MOST.samples;
  const [a, b] = [(0.5 + n * STEP_PHI) % 1, (0.5 + n * STEP_SAMPLES) % 1];
  return { phi: Math.round(MOST.phi * a), mSource: Math.round(low * (high / low) ** b) };
}
