/** Errors averaged over the tasks that are judged: where all tasks are targets, none of them stands for the others. */
import { predictor } from "../model.ts";
import { solveSharedModule } from "../solvers/sharedModule.ts";
import { error, errorRaw } from "./error.ts";
import type { Metric, Run } from "./metric.ts";

/** Mean over the judged tasks of (θ̂−θ)'Σ(θ̂−θ), jointly, alone, and their difference. Source: SPEC 10.11. */
export const risk: Metric = {
  title: "excess risk, trained jointly",
  unit: "",
  doc: "(θ̂−θ)'Σ(θ̂−θ) on the population, averaged over the tasks that are judged.",
  source: "SPEC (5.1), 10.11",
  measure: (run) => overJudged(run, (i) => errorRaw(run.problem.tasks[i], predictor(run.joint, i))),
};

/** The same of the single-task twins. */
export const stlRisk: Metric = {
  title: "excess risk, trained alone",
  unit: "",
  doc: "(θ̂−θ)'Σ(θ̂−θ) of the single-task twins, averaged over the tasks that are judged.",
  source: "SPEC (5.1), 10.11",
  measure: (run) => overJudged(run, (i) => errorRaw(run.problem.tasks[i], predictor(run.alone[i], 0))),
};

/** risk − stlRisk: below 0 sharing helps on average. */
export const riskGap: Metric = {
  title: "gap of the excess risk",
  symbol: "Δ",
  unit: "",
  doc: "The mean excess risk trained jointly, minus that of the single-task twins. Below 0 sharing helps.",
  source: "SPEC 10.11",
  measure: (run) => risk.measure(run) - stlRisk.measure(run),
};

/** Mean over the judged tasks of the normalised error, jointly. Source: SPEC 10.6. */
export const meanError: Metric = {
  title: "mean error, trained jointly",
  unit: "",
  doc: "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ on the population, averaged over the tasks that are judged.",
  source: "SPEC (5.1), 10.6",
  measure: (run) => overJudged(run, (i) => error(run.problem.tasks[i], predictor(run.joint, i))),
};

/** Mean over the judged tasks of the normalised error, alone. */
export const meanStlError: Metric = {
  title: "mean error, trained alone",
  unit: "",
  doc: "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ of the single-task twins, averaged over the tasks that are judged.",
  source: "SPEC (5.1), 10.6",
  measure: (run) => overJudged(run, (i) => error(run.problem.tasks[i], predictor(run.alone[i], 0))),
};

/** What the task weights change: the mean error with α, minus that of the optimum with α = 1. Source: SPEC 10.6. */
export const weightingGap: Metric = {
  title: "gap to uniform weights",
  symbol: "Δ",
  unit: "",
  doc: "The mean error with these task weights, minus that of the exact optimum with uniform ones. Below 0 they help.",
  source: "the paper, section 3.3; SPEC 10.6",
  measure: (run) => meanError.measure(run) - meanError.measure(unweighted(run)),
};

/** Mean over the judged tasks of each task's measure. */
function overJudged({ problem: { tasks } }: Run, measure: (i: number) => number): number {
  const judged = [...tasks.keys()].filter((i) => tasks[i].role === "target");
  return judged.reduce((sum, i) => sum + measure(i), 0) / judged.length;
}

/** The run of the same tasks whose joint model is the optimum with α = 1. */
function unweighted(run: Run): Run {
  const problem = { ...run.problem, alpha: new Float64Array(run.problem.tasks.length).fill(1) };
  return { ...run, problem, joint: { ...run.joint, ...solveSharedModule(problem) } };
}
