import { useMemo } from "react";
import { formatDegrees } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { ChartProps, ChartSpec, Form } from "./chart.ts";
import { Cursor } from "./cursor.tsx";
import {
  FloorAxis,
  FloorName,
  Label,
  LevelAxis,
  Picture,
  PressedWords,
  Quiet,
  AxisName,
  colour,
  px,
  ticksOf,
  rectOf,
} from "./frame.tsx";
import { BoundaryLine, Dots, LabelKey, Outline } from "./plane/drawing.tsx";
import { type Marks, endOf, frameOf, marksOf } from "./plane/marks.ts";
import { PaintedPoints, painted, paintedNow } from "./plane/painting.tsx";
import { itemsOf, namesOf } from "./plane/names.ts";
import { TurnHandle, angleNow } from "./plane/turnHandle.tsx";

/**
 * Two coordinates with equal scales: points by task (shape) and label (filled or hollow), each task's covariance as an
 * ellipse, and decision boundaries through the origin. The reference is the truth, drawn dashed. The end of one
 * ellipse's long axis can be a handle that turns it.
 */
export const plane: Form = { title: "plane", draw: (props) => <Plane {...props} /> };

/** Ticks are as far apart along one axis as along the other, in pixels: scales are equal, and so are their steps. */
const TICK = 48;

function Plane({ spec, rows, reference, ghost, width, now, choose, isComing }: ChartProps) {
  const marks = useMemo(() => marksOf(spec, rows, reference), [spec, rows, reference]);
  const before = useMemo(() => marksOf(spec, ghost, []), [spec, ghost]);
  const { box, x, y, unit } = useMemo(() => frameOf(spec, marks, width), [spec, marks, width]);
  const { dots, ellipses, boundaries } = marks;
  const items = useMemo(() => itemsOf(spec, marks, x, y, unit, box), [spec, marks, x, y, unit, box]);
  const turned = choose && spec.turn && ellipses.find(({ series }) => series.where?.["task"] === spec.turn?.task);
  const names = useMemo(
    () => namesOf(marks, x, y, box, turned && endOf(turned, x, y, unit, box)),
    [marks, x, y, unit, box, turned],
  );
  const points = paintedNow(spec.paint, now);
  const clip = `${spec.id}-clip`;
  const ticks = { x: ticksOf(x, box.right - box.left, TICK), y: ticksOf(y, box.bottom - box.top, TICK) };
  return (
    <Picture
      spec={spec}
      width={width}
      height={box.bottom + 46}
      summary={summaryOf(marks)}
      interactive={items.length > 0}
    >
      <clipPath id={clip}>
        <rect {...rectOf(box)} />
      </clipPath>
      <AxisName axis={spec.y} of={spec.y.column ?? "y"} x={0} y={13} />
      <LevelAxis box={box} scale={y} ticks={ticks.y} />
      {ticks.x.map(({ value }) => (
        <line key={value} x1={px(x(value))} x2={px(x(value))} y1={box.top} y2={box.bottom} stroke="var(--grid)" />
      ))}
      <FloorAxis box={box} scale={x} ticks={ticks.x} />
      <FloorName spec={spec} box={box} />
      <g clipPath={`url(#${clip})`}>
        {before.ellipses.map((ellipse) => (
          <Outline key={ellipse.series.title} ellipse={ellipse} x={x} y={y} unit={unit} opacity={0.3} />
        ))}
        {ellipses.map((ellipse) => (
          <Outline
            key={`${ellipse.series.title} ${ellipse.isTruth}`}
            ellipse={ellipse}
            x={x}
            y={y}
            unit={unit}
            opacity={1}
          />
        ))}
        <Dots dots={dots} x={x} y={y} />
        {boundaries.map((boundary) => (
          <BoundaryLine key={`${boundary.name} ${boundary.isTruth}`} boundary={boundary} x={x} y={y} box={box} />
        ))}
      </g>
      <LabelKey spec={spec} dots={dots} width={width} />
      {items.length === 0 && (
        <Quiet x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2} isComing={isComing}>
          {say("nothing to draw yet")}
        </Quiet>
      )}
      <Cursor
        box={box}
        places={items.map(({ at }) => at.x)}
        heights={items.map(({ at }) => at.y)}
        name={say("{title}, one by one", { title: spec.title })}
        nameOf={(place) => items[place].name}
        readingsOf={(place) => items[place].readings}
        press={
          spec.paint && choose ? (at) => spec.paint && choose(painted(spec.paint, points, at, x, y), true) : undefined
        }
      >
        {names.map(({ text, at, hue, of }) => (
          <PressedWords key={text} of={of} words={text} x={at.x} y={at.y + 4} anchor="middle">
            <Label x={at.x} y={at.y + 4} anchor="middle" fill={colour(hue)} weight={650}>
              {text}
            </Label>
          </PressedWords>
        ))}
        {spec.paint && choose && (
          <PaintedPoints
            paint={spec.paint}
            points={points}
            x={x}
            y={y}
            hue={hueOf(spec, spec.paint.task)}
            choose={choose}
          />
        )}
        {spec.turn && turned && choose && (
          <TurnHandle
            column={spec.turn.column}
            ellipse={turned}
            angle={angleNow(now?.[spec.turn.column], turned)}
            x={x}
            y={y}
            unit={unit}
            box={box}
            choose={choose}
          />
        )}
      </Cursor>
    </Picture>
  );
}
/** The colour of a task. */
function hueOf({ series }: ChartSpec, task: string): string {
  return colour(series.find(({ where }) => where?.["task"] === task)?.hue ?? "ink");
}

