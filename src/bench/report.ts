/** What the command prints and saves. */
import type { ContestRow } from "./contest.ts";
import type { Goal } from "./goals.ts";
import type { Measurement } from "./measure.ts";
import { sizes } from "./page/sizes.ts";
import type { SiteRow } from "./site.ts";

export interface Report {
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memoryGB: number;
    readonly system: string;
    readonly node: string;
    /** Load averages of the last 1, 5 and 15 minutes, when the command began and when it ended. */
    readonly loadBefore: readonly number[];
    readonly load: readonly number[];
    readonly packages: Readonly<Record<string, string>>;
  };
  readonly browser: string | null;
  readonly adapter: Readonly<Record<string, unknown>> | null;
  readonly rows: readonly (Measurement | SiteRow | ContestRow)[];
  readonly goals: readonly Goal[];
}

/** The report as Markdown, which reads as well on a terminal: where it was measured, the goals, and every row. */
export function tables({ machine, browser, adapter, rows, goals }: Report, isQuick: boolean): string {
  const contest = rows.filter((row): row is ContestRow => "contender" in row);
  const others = rows.filter((row): row is Measurement | SiteRow => !("contender" in row));
  const software = adapter?.["isFallbackAdapter"] === true;
  const load = (averages: readonly number[]): string => averages.map((value) => value.toFixed(1)).join(" ");
  return [
    `- ${isQuick ? "quick" : "full"} run; ${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB, ${machine.system}, Node ${machine.node}`,
    `- load (1, 5, 15 minutes) ${load(machine.loadBefore)} at the beginning, ${load(machine.load)} at the end`,
    `- ${browser ?? "no browser"}; WebGPU adapter: ${adapterWords(adapter)}`,
    `- ${Object.entries(machine.packages)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}`,
    "",
    ...table(
      ["goal", "gate", "aim", "reached", ""],
      goals.map(({ name, direction, gate, aim, value, ok }) => [
        name,
        `${direction === "min" ? "≥" : "≤"} ${gate}`,
        aim === null ? "" : short(aim),
        value === null ? "–" : short(value),
        ok === null ? "open" : ok ? "ok" : "missed",
      ]),
    ),
    "",
    ...table(
      ["measured", "median", "least … most", "rounds"],
      others.map((row) => {
        const unit = "unit" in row ? row.unit : "ms";
        if ("failure" in row) return [row.name, `failed: ${row.failure?.split("\n")[0]}`, "", "0"];
        return [row.name, `${short(row.median)} ${unit}`, spread(row.least, row.most), String(row.rounds)];
      }),
    ),
    ...(contest.length > 0 ? ["", contestWords(software), ""] : []),
    ...(contest.length > 0 ? table(contestHead, contest.map(contestCells)) : []),
  ].join("\n");
}

const contestHead = [
  "size: contender",
  "models",
  "rounds",
  "ms a step",
  "least … most",
  "times faster than plain tfjs-WebGPU",
  "loss apart",
];

function contestCells(row: ContestRow): string[] {
  const { name, size, models, rounds, median, least, most, ratios, agreement, isVoid, failure } = row;
  const times = ratios.map(({ against, median, least, most }, i) => {
    const of = i === 0 ? "" : `; than ${against}: `;
    return `${of}${short(median)} (${spread(least, most)})`;
  });
  const all = sizes[size].seeds;
  return [
    name,
    models === all ? String(all) : `${models} of ${all}`,
    String(rounds),
    median === null ? "–" : short(median),
    least === null || most === null ? "–" : spread(least, most),
    isVoid ? `void${failure === null ? "" : `: ${failure}`}` : times.join(""),
    agreement === null ? "–" : agreement.toExponential(0),
  ];
}

function contestWords(software: boolean): string {
  const adapter = software ? " WebGPU ran on a software adapter, on the CPU: these are no times of a GPU." : "";
  return (
    "A step is one of all models of the size with their single-task twins, in one page, in turns; where fewer models " +
    "were trained, its time is scaled to all. Ratios are of the same round. Ours are timed through `train()` with one report a turn, whose losses in float64 are included. " +
    "“Loss apart” is the largest relative difference of a model's loss from float64's after the same steps: above 2e-6 a " +
    `row is void. Our own steps are normalised (engines/optimiser.ts), the others' are plain.${adapter}`
  );
}

/** vendor/architecture, and plainly if it is none. */
function adapterWords(adapter: Report["adapter"]): string {
  if (adapter === null) return "none";
  const name = [adapter["vendor"], adapter["architecture"]].map((part) => String(part) || "unknown").join("/");
  return adapter["isFallbackAdapter"] === true ? `${name}, a software adapter (no GPU)` : name;
}

/** A Markdown table whose columns stand below each other. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, j) => Math.max(title.length, 3, ...rows.map((cells) => cells[j].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, j) => cell.padEnd(widths[j])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

function spread(least: number, most: number): string {
  return least === most ? "" : `${short(least)} … ${short(most)}`;
}

/** Three digits. */
function short(value: number): string {
  return Math.abs(value) >= 1000 || value === 0 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
