/** What stays on a phase pad while the pointer moves: cells, the lines of zero and of the prediction, and words in their midst. */
import { useMemo } from "react";
import type { Row } from "../../core/row.ts";
import { formatSigned } from "../../core/format.ts";
import { say } from "../../text/say.ts";
import { type Box, Label, NARROW, Quiet, px, textWidth, rectOf } from "../frame.tsx";
import { edgesOf, zeroLines } from "../grid.ts";
import { type Point, besideCurve, clearest, clipped, dense, outline } from "../place.ts";
import { numberIn } from "../summary.ts";
import { LINE, type Pad } from "./pad.ts";

/** How firmly a mean is coloured: small ones are lifted, so that a sign shows before it is large. */
const firmness = (mean: number, limit: number): number => 0.86 * Math.min(1, Math.abs(mean) / limit) ** 0.75;

const hueOf = (mean: number): string => (mean > 0 ? "var(--hurts)" : "var(--helps)");

/** Everything that stays while the pointer moves: cells, lines, and words in their midst. */
export function Ground({
  pad,
  reference,
  puck,
  isComing,
}: {
  readonly pad: Pad;
  readonly reference: readonly Row[];
  /** Where the puck stands as the words are placed; they stay while it moves. */
  readonly puck: Point | undefined;
  readonly isComing: boolean | undefined;
}) {
  return useMemo(() => {
    const { spec, grid, means, atX, atY, box } = pad;
    const zero = zeroLines(grid, means, atX, atY);
    const predicted = predictedLines(pad, reference);
    const curves = [...zero, ...predicted].map((curve) => dense(curve, 6));
    const covered = puck ? outline(puck, PUCK) : [];
    const words = sideWords(pad, [...curves.flat(), ...covered]);
    const clip = `${spec.id}-clip`;
    return (
      <g>
        <clipPath id={clip}>
          <rect {...rectOf(box)} />
        </clipPath>
        <rect {...rectOf(box)} fill={grid.xs.length === 0 ? "var(--panel)" : "var(--paper)"} />
        <Cells pad={pad} />
        <g clipPath={`url(#${clip})`} fill="none" strokeLinejoin="round">
          {zero.map((curve) => (
            <g key={pathOf(curve)}>
              <path d={pathOf(curve)} stroke="var(--paper)" strokeWidth={5} />
              <path d={pathOf(curve)} stroke="var(--ink)" strokeWidth={2.25} />
            </g>
          ))}
          {predicted.map((curve) => (
            <g key={pathOf(curve)}>
              <path d={pathOf(curve)} stroke="var(--paper)" strokeWidth={4} />
              <path d={pathOf(curve)} stroke="var(--ink)" strokeWidth={1.75} strokeDasharray="7 5" />
            </g>
          ))}
        </g>
        {words.map(({ text, at }) => (
          <Words key={text} at={at} weight={650}>
            {text}
          </Words>
        ))}
        <CurveNames zero={zero} predicted={predicted} words={words} covered={covered} box={box} />
        {grid.xs.length === 0 && (
          <Quiet x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2} isComing={isComing}>
            {say("nothing to draw yet")}
          </Quiet>
        )}
        <rect {...rectOf(box)} fill="none" stroke="var(--line)" />
      </g>
    );
    // oxlint-disable-next-line react/exhaustive-deps -- words that fled from the puck would be read by nobody
  }, [pad, reference, isComing]);
}

/** Half the size of the puck, in pixels. */
const PUCK: Point = { x: 13, y: 13 };

/** Straight from point to point. The first figures need no more of d3's curves than this. */
function pathOf(curve: readonly Point[]): string {
  return curve.length === 0 ? "" : `M${curve.map(({ x, y }) => `${px(x)},${px(y)}`).join("L")}`;
}

function Cells({ pad: { grid, means, atX, atY, box, limit } }: { readonly pad: Pad }) {
  // whole pixels: no seam between cells
  const lefts = edgesOf(atX, [box.left, box.right]).map(Math.round);
  const bottoms = edgesOf(atY, [box.bottom, box.top]).map(Math.round);
  return (
    <g shapeRendering="crispEdges">
      {means.map((mean, i) => {
        const [column, row] = [i % grid.xs.length, Math.floor(i / grid.xs.length)];
        return (
          <rect
            key={`${grid.xs[column]} ${grid.ys[row]}`}
            x={px(lefts[column])}
            y={px(bottoms[row + 1])}
            width={px(lefts[column + 1] - lefts[column])}
            height={px(bottoms[row] - bottoms[row + 1])}
            {...(mean === undefined
              ? { fill: "var(--grid)" }
              : { fill: hueOf(mean), fillOpacity: px(firmness(mean, limit) * (grid.cells[i] ? 1 : 0.6)) })}
          />
        );
      })}
    </g>
  );
}

