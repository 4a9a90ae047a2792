import { describe, expect, it } from "vitest";
import { meantBy } from "../glossary/meaning.ts";
import { meaningsIn } from "../glossary/meanings.ts";
import { labs } from "../labs/index.ts";
import type { ChartSpec } from "../charts/chart.ts";
import { errorColumn } from "../export/table.ts";
import { columnInWords, columnsExplained } from "./columns.ts";

const charts: readonly ChartSpec[] = Object.values(labs).flatMap((lab): readonly ChartSpec[] => lab.charts);
const chart = (id: string): ChartSpec => {
  const found = charts.find((one) => one.id === id);
  if (!found) throw new Error(`no chart ${id}`);
  return found;
};

describe("the words of a figure", () => {
  it("each open a meaning that there is, and no two read the same", () => {
    const meanings = meaningsIn("en");
    for (const spec of charts) {
      const columns = columnsExplained(spec);
      expect(columns.length, spec.id).toBeGreaterThan(0);
      for (const column of columns) expect(meanings[meantBy(column)], `${spec.id}: ${column}`).toBeDefined();
      const words = columns.map((column) => columnInWords(spec, column));
      expect(new Set(words).size, `${spec.id}: ${words.join("; ")}`).toBe(words.length);
      expect(words).not.toContain("");
    }
  });

  it("are those of the picture: its axes, its only series by its axis, others by their names", () => {
    expect(columnInWords(chart("phase-pad"), "mSource")).toBe("source sample size mₛ");
    expect(columnInWords(chart("phase-pad"), "transferGap")).toBe("transfer gap Δ");
    expect(columnInWords(chart("gap-by-capacity"), "riskGap")).toBe("gap of the excess risk Δ");
    expect(columnInWords(chart("risk-by-capacity"), "stlRisk")).toBe("alone");
    expect(columnInWords(chart("risk-by-capacity"), errorColumn("stlRisk"))).toBe("alone, standard error");
    expect(columnInWords(chart("spectrum"), "value")).toBe("eigenvalue");
  });
});
