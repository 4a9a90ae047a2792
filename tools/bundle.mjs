// A command of src/, built with Vite once for each content of the sources: the path of its one file.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { assemblyscript } from "./assemblyscript.mjs";
import { ensureDependencies } from "./deps.mjs";

const root = path.resolve(import.meta.dirname, "..");

/**
 * The file of a built command, built now if no call before did.
 * @param {string} entry the command's source, from the root
 */
export async function bundled(entry) {
  ensureDependencies({ quiet: true });
  const name = path.basename(entry, ".ts");
  const cache = path.join(root, "node_modules/.cache", name);
  const folder = path.join(cache, hashOfSources());
  const file = path.join(folder, `${name}.mjs`);
  if (existsSync(folder)) return file;
  mkdirSync(cache, { recursive: true });
  forgetOld(cache);
  const unfinished = mkdtempSync(path.join(cache, "building-"));
  await bundle(entry, unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true }); // a parallel call was first
  }
  return file;
}

function hashOfSources() {
  const hash = createHash("sha256");
  const sources = readdirSync(path.join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const tools = ["bundle.mjs", "assemblyscript.mjs"].map((name) => path.join(import.meta.dirname, name));
  for (const file of [...sources.toSorted(), path.join(root, "package-lock.json"), ...tools]) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 20);
}

/**
 * Removes the builds of other sources, but for the last hour's: a long run may yet load a part of its own.
 * @param {string} cache
 */
function forgetOld(cache) {
  for (const name of readdirSync(cache)) {
    const folder = path.join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > 3_600_000) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One self-contained ES module, but for the training library, which Node never loads.
 * @param {string} entry
 * @param {string} outDir
 */
async function bundle(entry, outDir) {
  const { build } = await import("vite");
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "silent",
    mode: "production",
    plugins: [assemblyscript()],
    ssr: {
      noExternal: true,
      external: ["@tensorflow/tfjs", "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-webgpu"],
    },
    build: {
      ssr: entry,
      outDir,
      target: "node20",
      minify: false,
      rolldownOptions: { output: { entryFileNames: "[name].mjs" } },
    },
  });
}
