// d3 makes families of functions by calling a function at once, `(function custom(tension) {…})(0)`. Nothing else comes of
// these calls: told so, the bundler leaves out those that nobody uses.

/** @returns {import("vite").Plugin} */
export function pureCalls() {
  return {
    name: "pure-calls",
    apply: "build",
    transform: {
      filter: { id: /\/d3-\w+\.mjs$/ },
      handler: (code) => code.replaceAll("(function custom", "/* @__PURE__ */ (function custom"),
    },
  };
}
