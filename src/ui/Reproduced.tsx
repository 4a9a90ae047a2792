/** Whether the result that a link came with comes out the same here. */
import { useEffect, useMemo } from "react";
import { formatNumber, formatOrder } from "../core/format.ts";
import {
  type Compared,
  TOLERANCE,
  compareFingerprints,
  fingerprintOf,
  parseFingerprint,
} from "../export/fingerprint.ts";
import type { Lab, LabTables } from "../labs/lab.ts";
import { named, say, told } from "../text/say.ts";
import { type Said, sentence } from "../text/sentence.ts";
import { useShown } from "./shown.ts";
import { useStore } from "./store.ts";

interface ReproducedProps {
  /** The text of the fingerprint. */
  readonly claim: string;
  readonly lab: Lab;
  readonly tables: LabTables;
}

/** One sentence once every seed is in; what cannot be read is named in the notice and ignored. */
export function Reproduced({ claim, lab, tables }: ReproducedProps) {
  const { settings, figuresComplete, sweepComplete } = useShown(); // of which the tables are
  const complete = figuresComplete && sweepComplete;
  const fingerprint = useMemo(() => parseFingerprint(claim), [claim]);
  useEffect(() => {
    if (fingerprint) return;
    const problem = sentence("The fingerprint “{claim}” in the link cannot be read.", { claim });
    const { faults } = useStore.getState();
    useStore.setState({ claim: "", faults: [...faults, { problem, remedy: sentence("It is ignored.") }] });
  }, [fingerprint, claim]);
  if (!fingerprint) return null;
  const found = complete ? compareFingerprints(fingerprint, fingerprintOf(lab.charts, tables, settings)) : undefined;
  return (
    <p className="reproduced" role="status">
      {!found
        ? say("Comparing with the fingerprint in the link …")
        : found.kind === "absent"
          ? say(
              "Nothing can be compared: the fingerprint in the link is of {columns}, which this lab does not compute.",
              {
                columns: found.columns.map(named).join(", "),
              },
            )
          : told(verdictOn(found.numbers))}
    </p>
  );
}

/** The worst number first. */
function verdictOn(numbers: readonly Compared[]): Said {
  const [worst] = numbers;
  const differing = numbers.filter(({ off }) => off > TOLERANCE).length;
  const counted = sentence("Up to {tolerance} of its size, or absolute below 1, counts as reproduced.", {
    tolerance: formatOrder(TOLERANCE),
  });
  if (differing === 0)
    return [
      sentence("Reproduced: all {count} numbers of the fingerprint in the link agree within {off}.", {
        count: numbers.length,
        off: formatOrder(Math.max(worst.off, LEAST)),
      }),
      counted,
    ];
  const [was, is] = apart(worst.was, worst.is);
  const values = { differing, count: numbers.length, column: named(worst.column), was, is };
  return [
    worst.of === "mean"
      ? sentence(
          "Differs from the fingerprint in the link in {differing} of {count} numbers: the mean of {column} was {was} and is {is} here.",
          values,
        )
      : sentence(
          "Differs from the fingerprint in the link in {differing} of {count} numbers: the standard error of {column} was {was} and is {is} here.",
          values,
        ),
    counted,
  ];
}

/** What a fingerprint rounds away is not claimed. */
const LEAST = 1e-7;

/** Two numbers with as few digits as tell them apart, four at least. */
function apart(was: number, is: number): readonly [string, string] {
  const size = Math.max(Math.abs(was), Math.abs(is));
  const leading = Number.isFinite(size) && size > 0 ? Math.floor(Math.log10(size)) : 0;
  for (let digits = 4; ; digits++) {
    const decimals = Math.max(0, digits - 1 - leading);
    const [a, b] = [was, is].map((value) => formatNumber(value, Math.min(20, decimals)));
    if (a !== b || digits === 9) return [a, b];
  }
}
