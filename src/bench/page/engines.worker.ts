/** The project's own engines, through the interface that the page uses; and the float64 references. */
import { addScaled, matrix } from "../../core/linalg/matrix.ts";
import type { Engine } from "../../engines/engine.ts";
import { halfLossOnData, halfLossOnStatistics } from "../../engines/halfLoss.ts";
import { loadEngine } from "../../engines/load.ts";
import { createEngine } from "../../engines/webgpu.ts";
import { type Open, type Training, answerRequests } from "./contender.ts";
import { trainOnData } from "./linearOnData.ts";
import { RATE, ensembleOf, given, lossesOf } from "./sizes.ts";

const optimiser = { name: "gradientDescent", learningRate: 1, whiten: false } as const;

/** An engine's own gradient descent: its steps are normalised (optimiser.ts), which costs it a little more than plain ones. */
function ofEngine(load: () => Promise<Engine>): Open {
  return async (size) => {
    const { ensemble, start } = ensembleOf(size);
    const engine = await load();
    const run = engine.train(ensemble, { optimiser, start, signal: new AbortController().signal });
    await run.next();
    return {
      seeds: ensemble.seeds.length,
      advance: async (steps) => {
        const { value, done } = await run.next(steps);
        if (done) throw new Error("the run ended by itself");
        return lossesOf(value);
      },
      dispose: () => void run.return(),
    };
  };
}

/** Plain gradient descent in float64: what contenders are to agree with. */
const plain: Open = async (size): Promise<Training> => {
  const { members, kind, d, r, seeds, losses } = await given(size);
  const descents = members.map(({ problem, frame, start: { B, A } }) => {
    const half =
      kind === "linear" ? halfLossOnStatistics(frame.statistics(), d, r) : halfLossOnData(kind, frame.data(), d, r);
    const x = Float64Array.of(...B.data, ...A.data);
    return { x, g: new Float64Array(x.length), half, k: problem.tasks.length };
  });
  return {
    seeds,
    advance: (steps) => {
      for (const { x, g, half } of descents)
        for (let n = 0; n < steps; n++) {
          half(x, g);
          addScaled(x, -RATE, g);
        }
      const models = descents.map(({ x, k }) => ({
        B: matrix(d, r, x.slice(0, d * r)),
        A: matrix(k, r, x.slice(d * r)),
      }));
      return Promise.resolve(losses(models));
    },
    dispose: () => {},
  };
};

answerRequests({
  "reference: plain": plain,
  cpu: ofEngine(() => loadEngine("cpu")),
  tfjs: ofEngine(() => loadEngine("tfjs")),
  wasm: ofEngine(() => loadEngine("wasm")),
  webgpu: ofEngine(() => loadEngine("webgpu")),
  "webgpu, two dispatches a step": ofEngine(() => createEngine("tiled")),
  "webgpu, linear on data": (size) => {
    const { ensemble, start } = ensembleOf(size);
    return trainOnData(ensemble, { optimiser, start, signal: new AbortController().signal });
  },
});
