/**
 * What can be moved on a picture: a puck, a marker, the end of an axis. It follows the pointer, a finger or the arrow
 * keys, tells what it chooses as it moves, and once more when it is let go. For a screen reader it is a slider.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  type SVGProps,
  useRef,
} from "react";
import type { ChartProps, Choice } from "./chart.ts";
import { px } from "./frame.tsx";
import type { Point } from "./place.ts";

type Choose = NonNullable<ChartProps["choose"]>;

/** Where an event lies on its picture, in the picture's own pixels. */
export function pointOf({ currentTarget, clientX, clientY }: MouseEvent<SVGElement>): Point {
  const picture = currentTarget.ownerSVGElement;
  if (!picture) return { x: 0, y: 0 };
  const { left, top, width } = picture.getBoundingClientRect();
  const scale = picture.viewBox.baseVal.width / Math.max(1, width);
  return { x: (clientX - left) * scale, y: (clientY - top) * scale };
}

/** Handlers that drag: `at` is what is dragged, or nothing where a press makes it jump to the pointer. */
export function useDrag(
  choiceAt: (point: Point) => Choice,
  choose: Choose,
  at?: Point,
): Pick<SVGProps<SVGElement>, "onPointerDown" | "onPointerMove" | "onLostPointerCapture"> {
  const held = useRef<{ readonly offset: Point; choice: Choice | undefined }>(undefined);
  const follow = (event: PointerEvent<SVGElement>): void => {
    if (!held.current) return;
    const [{ x, y }, { offset }] = [pointOf(event), held.current];
    held.current.choice = choiceAt({ x: x + offset.x, y: y + offset.y });
    choose(held.current.choice, false);
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const point = pointOf(event);
      held.current = { offset: at ? { x: at.x - point.x, y: at.y - point.y } : { x: 0, y: 0 }, choice: undefined };
      if (!at) follow(event);
    },
    onPointerMove: follow,
    onLostPointerCapture: () => {
      const choice = held.current?.choice;
      held.current = undefined;
      if (choice) choose(choice, true);
    },
  };
}

interface HandleProps {
  readonly at: Point;
  readonly name: string;
  /** For a screen reader: where it is between its ends, and in words what that means. */
  readonly value: { readonly least: number; readonly most: number; readonly now: number; readonly text: string };
  readonly choiceAt: (point: Point) => Choice;
  /** What a key chooses; undefined leaves the key to others. */
  readonly choiceAfter: (key: string, fine: boolean) => Choice | undefined;
  readonly choose: Choose;
  /** What it is called instead of a slider. */
  readonly kind?: string;
  readonly cursor: string;
  readonly handle?: Ref<SVGGElement>;
  /** Drawn around (0, 0). */
  readonly children: ReactNode;
}

/** Keys change its value many times while held, and are done when let go; so is a handle that loses the focus. */
export function Handle({
  at,
  name,
  value,
  choiceAt,
  choiceAfter,
  choose,
  kind,
  cursor,
  handle,
  children,
}: HandleProps) {
  const drag = useDrag(choiceAt, choose, at);
  const pending = useRef<Choice>(undefined);
  const press = (event: KeyboardEvent): void => {
    const choice = choiceAfter(event.key, event.shiftKey);
    if (!choice) return;
    event.preventDefault();
    pending.current = choice;
    choose(choice, false);
  };
  const done = (): void => {
    if (pending.current) choose(pending.current, true);
    pending.current = undefined;
  };
  return (
    <g
      ref={handle}
      className="handle"
      transform={`translate(${px(at.x)} ${px(at.y)})`}
      style={{ touchAction: "none", cursor }}
      tabIndex={0}
      role="slider"
      aria-roledescription={kind}
      aria-label={name}
      aria-valuemin={value.least}
      aria-valuemax={value.most}
      aria-valuenow={value.now}
      aria-valuetext={value.text}
      onKeyDown={press}
      onKeyUp={done}
      onBlur={done}
      {...drag}
    >
      <circle className="grip" r={22} fill="transparent" />
      {children}
    </g>
  );
}
