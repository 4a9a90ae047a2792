import type { ChartSpec } from "../charts/chart.ts";
import { Meant } from "./Meant.tsx";
import { columnInWords, columnsExplained } from "./columns.ts";

export function TermList({ spec }: { readonly spec: ChartSpec }) {
  return (
    <ul>
      {columnsExplained(spec).map((column) => (
        <li key={column}>
          <Meant of={column}>{columnInWords(spec, column)}</Meant>
        </li>
      ))}
    </ul>
  );
}
