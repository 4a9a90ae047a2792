import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "./cli.ts";
import type { Row } from "./core/row.ts";
import { labs } from "./labs/index.ts";

let output = "";
let complaints = "";

beforeEach(() => {
  output = "";
  complaints = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    complaints += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const small = ["--preset", "mini", "--mSource", "20"];

async function rowsOf(...argv: readonly string[]): Promise<Row[]> {
  expect([await main(argv), complaints]).toEqual([0, ""]);
  return JSON.parse(output) as Row[]; // `run` prints an array of rows
}

/** Exit status 2, one sentence per fault, nothing on standard output. */
async function expectRefusal(argv: readonly string[], ...sentences: readonly string[]): Promise<void> {
  expect(await main(argv)).toBe(2);
  expect(output).toBe("");
  expect(complaints.trimEnd().split("\n")).toEqual(sentences);
}

describe("explore run", () => {
  it("prints one row per seed for the exact engine, with the columns of the contract", async () => {
    const rows = await rowsOf("run", ...small, "--seed", "3", "--seeds", "2", "--engine", "exact");
    expect(rows.map(({ seed }) => seed)).toEqual([3, 4]);
    const columns =
      "preset kind phi mSource mTarget seed engine step stlError mtlError transferGap loss headAngle alignedGap";
    for (const row of rows) expect(Object.keys(row)).toEqual(expect.arrayContaining(columns.split(" ")));
    expect(rows[0]).toMatchObject({
      preset: "mini",
      kind: "phi",
      phi: 60,
      mSource: 20,
      mTarget: 3,
      engine: "exact",
      step: 0,
    });
  });

  it.each(["cap", "alg2", "alg2pair"])(
    "has these columns of many tasks too, where they are no numbers: %s",
    async (preset) => {
      const argv = ["run", "--preset", preset, "--engine", "exact"];
      const [row] = await rowsOf(...argv);
      const pair = ["stlError", "mtlError", "transferGap", "headAngle", "alignedGap"];
      for (const column of pair) expect(row[column]).toBe("NaN");
      expect(row["riskGap"]).toBeTypeOf("number");
      output = "";
      expect(await main([...argv, "--format", "csv"])).toBe(0);
      const [header, values] = output.split("\n").map((line) => line.split(","));
      expect(header.slice(0, 14).join(" ")).toBe(
        "preset kind phi mSource mTarget seed engine step stlError mtlError transferGap loss headAngle alignedGap",
      );
      for (const column of pair) expect(values[header.indexOf(column)]).toBe("NaN");
      expect(values).toHaveLength(header.length);
    },
  );

  it("has one seed unless told otherwise", async () => {
    expect(await rowsOf("run", ...small, "--engine", "exact")).toHaveLength(1);
  });

  it("prints one row per seed for each reported step of a training engine", async () => {
    const rows = await rowsOf("run", ...small, "--seeds", "2", "--steps", "12", "--engine", "cpu");
    expect(rows.map(({ step, seed }) => [step, seed])).toEqual(
      [0, 5, 10, 12].flatMap((step) => [
        [step, 1],
        [step, 2],
      ]),
    );
    expect(Number(rows[7]["loss"])).toBeLessThan(Number(rows[1]["loss"]));
  });

  it("gives the same for flags as for a link", async () => {
    const flags = await rowsOf("run", ...small, "--phi", "30", "--cosine", "-0.5", "--engine", "exact");
    output = "";
    const link = await rowsOf("run", "?engine=exact#transfer?v=1&preset=mini&mSource=20&phi=30&cosine=-0.5&seeds=1");
    expect(link).toEqual(flags);
  });

  describe("on inputs that Algorithm 1 has aligned", () => {
    const at = async (mu: string | undefined, engine: string): Promise<Row> => {
      output = "";
      const aligned = mu === undefined ? [] : ["--align", "--mu", mu];
      const rows = await rowsOf("run", ...small, "--kind", "3", "--ridge", "5", ...aligned, "--engine", engine);
      return rows[rows.length - 1];
    };
    const of = (row: Row, column: string): number => Number(row[column]);

    it("goes from joint training (a large μ) to training alone (a small one), and to a lower loss on the way", async () => {
      const plain = await at(undefined, "exact");
      const rows = [await at("1e6", "exact"), await at("100", "exact"), await at("0.1", "exact")];
      expect(Object.keys(plain)).not.toContain("mu");
      expect(rows.map(({ mu }) => mu)).toEqual([1e6, 100, 0.1]);
      const [joint, between, alone] = rows;
      const gap = of(plain, "transferGap");
      expect(Math.abs(of(joint, "transferGap") - gap)).toBeLessThan(0.01 * Math.abs(gap));
      expect(Math.abs(of(alone, "transferGap"))).toBeLessThan(0.01 * Math.abs(gap));
      expect(Math.abs(gap)).toBeGreaterThan(1e-3);
      expect(of(between, "loss")).toBeLessThan(of(plain, "loss") * (1 - 1e-3));
      expect(of(between, "loss")).toBeGreaterThan(of(alone, "loss") * (1 + 1e-6));
      for (const row of rows) {
        expect(of(row, "stlError")).toBeCloseTo(of(plain, "stlError"), 7);
        expect(of(row, "optimalityGap")).toBeLessThan(1e-8);
      }
    });

    it("is trained to its exact optimum by an engine", async () => {
      const [exact, trained] = [await at("100", "exact"), await at("100", "cpu")];
      expect(of(trained, "loss") / of(exact, "loss")).toBeCloseTo(1, 5);
      expect(of(trained, "transferGap")).toBeCloseTo(of(exact, "transferGap"), 2);
    });

    it("takes no value, and refuses a μ that is none and models that have no closed form", async () => {
      const range = "it must be a number from 0.1 to 1000000.";
      for (const mu of ["-1", "much", " ", "Infinity"]) {
        complaints = "";
        await expectRefusal(["run", ...small, "--align", "--mu", mu], `mu cannot be “${mu}”: ${range}`);
      }
      complaints = "";
      await expectRefusal(
        ["run", ...small, "--align", "30"],
        "run takes a link or flags of settings, not both: write the settings into the link.",
      );
      for (const other of [
        ["--preset", "relu"],
        [...small, "--ridge", "0"],
      ]) {
        complaints = "";
        await expectRefusal(
          ["run", ...other, "--align"],
          "--align needs a linear model and a ridge above 0: others have no inputs aligned in closed form.",
        );
      }
    });
  });

  it.each([
    ["relu", "2"],
    ["subspaces", "5"],
  ])("refuses the exact engine where it knows no optimum: preset %s with r = %s", async (preset, r) => {
    const argv = ["run", "--preset", preset, "--r", r, "--mSource", "20", "--engine", "exact"];
    await expectRefusal(argv, "A ReLU model of capacity above 1 has no exact solver here: it has to be trained.");
  });

  it("takes a link's lab for its defaults", async () => {
    expect(await rowsOf("run", "#transfer?preset=mini&mSource=20", "--engine", "exact")).toHaveLength(16);
  });

  it("prints CSV with one header and the same numbers in full", async () => {
    const [row] = await rowsOf("run", ...small, "--engine", "exact");
    output = "";
    expect(await main(["run", ...small, "--engine", "exact", "--format", "csv"])).toBe(0);
    const [header, values, end] = output.split("\n");
    expect(header).toBe(Object.keys(row).join(","));
    expect(values).toBe(Object.values(row).join(","));
    expect(end).toBe("");
  });

  it("writes what is not finite as a string", async () => {
    const [row] = await rowsOf("run", ...small, "--r", "2", "--engine", "exact");
    expect(row["headAngle"]).toBe("NaN");
    expect(row["transferGap"]).toBe(0);
  });
});

describe("explore describe", () => {
  it("prints the schema as JSON", async () => {
    expect(await main(["describe"])).toBe(0);
    const description: unknown = JSON.parse(output);
    expect(description).toMatchObject({
      version: 1,
      settings: { kappa: { kind: "number", symbol: "κ", min: 1 }, kind: { kind: "choice" } },
      presets: { paper: { kappa: 100 } },
      labs: { transfer: { settings: { seeds: 16 } } },
    });
  });

  it("takes nothing", async () => {
    await expectRefusal(["describe", "kappa"], "describe takes nothing; got kappa");
  });
});

describe("a command that cannot be followed", () => {
  it.each([
    [["run", "--phi", "91"], "phi cannot be “91”: it must be a number from 0 to 90."],
    [["run", "--kind", "5"], "kind cannot be “5”: it must be one of 2, 3, 4, phi."],
    [["run", "--d", "2", "--r", "3"], "r cannot be 3: the capacity is at most d = 2."],
    [["run", "--phi", "1", "--phi", "2"], "--phi is given 2 times; once would fit."],
    [["run", "--format", "xml"], "--format cannot be “xml”: it must be json or csv."],
    [["run", "#transfer", "#transfer"], "run takes one link; got 2: #transfer #transfer."],
    [
      ["run", "#transfer", "--phi", "3"],
      "run takes a link or flags of settings, not both: write the settings into the link.",
    ],
    [["run", "#transfer?v=7"], "The link has version v=7, which is not known here; known is 1."],
    [["run", "#transfer?phy=3"], "There is no setting named “phy”."],
    [["run", "#nowhere"], `There is no lab named “nowhere”; there is ${Object.keys(labs).join(", ")}.`],
  ])("is refused in a sentence: %j", async (argv, sentence) => {
    await expectRefusal(argv, sentence);
  });

  it("is refused in a sentence for each fault", async () => {
    await expectRefusal(
      ["run", "#transfer?phi=91&kappa=0&hue=3"],
      "There is no setting named “hue”.",
      "phi cannot be “91”: it must be a number from 0 to 90.",
      "kappa cannot be “0”: it must be a number from 1 to 1000.",
    );
  });

  it.each([
    [[]],
    [["fly"]],
    [["run", "--phy", "3"]],
    [["run", "--phi"]],
    [["run", ...small, "--engine", "abacus"]],
    [["run", "?engine=abacus#transfer"]],
  ])("is refused: %j", async (argv) => {
    expect(await main(argv)).toBe(2);
    expect(output).toBe("");
    expect(complaints).not.toBe("");
  });

  it("is refused with the reason where the engine cannot run here", async () => {
    await expectRefusal(
      ["run", ...small, "--engine", "tfjs"],
      expect.stringMatching(/^The engine tfjs cannot run here\. WebGPU .*\.$/) as string,
    );
  });

  it("is refused with the step where training diverges", async () => {
    await expectRefusal(
      ["run", ...small, "--engine", "cpu", "--optimiser", "gradientDescent", "--learningRate", "100"],
      expect.stringMatching(/^The loss was no longer finite at step \d+\.$/) as string,
    );
  });
});

describe("explore analyze", () => {
  it("prints what the theory says of given tasks", async () => {
    expect([await main(["analyze", "src/core/golden/linear_two_tasks_d4.json"]), complaints]).toEqual([0, ""]);
    expect(JSON.parse(output)).toMatchObject({
      stl: [expect.any(Array), expect.any(Array)],
      mtl_r1: { alpha: [1, 1] },
    });
  });

  it("answers a file that is missing, or is none, with one sentence", async () => {
    expect(await main(["analyze", "no-such-file.json"])).toBe(2);
    expect(await main(["analyze", "README.md"])).toBe(2);
    expect(output).toBe("");
    expect(complaints.trimEnd().split("\n")).toHaveLength(2);
  });
});
