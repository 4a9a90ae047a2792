// `npm run bench -- [--quick] [--json FILE]`
import { runCommand } from "./command.mjs";

await runCommand(import.meta.url, "src/bench.ts", async () => (await import("./benchPage.mjs")).openBrowser());
