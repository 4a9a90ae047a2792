/** The chart forms, in the order in which readers meet them. */
import { bars } from "./bars.tsx";
import type { Form, FormName } from "./chart.ts";
import { dial } from "./dial.tsx";
import { heatmap } from "./heatmap.tsx";
import { landscape } from "./landscape.tsx";
import { lines } from "./lines.tsx";
import { matrix } from "./matrix.tsx";
import { plane } from "./plane.tsx";
import { spectrum } from "./spectrum.tsx";
import { strip } from "./strip.tsx";
import { sweep } from "./sweep.tsx";
import { weights } from "./weights.tsx";

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
  weights,
  landscape,
} as const satisfies Record<FormName, Form>;
