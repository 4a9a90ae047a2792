/** What tools/evaluated.mjs makes of a module of this folder: the plain data that it exports, computed while the page is built. */
declare module "*?evaluated" {
  // oxlint-disable-next-line typescript/consistent-type-imports -- a declared module cannot import by a relative path
  export const meanings: import("./meaning.ts").Meanings;
}
