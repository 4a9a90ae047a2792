// Makes sure that node_modules is what package-lock.json says, so that every command works on a fresh clone.
// Runs before anything is installed: Node built-ins only.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Installs what is missing; throws an Error with a sentence for the reader if that cannot be done.
 *
 * `quiet` keeps npm's own output for the error.
 * @param {{ quiet?: boolean }} [options]
 */
export function ensureDependencies({ quiet = false } = {}) {
  requireNode();
  if (installed()) return;
  const npm = process.env["npm_execpath"]; // the same npm that runs this script
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", `--loglevel=${quiet ? "error" : "warn"}`];
  const result = spawnSync(npm ? process.execPath : "npm", npm ? [npm, ...args] : args, {
    cwd: root,
    encoding: "utf8",
    shell: !npm && process.platform === "win32",
    stdio: quiet ? "pipe" : "inherit",
  });
  if (result.status !== 0)
    throw new Error(`npm ci failed.\n${result.stdout ?? ""}${result.stderr ?? result.error ?? ""}`);
}

/** The versions that package.json asks of Node, said before an unreadable error says it. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  const script = process.env["npm_lifecycle_event"]?.replace(/^pre/, "") ?? "start";
  throw new Error(
    `Transfer Explorer needs Node 20.19 or 22.12 and later; this is ${process.versions.node}. ` +
      `Without installing another one: npx -y -p node@22 -- npm run ${script}`,
  );
}

/** Whether every package of the lock file stands in node_modules, by npm's own record of what it put there. */
function installed() {
  /** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */
  /** @type {(file: string) => Packages} */
  const packages = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  const wanted = packages("package-lock.json");
  /** @type {Packages} */
  let present;
  try {
    present = packages("node_modules/.package-lock.json");
  } catch {
    return false;
  }
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    const other = present[name];
    return name === "" || (other ? other.version === version : optional === true); // optional: for another platform
  });
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    ensureDependencies();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
