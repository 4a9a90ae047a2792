import type { ChartSpec } from "../charts/chart.ts";
import type { SettingName, Settings } from "../settings/schema.ts";

/** A page: a question and how to look at it. Data, not code, so that the command line can run it too. */
export interface Lab {
  readonly title: string;
  readonly question: string;
  readonly source: string;
  /** The lab's own initial values, over the schema's. Frozen for each version of the links. */
  readonly settings: Partial<Settings>;
  /** The controls in sight, in order; all others stand under "More". */
  readonly controls: readonly SettingName[];
  readonly charts: readonly ChartSpec[];
  /** Paragraphs beside the figures. A part with `set` is a button that changes those settings. */
  readonly prose: readonly (readonly ProsePart[])[];
}

export type ProsePart = string | { readonly text: string; readonly set: Partial<Settings> };
