/**
 * Points of the plane as a text that fits into a link: "1.2_-0.4~2_1" is (1.2, −0.4) and (2, 1). Coordinates have at most
 * two decimals.
 */

export type PlanePoint = readonly [x: number, y: number];

const POINT = /^(-?\d+(?:\.\d+)?)_(-?\d+(?:\.\d+)?)$/;

/** The points that a text stands for, rounded; undefined if it stands for none. No text, no points. */
export function parsePoints(text: string): readonly PlanePoint[] | undefined {
  if (text === "") return [];
  const points = text.split("~").map((part) => POINT.exec(part));
  if (points.includes(null)) return undefined;
  return points.flatMap((match) => (match ? [[rounded(Number(match[1])), rounded(Number(match[2]))] as const] : []));
}

/** The text of these points. */
export function formatPoints(points: readonly PlanePoint[]): string {
  return points.map(([x, y]) => `${rounded(x)}_${rounded(y)}`).join("~");
}

/** To two decimals, and no −0. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
