// `npm run reproduce -- [--quick]`
import { runCommand } from "./command.mjs";

await runCommand(import.meta.url, "src/reproduce.ts");
