import fc from "fast-check";
import { expect, test } from "vitest";
import { edgesOf, filledMeans, gridOf, roundLimit, zeroLines } from "./grid.ts";

const columns = { x: "m", y: "phi", value: "gap" };
const xs = [1, 2, 4, 8, 16];
const ys = [0, 30, 60, 90];
const atX = xs.map((m) => 100 * Math.log2(m));
const atY = ys.map((phi) => 300 - 2 * phi);

/** A plane over the places in pixels. */
const planeOf = (a: number, b: number, c: number) => (x: number, y: number) =>
  (a * (x - 200)) / 200 + (b * (y - 200)) / 100 + c;

test("a cell is the mean over its rows, and what is no number leaves a hole", () => {
  const { xs, ys, cells } = gridOf(
    [
      { m: 4, phi: 0, gap: 1 },
      { m: 4, phi: 0, gap: 3 },
      { m: 2, phi: 30, gap: -1 },
      { m: 2, phi: 0, gap: "NaN" },
    ],
    columns,
  );
  expect([xs, ys]).toEqual([
    [2, 4],
    [0, 30],
  ]);
  expect(cells.map((cell) => cell?.mean)).toEqual([undefined, 2, -1, undefined]);
  expect(cells[1]?.count).toBe(2);
});

test("the zero lines of a plane lie on its zero, and reach from edge to edge", () => {
  const slope = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(slope, slope, slope, (a, b, c) => {
      fc.pre(Math.abs(a) + Math.abs(b) > 0.1);
      const at = planeOf(a, b, c);
      const rows = ys.flatMap((phi, j) => xs.map((m, i) => ({ m, phi, gap: at(atX[i], atY[j]) })));
      const grid = gridOf(rows, columns);
      const lines = zeroLines(grid, filledMeans(grid, atX, atY), atX, atY);
      for (const { x, y } of lines.flat()) {
        expect(at(x, y)).toBeCloseTo(0, 9);
        expect(x).toSatisfy((place: number) => place >= -1e-9 && place <= 400 + 1e-9);
        expect(y).toSatisfy((place: number) => place >= 120 - 1e-9 && place <= 300 + 1e-9);
      }
      const gaps = rows.map(({ gap }) => gap);
      if (Math.max(...gaps) > 0.1 && Math.min(...gaps) < -0.1) expect(lines.length).toBeGreaterThan(0);
    }),
  );
});

test("holes between known cells are filled in proportion, others stay", () => {
  const at = planeOf(1, 2, 0);
  const isKnown = (i: number, j: number): boolean => i % 2 === 0 && j % 3 === 0; // the coarse grid that comes first
  const rows = ys.flatMap((phi, j) => xs.map((m, i) => ({ m, phi, gap: isKnown(i, j) ? at(atX[i], atY[j]) : "" })));
  const finer = [...rows, { m: 2, phi: 30, gap: at(atX[1], atY[1]) }];
  const grid = gridOf(finer, columns);
  const placesOf = (values: readonly number[], all: readonly number[], places: readonly number[]): readonly number[] =>
    values.map((value) => places[all.indexOf(value)]);
  const [columnsAt, rowsAt] = [placesOf(grid.xs, xs, atX), placesOf(grid.ys, ys, atY)];
  expect([grid.xs, grid.ys]).toEqual([
    [1, 2, 4, 16],
    [0, 30, 90],
  ]);
  filledMeans(grid, columnsAt, rowsAt).forEach((mean, i) => {
    expect(mean).toBeCloseTo(at(columnsAt[i % 4], rowsAt[Math.floor(i / 4)]), 9);
  });
  const corner = gridOf(
    [
      { m: 1, phi: 0, gap: 1 },
      { m: 2, phi: 30, gap: 1 },
    ],
    columns,
  );
  expect(filledMeans(corner, [0, 100], [300, 240])).toEqual([1, undefined, undefined, 1]);
});

test("no zero line is drawn beside a hole", () => {
  const rows = [
    { m: 1, phi: 0, gap: -1 },
    { m: 2, phi: 0, gap: 1 },
    { m: 1, phi: 30, gap: -1 },
  ];
  const grid = gridOf(rows, columns);
  const lines = zeroLines(grid, filledMeans(grid, [0, 100], [300, 240]), [0, 100], [300, 240]);
  expect(lines.flat().every(({ y }) => y === 300)).toBe(true);
});

test("cells meet half way between their places", () => {
  expect(edgesOf([0, 100, 300], [0, 300])).toEqual([0, 50, 200, 300]);
  expect(edgesOf([7], [0, 10])).toEqual([0, 10]);
});

test("colours end at a round number that nine in ten values stay within", () => {
  expect(roundLimit([0.1, -0.2, 0.3, -0.31, 0.32, 0.1, 0.1, 0.1, 0.1, 9])).toBe(2);
  expect(roundLimit([0.1, -0.47])).toBe(0.5);
  expect(roundLimit([])).toBe(1);
  expect(roundLimit([0, 0])).toBe(1);
});
