/**
 * What all forms share: the picture with its name and description, type sizes, axes, keys. Every size is a function of
 * the width alone, so that nothing on the page moves when numbers change.
 */
import type { ReactNode } from "react";
import { formatFixed, formatNumber } from "../core/format.ts";
import { say } from "../text/say.ts";
import type { ChartSpec, Hue } from "./chart.ts";

/** Type sizes in pixels: for words that name things, and for the small print of ticks. */
export const TEXT = 12.5;
export const SMALL = 11.5;

/** The inside of a picture, in pixels from its top left corner. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The inside as a rectangle of SVG. */
export function rectOf({ left, right, top, bottom }: Box): Record<"x" | "y" | "width" | "height", number> {
  return { x: left, y: top, width: px(right - left), height: px(bottom - top) };
}

/** Below this width there is no room for labels beside the plot. */
export const NARROW = 420;

export const colour = (hue: Hue): string => `var(--${hue})`;

/** Roughly how wide a text will be. Fonts differ, so this errs on the wide side. */
export function textWidth(text: string, size: number = TEXT): number {
  return (
    Array.from(text).reduce((width, character) => width + (NARROW_CHARACTERS.test(character) ? 0.34 : 0.58), 0) * size
  );
}

const NARROW_CHARACTERS = /[ .,:;'’ijl|!()\u202F]/;

/** Beyond any picture: a diverging run reaches numbers that SVG cannot read. */
const FAR = 100_000;

/** A number to a hundredth of a pixel: enough for the eye, the same text on every machine, and never beyond `FAR`. */
export function px(value: number): number {
  return Math.round(Math.min(FAR, Math.max(-FAR, value)) * 100) / 100;
}

interface PictureProps {
  readonly spec: ChartSpec;
  readonly width: number;
  readonly height: number;
  /** What the picture shows now, in a sentence for those who do not see it. */
  readonly summary: string;
  /** True if something in it takes the focus. */
  readonly interactive?: boolean;
  readonly children: ReactNode;
}

/** The picture. An empty title on its content keeps browsers from showing the name as a tooltip. */
export function Picture({ spec, width, height, summary, interactive = false, children }: PictureProps) {
  const names = { title: `${spec.id}-title`, description: `${spec.id}-description` };
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role={interactive ? "group" : "img"}
      aria-labelledby={names.title}
      aria-describedby={names.description}
      viewBox={`0 0 ${px(width)} ${px(height)}`}
      width={px(width)}
      height={px(height)}
      fontFamily="var(--font-ui, sans-serif)"
      fontSize={TEXT}
      fill="var(--ink)"
      style={{ display: "block", fontVariantNumeric: "tabular-nums lining-nums" }}
    >
      <title id={names.title}>{spec.title}</title>
      <desc id={names.description}>{summary === "" ? spec.description : `${spec.description} ${summary}`}</desc>
      <g>
        <title />
        {children}
      </g>
    </svg>
  );
}

/** Words on a picture, with a rim of paper that keeps them readable over lines. */
export function Label({
  x,
  y,
  children,
  anchor = "start",
  size = TEXT,
  fill = "var(--ink)",
  weight = 400,
  rim = true,
}: {
  readonly x: number;
  readonly y: number;
  readonly children: ReactNode;
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
  readonly fill?: string;
  readonly weight?: number;
  readonly rim?: boolean;
}) {
  const outline = rim
    ? ({ stroke: "var(--paper)", strokeWidth: 3, strokeLinejoin: "round", paintOrder: "stroke" } as const)
    : {};
  return (
    <text x={px(x)} y={px(y)} textAnchor={anchor} fontSize={size} fill={fill} fontWeight={weight} {...outline}>
      {children}
    </text>
  );
}

/** A scale as far as an axis needs it. */
interface Scale {
  (value: number): number;
  ticks(count?: number): number[];
}

/** Ticks that stand far enough apart, each with its text. */
export function ticksOf(scale: Scale, room: number, spacing: number): readonly { value: number; text: string }[] {
  const values = scale.ticks(Math.max(2, room / spacing));
  const step = Math.min(...values.slice(1).map((value, i) => Math.abs(value - values[i])));
  const decimals = Number.isFinite(step) && step > 0 ? Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)) : 0;
  return values.map((value) => ({ value, text: tickText(value, decimals) }));
}

/** A tick with its axis's decimals; as a power of ten where these are many. */
function tickText(value: number, decimals: number): string {
  return decimals > 5 ? formatNumber(value) : formatFixed(value, decimals);
}

/** Ticks of a logarithmic axis: 1, 2, 5 of each power of ten, thinned to the powers where they are many. */
export function logTicks([low, high]: readonly [number, number], most = 7): readonly { value: number; text: string }[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => Math.floor(Math.log10(low)) + i,
  );
  const among = (factors: readonly number[]): readonly { value: number; decimals: number }[] =>
    powers
      .flatMap((power) =>
        factors.map((factor) => ({
          value: factor * 10 ** power,
          decimals: Math.max(0, Number.isInteger(factor) ? -power : 1 - power),
        })),
      )
      .filter(({ value }) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
  const fine = [[1, 1.5, 2, 3, 4, 5, 6, 8], [1, 2, 3, 5], [1, 2, 5], [1, 3], [1]].map(among);
  const fitting = fine.find((ticks) => ticks.length <= most) ?? fine[4];
  const every = Math.ceil(fitting.length / most);
  return fitting
    .filter((_, i) => i % every === 0)
    .map(({ value, decimals }) => ({ value, text: tickText(value, decimals) }));
}

