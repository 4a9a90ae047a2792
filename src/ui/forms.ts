/**
 * The chart forms as the page draws them: those of the first figures at once, the others from a chunk that is loaded when
 * one of them is first drawn.
 */
import { type ComponentType, lazy } from "react";
import type { ChartProps, FormName } from "../charts/chart.ts";
import { heatmap } from "../charts/heatmap.tsx";
import { strip } from "../charts/strip.tsx";

export const drawings: Readonly<Record<FormName, ComponentType<ChartProps>>> = {
  heatmap: (props) => heatmap.draw(props),
  strip: (props) => strip.draw(props),
  lines: late("lines"),
  sweep: late("sweep"),
  spectrum: late("spectrum"),
  plane: late("plane"),
  dial: late("dial"),
  matrix: late("matrix"),
  bars: late("bars"),
  weights: late("weights"),
  landscape: late("landscape"),
};

function late(name: FormName): ComponentType<ChartProps> {
  return lazy(async () => {
    const { forms } = await import("../charts/index.ts");
    return { default: (props: ChartProps) => forms[name].draw(props) };
  });
}
