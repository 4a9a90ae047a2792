import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearCases } from "./core/golden/tasks.ts";
import { readGivenTasks } from "./givenTasks.ts";

const sound = {
  X: [
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    [
      [7, 8],
      [9, 10],
    ],
  ],
  y: [
    [1, 2, 3],
    [4, 5],
  ],
};

function faultsOf(text: string): readonly string[] {
  const reading = readGivenTasks(text);
  return "faults" in reading ? reading.faults : [];
}

const faultsIn = (more: object): readonly string[] => faultsOf(JSON.stringify({ ...sound, ...more }));

describe("given tasks", () => {
  it.each(linearCases)("are read from a golden file: $name", (golden) => {
    const reading = readGivenTasks(JSON.stringify(golden));
    if ("faults" in reading) throw new Error(reading.faults.join("\n"));
    const { tasks, alpha, theta, noise, ridge, mus } = reading.given;
    expect(tasks.map(({ y }) => Array.from(y))).toEqual(golden.y);
    expect(tasks.map(({ X }) => [X.rows, X.columns])).toEqual(golden.X.map((rows) => [rows.length, rows[0].length]));
    expect(Array.from(alpha)).toEqual(golden.alpha);
    expect([ridge, mus]).toEqual([0.5, [0.5, 20]]);
    expect(theta === undefined).toBe(noise === undefined);
  });

  it("have the customary weights, ridge, μ and modules unless told otherwise; null tells nothing", () => {
    const silent = { alpha: null, theta: null, eps: null, ridge: null, mus: null, B: null, note: "…" };
    for (const more of [{}, silent]) {
      const reading = readGivenTasks(`\uFEFF${JSON.stringify({ ...sound, ...more })}`);
      if ("faults" in reading) throw new Error(reading.faults.join("\n"));
      expect(reading.given).toMatchObject({ alpha: Float64Array.of(1, 1), ridge: 0.5, mus: [0.5, 20] });
      expect(reading.given.B).toEqual([Float64Array.of(1, 1), Float64Array.of(1, -2)]);
      expect(reading.given).not.toHaveProperty("theta");
    }
  });
});