interface AxisProps {
  readonly box: Box;
  readonly scale: (value: number) => number;
  readonly ticks: readonly { value: number; text: string }[];
}

/** Level grid lines with their values at the left. */
export function LevelAxis({ box, scale, ticks }: AxisProps) {
  return (
    <g>
      {ticks.map(({ value, text }) => {
        const y = scale(value);
        return (
          <g key={value}>
            <line x1={box.left} x2={box.right} y1={px(y)} y2={px(y)} stroke="var(--grid)" />
            <Label x={box.left - 8} y={y + 4} anchor="end" size={SMALL} fill="var(--muted)" rim={false}>
              {text}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** The floor of a plot: a line, ticks and their values. */
export function FloorAxis({ box, scale, ticks }: AxisProps) {
  return (
    <g>
      <line x1={box.left} x2={box.right} y1={box.bottom} y2={box.bottom} stroke="var(--line)" />
      {ticks.map(({ value, text }) => {
        const x = scale(value);
        return (
          <g key={value}>
            <line x1={px(x)} x2={px(x)} y1={box.bottom} y2={box.bottom + 5} stroke="var(--line)" />
            <Label x={x} y={box.bottom + 18} anchor="middle" size={SMALL} fill="var(--muted)" rim={false}>
              {text}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** A value marked on the floor of a plot, in place of a tick. */
export function FloorTag({ box, x, children }: { readonly box: Box; readonly x: number; readonly children: string }) {
  const half = textWidth(children, SMALL) / 2 + 5;
  const at = Math.min(box.right + 14 - half, Math.max(box.left + half - 8, x));
  return (
    <g pointerEvents="none" aria-hidden="true" fontSize={SMALL}>
      <rect x={px(at - half)} y={box.bottom + 5} width={px(2 * half)} height={17} rx={3} fill="var(--ink)" />
      <text x={px(at)} y={box.bottom + 18} textAnchor="middle" fill="var(--paper)">
        {children}
      </text>
    </g>
  );
}

/** How near to a tag no tick has its own number. */
export const TAG_ROOM = 34;

/** The words of an axis, with its unit unless the ticks carry it. */
export function axisTitle({ title, unit }: { readonly title: string; readonly unit?: string }): string {
  return unit === undefined || unit === "°" ? title : `${title} (${unit})`;
}

/** The least side of what can be pressed, in pixels (WCAG 2.5.8). */
const PRESSED = 24;

/** Words that open what a column or a term means when they are pressed; by keyboard the links under the figure do. */
export function PressedWords({
  of,
  words,
  x,
  y,
  anchor = "start",
  children,
}: {
  readonly of: string;
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly anchor?: "start" | "middle";
  readonly children: ReactNode;
}) {
  const width = textWidth(words);
  return (
    <g data-meant={of}>
      {children}
      <rect
        x={px(anchor === "middle" ? x - width / 2 : x)}
        y={px(y - 4 - PRESSED / 2)}
        width={px(width)}
        height={PRESSED}
        fill="transparent"
      />
    </g>
  );
}

/** The words of an axis, which open what its column means. */
export function AxisName({
  axis,
  of,
  x,
  y,
  anchor = "start",
}: {
  readonly axis: { readonly title: string; readonly unit?: string };
  readonly of: string;
  readonly x: number;
  readonly y: number;
  readonly anchor?: "start" | "middle";
}) {
  const words = axisTitle(axis);
  if (words === "") return null;
  return (
    <PressedWords of={of} words={words} x={x} y={y} anchor={anchor}>
      <Label x={x} y={y} anchor={anchor} fill="var(--muted)" rim={false}>
        {words}
      </Label>
    </PressedWords>
  );
}

/** The words of the axis under a plot. */
export function FloorName({ spec, box }: { readonly spec: ChartSpec; readonly box: Box }) {
  return (
    <AxisName axis={spec.x} of={spec.x.column} x={(box.left + box.right) / 2} y={box.bottom + 36} anchor="middle" />
  );
}

const betterInWords = (better: "lower" | "higher"): string =>
  say(better === "lower" ? "lower is better ↓" : "higher is better ↑");

/** How many lines the words over a plot take: the level axis's title and which way is better. */
export function headLines(spec: ChartSpec, width: number): 1 | 2 {
  const { better } = spec.y;
  return better === undefined || textWidth(axisTitle(spec.y)) + textWidth(betterInWords(better)) + 24 < width ? 1 : 2;
}

/** The words over a plot, from the left edge. */
export function Head({ spec, width }: { readonly spec: ChartSpec; readonly width: number }) {
  const { better } = spec.y;
  const beside = headLines(spec, width) === 1;
  return (
    <g>
      <AxisName axis={spec.y} of={spec.y.column ?? spec.series[0]?.column ?? ""} x={0} y={13} />
      {better && (
        <Label
          x={beside ? width : 0}
          y={beside ? 13 : 30}
          anchor={beside ? "end" : "start"}
          fill="var(--muted)"
          rim={false}
        >
          {betterInWords(better)}
        </Label>
      )}
    </g>
  );
}

/** A quiet sentence where there is nothing to draw: why, or that it is being computed. */
export function Quiet({ x, y, isComing = false, children }: QuietProps) {
  return (
    <Label x={x} y={y} anchor="middle" fill="var(--muted)">
      {isComing ? say("being computed …") : children}
    </Label>
  );
}

interface QuietProps {
  readonly x: number;
  readonly y: number;
  readonly isComing?: boolean | undefined;
  readonly children: ReactNode;
}
