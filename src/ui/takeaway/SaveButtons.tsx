/** A figure and its numbers as files. */
import { useState } from "react";
import type { ChartSpec } from "../../charts/chart.ts";
import type { Row } from "../../core/row.ts";
import { asCsv, asJson } from "../../export/csv.ts";
import { sizeOf, standaloneSvg } from "../../export/svg.ts";
import { tableOf } from "../../export/table.ts";
import { say, told } from "../../text/say.ts";
import { type Said, sentence } from "../../text/sentence.ts";
import { useStore } from "../store.ts";
import { download } from "./download.ts";

interface SaveProps {
  readonly spec: ChartSpec;
  readonly rows: readonly Row[];
  readonly reference: readonly Row[];
}

/** One button for each file of a figure: the picture as it is shown, and every row behind it. */
export function SaveButtons({ spec, rows, reference }: SaveProps) {
  const lab = useStore((state) => state.lab);
  const [problem, setProblem] = useState<Said>("");
  const table = () => tableOf(spec, rows, reference);
  const files: readonly [string, () => Blob | Promise<Blob>][] = [
    ["SVG", () => new Blob([svgOf(spec)], { type: "image/svg+xml" })],
    ["PNG", () => asPng(svgOf(spec))],
    ["CSV", () => new Blob([asCsv(table())], { type: "text/csv" })],
    ["JSON", () => new Blob([asJson(table())], { type: "application/json" })],
  ];
  const save = async (format: string, make: () => Blob | Promise<Blob>): Promise<void> => {
    try {
      download(`${lab}-${spec.id}.${format.toLowerCase()}`, await make());
      setProblem("");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setProblem(sentence("The {format} could not be made: {message}.", { format, message }));
    }
  };
  return (
    <div className="save-buttons">
      {files.map(([format, make]) => (
        <button
          key={format}
          type="button"
          aria-label={say("{format} of {title}", { format, title: spec.title })}
          onClick={() => void save(format, make)}
        >
          {format}
        </button>
      ))}
      <span role="status">{told(problem)}</span>
    </div>
  );
}

/** The figure's picture as a document of its own, in the colours of the theme that is shown. */
function svgOf({ id }: ChartSpec): string {
  const picture = document.querySelector(`#${CSS.escape(id)} .chart svg`);
  if (!picture) throw new Error(say("nothing is drawn yet"));
  const style = getComputedStyle(document.documentElement);
  return standaloneSvg(new XMLSerializer().serializeToString(picture), (variable) => style.getPropertyValue(variable));
}

const PIXELS_PER_PIXEL = 2;

/** The picture in pixels, two for each of its own. Throws if the browser cannot draw it. */
async function asPng(svg: string): Promise<Blob> {
  const { width, height } = sizeOf(svg);
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * PIXELS_PER_PIXEL, height * PIXELS_PER_PIXEL].map(Math.round);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error(say("the browser gave no picture")))),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
