/** Printed numbers of SPEC that are proven wrong: each with what an independent program found, run apart from this one. */

/** One cell whose printed text is a slip. */
export interface Erratum {
  readonly table: string;
  /** The row's title and the cell's column, as the report names them. */
  readonly row: string;
  readonly column: string;
  /** What SPEC prints, and what it should print. */
  readonly printed: string;
  readonly correct: string;
  /** How it was proven, in a sentence. */
  readonly evidence: string;
}

export const errata: readonly Erratum[] = [
  {
    table: "10.2 LIVE",
    row: "source 3 + Alg. 1",
    column: "m_s = 1000",
    printed: "-0.330 ± 0.025",
    correct: "-0.330 ± 0.026",
    evidence:
      "A NumPy program of its own, erratum.py, " +
      "gives −0.32996646035533606 ± 0.02550492777826 for seeds 1 to 100, digit by digit what is measured here; " +
      "0.0255049 rounds to 0.026.",
  },
];

/** The erratum of a cell, if there is one. */
export function erratumOf(table: string, row: string, column: string): Erratum | undefined {
  return errata.find((one) => one.table === table && one.row === row && one.column === column);
}
