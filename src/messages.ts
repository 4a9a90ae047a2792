/** What the page asks of its workers, and what they answer. Requests of one kind have ids; the newest is the one that counts. */
import type { Comparison } from "./comparison.ts";
import type { Row } from "./core/row.ts";
import type { Speeds } from "./engines/choice.ts";
import type { EngineName } from "./engines/index.ts";
import type { Course, Report, Share, ShareReport } from "./experiment.ts";
import type { Settings } from "./settings/schema.ts";
import type { Sweep } from "./sweep.ts";
import type { ClosedTable } from "./tables.ts";
import type { Said } from "./text/sentence.ts";

export type Request =
  | {
      readonly kind: "figures";
      readonly id: number;
      readonly settings: Settings;
      readonly tables: readonly ClosedTable[];
    }
  | {
      readonly kind: "sweep";
      readonly id: number;
      readonly settings: Settings;
      readonly sweep: Sweep;
      /** Which share of the seeds is this worker's: `part` of `parts`. */
      readonly part: number;
      readonly parts: number;
    }
  | {
      readonly kind: "train";
      readonly id: number;
      readonly settings: Settings;
      readonly engine: EngineName;
      readonly course?: Course;
      /** The machine's cores: its seeds are shared among workers for them. */
      readonly cores: number;
    }
  | {
      readonly kind: "share";
      readonly id: number;
      readonly settings: Settings;
      readonly engine: EngineName;
      readonly share: Share;
      readonly course?: Course | undefined;
    }
  | { readonly kind: "calibrate"; readonly id: number; readonly settings: Settings; readonly cores: number }
  | {
      readonly kind: "compare";
      readonly id: number;
      readonly settings: Settings;
      readonly engine: EngineName;
      readonly cores: number;
      readonly course: Course;
    }
  /** Loads what training takes, before there is a run: it owes no answer. */
  | { readonly kind: "load"; readonly engine: EngineName }
  | { readonly kind: "pull"; readonly id: number; readonly steps: number | undefined }
  | { readonly kind: "stop" }
  | { readonly kind: "ping" };

/** The tables in closed form of the seeds so far. */
export type Tables = Partial<Record<ClosedTable, readonly Row[]>>;

export type Answer =
  | { readonly kind: "figures"; readonly id: number; readonly tables: Tables; readonly last: boolean }
  | { readonly kind: "sweep"; readonly id: number; readonly rows: readonly Row[]; readonly last: boolean }
  | { readonly kind: "report"; readonly id: number; readonly report: Report }
  | { readonly kind: "share"; readonly id: number; readonly report: ShareReport }
  | { readonly kind: "speeds"; readonly id: number; readonly speeds: Speeds }
  | { readonly kind: "compared"; readonly id: number; readonly comparison: Comparison }
  | {
      readonly kind: "failed";
      readonly id: number;
      readonly cause: "diverged" | "lost" | "fault";
      readonly said: Said;
      /** The step at which it diverged. */
      readonly step?: number;
    }
  | { readonly kind: "pong" };
