/** Tasks for tests: the golden linear cases, and random ones. */
import { type Matrix, fromRows, identity, matrix } from "../linalg/matrix.ts";
import { normals } from "../random.ts";
import type { Task } from "../task.ts";

/** A golden linear case: input, and what an independent program expects. `null` means not unique: do not compare. */
export interface LinearCase {
  readonly name: string;
  readonly shared_X: boolean;
  readonly alpha: readonly number[];
  readonly X: readonly (readonly number[])[][];
  readonly y: readonly (readonly number[])[];
  readonly expect: {
    readonly stl: readonly (readonly number[])[];
    readonly stl_ridge: { readonly lam: number; readonly theta: readonly (readonly number[])[] };
    readonly similarity: readonly {
      readonly [K in "i" | "j" | "score" | "r1" | "r2" | "normalised"]: number;
    }[];
    readonly principal_angles_rad: readonly {
      readonly i: number;
      readonly j: number;
      readonly ri: number;
      readonly rj: number;
      readonly angles: readonly number[];
    }[];
    readonly mtl_r1?: Optimum;
    readonly mtl_r1_ridge?: Optimum & { readonly lam: number };
    readonly alg1_task0?: {
      readonly lam: number;
      readonly B: readonly number[];
      readonly by_mu: Readonly<Record<string, readonly number[]>>;
      readonly mu_inf: readonly number[];
    };
    readonly prop3?: Readonly<
      Record<
        "unweighted" | "alpha",
        { readonly weights: readonly number[]; readonly by_r: Readonly<Record<string, { readonly loss: number }>> }
      >
    >;
    readonly mtl_r_ge_k_loss: number;
  };
}

interface Optimum {
  readonly alpha: readonly number[];
  readonly loss: number;
  readonly T: readonly (readonly number[])[] | null;
}

const files: Record<string, LinearCase> = import.meta.glob("./linear_*.json", { eager: true, import: "default" });
export const linearCases = Object.values(files);

/** The tasks of a golden case. */
export function tasksOf({ X, y }: LinearCase): Task[] {
  return X.map((rows, i) => taskOf(fromRows(rows), Float64Array.from(y[i])));
}

/** A task with the given data; its population is isotropic and its truth 0, for tests that need neither. */
export function taskOf(X: Matrix, y: Float64Array, theta: Float64Array = new Float64Array(X.columns)): Task {
  const d = X.columns;
  const population = { axes: identity(d), variances: new Float64Array(d).fill(1), signal: [0] };
  return { role: "target", X, y, theta, Sigma: identity(d), population, noise: new Float64Array(X.rows) };
}

/** A task of m Gaussian rows in d dimensions and Gaussian labels; the same for the same seed. */
export function randomTask(seed: number, m: number, d: number): Task {
  return taskOf(randomMatrix(seed, m, d), normals(seed, 1001, m), normals(seed, 1002, d));
}

/** A rows×columns matrix of standard normals; the same for the same seed. */
export function randomMatrix(seed: number, rows: number, columns: number): Matrix {
  return matrix(rows, columns, normals(seed, 1000, rows * columns));
}