/** The prediction as curves, cut to the plot; rows follow each other as they come. */
function predictedLines({ horizontal, vertical, x, y, box }: Pad, reference: readonly Row[]) {
  const places = reference
    .map((row) => ({ x: x(numberIn(row, horizontal.column)), y: y(numberIn(row, vertical.column)) }))
    .filter((place) => Number.isFinite(place.x) && Number.isFinite(place.y));
  return clipped(places, box);
}

interface Placed {
  readonly text: string;
  readonly at: Point;
  readonly half: Point;
}

const halfOf = (text: string): Point => ({ x: textWidth(text) / 2 + 2, y: 9 });

/** Which side of zero is which, each word deep inside its own side. */
function sideWords({ grid, means, atX, atY, box }: Pad, curves: readonly Point[]): readonly Placed[] {
  const centre = (i: number): Point => ({ x: atX[i % grid.xs.length], y: atY[Math.floor(i / grid.xs.length)] });
  const withSign = (sign: number): readonly Point[] =>
    means.flatMap((mean, i) => (mean !== undefined && Math.sign(mean) === sign ? [centre(i)] : []));
  return (
    [
      ["helps", -1],
      ["hurts", 1],
    ] as const
  ).flatMap(([side, sign]) => {
    const text = `${say("source")} ${say(side)}`;
    const half = halfOf(text);
    const at = clearest(withSign(sign), half, [...withSign(-sign), ...curves], box);
    return at ? [{ text, at, half }] : [];
  });
}

function Words({ at, weight, children }: { readonly at: Point; readonly weight: number; readonly children: string }) {
  return (
    <Label x={at.x} y={at.y + 4} anchor="middle" weight={weight}>
      {children}
    </Label>
  );
}

/** The names of both lines, beside them. */
function CurveNames({
  zero,
  predicted,
  words,
  covered,
  box,
}: {
  readonly zero: readonly (readonly Point[])[];
  readonly predicted: readonly (readonly Point[])[];
  readonly words: readonly Placed[];
  readonly covered: readonly Point[];
  readonly box: Box;
}) {
  const lines = [...zero, ...predicted].flatMap((curve) => dense(curve, 6));
  const taken = [...covered, ...words.flatMap(({ at, half }) => outline(at, half))];
  const named = (text: string, curves: readonly (readonly Point[])[], others: readonly Point[]): Placed | undefined => {
    const half = halfOf(text);
    const longest = curves.reduce<readonly Point[]>((most, curve) => (curve.length > most.length ? curve : most), []);
    const beside = [4, 10].flatMap((gap) => besideCurve(dense(longest, 12), half, gap));
    const at = clearest(beside, half, [...lines, ...taken, ...others], box, 3);
    return at && { text, at, half };
  };
  const first = named(say("predicted"), predicted, []);
  const second = named(say("no effect"), zero, first ? outline(first.at, first.half) : []);
  return [first, second].map(
    (name) =>
      name && (
        <Words key={name.text} at={name.at} weight={400}>
          {name.text}
        </Words>
      ),
  );
}

/** Colours in steps from what helps to what hurts, with the numbers of the ends. */
export function ColourKey({ pad: { spec, limit }, width }: { readonly pad: Pad; readonly width: number }) {
  const steps = 15;
  const size = { x: 7, y: 11 };
  const [less, more] = [`${say("helps")} ${formatSigned(-limit, 4)}`, `${formatSigned(limit, 4)} ${say("hurts")}`];
  const room = { less: 1.15 * textWidth(less) + 6, more: 1.15 * textWidth(more) + 6 };
  const left = width < NARROW ? 0 : width - room.less - steps * size.x - room.more;
  return (
    <g data-meant={spec.series[0]?.column} transform={`translate(${px(left)} ${width < NARROW ? LINE : 0})`}>
      <Label x={room.less - 6} y={13} anchor="end" fill="var(--helps)" rim={false}>
        {less}
      </Label>
      <g transform={`translate(${px(room.less)} 3)`}>
        {Array.from({ length: steps }, (_, i) => {
          const mean = (i / (steps - 1)) * 2 - 1;
          const opacity = px(firmness(mean, 1));
          return (
            <rect
              key={mean}
              x={i * size.x}
              {...{ width: size.x, height: size.y }}
              fill={hueOf(mean)}
              fillOpacity={opacity}
            />
          );
        })}
        <rect width={steps * size.x} height={size.y} fill="none" stroke="var(--line)" strokeWidth={0.75} />
      </g>
      <Label x={room.less + steps * size.x + 6} y={13} fill="var(--hurts)" rim={false}>
        {more}
      </Label>
    </g>
  );
}
