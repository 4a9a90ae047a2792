/** The grid of a phase pad in its picture: which cell lies where, and what is known in it. */
import { scaleLinear, scaleLog } from "d3";
import { formatEstimate, formatValue } from "../../core/format.ts";
import type { Row } from "../../core/row.ts";
import { say } from "../../text/say.ts";
import type { Axis, ChartProps, ChartSpec, Choice } from "../chart.ts";
import { directionOf, nearestChoice, nextChoice } from "../choice.ts";
import { type Box, NARROW } from "../frame.tsx";
import { type Grid, filledMeans, gridOf, roundLimit } from "../grid.ts";
import type { Point } from "../place.ts";
import { type Summary, numberIn, verdictOf } from "../summary.ts";

/** A setting on an axis. */
export type Setting = Axis & { readonly column: string };

export interface Pad {
  readonly spec: ChartSpec;
  readonly horizontal: Setting;
  readonly vertical: Setting;
  readonly box: Box;
  readonly x: Place;
  readonly y: Place;
  readonly grid: Grid;
  /** Places of the grid's columns and rows. */
  readonly atX: readonly number[];
  readonly atY: readonly number[];
  /** Of every cell, those that are still to come filled from their neighbours. */
  readonly means: readonly (number | undefined)[];
  /** Where the colours end. */
  readonly limit: number;
}

export type Place = ((value: number) => number) & { invert: (place: number) => number };

/** The height of a line of words over or under the pad. */
export const LINE = 17;

export function padOf(spec: ChartSpec, rows: readonly Row[], width: number): Pad {
  const horizontal: Setting = spec.x;
  const vertical: Setting = { column: "y", ...spec.y };
  const inDomain =
    ({ column, domain, scale }: Setting) =>
    (row: Row) => {
      const value = numberIn(row, column);
      return domain ? value >= domain[0] && value <= domain[1] : scale !== "log" || value > 0;
    };
  const shown = rows.filter(inDomain(horizontal)).filter(inDomain(vertical));
  const value = spec.series[0]?.column ?? "value";
  const grid = gridOf(shown, { x: horizontal.column, y: vertical.column, value });
  const top = (width < NARROW ? 2 : 1) * LINE + 10;
  const plot = Math.round(Math.min(380, Math.max(210, width * 0.56)));
  const box: Box = { left: 50, right: width - 16, top, bottom: top + plot };
  const x = scaleOf(horizontal, grid.xs, [box.left, box.right]);
  const y = scaleOf(vertical, grid.ys, [box.bottom, box.top]);
  const [atX, atY] = [grid.xs.map((value) => x(value)), grid.ys.map((value) => y(value))];
  const limit = roundLimit(grid.cells.flatMap((cell) => (cell ? [cell.mean] : [])));
  return { spec, horizontal, vertical, box, x, y, grid, atX, atY, means: filledMeans(grid, atX, atY), limit };
}

function scaleOf({ domain, scale }: Axis, values: readonly number[], range: readonly [number, number]): Place {
  const [low, high] = domain ?? [values[0] ?? 1, values.at(-1) ?? 10];
  const ends = [low, high > low ? high : low + Math.max(1, Math.abs(low))];
  return scale === "log" ? scaleLog(ends, range) : scaleLinear(ends, range);
}

/** The settings in force; undefined if they are not known. */
export function settingsAt({ horizontal, vertical }: Pad, now: ChartProps["now"]): Point | undefined {
  const [x, y] = [Number(now?.[horizontal.column]), Number(now?.[vertical.column])];
  return Number.isFinite(x) && Number.isFinite(y) ? { x: inside(horizontal, x), y: inside(vertical, y) } : undefined;
}

const inside = ({ domain }: Axis, value: number): number =>
  domain ? Math.min(domain[1], Math.max(domain[0], value)) : value;

/** The cell around settings. */
export function cellAt(pad: Pad, { x, y }: Point): number | undefined {
  return cellUnder(pad, { x: pad.x(x), y: pad.y(y) });
}

/** The cell under a place in pixels; undefined if there are none. */
export function cellUnder({ grid, atX, atY }: Pad, { x, y }: Point): number | undefined {
  if (grid.xs.length === 0) return undefined;
  const nearest = (places: readonly number[], to: number): number =>
    places.reduce((best, place, i) => (Math.abs(place - to) < Math.abs(places[best] - to) ? i : best), 0);
  return nearest(atY, y) * grid.xs.length + nearest(atX, x);
}

export const valueText = ({ unit }: Axis, value: number): string =>
  formatValue(Number(value.toPrecision(4)), unit === "°" ? unit : "");

/** Both settings of a cell, in words. */
export function settingsOf({ grid, horizontal, vertical }: Pad, cell: number): readonly [string, string] {
  const [x, y] = [grid.xs[cell % grid.xs.length], grid.ys[Math.floor(cell / grid.xs.length)]];
  return [`${horizontal.title} ${valueText(horizontal, x)}`, `${vertical.title} ${valueText(vertical, y)}`];
}

/** Where a cell lies, in words. */
export const whereOf = (pad: Pad, cell: number): string => settingsOf(pad, cell).join(", ");

/** What is known in a cell, in words: the sign is only claimed where the seeds agree on it; `all` seeds are to come. */
export function cellInWords(summary: Summary | undefined, all = 0): string {
  if (!summary) return say("not computed yet");
  const { count } = summary;
  const seeds =
    count < all
      ? say("{count} of {all} seeds so far", { count, all })
      : say(count === 1 ? "{count} seed" : "{count} seeds", { count });
  return `${formatEstimate(summary.mean, summary.standardError, { signed: true })}, ${say(verdictOf(summary))} (${seeds})`;
}

export function choiceAt({ horizontal, vertical, x, y, box }: Pad, place: Point): Choice {
  const [across, up] = [
    x.invert(Math.min(box.right, Math.max(box.left, place.x))),
    y.invert(Math.min(box.bottom, Math.max(box.top, place.y))),
  ];
  return { [horizontal.column]: nearestChoice(horizontal, across), [vertical.column]: nearestChoice(vertical, up) };
}

/** What an arrow key chooses from a place on the pad: left and right along one axis, up and down along the other. */
export function padChoiceAfter(
  key: string,
  fine: boolean,
  at: Point,
  [horizontal, xs]: readonly [Setting, readonly number[]],
  [vertical, ys]: readonly [Setting, readonly number[]],
): Choice | undefined {
  const across = directionOf(key, ["ArrowLeft"], ["ArrowRight"]);
  const up = directionOf(key, ["ArrowDown"], ["ArrowUp"]);
  if (across === 0 && up === 0) return undefined;
  return {
    [horizontal.column]: across === 0 ? at.x : nextChoice(horizontal, xs, at.x, across, fine),
    [vertical.column]: up === 0 ? at.y : nextChoice(vertical, ys, at.y, up, fine),
  };
}
