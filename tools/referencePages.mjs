// The pages of the reference, `reference/en/` and `reference/de/`: src/glossary/reference.ts makes them while the site is
// built; `vite dev` makes them anew for each request.
import { readFileSync } from "node:fs";
import path from "node:path";
import { policy } from "./contentSecurityPolicy.mjs";
import { evaluate } from "./evaluated.mjs";

const root = path.resolve(import.meta.dirname, "..");
const stylesheet = "reference/reference.css";
const script = "reference/theme.js";

/** Shows the theme that the reader has chosen on the page itself; src/ui/theme.ts keeps it. Without it the system's holds. */
function showKeptTheme() {
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  } catch {
    // storage is blocked
  }
}

/** @returns {import("vite").Plugin} */
export function referencePages() {
  return {
    name: "reference-pages",
    async generateBundle() {
      for (const [fileName, source] of await files()) this.emitFile({ type: "asset", fileName, source });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const wanted = (request.url ?? "").replace(/[?#].*$/, "").replace(/^\/|\/$/g, "");
        if (!wanted.startsWith("reference/")) {
          next();
          return;
        }
        void files().then((made) => {
          const contents = made.get(wanted) ?? made.get(`${wanted}/index.html`);
          const type = wanted === stylesheet ? "css" : wanted === script ? "javascript" : "html";
          response.setHeader("Content-Type", `text/${type}; charset=utf-8`);
          response.statusCode = contents === undefined ? 404 : 200;
          response.end(contents);
        }, next);
      });
    },
  };
}

/** What the files are called and hold. */
async function files() {
  const { module } = await evaluate(path.join(root, "src/glossary/reference.ts"));
  /** @type {{ folder: string, html: string }[]} */
  const pages = Array.isArray(module["pages"]) ? module["pages"] : [];
  const styles = ["src/ui/tokens.css", "src/glossary/reference.css"];
  return new Map([
    ...pages.map(
      ({ folder, html }) => /** @type {const} */ ([`${folder}/index.html`, html.replace("{policy}", policy)]),
    ),
    [script, `(${showKeptTheme.toString()})();\n`],
    [stylesheet, styles.map((file) => readFileSync(path.join(root, file), "utf8")).join("\n")],
  ]);
}
