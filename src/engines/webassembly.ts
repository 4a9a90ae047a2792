/** Whether this machine runs WebAssembly, and four numbers at a time. */
import { type Sentence, sentence } from "../text/sentence.ts";

/** In hexadecimal, a module that is valid where SIMD is known: one function, i8x16.popcnt(i8x16.splat(0)). */
const simdModule = "0061736d01000000 01050160 00017b 03020100 0a0a0108 004100 fd0f fd620b";
/** The same of relaxed SIMD: v128 → v128, f32x4.relaxed_madd of its argument, three times. */
const relaxedModule = "0061736d01000000 01060160 017b017b 03020100 0a0d010b 00200020 002000fd 85020b";

export function hasSimd(): boolean {
  return isValid(simdModule);
}

export function hasRelaxedSimd(): boolean {
  return isValid(relaxedModule);
}

function isValid(module: string): boolean {
  const digits = module.replaceAll(" ", "").match(/../g) ?? [];
  return (
    typeof WebAssembly !== "undefined" &&
    WebAssembly.validate(Uint8Array.from(digits, (byte) => Number.parseInt(byte, 16)))
  );
}

/** What the `wasm` engine would run on, or why it cannot. */
export function probeWebAssembly(): { adapter: string; remark?: Sentence } | { problem: Sentence } {
  if (typeof WebAssembly === "undefined")
    return {
      problem: sentence("This browser has no WebAssembly, or it is switched off. The CPU engine can take its place."),
    };
  const remark = sentence(
    "Its WebAssembly lacks SIMD, so that plain loops in float64 take its place: same numbers, slower.",
  );
  return { adapter: "none", ...(!hasSimd() && { remark }) };
}
