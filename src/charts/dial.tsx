import { arc } from "d3";
import { formatDegrees } from "../core/format.ts";
import type { Row } from "../core/row.ts";
import { say } from "../text/say.ts";
import type { ChartProps, Form } from "./chart.ts";
import { Label, Picture, Quiet, SMALL, px } from "./frame.tsx";
import { type Summary, finiteValues, groupByNumber, summarize } from "./summary.ts";

/**
 * Angles on a quarter circle, 0° to 90°. The population's are rays from the centre, equal ones drawn once; the samples'
 * lie on one track each, the smallest angle innermost: a dot for the mean over seeds, an arc for the range.
 */
export const dial: Form = { title: "dial", draw: (props) => <Dial {...props} /> };

/** Angles closer than this are one ray, in degrees. */
const EQUAL = 0.5;

function Dial({ spec, rows, reference, width, isComing }: ChartProps) {
  const { column } = spec.x;
  const radius = Math.round(Math.min(250, Math.max(150, width - 112)));
  const center = { x: Math.max(22, (width - radius) / 2 - 26), y: radius + 34 };
  const samples = groupByNumber(rows, "index").flatMap(([index, group]) => {
    const summary = summarize(finiteValues(group, column));
    return summary ? [{ index, ...summary }] : [];
  });
  const rays = clusters(finiteValues(reference, column));
  const seeds = new Set(rows.map((row) => row["seed"])).size;
  const turn = `translate(${px(center.x)} ${px(center.y)})`;
  return (
    <Picture spec={spec} width={width} height={center.y + 112} summary={summaryOf(rays, samples, seeds)}>
      <g transform={turn} data-meant={column}>
        <Face radius={radius} rays={rays} tracks={samples.map((_, i) => trackRadius(i, samples.length, radius))} />
        {rays.map((ray) => (
          <Ray
            key={ray.mean}
            ray={ray}
            radius={radius}
            labelled={rays.length <= 3 || ray === rays[0] || ray === rays.at(-1)}
          />
        ))}
        {samples.map((sample, i) => (
          <Track
            key={sample.index}
            sample={sample}
            at={trackRadius(i, samples.length, radius)}
            thin={samples.length > 12}
          />
        ))}
      </g>
      {rays.length + samples.length === 0 && (
        <Quiet x={center.x + radius / 2} y={center.y - radius / 2} isComing={isComing}>
          {say("nothing to draw yet")}
        </Quiet>
      )}
      <Key y={center.y + 50} x={center.x} rays={rays} samples={samples} seeds={seeds} />
    </Picture>
  );
}

interface Cluster {
  readonly mean: number;
  readonly count: number;
}

type Track = Summary & { readonly index: number };

function clusters(angles: readonly number[]): readonly Cluster[] {
  const groups: number[][] = [];
  for (const angle of angles.toSorted((a, b) => a - b)) {
    const last = groups.at(-1);
    if (last && angle - last[0] <= EQUAL) last.push(angle);
    else groups.push([angle]);
  }
  return groups.map((group) => ({
    mean: group.reduce((sum, angle) => sum + angle, 0) / group.length,
    count: group.length,
  }));
}

/** A point on the dial; 0° points right, 90° up. */
function at(degrees: number, radius: number): { readonly x: number; readonly y: number } {
  const angle = (degrees * Math.PI) / 180;
  return { x: px(radius * Math.cos(angle)), y: px(-radius * Math.sin(angle)) };
}

/** An arc between two angles along the dial, with a thickness. */
function ring(from: number, to: number, inner: number, outer: number): string {
  const turned = (degrees: number): number => ((90 - degrees) * Math.PI) / 180; // d3 counts clockwise from the top
  return (
    arc().digits(2)({ innerRadius: inner, outerRadius: outer, startAngle: turned(to), endAngle: turned(from) }) ?? ""
  );
}

const TICKS = [0, 15, 30, 45, 60, 75, 90];

/** The dial itself, and what its two ends mean. */
function Face({
  radius,
  rays,
  tracks,
}: {
  readonly radius: number;
  readonly rays: readonly Cluster[];
  readonly tracks: readonly number[];
}) {
  const isFree = (degrees: number): boolean =>
    rays.every(({ mean }) => Math.abs(mean - degrees) > (degrees === 90 ? 24 : 10));
  return (
    <g>
      <path d={ring(0, 90, 0, radius)} fill="var(--panel)" />
      {tracks.map((track) => (
        <path key={track} d={ring(0, 90, track, track)} fill="none" stroke="var(--grid)" />
      ))}
      <path d={`M0,${-radius}V0H${radius}`} fill="none" stroke="var(--line)" />
      <path d={ring(0, 90, radius, radius)} fill="none" stroke="var(--line)" />
      {TICKS.map((degrees) => {
        const [start, end] = [at(degrees, radius), at(degrees, radius + 5)];
        return <line key={degrees} x1={start.x} y1={start.y} x2={end.x} y2={end.y} stroke="var(--line)" />;
      })}
      {[0, 30, 60, 90].filter(isFree).map((degrees) => {
        const { x, y } = at(degrees, radius + 11);
        return (
          <Label
            key={degrees}
            x={x}
            y={y + (degrees === 90 ? 2 : 4)}
            anchor={degrees === 90 ? "middle" : "start"}
            size={SMALL}
            fill="var(--muted)"
          >
            {formatDegrees(degrees)}
          </Label>
        );
      })}
      <Label x={radius} y={19} anchor="end" size={SMALL} fill="var(--muted)">
        {say("same direction →")}
      </Label>
      <g transform="rotate(-90)">
        <Label x={radius} y={-8} anchor="end" size={SMALL} fill="var(--muted)">
          {say("orthogonal →")}
        </Label>
      </g>
    </g>
  );
}

