// The deliberate errors of mutations.mjs: in a file, one text in place of another, and which tests are to notice.

/** @typedef {{ file: string, error: string, from: string, to: string, project: "node" | "browser", tests: string[] }} Mutation */

const engines = "src/engines/";
const kernels = `${engines}wasm/kernels/`;
const onWasm = [`${engines}wasm.test.ts`];
const onCpu = ["halfLoss", "engines", "exact", "coordinates"].map((name) => `${engines}${name}.test.ts`);
const onAligned = ["aligned", "members"].map((name) => `${engines}${name}.test.ts`);
const onInputs = [...onAligned, "src/core/solvers/alignedInputs.test.ts", "src/core/metrics/metrics.test.ts"];
const onForms = ["forms", "layout"].map((name) => `${engines}webgpu/${name}.test.ts`);
const onGpu = [`${engines}webgpu.browser.test.ts`];

/** @type {(file: string, error: string, from: string, to: string) => Mutation} */
const wasm = (file, error, from, to) => ({ file: kernels + file, error, from, to, project: "node", tests: onWasm });
/** @type {(file: string, error: string, from: string, to: string) => Mutation} */
const cpu = (file, error, from, to) => ({ file: engines + file, error, from, to, project: "node", tests: onCpu });
/** @type {(file: string, error: string, from: string, to: string) => Mutation} */
const aligned = (file, error, from, to) => ({
  file: `src/${file}`,
  error,
  from,
  to,
  project: "node",
  tests: onAligned,
});
/** @type {(file: string, error: string, from: string, to: string) => Mutation} */
const inputs = (file, error, from, to) => ({ ...aligned(file, error, from, to), tests: onInputs });
/** @type {(file: string, error: string, from: string, to: string) => Mutation} */
const form = (file, error, from, to) => ({
  file: `${engines}webgpu/${file}`,
  error,
  from,
  to,
  project: "node",
  tests: onForms,
});
/** @type {(file: string, error: string, from: string, to: string) => Mutation} */
const wgsl = (file, error, from, to) => ({
  file: `${engines}webgpu/${file}`,
  error,
  from,
  to,
  project: "browser",
  tests: onGpu,
});
/** @type {(error: string, from: string, to: string) => Mutation} */
const webgpu = (error, from, to) => ({
  file: `${engines}webgpu.ts`,
  error,
  from,
  to,
  project: "browser",
  tests: onGpu,
});
/** @type {(error: string, from: string, to: string) => Mutation} */
const tfjs = (error, from, to) => ({
  file: `${engines}tfjs.ts`,
  error,
  from,
  to,
  project: "browser",
  tests: [`${engines}engines.browser.test.ts`],
});

