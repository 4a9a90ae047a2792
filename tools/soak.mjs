// `npm run soak -- [--minutes N]`: e2e/soak.test.ts for so many minutes on each engine (5), on the page that was built.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "5" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error(`--minutes must be a number above 0; got ${values.minutes}`);
  process.exit(2);
}
const { status } = spawnSync("npx", ["playwright", "test", "-c", "e2e", "soak", "--project", "webgpu"], {
  env: { ...process.env, SOAK_MINUTES: String(minutes) },
  shell: process.platform === "win32",
  stdio: "inherit",
});
process.exitCode = status ?? 1;
