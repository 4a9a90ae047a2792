import { createHash } from "node:crypto";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { launchOptions } from "../tools/browser.mjs";

// One port for each checkout: a fixed one would let a checkout test the build of another.
const folder = createHash("sha1")
  .update(import.meta.dirname)
  .digest()
  .readUInt16BE(0);
const port = Number(process.env["PORT"] ?? 20_000 + (folder % 10_000));
const baseURL = `http://127.0.0.1:${port}`;

/**
 * A test whose title or tag has @no-webgpu runs only without WebGPU, one with @phone only on the phone; all others run
 * on Chromium with WebGPU.
 */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.test.ts",
  outputDir: "../test-results",
  reporter: "list",
  workers: 2, // what waits in one leaves the cores to the other
  fullyParallel: true, // the tests of one file, too, so that both are busy to the end
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 }, // while sweeps fill, they and the engines share the cores
  forbidOnly: Boolean(process.env["CI"]),
  use: { baseURL }, // no traces, which take a fifth of the time: `npm run e2e -- --trace on` writes them
  projects: [
    {
      name: "webgpu",
      grepInvert: /@no-webgpu|@phone/,
      use: { viewport: { width: 1280, height: 900 }, launchOptions: launchOptions() },
    },
    {
      name: "no-webgpu",
      grep: /@no-webgpu/,
      use: { viewport: { width: 1280, height: 900 }, launchOptions: launchOptions({ webgpu: false }) },
    },
    {
      name: "phone",
      grep: /@phone/,
      use: {
        viewport: { width: 390, height: 844 },
        isMobile: true,
        hasTouch: true,
        deviceScaleFactor: 2,
        launchOptions: launchOptions(),
      },
    },
  ],
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    cwd: path.resolve(import.meta.dirname, ".."),
    url: baseURL,
    reuseExistingServer: false,
  },
});
