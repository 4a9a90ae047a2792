/** Whether this machine has a WebGPU adapter, and what it calls itself. */
import { type Said, sentence } from "../text/sentence.ts";

const REMEDY = sentence("Chrome and Edge have it from version 113 on; elsewhere it may have to be switched on.");

/** The adapter as vendor/architecture and whether software plays its part; or why there is none and what would help. */
export async function probeAdapter(): Promise<
  { readonly adapter: string; readonly isSoftware: boolean } | { readonly problem: Said }
> {
  const gpu = webgpu();
  if (!gpu) return { problem: [sentence("WebGPU is missing here."), REMEDY] };
  try {
    const adapter = await gpu.requestAdapter();
    if (adapter) {
      const info = infoOf(adapter);
      return { adapter: adapterName(info), isSoftware: info.isFallbackAdapter };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: [sentence("WebGPU gave no adapter ({message}).", { message }), REMEDY] };
  }
  return { problem: [sentence("WebGPU is known here but found no graphics adapter."), REMEDY] };
}

const UNKNOWN = { vendor: "", architecture: "", isFallbackAdapter: false } as GPUAdapterInfo; // the rest nobody reads

/** What an adapter says of itself. Chrome has it from version 127 on only; before, nothing is known. */
export function infoOf(adapter: GPUAdapter): GPUAdapterInfo {
  return (adapter as Partial<GPUAdapter>).info ?? UNKNOWN;
}

/** vendor/architecture in lower case, as a GPU adapter names itself. */
export function adapterName({ vendor, architecture }: Pick<GPUAdapterInfo, "vendor" | "architecture">): string {
  return [vendor, architecture].map((part) => part.toLowerCase() || "unknown").join("/");
}

function webgpu(): GPU | undefined {
  return typeof navigator === "undefined" ? undefined : (navigator as Partial<Navigator>).gpu;
}
