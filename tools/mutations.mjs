// `npm run mutations [-- WORD …]`: puts deliberate errors into the engines, one at a time, and runs the tests beside them;
// writes which test caught each into src/engines/mutations.md. With words, only errors whose file or title has one of them;
// the other lines of the table stay. A file that differs from the last commit is not touched, and each is put back as it was.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { mutations } from "./mutations.list.mjs";

const table = "src/engines/mutations.md";
const results = `node_modules/.cache/mutations-${process.pid}.json`;
const words = process.argv.slice(2);
const chosen = mutations.filter(
  ({ file, error }) => words.length === 0 || words.some((word) => `${file} ${error}`.includes(word)),
);

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130)); // which puts the file back

const dirty = git("status", "--porcelain", "--", ...new Set(chosen.map(({ file }) => file)));
if (dirty !== "") fail(`These files differ from the last commit:\n${dirty}`);
for (const { file, from } of chosen)
  if (readFileSync(file, "utf8").split(from).length !== 2) fail(`${file} must have this once: ${from}`);

/** @type {Map<string, string>} */
const lines = new Map();
let survived = 0;
for (const mutation of chosen) {
  const caught = tried(mutation);
  console.log(`${caught === undefined ? "SURVIVED" : "caught  "} ${mutation.file}: ${mutation.error}`);
  if (caught === undefined) survived++;
  lines.set(beginning(mutation), caught === undefined ? "**nothing** |" : `${shown(caught)} |`);
  write();
}
console.log(`${lines.size - survived} caught, ${survived} survived`);
process.exitCode = survived > 0 ? 1 : 0;

/** The table, with the lines of this call in the place of theirs. */
function write() {
  const before = existsSync(table) ? readFileSync(table, "utf8").split("\n") : [];
  const rows = mutations.flatMap((mutation) => {
    const start = beginning(mutation);
    const old = before.find((line) => line.startsWith(start));
    const end = lines.get(start) ?? old?.slice(start.length);
    return end === undefined ? [] : [start + end];
  });
  writeFileSync(
    table,
    `# Errors that the tests must catch

Deliberate errors, put into the engines one at a time, and the first test that failed. \`npm run mutations\` renews this table.

| file | error | caught by |
| --- | --- | --- |
${rows.join("\n")}
`,
  );
}

/** How the line of an error begins. @param {import("./mutations.list.mjs").Mutation} mutation */
function beginning({ file, error }) {
  return `| ${shown(file)} | ${error} | `;
}

/**
 * The title of the first test that fails with this error; undefined if none does.
 * @param {import("./mutations.list.mjs").Mutation} mutation
 */
function tried({ file, from, to, project, tests }) {
  const right = readFileSync(file, "utf8");
  rmSync(results, { force: true });
  const restore = () => writeFileSync(file, right);
  process.once("exit", restore);
  try {
    writeFileSync(
      file,
      right.replace(from, () => to),
    );
    const options = ["--bail", "1", "--reporter", "json", "--outputFile", results];
    const { status } = spawnSync("npx", ["vitest", "run", "--project", project, ...options, ...tests], {
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    return status === 0 ? undefined : firstFailure();
  } finally {
    restore();
    process.off("exit", restore);
  }
}

function firstFailure() {
  if (!existsSync(results)) return "vitest itself";
  const { testResults } = JSON.parse(readFileSync(results, "utf8"));
  for (const { name, message, assertionResults } of testResults) {
    const where = path.basename(name);
    for (const { status, fullName } of assertionResults) if (status === "failed") return `${where}: ${fullName}`;
    if (message) return `${where}: ${message.split("\n")[0]}`;
  }
  return "vitest itself";
}

/** @param {string} text */
function shown(text) {
  return text.replace("src/engines/", "").replaceAll("|", "\\|");
}

/** @param {...string} args */
function git(...args) {
  return spawnSync("git", args, { encoding: "utf8" }).stdout;
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(2);
}
