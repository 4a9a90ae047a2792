import { afterEach, describe, expect, it, vi } from "vitest";
import { written } from "../text/sentence.ts";
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