function summaryOf({ dots, ellipses, boundaries }: Marks): string {
  const axes = ellipses.map(({ series, angle, isTruth }) =>
    say(
      isTruth
        ? "The long axis of {series} in the population lies at {angle}."
        : "The long axis of {series} lies at {angle}.",
      {
        series: series.title,
        angle: formatDegrees(angle),
      },
    ),
  );
  const normals = boundaries.map(({ name, normal }) =>
    say("The normal of {name} lies at {angle}.", {
      name,
      angle: formatDegrees((Math.atan2(normal.y, normal.x) * 180) / Math.PI),
    }),
  );
  const tasks = [...new Set(dots.map(({ series }) => series))].map((series) =>
    say("{count} points of {series}.", {
      count: dots.filter((dot) => dot.series === series).length,
      series: series.title,
    }),
  );
  return [...tasks, ...axes, ...normals].join(" ");
}

/** Logistic labels of two tasks with the same truth, the source turned by 60°. */
export function sample(): ChartProps {
  const angle = (60 * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const normal = { nx: Math.cos(0.5), ny: Math.sin(0.5) };
  const cloud = (task: string, count: number, turned: boolean): readonly Row[] =>
    Array.from({ length: count }, (_, i) => {
      const radius = Math.sqrt(-2 * Math.log(1 - (i + 0.5) / count));
      const [a, b] = [2.2 * radius * Math.cos(2.4 * i), 0.8 * radius * Math.sin(2.4 * i)];
      const [x, y] = turned ? [a * cos - b * sin, a * sin + b * cos] : [a, b];
      const logit = x * normal.nx + y * normal.ny + Math.sin(9 * i);
      return { mark: "point", task, x, y, label: logit > 0 ? 1 : -1 };
    });
  const [large, small] = [2.2 ** 2, 0.8 ** 2];
  const turnedBy = {
    xx: large * cos ** 2 + small * sin ** 2,
    xy: (large - small) * cos * sin,
    yy: large * sin ** 2 + small * cos ** 2,
  };
  return {
    spec: {
      id: "sample-plane",
      form: "plane",
      title: "Two tasks in a plane",
      description:
        "Points of both tasks, their covariances, and what each model learned; the dashed line is the truth.",
      rows: "training",
      reference: "exact",
      x: { column: "x", title: "first coordinate" },
      y: { column: "y", title: "second coordinate" },
      series: [
        { column: "y", where: { task: "target" }, title: "target", hue: "target", weight: "thick" },
        { column: "y", where: { task: "source" }, title: "source", hue: "source", weight: "thin" },
      ],
      turn: { column: "phi", task: "source" },
    },
    rows: [
      ...cloud("source", 60, true),
      ...cloud("target", 16, false),
      { mark: "ellipse", task: "target", xx: large, xy: 0, yy: small },
      { mark: "ellipse", task: "source", ...turnedBy },
      { mark: "boundary", task: "target", name: "learned jointly", nx: Math.cos(0.9), ny: Math.sin(0.9) },
    ],
    reference: [{ mark: "boundary", name: "truth", ...normal }],
    ghost: [],
    width: 560,
    now: { phi: 60 },
    choose: () => undefined,
  };
}
