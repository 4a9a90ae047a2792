import { describe, expect, it } from "vitest";
import { type Form, known, mayHelp, sizeName, trial } from "./forms.ts";

const sizes = { kind: "relu", k: 2, seeds: 1, r: 10, quads: 50, work: 0, size: 0, cost: 0 } as const;
const tilesOf = (most: number) => ({ fours: 16, count: Math.ceil(most / 16), room: 1, most });

describe("tiles are worth a try", () => {
  it("for few models with many rows", () => {
    expect(mayHelp({ k: 2, seeds: 1, tiles: tilesOf(2100) })).toBe(true);
    expect(mayHelp({ k: 2, seeds: 21, tiles: tilesOf(129) })).toBe(true);
  });

  it("not where models keep a device busy, where rows are few, or where there are none", () => {
    expect(mayHelp({ k: 3, seeds: 16, tiles: tilesOf(2100) })).toBe(false);
    expect(mayHelp({ k: 2, seeds: 1, tiles: tilesOf(128) })).toBe(false);
    expect(mayHelp({ k: 2, seeds: 1 })).toBe(false);
  });
});

it("what was found is shared by sizes within a factor of two, and by no others", () => {
  const name = sizeName({ ...sizes, tiles: tilesOf(2100) });
  expect(sizeName({ ...sizes, quads: 54, r: 9, tiles: tilesOf(2300) })).toBe(name);
  const others = [
    { ...sizes, tiles: tilesOf(6000) },
    { ...sizes, tiles: tilesOf(2100), kind: "logistic" as const },
    { ...sizes, tiles: tilesOf(2100), seeds: 4 },
    { ...sizes, tiles: tilesOf(2100), quads: 5 },
    { ...sizes, tiles: tilesOf(2100), r: 2 },
  ];
  expect(new Set([name, ...others.map(sizeName)]).size).toBe(1 + others.length);
});

/** The forms of so many slices on a device where slices take `start` and steps so much longer. */
function slices(count: number, start: number, each: Record<Form, number>, steps: (slice: number) => number = () => 1) {
  const { next, took, open, settled } = trial(() => {});
  open();
  const forms = Array.from({ length: count }, (_, slice) => {
    const form = next();
    took(form, steps(slice), start + steps(slice) * each[form]);
    return form;
  });
  return { forms, settled: settled() };
}

describe("a trial", () => {
  it("takes both forms in turn, and then only the faster", () => {
    const { forms } = slices(16, 0, { whole: 3, tiled: 2 });
    expect(forms.slice(0, 12)).toEqual(Array.from({ length: 6 }, () => ["whole", "tiled"]).flat());
    expect(forms.slice(12)).toEqual(["tiled", "tiled", "tiled", "tiled"]);
    expect(slices(13, 0, { whole: 2, tiled: 3 }).forms[12]).toBe("whole");
  });

  it("is not over before each form had its slices", () => {
    expect(slices(11, 0, { whole: 3, tiled: 1 }).settled).toBeUndefined();
    expect(slices(12, 0, { whole: 3, tiled: 1 }).settled).toBe("tiled");
  });

  it("keeps models whole where both are as fast", () => {
    expect(slices(12, 0, { whole: 2, tiled: 2 }).settled).toBe("whole");
  });

  it("compares what steps take, however many a slice had and however slow the first was", () => {
    const growing = (slice: number): number => (slice % 2 === 0 ? 4 ** (slice / 2) : 4 ** ((slice - 1) / 2));
    expect(slices(12, 5, { whole: 0.3, tiled: 0.2 }, growing).settled).toBe("tiled");
    const { took, open, settled } = trial(() => {});
    open();
    const times = { whole: [2, 2, 2, 2, 2, 2], tiled: [400, 1.5, 9, 1.5, 1.5, 1.5] };
    for (const form of ["tiled", "whole"] as const) for (const ms of times[form]) took(form, 1, ms);
    expect(settled()).toBe("tiled");
  });

  it("waits until tiles can be used, and counts no slice before", () => {
    const { next, took, open, isOpen } = trial(() => {});
    for (let slice = 0; slice < 20; slice++) took(next(), 1, 0);
    expect([next(), next(), isOpen()]).toEqual(["whole", "whole", false]);
    open();
    expect([isOpen(), next(), next(), next()]).toEqual([true, "whole", "tiled", "whole"]);
  });

  it("tells once how it ended", () => {
    const ends: Form[] = [];
    const { took, open } = trial((form) => ends.push(form));
    open();
    for (let slice = 0; slice < 20; slice++) for (const form of ["whole", "tiled"] as const) took(form, 1, 1);
    expect(ends).toEqual(["whole"]);
  });

  it("ends when it is settled, and is not opened again", () => {
    const one = trial(() => {});
    one.settle("whole");
    one.open();
    for (let slice = 0; slice < 20; slice++) one.took("tiled", 1, 0);
    expect([one.next(), one.next(), one.settled(), one.isOpen()]).toEqual(["whole", "whole", "whole", false]);
  });

  it("is none where the form is known", () => {
    const { next, open, isOpen, settled } = known("tiled");
    open();
    expect([next(), next(), settled(), isOpen()]).toEqual(["tiled", "tiled", "tiled", false]);
  });
});
