/** Files that the page hands out. */

const KEEP_MS = 60_000;

/** Hands a file to the reader. Its address lives on for a while: some browsers read it late. */
export function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}
