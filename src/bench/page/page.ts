/**
 * The benchmark's page: every contender trains every size, taking turns, each in a worker of its library's own. One page,
 * so that whatever else the machine does meets them all alike.
 */
import type { Answer, Request } from "./contender.ts";
import { contenders } from "./contenders.ts";
import { type SizeName, sizes } from "./sizes.ts";

/** What one contender's rounds came to at one size. */
export interface Turns {
  readonly contender: string;
  /** Models that it trained. */
  readonly models: number;
  /** Milliseconds for a step of all models of the size, round by round; empty if it failed. */
  readonly times: readonly number[];
  /** Steps of one round. */
  readonly steps: number;
  /** The largest relative difference of a model's loss from float64's, after the same steps from the same start. */
  readonly agreement: number;
  /** Why it did not run. */
  readonly failure?: string;
}

export interface Plan {
  readonly rounds: number;
  /** Steps after which losses are compared. */
  readonly compared: number;
  /** Milliseconds that a turn should last. */
  readonly turn: number;
  /** Models of an ensemble that are trained at most; what a step of all takes is scaled from these. */
  readonly models: number;
}

const workers = {
  tfjs: new Worker(new URL("tfjs.worker.ts", import.meta.url), { type: "module" }),
  jax: new Worker(new URL("jax.worker.ts", import.meta.url), { type: "module" }),
  engines: new Worker(new URL("engines.worker.ts", import.meta.url), { type: "module" }),
} as const;

export type WorkerName = keyof typeof workers;

async function ask(worker: WorkerName, request: Request): Promise<Exclude<Answer, { failure: string }>> {
  const answer = await new Promise<Answer>((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    workers[worker].onerror = (event) => reject(new Error(event.message));
    workers[worker].postMessage(request, [port2]);
  });
  if ("failure" in answer) throw new Error(answer.failure);
  return answer;
}

/** The losses that contenders are compared with, after so many steps: by plain descent, and by the engines' own. */
async function references(
  size: SizeName,
  models: number,
  steps: number,
): Promise<Record<"plain" | "ours", readonly number[]>> {
  const run = async (contender: string): Promise<readonly number[]> => {
    await ask("engines", { kind: "open", contender, size, models });
    const { losses } = await ask("engines", { kind: "advance", contender, steps });
    await ask("engines", { kind: "close", contender });
    return losses;
  };
  return { plain: await run("reference: plain"), ours: await run("cpu") };
}

function apart(found: readonly number[], right: readonly number[]): number {
  return Math.max(...found.map((loss, i) => Math.abs(loss / right[i] - 1)));
}

/** Every contender at one size. `note` is told what is going on. */
async function contest(size: SizeName, plan: Plan): Promise<readonly Turns[]> {
  const asked = Math.min(sizes[size].seeds, plan.models);
  const right = await references(size, asked, plan.compared);
  const all: {
    name: string;
    worker: WorkerName;
    steps: number;
    models: number;
    times: number[];
    agreement: number;
    failure?: string;
  }[] = [];
  for (const { name, worker, rule, reports, takesPart } of contenders) {
    if (!takesPart(size)) continue;
    note(`${size}: ${name}`);
    const one = { name, worker, steps: 1, models: 0, times: [] as number[], agreement: NaN };
    all.push(one);
    try {
      const { seeds } = await ask(worker, { kind: "open", contender: idOf(name), size, models: asked });
      one.models = seeds;
      const { losses, ms } = await ask(worker, { kind: "advance", contender: idOf(name), steps: plan.compared });
      one.agreement = apart(losses, right[rule]);
      // Where the steps that were compared took long, compiling weighs little and one of them fills a turn.
      const wanted = sizes[size].steps;
      const least = reports ? wanted : 1;
      if (ms / plan.compared < plan.turn || least > 1)
        one.steps = await calibrated(worker, idOf(name), { wanted, least, turn: plan.turn });
    } catch (error) {
      Object.assign(one, { failure: error instanceof Error ? error.message : String(error) });
    }
  }
  for (let round = 0; round < plan.rounds; round++)
    for (const one of all) {
      if (one.failure !== undefined) continue;
      note(`${size}, round ${round + 1} of ${plan.rounds}: ${one.name}`);
      try {
        const { ms } = await ask(one.worker, { kind: "advance", contender: idOf(one.name), steps: one.steps });
        one.times.push((ms / one.steps) * (sizes[size].seeds / one.models));
      } catch (error) {
        one.failure = error instanceof Error ? error.message : String(error);
      }
    }
  for (const { name, worker } of all) await ask(worker, { kind: "close", contender: idOf(name) });
  return all.map(({ name, models, times, steps, agreement, failure }) => ({
    contender: name,
    models,
    times: failure === undefined ? times : [],
    steps,
    agreement,
    ...(failure === undefined ? {} : { failure }),
  }));
}

/** A turn may last so many times as long where a size's own steps need it, for what comes once a turn to weigh little. */
const LONGEST = 8;

/**
 * Steps that fill a turn, found on a warm contender: a cold one would look slow for ever. Never fewer than `least`, however
 * long these take.
 */
async function calibrated(
  worker: WorkerName,
  contender: string,
  { wanted, least, turn }: { readonly wanted: number; readonly least: number; readonly turn: number },
): Promise<number> {
  for (let steps = least; ; steps *= 2) {
    const { ms } = await ask(worker, { kind: "advance", contender, steps });
    if (2 * ms > LONGEST * turn || (ms >= turn && steps >= wanted)) return steps;
  }
}

function idOf(name: string): string {
  return contenders.find((one) => one.name === name)?.id ?? name;
}

declare global {
  interface Window {
    /** Exposed by whoever opened the page. */
    note?: (sentence: string) => Promise<void>;
    contest: typeof contest;
    describeAdapter: () => Promise<Record<string, unknown> | null>;
  }
}

function note(sentence: string): void {
  void window.note?.(sentence);
}

window.contest = contest;
window.describeAdapter = async () => {
  const adapter = await (navigator.gpu as GPU | undefined)?.requestAdapter();
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter, subgroupMinSize, subgroupMaxSize } =
    adapter.info;
  return { vendor, architecture, device, description, isFallbackAdapter, subgroupMinSize, subgroupMaxSize };
};
