/**
 * The chart forms as the page draws them: those of the first figures at once, the others from a chunk that is loaded when
 * one of them is first drawn.
 */
import { type ComponentType, use } from "react";
import type { ChartProps, FormName } from "../charts/chart.ts";
import { heatmap } from "../charts/heatmap.tsx";
import { strip } from "../charts/strip.tsx";
import { NotLoaded } from "./NotLoaded.tsx";
import { late } from "./late.ts";

const allForms = late(async () => (await import("../charts/index.ts")).forms);

export const drawings: Readonly<Record<FormName, ComponentType<ChartProps>>> = {
  heatmap: (props) => heatmap.draw(props),
  strip: (props) => strip.draw(props),
  lines: lateForm("lines"),
  sweep: lateForm("sweep"),
  spectrum: lateForm("spectrum"),
  plane: lateForm("plane"),
  dial: lateForm("dial"),
  matrix: lateForm("matrix"),
  bars: lateForm("bars"),
  weights: lateForm("weights"),
  landscape: lateForm("landscape"),
};

function lateForm(name: FormName): ComponentType<ChartProps> {
  return (props) => {
    const forms = use(allForms());
    return forms ? forms[name].draw(props) : <NotLoaded />;
  };
}
