// AssemblyScript for Vite: `import { bytes } from "./kernels.ts?assemblyscript"` gives a compiled WebAssembly module, and
// `?assemblyscript&relaxed-simd` one that is compiled with that feature as well.
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const compiler = path.join(root, "node_modules/assemblyscript/package.json");
const cache = path.join(root, "node_modules/.cache/assemblyscript");

// The warning is of functions that take four numbers at once and are exported: from their file, not from the module.
const options = ["--enable", "simd", "-O3", "--noAssert", "--runtime", "stub", "--disableWarning", "112"];

/** @returns {import("vite").Plugin} */
export function assemblyscript() {
  return {
    name: "assemblyscript",
    load: {
      filter: { id: /\?assemblyscript(&|$)/ },
      async handler(id) {
        const [entry, query] = id.split("?");
        const features = query.split("&").slice(1);
        const sources = sourcesBeside(entry);
        for (const file of sources) this.addWatchFile(file);
        const base64 = (await compiled(entry, features, sources)).toString("base64");
        return `export const bytes = Uint8Array.from(atob("${base64}"), (character) => character.charCodeAt(0));`;
      },
    },
  };
}

/** @param {string} entry */
function sourcesBeside(entry) {
  const folder = path.dirname(entry);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => path.join(folder, name));
}

/**
 * The module, compiled once for each content of the sources: starting the compiler takes longer than all other files.
 * @param {string} entry
 * @param {string[]} features of WebAssembly, beside SIMD
 * @param {string[]} sources
 */
async function compiled(entry, features, sources) {
  const all = [...options, ...features.flatMap((feature) => ["--enable", feature])];
  const hash = createHash("sha256").update(all.join("\0"));
  for (const file of [compiler, ...sources]) hash.update(`\0${path.basename(file)}\0`).update(readFileSync(file));
  const file = path.join(cache, `${hash.digest("hex").slice(0, 20)}.wasm`);
  try {
    return readFileSync(file);
  } catch {
    const binary = await compile(entry, all);
    mkdirSync(cache, { recursive: true });
    const unfinished = path.join(cache, randomUUID());
    writeFileSync(unfinished, binary);
    renameSync(unfinished, file); // whole or not at all, whoever else compiles the same
    return Buffer.from(binary);
  }
}

/**
 * Throws an Error with the compiler's words if it objects to anything.
 * @param {string} entry
 * @param {string[]} all its options
 */
async function compile(entry, all) {
  const { createMemoryStream, main } = await import("assemblyscript/asc"); // loaded late: it is large, and seldom needed
  const stderr = createMemoryStream();
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error } = await main([path.relative(root, entry), "--baseDir", root, "--outFile", "kernels.wasm", ...all], {
    stderr,
    writeFile: (_, contents) => void (binary = /** @type {Uint8Array} */ (contents)),
  });
  const words = stderr.toString() || error?.message;
  if (words || !binary) throw new Error(`AssemblyScript: ${entry} must compile.\n${words}`);
  return binary;
}
