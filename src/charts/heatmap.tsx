import { useMemo, useRef, useState } from "react";
import { say } from "../text/say.ts";
import type { ChartProps, Form } from "./chart.ts";
import { Picture, AxisName, px } from "./frame.tsx";
import { edgesOf } from "./grid.ts";
import { PadAxes, Tags } from "./heatmap/axes.tsx";
import { ColourKey, Ground } from "./heatmap/ground.tsx";
import { LINE, type Pad, cellAt, cellInWords, padOf, settingsAt, settingsOf, whereOf } from "./heatmap/pad.ts";
import { Puck, Reader, Surface } from "./heatmap/puck.tsx";
import { verdictOf } from "./summary.ts";

/**
 * The phase pad: the mean of a signed quantity over two settings, blue where the source helps and orange where it hurts,
 * with the line where the mean is zero, the predicted one dashed, and a puck at the settings in force. Moving the puck
 * chooses the experiment. Cells that are still to come are filled from their neighbours, paler.
 */
export const heatmap: Form = { title: "phase pad", draw: (props) => <Heatmap {...props} /> };

function Heatmap({ spec, rows, reference, now, choose, width, isComing }: ChartProps) {
  const pad = useMemo(() => padOf(spec, rows, width), [spec, rows, width]);
  const puck = useRef<SVGGElement>(null);
  const [pointed, setPointed] = useState<number>();
  const { vertical, box, x, y } = pad;
  const seeds = Number(now?.["seeds"] ?? 0);
  const at = spec.of && now?.[spec.of.column] !== spec.of.value ? undefined : settingsAt(pad, now);
  const cell = pointed !== undefined && pad.grid.cells[pointed] ? pointed : at ? cellAt(pad, at) : undefined;
  const place = at && { x: x(at.x), y: y(at.y) };
  return (
    <Picture
      spec={spec}
      width={width}
      height={box.bottom + FOOT + LINE * (readoutLines(width) - 1)}
      summary={summaryOf(pad)}
      interactive
    >
      <AxisName axis={vertical} of={vertical.column} x={0} y={13} />
      <ColourKey pad={pad} width={width} />
      <Ground pad={pad} reference={reference} puck={place} isComing={isComing} />
      <PadAxes pad={pad} place={place} />
      {pointed !== undefined && <Outline pad={pad} cell={pointed} />}
      {place && <Tags pad={pad} at={at} place={place} />}
      {spec.of && !at && pointed === undefined && (
        <text x={0} y={box.bottom + 58} fill="var(--muted)">
          {spec.of.description}
        </text>
      )}
      <Readout pad={pad} cell={cell} seeds={seeds} width={width} />
      {!(choose && place) && <Reader pad={pad} seeds={seeds} cell={pointed ?? cell} point={setPointed} />}
      {choose && (
        <Surface
          pad={pad}
          point={setPointed}
          choose={choose}
          focus={() => puck.current?.focus({ preventScroll: true })}
        />
      )}
      {choose && place && <Puck pad={pad} seeds={seeds} at={at} place={place} choose={choose} handle={puck} />}
    </Picture>
  );
}
const FOOT = 66;
/** The readout takes one line where there is room; else what is known stands under where it is, at last under each setting. */
const readoutLines = (width: number): 1 | 2 | 3 => (width < 470 ? 3 : width < 760 ? 2 : 1);
function Outline({ pad: { grid, atX, atY, box }, cell }: { readonly pad: Pad; readonly cell: number }) {
  if (cell >= grid.cells.length) return null;
  const [column, row] = [cell % grid.xs.length, Math.floor(cell / grid.xs.length)];
  const lefts = edgesOf(atX, [box.left, box.right]);
  const bottoms = edgesOf(atY, [box.bottom, box.top]);
  return (
    <rect
      x={px(lefts[column])}
      y={px(bottoms[row + 1])}
      width={px(lefts[column + 1] - lefts[column])}
      height={px(bottoms[row] - bottoms[row + 1])}
      fill="none"
      stroke="var(--ink)"
      strokeWidth={1.5}
      pointerEvents="none"
    />
  );
}

