/** What the page loads when results are first to be compared or guessed. */
export { Guess } from "./Guess.tsx";
export { beginGuessing } from "./guessing.ts";
export { Pinned } from "./Pinned.tsx";
export { pin } from "./pins.ts";
