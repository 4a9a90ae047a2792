/** The script is run by the Python of this machine and compared with our own numbers; without NumPy it cannot be. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { normals, words } from "../core/random.ts";
import { runExperiment } from "../experiment.ts";
import { type Settings, defaults } from "../settings/schema.ts";
import { written } from "../text/sentence.ts";
import { numpyScript, scriptTolerance } from "./script.ts";

const LINK = "http://localhost/#transfer";

function textOf(settings: Settings): string {
  const script = numpyScript(settings, LINK);
  if ("missing" in script) throw new Error(written(script.missing));
  return script.text;
}

/** What Python prints of a program; throws what it complains of. */
function python(program: string): string {
  const { status, stdout, stderr } = spawnSync("python3", ["-"], { input: program, encoding: "utf8" });
  if (status !== 0) throw new Error(`python3: ${stderr}`);
  return stdout;
}

async function exactRows(settings: Settings): Promise<readonly (readonly [number, number, number])[]> {
  const rows: (readonly [number, number, number])[] = [];
  for await (const report of runExperiment(settings, "exact", new AbortController().signal))
    for (const { seed, stlError, transferGap } of report.rows)
      rows.push([Number(seed), Number(stlError), Number(transferGap)]);
  return rows;
}

const experiments: Readonly<Record<string, Partial<Settings>>> = {
  "an angle, LIVE": { preset: "live", kind: "phi", phi: 60, mSource: 150, seeds: 2 },
  "the same covariance, weighted by sample size": { preset: "mini", kind: "2", weighting: "bySampleSize", seeds: 2 },
  "an orthogonal source, PAPER": { preset: "paper", kind: "3", mSource: 200, seed: 7, seeds: 2 },
  "a random rotation": { preset: "mini", kind: "4", mSource: 40, seeds: 2 },
  "a rotation as printed": { preset: "mini", kind: "4", printed: true, mSource: 100, seeds: 2 },
  "a strong signal with hardly a ridge": { preset: "paper", kappa: 1000, ridge: 0.01, kind: "4", seeds: 2 },
  "few dimensions, much data": { preset: "mini", kind: "phi", phi: 33.5, d: 5, mTarget: 12, ridge: 0.1, seeds: 2 },
};

const settingsOf = (change: Partial<Settings>): Settings => ({ ...defaults({}, change.preset), ...change });

const hasNumpy = spawnSync("python3", ["-c", "import numpy"]).status === 0;

describe.skipIf(!hasNumpy)("the NumPy script (skipped where python3 cannot import numpy)", () => {
  for (const [name, change] of Object.entries(experiments))
    it(`gives the page's numbers for ${name}`, async () => {
      const settings = settingsOf(change);
      const printed = python(textOf(settings));
      const found = Array.from(printed.matchAll(/^seed (\d+): NMSE alone (\S+), transfer gap (\S+)$/gm), (match) =>
        match.slice(1).map(Number),
      );
      const expected = await exactRows(settings);
      expect(found.map(([seed]) => seed)).toEqual(expected.map(([seed]) => seed));
      for (const [i, [, error, gap]] of expected.entries()) {
        expect(Math.abs(found[i][1] - error) / Math.abs(error)).toBeLessThan(scriptTolerance(settings));
        expect(Math.abs(found[i][2] - gap) / Math.abs(gap)).toBeLessThan(scriptTolerance(settings));
      }
    });

  it("draws the page's integers exactly and its normals to 1e-12", () => {
    const [seed, stream, count] = [4_294_967_295, 12, 4001];
    const program = `${textOf(defaults()).split("if __name__")[0]}
print(*words(${seed}, ${stream}, ${count}))
print(*("%.17g" % z for z in normals(${seed}, ${stream}, ${count})))`;
    const [integers, gaussians] = python(program)
      .trim()
      .split("\n")
      .map((line) => line.split(" ").map(Number));
    expect(integers).toEqual(Array.from(words(seed, stream, count)));
    const ours = normals(seed, stream, count);
    expect(Math.max(...gaussians.map((z, i) => Math.abs(z - ours[i])))).toBeLessThan(1e-12);
    expect(gaussians).toHaveLength(count);
  });
});

describe("where there is no script", () => {
  const changes: readonly Partial<Settings>[] = [
    { preset: "cap" },
    { preset: "relu" },
    { preset: "logi" },
    { r: 2 },
    { ridge: 0 },
    { weighting: "svd" },
  ];
  it("says why in a sentence", () => {
    for (const change of changes) {
      const script = numpyScript(settingsOf(change), LINK);
      expect("missing" in script && written(script.missing)).toMatch(
        /^There is no NumPy script of this experiment yet\. There is one .+\.$/,
      );
    }
  });
});
