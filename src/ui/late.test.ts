import { expect, it } from "vitest";
import { late } from "./late.ts";

it("asks once for each key and gives what came", async () => {
  const asked: number[] = [];
  const doubled = late((key: number) => {
    asked.push(key);
    return Promise.resolve(2 * key);
  });
  expect(doubled(1)).toBe(doubled(1)); // the same promise, as React's use needs it
  expect([await doubled(1), await doubled(2), await doubled(1)]).toEqual([2, 4, 2]);
  expect(asked).toEqual([1, 2]);
});

it("gives undefined, again and again, where loading fails", async () => {
  const failing = late((): Promise<string> => Promise.reject(new TypeError("no network")));
  expect([await failing(), await failing()]).toEqual([undefined, undefined]);
  expect(failing()).toBe(failing());
});
