import path from "node:path";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { assemblyscript } from "./tools/assemblyscript.mjs";
import { launchOptions } from "./tools/browser.mjs";
import { contentSecurityPolicy } from "./tools/contentSecurityPolicy.mjs";
import { evaluated } from "./tools/evaluated.mjs";
import { referencePages } from "./tools/referencePages.mjs";
import { serviceWorker } from "./tools/serviceWorker.mjs";
import { wordless } from "./tools/wordless.mjs";

// Named here, the packages are prepared before the first page asks: otherwise Vite reloads it, and a running test.
const packages = [
  "@tensorflow/tfjs",
  "@tensorflow/tfjs-backend-webgpu",
  "@tensorflow/tfjs-backend-webgpu/dist/base",
  "@tensorflow/tfjs-core",
  "d3",
  "ml-matrix",
  "react",
  "react-dom",
  "react-dom/client",
  "react/jsx-dev-runtime",
  "react/jsx-runtime",
  "zustand",
];

const browserTests = "src/**/*.browser.test.{ts,tsx}";

const leftOut = path.resolve(import.meta.dirname, "tools/leftOut.mjs");

// In the bundle ml-matrix's modules stand for the package: its entry for imports wraps the CommonJS build, all of it or
// nothing. What is left out of both libraries is a tenth of what the first figures wait for.
const sources = [
  { find: /^ml-matrix$/, replacement: path.resolve(import.meta.dirname, "node_modules/ml-matrix/src/index.js") },
  { find: /^\.\/mathOperations$/, replacement: leftOut },
  { find: /^d3-color$/, replacement: leftOut },
];

/** What the two WebGPU engines share of the library has a name of its own, which size-limit knows. */
function chunkFileNames({ moduleIds }: { readonly moduleIds: readonly string[] }): string {
  const isBase = moduleIds.some((id) => id.endsWith("/tfjs-backend-webgpu/dist/base.js"));
  return isBase ? "assets/webgpuBase-[hash].js" : "assets/[name]-[hash].js";
}

interface Modules {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
}

/** All that the entry imports is one chunk, whatever late chunks share of it: in pieces it compresses less well. */
function firstLoad(id: string, modules: Modules): string | null {
  if (id.includes("/node_modules/d3-")) return null; // its package names all of its parts, whoever uses them
  const importers = new Set([id]);
  for (const importer of importers) {
    const info = modules.getModuleInfo(importer);
    if (info?.isEntry) return "index";
    info?.importers.forEach((next) => importers.add(next));
  }
  return null;
}

export default defineConfig(({ command }) => ({
  base: "./", // served from any path
  plugins: [
    react(),
    assemblyscript(),
    evaluated(),
    referencePages(),
    contentSecurityPolicy(),
    serviceWorker({ publicFiles: ["icon.svg"] }),
  ],
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1" },
  // without the licence texts between the functions, as in the page's own chunks: a third of the training library
  worker: {
    format: "es",
    plugins: () => [assemblyscript(), wordless()],
    rolldownOptions: { output: { comments: { legal: false }, chunkFileNames } },
  },
  build: {
    target: "es2023",
    modulePreload: { polyfill: false }, // every browser of that year preloads modules itself
    chunkSizeWarningLimit: 1500, // that library, which size-limit watches
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: { codeSplitting: { groups: [{ name: firstLoad }] } },
    },
  },
  resolve: { dedupe: ["@tensorflow/tfjs-core"], alias: command === "build" ? sources : [] },
  optimizeDeps: { include: packages },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          setupFiles: "tools/seeded.mjs",
          isolate: false, // one load of the modules for all files of a worker: half of what the small ones take
          testTimeout: 30_000,
          include: ["src/**/*.test.{ts,tsx}"],
          exclude: [browserTests],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: [...packages, "fast-check"] },
        test: {
          name: "browser",
          setupFiles: "tools/seeded.mjs",
          include: [browserTests],
          testTimeout: 60_000, // the software adapter is slow
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
}));
