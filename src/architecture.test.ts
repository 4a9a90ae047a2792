/**
 * Which part may import which, and who may use a package. Data flow down, imports point up, and nothing imports
 * sideways between open sets. A type-only import has a direction like any other, but closes no cycle: it is erased.
 */
import { expect, it } from "vitest";

const ground = ["core/fields.ts", "core/row.ts", "core/format.ts", "core/points.ts", "core/random.ts", "core/linalg/"];
const nouns = [...ground, "core/vocabulary.ts", "core/task.ts", "core/model.ts"];
const page = ["react/", "zustand/"];
const solvers = [...nouns, "core/solvers/"];

/** For each part the parts and packages that it may import besides itself: beginnings of paths, `type …` by type only. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(nouns.map((part) => [part, ground.includes(part) ? [] : nouns])),
  "core/linalg/": ["ml-matrix/"],
  "core/solvers/": nouns,
  "core/families/": solvers,
  "core/weightings/": solvers,
  "core/theory/": solvers,
  "core/metrics/": solvers,
  "core/sweeps/": [...solvers, "core/families/", "core/metrics/"],
  "settings/": ["core/", "text/sentence.ts", "engines/optimiser.ts", "engines/index.ts"],
  "text/": [
    "core/format.ts",
    "type core/",
    "type settings/",
    "type engines/index.ts",
    "type labs/",
    "type export/table.ts",
  ],
  "engines/": ["core/", "text/sentence.ts", "engines/tfjs", "engines/webgpu"],
  "engines/tfjs": ["core/", "text/sentence.ts", "engines/", "@tensorflow/"],
  "engines/webgpu": [
    "core/",
    "text/sentence.ts",
    "engines/",
    "@tensorflow/tfjs-core/",
    "@tensorflow/tfjs-backend-webgpu/dist/base/",
  ],
  "experiment.ts": ["core/", "settings/", "engines/", "type text/"],
  "tables.ts": ["core/", "settings/", "engines/", "experiment.ts", "population.ts", "theoryTables.ts"],
  "theoryTables.ts": ["core/", "type tables.ts"],
  "sweep.ts": ["core/", "settings/", "engines/", "experiment.ts", "sweepDraws.ts"],
  "sweepDraws.ts": ["core/", "settings/", "experiment.ts", "type sweep.ts"],
  "population.ts": ["core/", "settings/"],
  "givenTasks.ts": ["core/"],
  "analysis.ts": ["core/", "givenTasks.ts"],
  "charts/": ["core/", "text/say.ts", "react/", "d3/"],
  "labs/": ["core/", "settings/", "text/say.ts", "charts/summary.ts", "type charts/", "type sweep.ts", "type text/"],
  "export/": ["core/", "settings/", "text/", "engines/optimiser.ts", "charts/summary.ts", "type charts/"],
  "glossary/": ["core/", "settings/", "engines/", "labs/", "text/", "temml/", "node:"],
  "silence.ts": [],
  "shares.ts": [
    "experiment.ts",
    "silence.ts",
    "text/sentence.ts",
    "engines/engine.ts",
    "engines/standing.ts",
    "type engines/index.ts",
    "type messages.ts",
  ],
  "comparison.ts": ["experiment.ts"],
  "calibration.ts": ["experiment.ts", "text/sentence.ts", "type engines/choice.ts"],
  "messages.ts": [
    "type core/row.ts",
    "type settings/",
    "type text/",
    "type engines/choice.ts",
    "type engines/index.ts",
    "type experiment.ts",
    "type comparison.ts",
    "type sweep.ts",
    "type tables.ts",
  ],
  "worker.ts": [
    "settings/",
    "text/sentence.ts",
    "experiment.ts",
    "tables.ts",
    "sweep.ts",
    "shares.ts",
    "calibration.ts",
    "comparison.ts",
    "type messages.ts",
    "type core/row.ts",
    "engines/engine.ts",
    "type engines/index.ts",
  ],
  "cli.ts": [
    "settings/",
    "text/sentence.ts",
    "labs/",
    "experiment.ts",
    "engines/engine.ts",
    "engines/index.ts",
    "analysis.ts",
    "givenTasks.ts",
    "type core/row.ts",
    "core/solvers/alignedInputs.ts",
    "node:",
  ],
  "reproduce/": ["core/", "settings/"],
  "reproduce.ts": ["reproduce/", "node:"],
  "ui/": [
    "core/",
    "settings/",
    "charts/",
    "labs/",
    "export/",
    "text/",
    "glossary/",
    "engines/index.ts",
    "engines/choice.ts",
    "population.ts",
    "silence.ts",
    "type experiment.ts",
    "type comparison.ts",
    "type messages.ts",
    "type sweep.ts",
    "type tables.ts",
    ...page,
  ],
  "bench/": ["core/", "settings/", "sweep.ts", "bench/page/", "node:", "type playwright/"],
  "bench/page/": ["core/", "engines/", "@tensorflow/", "@jax-js/jax/"],
  "bench.ts": ["bench/", "package.json", "node:"],
  "main.tsx": ["ui/", "text/say.ts", "react/", "react-dom/"],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files: Record<string, string> = import.meta.glob(
  ["./**/*.{ts,tsx}", "!./**/*.test.{ts,tsx}", "!./core/golden", "!./engines/wasm/kernels"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);
const imports = Object.entries(files).flatMap(([path, text]) => importsOf(path.slice("./".length), text));

/** Packages end in a slash, so that `react/` is not the beginning of `react-dom/`. */
function importsOf(from: string, text: string): Import[] {
  const found = text.matchAll(/^(?:im|ex)port (type )?(?:[^;"]*? from )?"([^"]+)"|\bimport\("([^"]+)"\)/gm);
  return Array.from(found, ([, type, named, loaded]) => {
    const name = named ?? loaded;
    const to = name.startsWith(".") ? new URL(name, `file:///${from}`).pathname.slice(1) : `${name}/`;
    return { from, to, typeOnly: type !== undefined };
  });
}

/** The narrowest part that a file belongs to; a package is its own. */
function partOf(path: string): string {
  const parts = Object.keys(mayImport).filter((part) => path.startsWith(part));
  return parts.sort((a, b) => b.length - a.length)[0] ?? path;
}

function isAllowed({ from, to, typeOnly }: Import): boolean {
  const allowed = mayImport[partOf(from)] ?? [];
  const beginnings = [partOf(from), ...allowed].map((part) => (typeOnly ? part.replace(/^type /, "") : part));
  return beginnings.some((part) => to.startsWith(part));
}

it("lets every part import only what stands above it", () => {
  const wrong = imports.filter((one) => !isAllowed(one));
  expect(wrong.map(({ from, to }) => `${from} may not import ${partOf(to).replace(/\/$/, "")}`)).toEqual([]);
});

it("has a place for every file", () => {
  const known = Object.keys(files).map((path) => path.slice("./".length));
  expect(
    known.filter((path) => !Object.hasOwn(mayImport, partOf(path))).map((path) => `${path} is in no part`),
  ).toEqual([]);
});

it("has no cycle of imports", () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const finished = new Set<string>();
  const cycleFrom = (file: string, trail: readonly string[]): string | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file].join(" → ");
    if (finished.has(file)) return undefined;
    for (const to of next.get(file) ?? []) {
      const cycle = cycleFrom(to, [...trail, file]);
      if (cycle !== undefined) return cycle;
    }
    finished.add(file);
    return undefined;
  };
  expect([...next.keys()].map((file) => cycleFrom(file, [])).filter((cycle) => cycle !== undefined)).toEqual([]);
});
