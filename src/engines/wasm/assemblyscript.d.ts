/** What tools/assemblyscript.mjs makes of AssemblyScript. */
declare module "*?assemblyscript" {
  /** A WebAssembly module. */
  export const bytes: Uint8Array<ArrayBuffer>;
}

declare module "*?assemblyscript&relaxed-simd" {
  /** The same with products and sums that are rounded once. */
  export const bytes: Uint8Array<ArrayBuffer>;
}
