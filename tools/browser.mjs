// The only place that knows where the browser is and how it is started. Run directly, it finds one or installs one.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** Beyond what Playwright sets: nothing but this machine can be reached, so that tests neither need nor use a network. */
const quietNetwork = [
  "--disable-domain-reliability",
  "--no-pings",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
];

const hardware = process.env["TEST_GPU"] === "hardware";
const softwareAdapter = "--use-webgpu-adapter=swiftshader";

/** Chromium with WebGPU: on the software adapter everywhere, unless TEST_GPU=hardware. */
export const flags = ["--enable-unsafe-webgpu", ...(hardware ? [] : [softwareAdapter]), ...quietNetwork];

/** The software adapter without leave to use it: `requestAdapter()` gives null, on machines with a GPU as well. */
const flagsWithoutWebgpu = [softwareAdapter, ...quietNetwork];

/**
 * Options for Playwright's `chromium.launch`.
 * @param {{ webgpu?: boolean }} [options]
 */
export function launchOptions({ webgpu = true } = {}) {
  return { executablePath: findBrowser() ?? playwrightsBrowser(), args: webgpu ? flags : flagsWithoutWebgpu };
}

/**
 * The path of a Chromium, or null: CHROME_PATH, then the PATH, then the usual places, then Playwright's download.
 * Throws if CHROME_PATH names no file.
 */
export function findBrowser() {
  const chosen = process.env["CHROME_PATH"];
  if (chosen && !isFile(chosen)) throw new Error(`CHROME_PATH is ${chosen}, and there is no such file.`);
  return [chosen, ...onPath(), ...usualPlaces(), playwrightsBrowser()].find((file) => file && isFile(file)) ?? null;
}

function onPath() {
  const names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "microsoft-edge"];
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  return process.platform === "win32" ? [] : names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

function usualPlaces() {
  const windows = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
  const programs = [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]];
  if (process.platform === "win32") {
    return programs.flatMap((folder) => (folder ? windows.map((file) => path.join(folder, file)) : []));
  }
  const apps = ["Google Chrome", "Chromium", "Microsoft Edge"];
  return process.platform === "darwin" ? apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`) : [];
}

/** Where Playwright keeps its own Chromium, whether or not it has been downloaded. */
function playwrightsBrowser() {
  /** @type {typeof import("playwright")} */
  const { chromium } = require("playwright"); // loaded late: it is large, and seldom needed
  return chromium.executablePath();
}

/** @param {string} file */
function isFile(file) {
  return existsSync(file) && statSync(file).isFile();
}

/** Whether a browser was found and starts: a downloaded one may lack the system's libraries. */
function works() {
  const browser = findBrowser();
  if (browser === null) return false;
  // Windows opens a window on --version
  return process.platform === "win32" || spawnSync(browser, ["--version"], { timeout: 60_000 }).status === 0;
}

/**
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 */
function attempt(what, command, args) {
  console.log(`No browser for the tests yet: trying ${what}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { stdio: "inherit", timeout: 900_000, env });
}

function ensureBrowser() {
  if (works()) return true;
  const playwright = path.join(path.dirname(require.resolve("playwright/package.json")), "cli.js");
  attempt("Playwright's download", process.execPath, [playwright, "install", "chromium"]);
  if (works()) return true;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    attempt("the distribution's list of packages", "apt-get", ["update"]);
    const packages = ["chromium", "fonts-liberation"];
    attempt("the distribution's Chromium", "apt-get", ["install", "-y", "--no-install-recommends", ...packages]);
  }
  return works();
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    if (!ensureBrowser()) {
      throw new Error(
        "The tests need Chromium, and none was found or could be installed.\n" +
          "Install Chromium or Chrome and run this again, or set CHROME_PATH to its executable.",
      );
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
