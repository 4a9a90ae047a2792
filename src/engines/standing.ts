/** Where a run stands: the parameters of all its models in one array, cheap enough to be told with every report. */
import { matrix } from "../core/linalg/matrix.ts";
import type { Problem } from "../core/solvers/problem.ts";
import type { SeedSnapshot, Start } from "./engine.ts";

export interface Standing {
  readonly step: number;
  /** Of every seed the joint model, then its twins; of each B, then A. */
  readonly numbers: Float64Array;
}

/** Where a run with these snapshots stands. */
export function standing(snapshots: readonly SeedSnapshot[]): Standing {
  const parts = snapshots.flatMap(({ joint, alone }) => [joint, ...alone].flatMap(({ B, A }) => [B.data, A.data]));
  const numbers = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    numbers.set(part, at);
    at += part.length;
  }
  return { step: snapshots[0].joint.step, numbers };
}

/** What of the standing of so many seeds is a share's. */
export function shareOf(
  { step, numbers }: Standing,
  seeds: number,
  { part, parts }: { readonly part: number; readonly parts: number },
): Standing {
  const size = numbers.length / seeds;
  const own = Array.from({ length: seeds }, (_, n) => n).filter((n) => n % parts === part);
  return {
    step,
    numbers: Float64Array.from(own.flatMap((n) => Array.from(numbers.subarray(n * size, (n + 1) * size)))),
  };
}

/** The standing of all seeds from that of every share, whose numbers of seeds are given. Undoes `shareOf`. */
export function allOf(shares: readonly Standing[], seeds: readonly number[]): Standing {
  const parts = shares.length;
  const count = seeds.reduce((a, b) => a + b, 0);
  const size = shares[0].numbers.length / seeds[0];
  const numbers = new Float64Array(count * size);
  for (let n = 0; n < count; n++) {
    const at = Math.floor(n / parts);
    numbers.set(shares[n % parts].numbers.subarray(at * size, (at + 1) * size), n * size);
  }
  return { step: shares[0].step, numbers };
}

/** The initial values, one per problem, of a run that goes on from there. Optimisers begin anew. */
export function startsFrom({ numbers }: Standing, problems: readonly Problem[]): readonly Start[] {
  let at = 0;
  const next = (rows: number, columns: number): Start["B"] => {
    const from = at;
    at += rows * columns;
    return matrix(rows, columns, numbers.slice(from, at));
  };
  return problems.map(({ tasks, r }) => {
    const [d, k] = [tasks[0].X.columns, tasks.length];
    const joint = { B: next(d, r), A: next(k, r) };
    return { ...joint, alone: tasks.map(() => ({ B: next(d, r), A: next(1, r) })) };
  });
}
