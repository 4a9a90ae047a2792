// Stands in the bundle for parts of libraries that nothing here uses and that they cannot be had without: see vite.config.ts.

/** The hundred functions that ml-matrix gives every matrix, element by element; its decompositions use none. */
export function installMathOperations() {}

/** The colours of d3: all of ours are custom properties of CSS. */
export const [color, rgb, hsl, lab, hcl, cubehelix] = ["color", "rgb", "hsl", "lab", "hcl", "cubehelix"].map(
  (name) => () => {
    throw new Error(`leftOut: d3-color's ${name} is not in the bundle`);
  },
);
