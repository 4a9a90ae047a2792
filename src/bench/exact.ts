/** The exact core: what one slider move costs where nothing is trained. Two tasks with d = 100 and m = 1000 rows each. */
import { misaligned } from "../core/families/misaligned.ts";
import { certify } from "../core/solvers/certificate.ts";
import { landscape } from "../core/solvers/twoTasks.ts";
import { type Data, statistics } from "../core/task.ts";
import { covarianceSimilarity, leadingPrincipalAxes } from "../core/theory/covarianceSimilarity.ts";
import { sampleAngles } from "../core/theory/signalAngles.ts";
import { theorem2 } from "../core/theory/theorem2.ts";
import type { Contender } from "./measure.ts";

const settings = { kind: "phi", phi: 60, printed: false, d: 100, kappa: 20, cosine: 0.96, sigma: 2 } as const;
const drawn = misaligned.sample({ ...settings, mSource: 1000, mTarget: 1000 }, 1);
const rounds = { full: 15, quick: 5 };

const problem = (tasks: readonly Data[]): Parameters<typeof landscape>[0] => ({
  tasks,
  r: 1,
  ridge: 10,
  alpha: Float64Array.of(1, 1),
});

export const exactContenders: readonly Contender[] = [
  {
    name: "X'X and X'y of both tasks",
    rounds,
    run: () => fresh().map(statistics),
  },
  {
    name: "certified optimum of both tasks from X'X (aims at 25 ms)",
    rounds,
    run: () => {
      drawn.forEach(statistics); // remembered from the first time on
      const { relativeGap } = certify(landscape(problem(drawn)));
      if (!(relativeGap <= 1e-9)) throw new Error(`the optimum must be certified to 1e-9; got ${relativeGap}`);
    },
  },
  {
    name: "all of SPEC section 5 from the data (aims at 150 ms)",
    rounds,
    run: () => {
      const [target, source] = fresh();
      certify(landscape(problem([target, source])));
      covarianceSimilarity(leadingPrincipalAxes(target), leadingPrincipalAxes(source));
      sampleAngles(target, source);
      theorem2(source, target);
    },
  },
];

/** The same tasks as new objects, of which nothing is remembered. */
function fresh(): typeof drawn {
  const [target, source] = drawn;
  return [
    { ...target, X: { ...target.X } },
    { ...source, X: { ...source.X } },
  ];
}
