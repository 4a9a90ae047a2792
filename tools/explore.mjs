// `npm run --silent explore -- run …`: builds src/cli.ts once for each content of the sources, then runs it.
// Standard output and error belong to the command: nothing else is written there unless the set-up fails.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureDependencies } from "./deps.mjs";

const root = path.resolve(import.meta.dirname, "..");
const cache = path.join(root, "node_modules/.cache/explore");

/** The folder of the built command line, built now if no call before did. */
async function built() {
  ensureDependencies({ quiet: true });
  const folder = path.join(cache, hashOfSources());
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  forgetOld();
  const unfinished = mkdtempSync(path.join(cache, "building-"));
  await bundle(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true }); // a parallel call was first
  }
  return folder;
}

function hashOfSources() {
  const hash = createHash("sha256");
  const sources = readdirSync(path.join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of [...sources.toSorted(), path.join(root, "package-lock.json"), import.meta.filename]) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 20);
}

/** Removes the builds of other sources, but for the last hour's: a long run may yet load a part of its own. */
function forgetOld() {
  for (const name of readdirSync(cache)) {
    const folder = path.join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > 3_600_000) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One self-contained ES module, but for the training library, which Node never loads.
 * @param {string} outDir
 */
async function bundle(outDir) {
  const { build } = await import("vite");
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "silent",
    mode: "production",
    ssr: {
      noExternal: true,
      external: ["@tensorflow/tfjs", "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-webgpu"],
    },
    build: {
      ssr: "src/cli.ts",
      outDir,
      target: "node20",
      minify: false,
      rolldownOptions: { output: { entryFileNames: "cli.mjs" } },
    },
  });
}

try {
  /** @type {{ main(argv: string[]): Promise<number> }} */
  const cli = await import(pathToFileURL(path.join(await built(), "cli.mjs")).href);
  process.exitCode = await cli.main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
}
