// Leaves out of the worker what it never says: the words of settings, metrics and theory, which stand beside what it computes
// with. They are for the page and the command line.

const described = /\/src\/core\/(vocabulary|(metrics|theory|weightings|families\/descriptions)\/\w+)\.ts$/;
const words = /\b(title|doc|source)(:|\s=)\s+"(?:[^"\\]|\\.)*"/g;

/** @returns {import("vite").Plugin} */
export function wordless() {
  return {
    name: "wordless",
    enforce: "pre",
    transform: { filter: { id: described }, handler: (code) => code.replace(words, '$1$2 ""') },
  };
}