/** The numbers of the cell under the pointer, or else of the one that the puck stands in, beside its middle or not. */
function Readout({
  pad,
  cell,
  seeds,
  width,
}: {
  readonly pad: Pad;
  readonly cell: number | undefined;
  /** How many seeds there will be. */
  readonly seeds: number;
  readonly width: number;
}) {
  if (cell === undefined) return null;
  const summary = pad.grid.cells[cell];
  const lines = readoutLines(width);
  const where = lines === 3 ? settingsOf(pad, cell) : [whereOf(pad, cell)];
  return (
    <text x={0} y={pad.box.bottom + 58} pointerEvents="none" aria-hidden="true">
      {where.map((words, i) => (
        <tspan key={words} fill="var(--muted)" {...(i > 0 && { x: 0, dy: LINE })}>
          {`${i === 0 ? say("cell at {place}", { place: words }) : words}${i === where.length - 1 ? ":" : ","}`}
        </tspan>
      ))}
      <tspan {...(lines > 1 ? { x: 0, dy: LINE } : { dx: 7 })} fontWeight={650}>
        {cellInWords(summary, seeds)}
      </tspan>
    </text>
  );
}

function summaryOf({ grid }: Pad): string {
  const known = grid.cells.filter((cell) => cell !== undefined);
  if (known.length === 0) return "";
  const count = (verdict: string): number => known.filter((cell) => verdictOf(cell) === verdict).length;
  const rest = grid.cells.length - known.length;
  const words = say("Of {cells} cells the source helps in {helps} and hurts in {hurts}; {undecided} are undecided.", {
    cells: known.length,
    helps: count("helps"),
    hurts: count("hurts"),
    undecided: count("undecided"),
  });
  return rest === 0 ? words : `${words} ${say("{count} more are being computed.", { count: rest })}`;
}

/** A small world: misaligned sources with few samples hurt, most where they are nearly orthogonal. */
export function sample(): ChartProps {
  const gap = (phi: number, m: number): number => {
    const turned = Math.sin((phi * Math.PI) / 180) ** 2;
    return (
      0.62 * turned * Math.exp(-0.5 * (Math.log(m / 140) / 0.9) ** 2) -
      0.17 * (1 - Math.exp(-m / 350)) -
      0.03 * (1 - turned)
    );
  };
  const angles = [0, 11.25, 22.5, 33.75, 45, 56.25, 67.5, 78.75, 90];
  const sizes = [20, 32, 50, 80, 126, 200, 317, 502, 796, 1262, 2000, 3170, 5000];
  const rows = angles.flatMap((phi, i) =>
    sizes.flatMap((mSource, j) =>
      i === 8 && j > 9
        ? []
        : [1, 2, 3, 4, 5, 6].map((seed) => ({
            phi,
            mSource,
            seed,
            transferGap: gap(phi, mSource) + 0.05 * Math.sin(7 * seed + 3 * i + 5 * j),
          })),
    ),
  );
  const reference = Array.from({ length: 41 }, (_, i) => ({
    phi: 24 + (66 * i) / 40,
    mSource: 480 * 1.045 ** i + 4 * i,
  }));
  return {
    spec: {
      id: "sample-heatmap",
      form: "heatmap",
      title: "Where the source helps",
      description:
        "Transfer gap over misalignment and source sample size: blue where the source helps, orange where it hurts.",
      rows: "exact",
      reference: "exact",
      x: { column: "mSource", title: "source sample size", scale: "log", domain: [20, 5000] },
      y: { column: "phi", title: "misalignment φ", unit: "°", domain: [0, 90], step: 0.5 },
      series: [{ column: "transferGap", title: "transfer gap", hue: "ink" }],
    },
    rows,
    reference,
    ghost: [],
    width: 560,
    now: { phi: 60, mSource: 150 },
    choose: () => undefined,
  };
}
