/** What takes part in the benchmark's page, and how it is asked. */
import { type Size, type SizeName, sizes } from "./sizes.ts";

/** Models of one size on their way down. */
export interface Training {
  /** Models that are trained: all that were asked for, or only the first, one after another being the way that is measured. */
  readonly seeds: number;
  /** Makes so many steps and reads back what they led to: the loss of every model in float64, as `lossesOf` has them. */
  readonly advance: (steps: number) => Promise<readonly number[]>;
  readonly dispose: () => void;
}

/** Starts the training of a size from its start; everything that it needs is uploaded when this resolves. */
export type Open = (size: Size) => Promise<Training>;

export type Request =
  | { readonly kind: "open"; readonly contender: string; readonly size: SizeName; readonly models: number }
  | { readonly kind: "advance"; readonly contender: string; readonly steps: number }
  | { readonly kind: "close"; readonly contender: string };

export type Answer =
  | { readonly seeds: number; readonly losses: readonly number[]; readonly ms: number }
  | { readonly failure: string };

/** In a worker: answers requests, one after another, for its contenders. Only the work itself is timed. */
export function answerRequests(contenders: Readonly<Record<string, Open>>): void {
  const open = new Map<string, Training>();
  let last: Promise<unknown> = Promise.resolve();
  const handle = async (request: Request): Promise<Answer> => {
    const { contender } = request;
    switch (request.kind) {
      case "open": {
        const training = await contenders[contender]({ ...sizes[request.size], seeds: request.models });
        open.set(contender, training);
        return { seeds: training.seeds, losses: [], ms: 0 };
      }
      case "advance": {
        const training = required(open.get(contender));
        const started = performance.now();
        const losses = await training.advance(request.steps);
        return { seeds: training.seeds, losses, ms: performance.now() - started };
      }
      case "close": {
        open.get(contender)?.dispose();
        open.delete(contender);
        return { seeds: 0, losses: [], ms: 0 };
      }
    }
    request satisfies never;
  };
  addEventListener("message", ({ data, ports: [port] }: MessageEvent<Request>) => {
    last = last.then(async () => {
      const answer = await handle(data).catch((error: unknown) => ({
        failure: error instanceof Error ? error.message : String(error),
      }));
      port.postMessage(answer satisfies Answer);
    });
  });
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a contender must be opened before it advances");
  return value;
}
