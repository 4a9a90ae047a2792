/** Where words stand on a picture so that they hide nothing. Pure geometry in pixels. */
import type { Box } from "./frame.tsx";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Half the width and half the height of a rectangle of words. */
export interface Half {
  readonly x: number;
  readonly y: number;
}

/**
 * The centre for words of this size, among the candidates, that keeps farthest from every obstacle and inside the box;
 * undefined if each would hide something. Farther than `enough` is no better: the first such candidate is taken.
 */
export function clearest(
  candidates: readonly Point[],
  half: Half,
  obstacles: readonly Point[],
  box: Box,
  enough = Number.POSITIVE_INFINITY,
): Point | undefined {
  let best: Point | undefined;
  let most = 0;
  for (const { x, y } of candidates) {
    const fits = x - half.x >= box.left && x + half.x <= box.right && y - half.y >= box.top && y + half.y <= box.bottom;
    if (!fits) continue;
    let room = enough;
    for (const other of obstacles) {
      room = Math.min(room, Math.max(Math.abs(other.x - x) - half.x, Math.abs(other.y - y) - half.y));
      if (room <= most) break;
    }
    if (room > most) [best, most] = [{ x, y }, room];
    if (most >= enough) break;
  }
  return best;
}

/** Centres for words on either side of a curve, near it, those beside its middle first. */
export function besideCurve(curve: readonly Point[], half: Half, gap: number): readonly Point[] {
  const middle = (curve.length - 1) / 2;
  const order = curve.map((_, i) => i).toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return order.flatMap((i) => {
    const { x, y } = curve[i];
    return [
      { x: x + half.x + gap, y: y + half.y + gap },
      { x: x - half.x - gap, y: y - half.y - gap },
      { x: x + half.x + gap, y: y - half.y - gap },
      { x: x - half.x - gap, y: y + half.y + gap },
      { x, y: y + half.y + gap },
      { x, y: y - half.y - gap },
    ];
  });
}

/** The corners, the middles of the sides and the centre of a rectangle: enough of it for other words to keep away. */
export function outline({ x, y }: Point, half: Half): readonly Point[] {
  return [-1, 0, 1].flatMap((i) => [-1, -0.5, 0, 0.5, 1].map((j) => ({ x: x + j * half.x, y: y + i * half.y })));
}

/** A curve with a point at least every so many pixels. */
export function dense(curve: readonly Point[], spacing: number): readonly Point[] {
  return curve.flatMap((end, i): readonly Point[] => {
    const start = curve[i - 1];
    if (!start) return [end];
    const pieces = Math.max(1, Math.min(200, Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / spacing)));
    return Array.from({ length: pieces }, (_, j) => {
      const share = (j + 1) / pieces;
      return { x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y) };
    });
  });
}

/** A curve cut to a box: its runs inside, each to where it crosses the edge. */
export function clipped(curve: readonly Point[], box: Box): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  for (const [i, end] of curve.slice(1).entries()) {
    const piece = clippedPiece(curve[i], end, box);
    if (!piece) continue;
    const last = runs.at(-1);
    const joins = last?.at(-1)?.x === piece[0].x && last.at(-1)?.y === piece[0].y;
    if (last && joins) last.push(piece[1]);
    else runs.push([...piece]);
  }
  return runs;
}

/** The part of a straight piece inside a box (Liang and Barsky 1984); undefined if there is none. */
function clippedPiece(start: Point, end: Point, box: Box): readonly [Point, Point] | undefined {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  let [from, to] = [0, 1];
  for (const [speed, room] of [
    [-dx, start.x - box.left],
    [dx, box.right - start.x],
    [-dy, start.y - box.top],
    [dy, box.bottom - start.y],
  ]) {
    if (speed === 0 && room < 0) return undefined;
    if (speed < 0) from = Math.max(from, room / speed);
    if (speed > 0) to = Math.min(to, room / speed);
  }
  if (from >= to) return undefined;
  const at = (share: number): Point =>
    share === 0 ? start : share === 1 ? end : { x: start.x + share * dx, y: start.y + share * dy };
  return [at(from), at(to)];
}
