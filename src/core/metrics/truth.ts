/** What errors on the population ask of a task's truth, computed once per task: its data must not change. */
import { dot, multiplyVector } from "../linalg/matrix.ts";
import type { Task } from "../task.ts";

type Truth = Pick<Task, "theta" | "Sigma">;

/** Σθ, d. */
export const image = oncePerTask(({ Sigma, theta }: Truth) => multiplyVector(Sigma, theta));

/** θ'Σθ: the power of the noise-free labels. Source: SPEC (5.1). */
export const power = oncePerTask((task: Truth) => dot(image(task), task.theta));

/** The same function, which remembers its answers. */
export function oncePerTask<T extends object, V>(make: (task: T) => V): (task: T) => V {
  const remembered = new WeakMap<T, V>();
  return (task) => {
    let found = remembered.get(task);
    if (found === undefined) {
      found = make(task);
      remembered.set(task, found);
    }
    return found;
  };
}
