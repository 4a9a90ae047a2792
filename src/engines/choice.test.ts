import { afterEach, describe, expect, it, vi } from "vitest";
import { written } from "../text/sentence.ts";
import { type Job, type Speeds, decided, readSpeeds, speedsKey } from "./choice.ts";
import { chooseEngine } from "./index.ts";

afterEach(() => vi.unstubAllGlobals());

function withAdapter(info?: { readonly isFallbackAdapter: boolean }): void {
  const adapter = info && { info: { vendor: "Maker", architecture: "Card", ...info } };
  vi.stubGlobal("navigator", { gpu: { requestAdapter: () => Promise.resolve(adapter ?? null) } });
}

describe("without a name the engine", () => {
  it("is the fused kernels where a graphics card answers", async () => {
    withAdapter({ isFallbackAdapter: false });
    expect(await chooseEngine()).toMatchObject({ name: "webgpu", adapter: "maker/card", forced: false });
  });

  it("is those too where the card does not say which it is, as in Chrome before version 127", async () => {
    vi.stubGlobal("navigator", { gpu: { requestAdapter: () => Promise.resolve({}) } });
    expect(await chooseEngine()).toMatchObject({ name: "webgpu", adapter: "unknown/unknown" });
  });

  it("is WebAssembly where WebGPU is only emulated, and says so", async () => {
    withAdapter({ isFallbackAdapter: true });
    const { name, adapter, reason } = await chooseEngine();
    expect([name, adapter]).toEqual(["wasm", "none"]);
    expect(written(reason)).toContain("emulated");
  });

  it("is WebAssembly where there is no WebGPU, with the remedy", async () => {
    vi.stubGlobal("navigator", {});
    const { name, reason } = await chooseEngine();
    expect(name).toBe("wasm");
    expect(written(reason)).toMatch(/WebGPU is missing.*Chrome/);
    withAdapter();
    expect(written((await chooseEngine()).reason)).toContain("found no graphics adapter");
  });

  it("is the CPU where there is no WebAssembly either", async () => {
    vi.stubGlobal("navigator", {});
    vi.stubGlobal("WebAssembly", undefined);
    expect((await chooseEngine()).name).toBe("cpu");
  });
});

describe("an engine by name", () => {
  it("is taken whatever answers, and the reason says if it cannot run", async () => {
    vi.stubGlobal("navigator", {});
    const choice = await chooseEngine("webgpu");
    expect(choice).toMatchObject({ name: "webgpu", adapter: "none", forced: true });
    expect(written(choice.reason)).toContain("cannot run here");
    withAdapter({ isFallbackAdapter: true });
    expect(await chooseEngine("tfjs")).toMatchObject({ name: "tfjs", adapter: "maker/card", forced: true });
  });
});

describe("where a graphics card answered", () => {
  const choice = { name: "webgpu", adapter: "maker/card", reason: "", forced: false, contested: true } as const;
  const job: Job = { kind: "live", model: "linear", size: 100_000 };

  it("it begins while nothing was measured", () => {
    expect(decided(choice, undefined)).toMatchObject({ name: "webgpu", adapter: "maker/card" });
    expect(written(decided(choice, undefined).reason)).toContain("maker/card");
  });

  it.each([
    [{ webgpu: 900, wasm: 300 }, "webgpu", "WebGPU makes 900 steps a second, WebAssembly 300"],
    [{ webgpu: 300, wasm: 300 }, "webgpu", "WebGPU makes 300"],
    [{ webgpu: 299, wasm: 300 }, "wasm", "WebAssembly makes 300 steps a second, WebGPU 299"],
    [{ webgpu: 0, wasm: 300, problem: "It computes wrong numbers." }, "wasm", "wrong numbers"],
  ] as const)("the faster takes it, the card where both are as fast: %o", (speeds, name, words) => {
    const { reason, ...taken } = decided(choice, speeds);
    expect(taken).toMatchObject({ name, adapter: name === "webgpu" ? "maker/card" : "none" });
    expect(written(reason)).toContain(words);
  });

  it("nothing is decided against a name, or without a card", () => {
    const forced = { ...choice, forced: true, contested: false };
    expect(decided(forced, { webgpu: 1, wasm: 2 })).toBe(forced);
  });

  it("speeds are kept by adapter, kind of job, model and size within a factor of four", () => {
    const key = speedsKey("maker/card", job);
    expect(speedsKey("maker/card", { ...job, size: 110_000 })).toBe(key);
    const others = [
      speedsKey("other/card", job),
      ...[{ kind: "sweep" } as const, { model: "relu" } as const, { size: 500_000 }].map((change) =>
        speedsKey("maker/card", { ...job, ...change }),
      ),
    ];
    expect(others).not.toContain(key);
  });

  it("what was written down is read only if it is speeds", () => {
    const speeds: Speeds = { webgpu: 3, wasm: 0.5 };
    expect(readSpeeds(JSON.stringify(speeds))).toEqual(speeds);
    for (const text of [
      null,
      "",
      "{",
      "3",
      "null",
      '{"webgpu":1}',
      '{"webgpu":1,"wasm":"2"}',
      '{"webgpu":-1,"wasm":2}',
      '{"webgpu":0,"wasm":2,"problem":{"phrase":"Why."}}', // it may be well by now
    ])
      expect(readSpeeds(text)).toBeUndefined();
  });
});
