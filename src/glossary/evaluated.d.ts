/** What tools/evaluated.mjs makes of a module of this folder: the plain data that it exports, computed while the page is built. */
declare module "*/glossary/english.ts?evaluated" {
  export const meanings: import("./meaning.ts").Meanings;
}
declare module "*/glossary/german.ts?evaluated" {
  export const meanings: import("./meaning.ts").Meanings;
}