/** @type {readonly Mutation[]} */
export const mutations = [
  wasm(
    "vectors.ts",
    "the sum of four forgets one",
    "(f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3))",
    "f32x4.extract_lane(v, 1)",
  ),
  wasm("vectors.ts", "widths are not padded", "return (n + 3) & ~3;", "return n;"),
  wasm(
    "vectors.ts",
    "the last four of a strip are read from the four before",
    "v128.load(row, 64)",
    "v128.load(row, 48)",
  ),
  wasm(
    "vectors.ts",
    "what is left of a row is read from its beginning",
    "v128.load(load<usize>(notes) + at)",
    "v128.load(load<usize>(notes))",
  ),
  wasm(
    "change.ts",
    "a row has the numbers of the one before",
    "b1 = f64x2.add(b1, f64x2.mul(x1, w));",
    "b1 = f64x2.add(b1, f64x2.mul(x0, w));",
  ),
  wasm(
    "relu.ts",
    "every block has the labels of the first",
    "residuals(model, task.y + bytes(n), x + head, count, total)",
    "residuals(model, task.y, x + head, count, total)",
  ),
  wasm(
    "logistic.ts",
    "the last block is a whole one",
    "const count = min(BLOCK, task.rows - n);",
    "const count = BLOCK;",
  ),
  wasm(
    "vectors.ts",
    "the residual adds b",
    "f32x4.sub(fourRows(M, v, n), v128.load(b + at))",
    "f32x4.add(fourRows(M, v, n), v128.load(b + at))",
  ),
  wasm(
    "losses.ts",
    "the shifted loss adds what it should take away",
    "(dot(e, s, d) - dot(e, rho, d))",
    "(dot(e, s, d) + dot(e, rho, d))",
  ),
  wasm("losses.ts", "the gradient is not set to 0 first", "memory.fill(model.g, 0, bytes(model.size));", ""),
  wasm("relu.ts", "a dead unit has a gradient", "f32x4.gt(v, zero)", "f32x4.ge(v, zero)"),
  wasm("relu.ts", "the ridge forgets the size of the head", "factor += a * a;", "factor += a;"),
  wasm("logistic.ts", "half the slope is the whole slope", "f32x4.splat(-0.5)", "f32x4.splat(-1)"),
  wasm("logistic.ts", "the sign of the label is not looked at", "v128.and(label, i32x4.splat(SIGN))", "i32x4.splat(0)"),
  wasm("logistic.ts", "e^u has one term fewer", "e = horner(e, f, 1.0 / 6);", ""),
  wasm(
    "optimisers.ts",
    "the first head's norm is taken for the largest",
    "largest = max(largest, norm);",
    "if (i == 0) largest = norm;",
  ),
  wasm(
    "optimisers.ts",
    "Nesterov never restarts",
    "model.count = uphill > 0 ? 0 : model.count + 1;",
    "model.count = model.count + 1;",
  ),
  wasm("optimisers.ts", "Nesterov begins one step late", "<f32>(model.count + 3)", "<f32>(model.count + 4)"),
  wasm("optimisers.ts", "Adam's bias of squares stays", "(1 / (1 - model.decay2))", "1"),
  wasm(
    "optimisers.ts",
    "momentum forgets nothing",
    "multiplyAdd(beta, v128.load(v + at), D)",
    "f32x4.add(v128.load(v + at), D)",
  ),
  wasm("vectors.ts", "the fused module takes products away", "relaxed_madd", "relaxed_nmadd"),
  wasm("model.ts", "memory that is given again is not cleared", "memory.fill(start, 0, size);", ""),
  wasm("kernels.ts", "a loss that is not finite is one step late", "return n;\n", "return n + 1;\n"),

  cpu(
    "halfLoss.ts",
    "the loss on statistics takes c'h once",
    "(dot(c, residual) - dot(c, h) + yy) / 2",
    "(dot(c, residual) + yy) / 2",
  ),
  cpu(
    "halfLoss.ts",
    "a head's gradient sees the wrong unit",
    "g[head + j] += residual[n] * x[n * r + j];",
    "g[head + j] += residual[n] * x[n * r];",
  ),
  cpu("halfLoss.ts", "a dead unit has a gradient", "margins[j] > 0 ? residuals", "margins[j] >= 0 ? residuals"),
  cpu("cpu.ts", "gradients are not normalised by √F", "Math.sqrt(Math.max(LEAST_LOSS, 2 * half))", "0"),
  cpu(
    "cpu.ts",
    "module and heads exchange their norms",
    "(j < sizeB ? heads : module)",
    "(j < sizeB ? module : heads)",
  ),
  cpu("cpu.ts", "Nesterov never restarts", "n = uphill > 0 ? 0 : n + 1;", "n = n + 1;"),
  cpu("exact.ts", "twins are solved with the joint capacity", "solve({ ...part, r: 1 })", "solve(problem)"),
  cpu("coordinates.ts", "labels are not scaled for two classes", 'kind === "logistic" ? 2 * total : total', "total"),

  aligned(
    "engines/coordinates.ts",
    "the ridge does not see the alignment",
    "(R ? multiply(R[i], ridgeRows) : ridgeRows)",
    "ridgeRows",
  ),
  aligned(
    "engines/coordinates.ts",
    "samples are not aligned",
    "R ? multiply(unaligned, R[i]) : unaligned",
    "unaligned",
  ),
  aligned(
    "engines/coordinates.ts",
    "Ĝ is that of the inputs as they are",
    "return R ? congruence(P, R[i]) : P;",
    "return P;",
  ),
  aligned(
    "engines/coordinates.ts",
    "ĥ is that of the inputs as they are",
    "R ? transposeMultiplyVector(R[i], c) : c",
    "c",
  ),
  aligned("engines/coordinates.ts", "a singular P is not lifted", "ridge > 0 && !R;", "ridge > 0;"),
  aligned("engines/coordinates.ts", "the model leaves without its alignment", "...(R && { R })", ""),
  aligned("engines/members.ts", "a task keeps its coordinates when its alignment changes", "R === otherR", "true"),
  aligned("core/solvers/problem.ts", "every twin has the first task's alignment", "[problem.R[i]]", "[problem.R[0]]"),
  aligned("core/solvers/problem.ts", "P is that of the inputs as they are", "congruence(P, R[i])", "P"),
  aligned("core/model.ts", "the losses forget the alignment", "{ B, A, R };", "{ B, A };"),
  aligned("core/model.ts", "predictors are those of inputs as they are", "R ? multiply(R[i], B) : B", "B"),
  inputs("core/solvers/alignment.ts", "the proximity does not know the weight", "mu / alpha[i]", "mu"),
  inputs("core/solvers/alignment.ts", "the ridge does not know the weight", "ridge / alpha[i]", "ridge"),
  inputs("core/solvers/alignment.ts", "R turns the joint predictor into the difference", "(value - v[i])", "value"),
  inputs("core/solvers/alignedInputs.ts", "every task is aligned as the first", "Of(problem, i, ", "Of(problem, 0, "),
  inputs("core/solvers/alignedInputs.ts", "R turns the first predictor", "predictor(joint, i)", "predictor(joint, 0)"),
  inputs("core/solvers/alignedInputs.ts", "inputs are aligned for each task alone", "joint, mu) };", "joint, 0) };"),
  inputs("core/solvers/alignedInputs.ts", "inputs are aligned without ridge", "ridge > 0 && ", "ridge >= 0 && "),
  inputs("core/solvers/alignedInputs.ts", "every model's inputs are aligned", '=== "linear"', '!== "logistic"'),
  inputs("core/metrics/alignedGap.ts", "the gap does not know μ", "0, B, mu)", "0, B, 100)"),
  wasm("relu.ts", "every task has the ridge of the first", "taskOf(model, from)", "taskOf(model, 0)"),

  wgsl("linear.wgsl", "the loss at θ is left out", "loss += statistics[known + 2u * uniforms.quads].x;", ""),
  wgsl("linear.wgsl", "a column of Ĝ is read twice", "statistics[at + uniforms.quads] * c.y", "statistics[at] * c.y"),
  wgsl("predictor.wgsl", "the origin is added", "var c = -origin(i, quad);", "var c = origin(i, quad);"),
  wgsl(
    "descent.wgsl",
    "the first head's norm is taken for the largest",
    "largest = max(largest, squares);",
    "if (i == 0u) { largest = squares; }",
  ),
  wgsl("descent.wgsl", "Nesterov never restarts", "select(memory.x + 1.0, 0.0, slope > 0.0)", "memory.x + 1.0"),
  wgsl(
    "model.wgsl",
    "a twin reads the joint model's pair",
    "select(uniforms.k + member - 1u, i, member == 0u)",
    "select(member - 1u, i, member == 0u)",
  ),
  wgsl("relu.wgsl", "a dead unit has a gradient", "select(vec4<f32>(), e, hidden > vec4<f32>())", "e"),
  wgsl(
    "logistic.wgsl",
    "the slope has the other branch's sign",
    "u >= vec4<f32>()) / (1.0 + small)",
    "u < vec4<f32>()) / (1.0 + small)",
  ),
  wgsl(
    "tiles.wgsl",
    "the last rows of a task have no tile",
    "(foursOf(i) + uniforms.tile - 1u) / uniforms.tile",
    "foursOf(i) / uniforms.tile",
  ),
  wgsl("tiles.wgsl", "tiles are counted of one task only", "tile += tilesOf(before);", "tile = tilesOf(before);"),
  wgsl(
    "tiles.wgsl",
    "F has no more tiles than threads",
    "tile < firstTile(tasks); tile += THREADS",
    "tile < min(THREADS, firstTile(tasks)); tile += THREADS",
  ),
  wgsl("tile.wgsl", "every tile has the rows of the first", "min(tile * uniforms.tile, foursOf(i))", "0u"),
  wgsl("tile.wgsl", "a tile has the rows of the next ones too", "min(start + uniforms.tile, foursOf(i))", "foursOf(i)"),
  wgsl("tile.wgsl", "the second task begins with the tile that it has in the model", "tile -= tilesOf(i);", ""),
  wgsl("tile.wgsl", "the gradient is taken at the parameters", "look(result[control].x);", "look(0.0);"),
  wgsl("tile.wgsl", "F has the rows of one thread", "thread < THREADS;", "thread < 1u;"),
  wgsl(
    "reluTiles.wgsl",
    "a head moves with the rows of all tasks",
    "sumOfTiles(firstTile(i), firstTile(i + 1u), moduleQuads()",
    "sumOfTiles(0u, firstTile(tasks), moduleQuads()",
  ),
  wgsl("reluTiles.wgsl", "only the first four hidden units are active", "4u * (item % headQuads())", "0u"),
  wgsl(
    "reluTiles.wgsl",
    "a thread does not wait for the hidden units of others",
    "  storageBarrier();\n  var loss = 0.0;",
    "  var loss = 0.0;",
  ),
  wgsl(
    "logisticTiles.wgsl",
    "each tile leaves the slope of all rows",
    "backward(i, start, end, quad)",
    "backward(i, 0u, foursOf(i), quad)",
  ),
  wgsl(
    "logisticTiles.wgsl",
    "every task has the slope of the first",
    "sumOfTiles(firstTile(i), firstTile(i + 1u), quad)",
    "sumOfTiles(0u, firstTile(1u), quad)",
  ),
  wgsl(
    "descent.ts",
    "a slice in tiles is one step",
    "run(backend, calls(form, 1), steps)",
    "run(backend, calls(form, 1))",
  ),
  wgsl("descent.ts", "tiles are believed untested", 'await tested(kind, "tiled");', ""),
  webgpu("tiles are tried on a software adapter", "device.info.isFallbackAdapter || ", ""),
  webgpu("the faster form is forgotten", "faster.set(name, form)", "form"),
  form("forms.ts", "the slower form goes on", "Math.min(...times.tiled) <", "Math.min(...times.tiled) >"),
  form("forms.ts", "slices before the trial count", 'if (state !== "open") return;', ""),
  form("forms.ts", "the first slice decides", "const SLICES = 6;", "const SLICES = 1;"),
  form("layout.ts", "a tile has no room for the heads", "r * quads + k * heads, most", "r * quads, most"),

  tfjs(
    "the heads' norm is summed over tasks",
    "toModels(tf.sum(tf.square(A), [2, 3]), tf.max)",
    "toModels(tf.sum(tf.square(A), [2, 3]), tf.sum)",
  ),
  tfjs(
    "Nesterov never restarts",
    "tf.where(tf.greater(uphill, 0), tf.zerosLike(count), tf.add(count, 1))",
    "tf.add(count, 1)",
  ),
];
