/** The chart forms, in the order in which readers meet them. */
import { bars } from "./bars.tsx";
import type { Form, FormName } from "./chart.ts";
import { dial } from "./dial.tsx";
import { heatmap } from "./heatmap.tsx";
import { landscape } from "./landscape.tsx";
import { lines } from "./lines.tsx";
import { strip } from "./strip.tsx";
import { sweep } from "./sweep.tsx";
import { spectrum } from "./spectrum.tsx";
import { plane } from "./plane.tsx";
import { matrix } from "./matrix.tsx";

export const forms = {
  heatmap,
  strip,
  lines,
  sweep,
  spectrum,
  plane,
  dial,
  matrix,
  bars,
  landscape,
} as const satisfies Record<FormName, Form>;
