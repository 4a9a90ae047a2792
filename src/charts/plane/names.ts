/** The words of a plane: names beside the marks, and what is said of each when it is pointed at. */
import { formatDegrees, formatNumber } from "../../core/format.ts";
import { say } from "../../text/say.ts";
import type { ChartSpec, Hue } from "../chart.ts";
import type { Reading } from "../cursor.tsx";
import { type Box, textWidth } from "../frame.tsx";
import { type Point, clearest, outline } from "../place.ts";
import { type Boundary, type Ellipse, type Marks, type Scale, DEVIATIONS, edgeOf, endOf } from "./marks.ts";

interface Name {
  readonly text: string;
  readonly at: Point;
  readonly hue: Hue;
  /** What a press on it opens. */
  readonly of: string;
}

/** Half the room of the handle, in pixels: no name lies under it. */
const RING = 11;

/** Each ellipse's and each boundary's name beside it, where it hides no other; points are seldom in the way. */
export function namesOf(
  { dots, ellipses, boundaries }: Marks,
  x: Scale,
  y: Scale,
  box: Box,
  handle: Point | undefined,
): readonly Name[] {
  const around = ({ long, short, angle }: Ellipse): readonly Point[] => {
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    return Array.from({ length: 48 }, (_, i) => {
      const [a, b] = [long * Math.cos((i * Math.PI) / 24), short * Math.sin((i * Math.PI) / 24)];
      return { x: x(a * cos - b * sin), y: y(a * sin + b * cos) };
    });
  };
  const along = (boundary: Boundary): readonly Point[] => {
    const end = edgeOf(boundary, x, y, box);
    return Array.from({ length: 41 }, (_, i) => {
      const share = 1 - i / 20;
      return { x: x(0) + share * (end.x - x(0)), y: y(0) + share * (end.y - y(0)) };
    });
  };
  const ring = handle ? outline(handle, { x: RING, y: RING }) : [];
  const curves = [...ellipses.map(around), ...boundaries.map(along), ring].flat();
  const placed: Point[] = dots.length < 300 ? dots.map((dot) => ({ x: x(dot.x), y: y(dot.y) })) : [];
  const named = (text: string, hue: Hue, of: string, own: readonly Point[]): readonly Name[] => {
    const half = { x: 0.53 * textWidth(text) + 2, y: 9 };
    const candidates = own.flatMap((point) =>
      [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ].map(([i, j]) => ({ x: point.x + i * (half.x + 5), y: point.y + j * (half.y + 3) })),
    );
    const at = clearest(candidates, half, [...curves, ...placed], box, 2) ?? clearest(candidates, half, curves, box, 2);
    if (!at) return [];
    placed.push(...outline(at, half));
    return [{ text, at, hue, of }];
  };
  return [
    ...boundaries.flatMap((boundary) => {
      const of = boundary.isTruth ? "trueParameter" : "learnedPredictor"; // which the boundary is normal to
      return named(boundary.name, boundary.hue, of, along(boundary).slice(1, -1));
    }),
    ...ellipses
      .filter(({ series, isTruth }, i) => !isTruth || !ellipses.slice(0, i).some((other) => other.series === series))
      .flatMap((ellipse) => named(ellipse.series.title, ellipse.series.hue, "tasks", around(ellipse))),
  ];
}

interface Item {
  readonly at: Point;
  readonly name: string;
  readonly readings: readonly Reading[];
}

/** All that can be pointed at and walked through: ellipses, boundaries, then points from left to right. */
export function itemsOf(
  spec: ChartSpec,
  { dots, ellipses, boundaries }: Marks,
  x: Scale,
  y: Scale,
  unit: number,
  box: Box,
): readonly Item[] {
  const inPlot = ({ at }: Item): boolean =>
    at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
  return [
    ...ellipses.map((ellipse) => ({
      at: endOf(ellipse, x, y, unit, box),
      name: ellipse.isTruth ? `${ellipse.series.title}, ${say("population")}` : ellipse.series.title,
      readings: [
        { title: say("long axis at"), value: formatDegrees(ellipse.angle) },
        { title: say("deviation along it"), value: formatNumber(ellipse.long / DEVIATIONS) },
        { title: say("across it"), value: formatNumber(ellipse.short / DEVIATIONS) },
      ],
    })),
    ...boundaries.map((boundary) => {
      const end = edgeOf(boundary, x, y, box);
      const { normal } = boundary;
      return {
        at: { x: x(0) + 0.7 * (end.x - x(0)), y: y(0) + 0.7 * (end.y - y(0)) },
        name: boundary.name,
        readings: [{ title: say("normal at"), value: formatDegrees((Math.atan2(normal.y, normal.x) * 180) / Math.PI) }],
      };
    }),
    ...dots
      .toSorted((a, b) => a.x - b.x)
      .map((dot) => ({
        at: { x: x(dot.x), y: y(dot.y) },
        name: Number.isFinite(dot.label)
          ? `${dot.series.title}, ${say("label {sign}", { sign: dot.label > 0 ? "+1" : "−1" })}`
          : dot.series.title,
        readings: [
          { title: spec.x.title, value: formatNumber(dot.x) },
          { title: spec.y.title, value: formatNumber(dot.y) },
        ],
      })),
  ].filter(inPlot);
}
