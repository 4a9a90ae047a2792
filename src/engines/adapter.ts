/** Whether this machine has a WebGPU adapter, and what it calls itself. */

const REMEDY = "Chrome or Edge 113 and later have it; elsewhere it may have to be switched on";

/** True, or a sentence that says why there is no WebGPU here and what would help. */
export async function webgpuAvailable(): Promise<true | string> {
  const gpu = webgpu();
  if (!gpu) return `This browser has no WebGPU. ${REMEDY}.`;
  const adapter = await gpu.requestAdapter();
  return adapter ? true : `This browser knows WebGPU but found no adapter. ${REMEDY} in its flags.`;
}

/** vendor/architecture in lower case, as a GPU adapter names itself. */
export function adapterName({ vendor, architecture }: Pick<GPUAdapterInfo, "vendor" | "architecture">): string {
  return [vendor, architecture].map((part) => part.toLowerCase() || "unknown").join("/");
}

function webgpu(): GPU | undefined {
  return typeof navigator === "undefined" ? undefined : (navigator as Partial<Navigator>).gpu;
}
