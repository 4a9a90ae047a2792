/** What tools/assemblyscript.mjs makes of AssemblyScript. */
declare module "*?assemblyscript" {
  /** A WebAssembly module. */
  export const bytes: Uint8Array<ArrayBuffer>;
}
