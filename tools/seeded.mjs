// Every run of the tests tries the same cases; `SEED=7 npx vitest run` tries others.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(globalThis.process?.env["SEED"] ?? 1) });