describe("a fault of given tasks", () => {
  const [first, second] = sound.X;
  it.each<[string, object, string]>([
    ["no X", { X: null }, "X is missing: it must be a list of tasks, each a list of rows."],
    ["X a number", { X: 3 }, "X must be a list of tasks, each a list of rows; it is 3."],
    ["no task", { X: [], y: [] }, "X must have at least one task; it has none."],
    ["a task that is text", { X: [first, "a"] }, 'Task 1 of X must be a list of rows; it is the text "a".'],
    ["an empty task", { X: [first, []], y: [[1, 2, 3], []] }, "Task 1 of X must have at least one row; it has none."],
    ["no column", { X: [first, [[], []]] }, "Task 1, row 0 of X must have at least one column; it has none."],
    [
      "a row that is a number",
      { X: [first, [[7, 8], 9]] },
      "Task 1, row 1 of X must be a list of numbers, one for each column; it is 9.",
    ],
    ["a ragged row", { X: [first, [[7, 8], [9]]] }, "Task 1, row 1 of X must have 2 columns, like row 0; it has 1."],
    [
      "text",
      {
        X: [
          first,
          [
            [7, 8],
            [9, "ten"],
          ],
        ],
      },
      'Task 1, row 1, column 1 of X must be a finite number; it is the text "ten".',
    ],
    [
      "null",
      {
        X: [
          first,
          [
            [7, null],
            [9, 10],
          ],
        ],
      },
      "Task 1, row 0, column 1 of X must be a finite number; it is null.",
    ],
    [
      "a list",
      {
        X: [
          first,
          [
            [7, [8]],
            [9, 10],
          ],
        ],
      },
      "Task 1, row 0, column 1 of X must be a finite number; it is a list of 1.",
    ],
    [
      "true",
      {
        X: [
          first,
          [
            [true, 8],
            [9, 10],
          ],
        ],
      },
      "Task 1, row 0, column 0 of X must be a finite number; it is true.",
    ],
    [
      "too large a number",
      {
        X: [
          first,
          [
            [1e200, 8],
            [9, 10],
          ],
        ],
      },
      "Task 1, row 0, column 0 of X must be a number of at most 1e+50 in size; it is 1e+200.",
    ],
    [
      "unequal d",
      { X: [first, second.map((row) => [...row, 1])] },
      "Task 1, row 0 of X must have 2 columns, like task 0; it has 3.",
    ],
    ["no y", { y: null }, "y is missing: it must be a list of tasks, each a list of labels."],
    ["y an object", { y: {} }, "y must be a list of lists of numbers; it is an object."],
    ["too few label vectors", { y: [[1, 2, 3]] }, "y must have 2 lists, one for each task of X; it has 1."],
    ["too few labels", { y: [[1, 2, 3], [4]] }, "Task 1 of y must have 2 numbers, one for each row of X; it has 1."],
    ["flat labels", { y: [1, 2] }, "Task 0 of y must be a list of numbers, one for each row of X; it is 1."],
    [
      "a label that is null",
      {
        y: [
          [1, null, 3],
          [4, 5],
        ],
      },
      "Task 0, row 1 of y must be a finite number; it is null.",
    ],
    ["too few weights", { alpha: [1] }, "alpha must have 2 numbers, one for each task; it has 1."],
    ["one weight for all", { alpha: 2 }, "alpha must be a list of numbers, one for each task; it is 2."],
    ["a weight of 0", { alpha: [1, 0] }, "Task 1 of alpha must be a finite number above 0; it is 0."],
    [
      "a short theta",
      { theta: [[1, 2], [3]] },
      "Task 1 of theta must have 2 numbers, one for each column of X; it has 1.",
    ],
    [
      "text in theta",
      {
        theta: [
          [1, 2],
          [3, "x"],
        ],
      },
      'Task 1, column 1 of theta must be a finite number; it is the text "x".',
    ],
    [
      "a long eps",
      {
        eps: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      "Task 1 of eps must have 2 numbers, one for each row of X; it has 3.",
    ],
    ["eps true", { eps: true }, "eps must be a list of lists of numbers; it is true."],
    ["a negative ridge", { ridge: -1 }, "ridge must be a finite number of at least 0; it is -1."],
    ["a ridge in a list", { ridge: [1] }, "ridge must be a finite number of at least 0; it is a list of 1."],
    ["a negative μ", { mus: [1, -2] }, "Entry 1 of mus must be a finite number of at least 0; it is -2."],
    ["one μ", { mus: 20 }, "mus must be a list of numbers; it is 20."],
    ["a short B", { B: [[1, 2], [1]] }, "Vector 1 of B must have 2 numbers, one for each column of X; it has 1."],
    ["a flat B", { B: [1, 2] }, "Vector 0 of B must be a list of numbers, one for each column of X; it is 1."],
  ])("is one sentence: %s", (_, more, sentence) => {
    expect(faultsIn(more)[0]).toBe(sentence);
  });

  it("is found behind the bare NaN and Infinity that some programs write", () => {
    const text = JSON.stringify({ ...sound, note: 'NaN and \\" Infinity', more: 1 });
    const broken = text.replace("[7,8]", "[NaN,-Infinity]").replace('"more":1', '"more":NaN');
    expect(faultsOf(broken)).toEqual([
      "Task 1, row 0, column 0 of X must be a finite number; it is NaN.",
      "Task 1, row 0, column 1 of X must be a finite number; it is -Infinity.",
    ]);
    expect(faultsOf(text.replace("[7,8]", "[7,1e999]"))).toEqual([
      "Task 1, row 0, column 1 of X must be a finite number; it is Infinity.",
    ]);
    expect(faultsOf(text.replace('"more":1', '"more":NaN'))).toEqual([]); // other keys are ignored
  });

  it("is one for each place, up to twenty that are spelled out", () => {
    expect(faultsIn({ X: [[[1, null], [2]], [[1, 2, 3]]], y: [[1], ["a"]], ridge: null, mus: "b" })).toEqual([
      "Task 0, row 0, column 1 of X must be a finite number; it is null.",
      "Task 0, row 1 of X must have 2 columns, like row 0; it has 1.",
      "Task 1, row 0 of X must have 2 columns, like task 0; it has 3.",
      "Task 0 of y must have 2 numbers, one for each row of X; it has 1.",
      'Task 1, row 0 of y must be a finite number; it is the text "a".',
      'mus must be a list of numbers; it is the text "b".',
    ]);
    const many = faultsIn({
      X: [Array.from({ length: 30 }, () => [null, 1])],
      y: [Array.from({ length: 30 }, () => 0)],
    });
    expect(many).toHaveLength(21);
    expect(many.at(-1)).toBe("There are 10 more faults of these kinds.");
  });

  it("is said of text that is no JSON object", () => {
    for (const text of ["", "{", "nul", "X = [[1]]\n\nand more", '{"X": [[[1, 2],]]}', "[".repeat(100_000)])
      expect(faultsOf(text)).toEqual([expect.stringMatching(/^The file is not JSON: [^\n]*[^.]\.$/)]);
    expect(faultsOf("[1]")).toEqual([
      "The file must hold one JSON object with the keys X and y; it holds a list of 1.",
    ]);
    expect(faultsOf("null")).toEqual(["The file must hold one JSON object with the keys X and y; it holds null."]);
    expect(faultsOf("{}")).toHaveLength(2);
  });

  it("never throws, and is always one line that ends in a full stop", () => {
    const junk = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        fc.jsonValue(),
        fc.constantFrom(NaN, 1, -1, "1", null),
        fc.array(tie("any")),
      ),
    })).any;
    const keys = fc.constantFrom("X", "y", "alpha", "theta", "eps", "ridge", "mus", "B", "__proto__");
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, junk), { maxLength: 4 }), fc.boolean(), (changes, isWhole) => {
        const input = { ...(isWhole ? sound : {}), ...Object.fromEntries(changes) };
        for (const sentence of faultsOf(JSON.stringify(input))) expect(sentence).toMatch(/^[^\n]+\.$/);
      }),
      { numRuns: 400, seed: 1 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.nat(400), (text, at) => {
        const whole = JSON.stringify(sound);
        for (const sentence of faultsOf(whole.slice(0, at) + text + whole.slice(at)))
          expect(sentence).toMatch(/^[^\n]+\.$/);
      }),
      { numRuns: 400, seed: 2 },
    );
  });
});