function Ray({
  ray,
  radius,
  labelled,
}: {
  readonly ray: Cluster;
  readonly radius: number;
  readonly labelled: boolean;
}) {
  const end = at(ray.mean, radius + 5);
  const words = at(ray.mean, radius + 11);
  const lift = 6 * Math.sin((ray.mean * Math.PI) / 180);
  const isLow = ray.mean < 30; // little room at the right: the count stands under the angle
  return (
    <g>
      <line
        x1={0}
        y1={0}
        x2={end.x}
        y2={end.y}
        stroke="var(--ink)"
        strokeWidth={ray.count > 1 ? 3 : 1.5}
        strokeLinecap="round"
      />
      {labelled && (
        <g transform={`translate(${px(ray.mean > 80 ? words.x - 8 : words.x)} ${px(words.y + 4 - lift)})`}>
          <text>
            <tspan fontWeight={650}>{formatDegrees(ray.mean)}</tspan>
            {ray.count > 1 && (
              <tspan {...(isLow ? { x: 0, dy: 14 } : { dx: 5 })} fontSize={SMALL} fill="var(--muted)">
                {isLow ? angles(ray.count) : `(${angles(ray.count)})`}
              </tspan>
            )}
          </text>
        </g>
      )}
    </g>
  );
}

/** Tracks fill the outer two thirds of the dial, where an angle is easiest to read. */
function trackRadius(i: number, count: number, radius: number): number {
  const [inner, outer] = [0.34 * radius, radius - 10];
  return count < 2 ? (inner + outer) / 2 : inner + ((outer - inner) * i) / (count - 1);
}

function Track({ sample, at: radius, thin }: { readonly sample: Track; readonly at: number; readonly thin: boolean }) {
  const dot = at(sample.mean, radius);
  const thickness = thin ? 1.25 : 2;
  return (
    <g>
      {sample.greatest > sample.least && (
        <path
          d={ring(sample.least, sample.greatest, radius - thickness, radius + thickness)}
          fill="var(--accent)"
          fillOpacity={0.35}
        />
      )}
      <circle cx={dot.x} cy={dot.y} r={thin ? 2.5 : 4} fill="var(--accent)" stroke="var(--paper)" strokeWidth={1} />
    </g>
  );
}

interface KeyProps {
  readonly x: number;
  readonly y: number;
  readonly rays: readonly Cluster[];
  readonly samples: readonly Track[];
  readonly seeds: number;
}

function Key({ x, y, rays, samples, seeds }: KeyProps) {
  const all = rays.reduce((sum, { count }) => sum + count, 0);
  const ofSeeds = [say("dot: mean over {seeds} seeds", { seeds }), say("bar: their range")];
  const notes = seeds > 1 ? ofSeeds : samples.length > 0 ? [say("of 1 seed")] : [];
  return (
    <g transform={`translate(${px(x)} ${px(y)})`}>
      <line x1={0} x2={22} y1={-4} y2={-4} stroke="var(--ink)" strokeWidth={3} strokeLinecap="round" />
      <Label x={32} y={0} rim={false}>{`${say("population")}: ${angles(all)}`}</Label>
      <rect x={0} y={14} width={22} height={4} fill="var(--accent)" fillOpacity={0.35} />
      <circle cx={11} cy={16} r={4} fill="var(--accent)" />
      <Label x={32} y={20} rim={false}>
        {`${say("samples")}: ${samples.length === 0 ? say("none yet") : angles(samples.length)}`}
      </Label>
      {notes.map((note, i) => (
        <Label key={note} x={32} y={36 + 15 * i} size={SMALL} fill="var(--muted)" rim={false}>
          {note}
        </Label>
      ))}
    </g>
  );
}

const angles = (count: number): string => say(count === 1 ? "{count} angle" : "{count} angles", { count });

function summaryOf(rays: readonly Cluster[], samples: readonly Track[], seeds: number): string {
  const population = rays
    .map(({ mean, count }) => `${formatDegrees(mean)}${count > 1 ? ` (${angles(count)})` : ""}`)
    .join(", ");
  const [first, last] = [samples[0], samples.at(-1)];
  const sampled =
    first && last
      ? say("Samples: {angles}, the smallest {least} and the largest {largest} on average over {seeds}.", {
          angles: angles(samples.length),
          least: formatDegrees(first.mean),
          largest: formatDegrees(last.mean),
          seeds: say(seeds === 1 ? "{count} seed" : "{count} seeds", { count: seeds }),
        })
      : "";
  return [population === "" ? "" : say("Population: {angles}.", { angles: population }), sampled]
    .filter((part) => part !== "")
    .join(" ");
}

/** Ten equal angles of the population, six of the samples in eight seeds. */
export function sample(): ChartProps {
  const angles = (seed: number): readonly Row[] =>
    [51, 55, 58, 62, 66, 71].map((degrees, i) => ({
      seed,
      index: i + 1,
      degrees: degrees + 4 * Math.sin(3 * seed + i),
    }));
  return {
    spec: {
      id: "sample-dial",
      form: "dial",
      title: "Principal angles",
      description: "Angles between the directions that carry each task's signal.",
      rows: "angles",
      reference: "populationAngles",
      x: { column: "degrees", title: "principal angle", unit: "°" },
      y: { title: "" },
      series: [{ column: "degrees", title: "angle", hue: "ink" }],
    },
    rows: [1, 2, 3, 4, 5, 6, 7, 8].flatMap(angles),
    reference: Array.from({ length: 10 }, (_, i) => ({ index: i + 1, degrees: 60 })),
    ghost: [],
    width: 480,
  };
}
