// `import { meanings } from "./meaningsEnglish.ts?evaluated"` gives what that module exports, computed while the page is built: plain
// data, without the code and the packages that it took to make them.
import { runnerImport } from "vite";

const query = "?evaluated";

/** @returns {import("vite").Plugin} */
export function evaluated() {
  return {
    name: "evaluated",
    load: {
      filter: { id: /\?evaluated$/ },
      async handler(id) {
        const { module, dependencies } = await evaluate(id.slice(0, -query.length));
        for (const file of dependencies) this.addWatchFile(file);
        // A string is parsed faster than a literal of this size, and compresses the same.
        return Object.entries(module)
          .map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`)
          .join("\n");
      },
    },
  };
}

/**
 * What a module exports, run in Node, and the files that it was made of.
 * @param {string} file
 * @returns {Promise<{ module: Record<string, unknown>, dependencies: string[] }>}
 */
export function evaluate(file) {
  return runnerImport(file, { logLevel: "error" });
}
