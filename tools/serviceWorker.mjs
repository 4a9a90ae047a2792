// A service worker for the built page, so that it works without a network after the first visit: dist/sw.js.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * What is larger is kept when it is first used: the training library alone, which is larger than all else together and which
 * the page never chooses by itself, only where a link asks for it.
 */
const MOST_BYTES_AT_ONCE = 500_000;

/**
 * @param {{ publicFiles: string[] }} options files of the public folder that the page itself shows
 * @returns {import("vite").Plugin}
 */
export function serviceWorker({ publicFiles }) {
  let publicFolder = "";
  return {
    name: "service-worker",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: "post", // once the page and the chunks of its workers are in the bundle
      handler(_, bundle) {
        const built = Object.values(bundle)
          .filter(({ fileName }) => !fileName.endsWith(".map"))
          .map((file) => ({
            name: file.fileName.replace(/(^|\/)index\.html$/, "$1") || "./", // hosts may redirect the file to its folder
            contents: Buffer.from(file.type === "chunk" ? file.code : file.source),
          }));
        const copied = publicFiles.map((name) => ({ name, contents: readFileSync(path.join(publicFolder, name)) }));
        const files = [...built, ...copied].sort((a, b) => (a.name < b.name ? -1 : 1));
        const hash = createHash("sha256").update(keepFiles.toString());
        for (const { name, contents } of files) hash.update(`\0${name}\0`).update(contents);
        /** @type {Kept} */
        const kept = {
          version: hash.digest("hex").slice(0, 16),
          now: files.filter(({ contents }) => contents.length <= MOST_BYTES_AT_ONCE).map(({ name }) => name),
          later: files.filter(({ contents }) => contents.length > MOST_BYTES_AT_ONCE).map(({ name }) => name),
        };
        const source = `(${keepFiles.toString()})(self, ${JSON.stringify(kept)});\n`;
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

/**
 * @typedef {object} Kept
 * @property {string} version of the content of all files
 * @property {string[]} now what is kept at once, by addresses relative to the page's
 * @property {string[]} later what is kept when it is first used
 *
 * What is used of the worker's scope; TypeScript knows the types of a page or those of a worker, not both at once.
 * @typedef {object} Scope
 * @property {{ scope: string }} registration
 * @property {{ claim(): Promise<void> }} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {(type: string, listener: (event: ScopeEvent) => void) => void} addEventListener
 *
 * @typedef {object} ScopeEvent
 * @property {Request} request
 * @property {(done: Promise<unknown>) => void} waitUntil
 * @property {(response: Promise<Response>) => void} respondWith
 */

/**
 * The whole of sw.js; it can use nothing outside itself. A new version takes over at once, and shows with the next reload;
 * the version before is kept until then, for a page that is still open and asks for one of its chunks.
 * @param {Scope} worker
 * @param {Kept} kept
 */
function keepFiles(worker, { version, now, later }) {
  const { scope } = worker.registration;
  const prefix = `${scope} `; // other pages of this origin have caches of their own
  const current = prefix + version;
  const keptLater = new Set(later.map((file) => new URL(file, scope).href));

  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => event.waitUntil(activate()));
  worker.addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    if (method === "GET" && url.startsWith(scope)) event.respondWith(answer(event.request));
  });

  async function install() {
    const cache = await caches.open(current);
    await cache.addAll(now.map((file) => new Request(new URL(file, scope), { cache: "no-cache" })));
    await worker.skipWaiting();
  }

  async function activate() {
    const tooOld = (await versions()).slice(0, -2);
    await Promise.all(tooOld.map((name) => caches.delete(name)));
    await worker.clients.claim();
  }

  /** The names of this page's caches, the newest last. */
  async function versions() {
    return (await caches.keys()).filter((name) => name.startsWith(prefix));
  }

  /** @param {Request} request */
  async function answer(request) {
    const response = (await find(request)) ?? (await fetch(request));
    if (response.ok && keptLater.has(request.url)) {
      const cache = await caches.open(current);
      await cache.put(request, response.clone());
    }
    return response;
  }

  /**
   * The kept answer. What follows a question mark is for the page to read, and a host may send the same file for every
   * origin while it says that it varies.
   * @param {Request} request
   */
  async function find({ url }) {
    const address = new URL(url);
    address.pathname = address.pathname.replace(/\/index\.html$/, "/");
    for (const cacheName of [current, ...(await versions())]) {
      const response = await caches.match(address, { cacheName, ignoreSearch: true, ignoreVary: true });
      if (response) return response;
    }
    return undefined;
  }
}
