/**
 * Two classes in the plane, the paper's Figure 2: the target's few points lie all around its boundary; the source's do so
 * in part, and in part they lie in two tight clusters far from any boundary, which say little about it. No label of the
 * source need be wrong for it to mislead.
 *
 * The target has x ~ N(0, I) and θ₁ = (0, 1). The source has θ₂, which is θ₁ turned by δ; each of its points is with
 * probability β like one of the target's, x ~ N(0, I), and else of the clusters: x = ±2.5 u + 0.3 z, z ~ N(0, I), with u
 * being θ₁ turned by δ + 45° in the same sense and both signs equally likely. Labels y = 1[x'θ + ε > 0], ε ~ N(0, σ²),
 * without bias. β = 1 is task 2 of Figure 2 and β = 0 its task 3. SPEC leaves the sense of turning open: here both are
 * anticlockwise, and by symmetry nothing depends on it. Its FIG2 has σ = 0.
 *
 * Streams: rows 11 of the target; of the source 12 as it would be at β = 1 and 13 (z) at β = 0; from 5 two uniforms a
 * point, which say whether it is like the target's (where below β) and on which side else; noise 21 and 22. So a point
 * that is of a cluster at one β is the same at every smaller one. Before them the source has the points that were painted,
 * whose labels have no noise. The covariance of the source, β I + (1 − β)(2.5² u u' +
 * 0.3² I), is that of its law, which is not a normal one where β < 1. Source: the paper, Figure 2; SPEC (9.2).
 */
import type { Values } from "../fields.ts";
import { addScaled, fromRows, matrix, row, scaled } from "../linalg/matrix.ts";
import { parsePoints } from "../points.ts";
import { normals, streams, uniforms } from "../random.ts";
import { type Population, type Task, covariance } from "../task.ts";
import { boundaryDescription } from "./descriptions/boundary.ts";
import type { Family } from "./family.ts";
import { classLabels } from "./labels.ts";
import { isotropic } from "./lowRank.ts";
import { sampleTask } from "./misaligned.ts";

type Settings = Values<typeof boundaryDescription.fields>;

/** The clusters: their distance from the origin, their spread, and the angle of u beyond the source's parameter. */
const CLUSTER = { distance: 2.5, spread: 0.3, angle: 45 } as const;
/** The stream of what each source point is; 0 … 4 belong to other families. */
const CHOICES = 5;
const SOURCE = 2;
const PLANE = 2;

/** Its target first, then its source; delta is in degrees, as in every setting. */
export const boundary: Family<typeof boundaryDescription.fields> = {
  ...boundaryDescription,
  population: (settings) => [isotropic(PLANE), sourcePopulation(settings)],
  sample: (settings, seed) => {
    const theta = turned(0);
    const target = { role: "target", law: isotropic(PLANE), theta, m: settings.mTarget, stream: 1 } as const;
    return [sampleTask(target, settings.sigma, seed, classLabels), sampleSource(settings, seed)];
  },
};

function sampleSource(settings: Settings, seed: number): Task {
  const { beta, delta, mSource: m, sigma: deviation } = settings;
  const painted = (parsePoints(settings.painted) ?? []).map((point) => Float64Array.from(point));
  const [theta, u] = [turned(delta), turned(delta + CLUSTER.angle)];
  const alike = matrix(m, PLANE, normals(seed, streams.rows + SOURCE, PLANE * m));
  const around = matrix(m, PLANE, normals(seed, streams.rows + SOURCE + 1, PLANE * m));
  const choices = matrix(m, 2, uniforms(seed, CHOICES, 2 * m));
  const drawn = Array.from({ length: m }, (_, n) => {
    const [likeTarget, side] = row(choices, n);
    if (likeTarget < beta) return row(alike, n);
    const x = scaled(CLUSTER.spread, row(around, n));
    addScaled(x, side < 0.5 ? CLUSTER.distance : -CLUSTER.distance, u);
    return x;
  });
  const X = fromRows([...painted, ...drawn]);
  const noise = new Float64Array(X.rows);
  noise.set(scaled(deviation, normals(seed, streams.noise + SOURCE, m)), painted.length);
  const law = sourcePopulation(settings);
  return { role: "source", X, y: classLabels(X, theta, noise), theta, Sigma: covariance(law), population: law, noise };
}

/** Along u and across it; where the clusters are, u is the direction that the source shows. */
function sourcePopulation({ beta, delta }: Settings): Population {
  const [u, across] = [turned(delta + CLUSTER.angle), turned(delta + CLUSTER.angle + 90)];
  const within = beta + (1 - beta) * CLUSTER.spread ** 2;
  return {
    axes: fromRows([0, 1].map((i) => [u[i], across[i]])),
    variances: Float64Array.of(within + (1 - beta) * CLUSTER.distance ** 2, within),
    signal: beta < 1 ? [0] : [],
  };
}

/** The target's parameter (0, 1) turned anticlockwise. */
function turned(degrees: number): Float64Array {
  const angle = (degrees * Math.PI) / 180;
  return Float64Array.of(0 - Math.sin(angle), Math.cos(angle));
}
