// The content security policy of the built page: as an element of it, since a static host may send no headers, and as a
// header of `vite preview`, which its workers get too. Not in `vite dev`, whose hot reload needs inline scripts.
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // one engine is WebAssembly
  "worker-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** @returns {import("vite").Plugin} */
export function contentSecurityPolicy() {
  return {
    name: "content-security-policy",
    config: () => ({ preview: { headers: { "Content-Security-Policy": policy } } }),
    transformIndexHtml: (_, { server }) =>
      server
        ? []
        : [
            {
              tag: "meta",
              attrs: { "http-equiv": "Content-Security-Policy", content: policy },
              injectTo: "head-prepend",
            },
          ],
  };
}
