/**
 * The optimisers that every training engine offers, defined once so that engines can be compared step by step.
 *
 * They act in the coordinates of coordinates.ts, where F is F_λ divided by its value at B = 0 and F/2, as a function of
 * a predictor θ, has a curvature of at most 1. With gradients of F/2, written g_B (d×r) and g_i (r, of head i), one step
 * moves each block by its own normalised gradient
 *   D_B = g_B / (max_i‖A_i‖² + √F),   D_i = g_i / (‖B‖_F² + √F),
 * whatever the kind of model. max_i‖A_i‖² and ‖B‖_F² bound the blocks' own curvature, as in SPEC (4.8), and √F the
 * curvature between them, which is the gradient in θ: a function that is nowhere below 0, with a curvature of at most 1,
 * has ‖∇(F/2)‖² ≤ F. A ReLU only leaves rows out. Without √F a twin whose head must change its sign never arrives:
 * its step grows without bound while the head is near 0. Measured in these units the curvature is at most 2, so a rate
 * of 0.5 is a step of 1/L. F, B and A_i are those of the point where the gradient is taken. With η the rate:
 *   gradientDescent  x ← x − ηD(x)
 *   momentum         v ← 0.9v + D(x),  x ← x − ηv
 *   nesterov         z = x + β_n(x − x₋), β_n = n/(n+3);  x₊ = z − ηD(z);  if g(z)·(x₊ − x) > 0 then n ← 0 else n ← n+1
 *   adam             Kingma & Ba 2015 on g, β₁ = 0.9, β₂ = 0.99, ε = 1e-7, with its own bias correction
 * Nesterov's counter n and its restart (O'Donoghue & Candès 2015) belong to one model: the joint model and each twin
 * have their own. Source: SPEC (4.8); PERFORMANCE section 6.
 */
import { type Values, choice, number, toggle } from "../core/fields.ts";

/**
 * The least F that is divided by: where B, A and F are 0, as for a target whose labels are all 0, a step is then 0 and not
 * 0/0. Its root is below the rounding of whatever it is added to. Kernels repeat it.
 */
export const LEAST_LOSS = 1e-37;

/** What the reader may choose about the descent. */
export const optimiserFields = {
  optimiser: choice({
    title: "optimiser",
    doc: "How the engine descends. All of them minimise the same loss.",
    initial: "nesterov",
    options: {
      gradientDescent: { title: "gradient descent", doc: "The plain method; slow where the data are ill-conditioned." },
      momentum: { title: "momentum", doc: "Heavy ball with β = 0.9." },
      nesterov: { title: "Nesterov with restart", doc: "Accelerated, and it restarts when it overshoots." },
      adam: { title: "Adam", doc: "Step sizes for each number, from its own gradients; it hovers about the optimum." },
    },
  }),
  learningRate: number({
    title: "learning rate",
    symbol: "η",
    doc: "Multiple of the optimiser's own recommended step. 1 is safe; beyond 1.3 Nesterov's method no longer settles.",
    initial: 1,
    min: 0.01,
    max: 100,
    scale: "log",
  }),
  whiten: toggle({
    title: "whitened features",
    doc: "Trains in coordinates in which the data are uncorrelated. The optimum is the same, the path is not.",
    initial: true,
  }),
  start: choice({
    title: "start",
    doc: "Where training begins. A random start can end in the wrong one of two basins.",
    initial: "landscape",
    options: {
      landscape: {
        title: "best basin",
        doc: "Heads at the deepest minimum of the exact landscape; spectral for a capacity above 1.",
      },
      spectral: { title: "spectral", doc: "The leading directions of the single-task solutions." },
      random: { title: "random", doc: "Gaussian numbers from the seed's own stream." },
    },
  }),
  steps: number({
    title: "most steps",
    doc: "Training stops here at the latest; it stops earlier at a plateau.",
    initial: 1000,
    min: 10,
    max: 20_000,
    integer: true,
    scale: "log",
  }),
} as const;

/** An optimiser by name, with the multiple of its recommended rate and the coordinates it works in. */
export type Optimiser = Pick<Values<typeof optimiserFields>, "learningRate" | "whiten"> & {
  readonly name: Values<typeof optimiserFields>["optimiser"];
};

/** The rate η that a learning rate of 1 stands for. */
export const recommendedRate = { gradientDescent: 0.9, momentum: 0.5, nesterov: 0.5, adam: 0.03 } as const;

/** β of `momentum`. */
export const MOMENTUM = 0.9;
/** β₁, β₂ and ε of `adam`. Source: Kingma & Ba 2015, with a shorter memory of squares. */
export const ADAM = { beta1: 0.9, beta2: 0.99, epsilon: 1e-7 } as const;

/** η: the recommended rate of the optimiser times the learning rate. */
export function rate({ name, learningRate }: Optimiser): number {
  return recommendedRate[name] * learningRate;
}
