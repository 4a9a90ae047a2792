// `npm run --silent explore -- run …`: builds src/cli.ts once for each content of the sources, then runs it.
// Standard output and error belong to the command: nothing else is written there unless the set-up fails.
import { pathToFileURL } from "node:url";
import { bundled } from "./bundle.mjs";

try {
  /** @type {{ main(argv: string[]): Promise<number> }} */
  const cli = await import(pathToFileURL(await bundled("src/cli.ts")).href);
  process.exitCode = await cli.main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
}
