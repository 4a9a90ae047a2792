import { useState } from "react";
import type { ChartSpec } from "../../charts/chart.ts";
import { fingerprintOf, formatFingerprint } from "../../export/fingerprint.ts";
import { say } from "../../text/say.ts";
import { useStore } from "../store.ts";
import { useTables } from "../useTables.ts";
import { Copyable } from "./Copyable.tsx";

/** Addresses that every machine has for itself. */
const HERE_ALONE = /^https?:\/\/(localhost|127\.|\[::1\])/;

interface LinkProps {
  readonly charts: readonly ChartSpec[];
  readonly page: string;
  readonly fragment: string;
}

/** The link, and on request with a fingerprint of the result, by which whoever opens it sees whether it is the same there. */
export function LinkToCopy({ charts, page, fragment }: LinkProps) {
  const { settings, figuresComplete, sweepComplete } = useStore();
  const tables = useTables();
  const [isWanted, setWanted] = useState(false);
  const complete = figuresComplete && sweepComplete;
  const result = complete ? formatFingerprint(fingerprintOf(charts, tables, settings)) : "";
  const query = isWanted && result !== "" ? `?result=${result}` : "";
  return (
    <>
      <Copyable title={say("Link")} rows={2} text={`${page}${query}${fragment}`} />
      <div className="share-choices">
        <label>
          <input type="checkbox" checked={isWanted} onChange={({ target }) => setWanted(target.checked)} />{" "}
          {say("with a fingerprint of the result")}
        </label>
        <span role="status">
          {isWanted &&
            (complete
              ? say("Whoever opens this link is told whether the result comes out the same there.")
              : say("The fingerprint is added once every seed is computed."))}
        </span>
      </div>
      {HERE_ALONE.test(page) && (
        <p>{say("This address leads to this machine alone. For others, copy the link where the page is published.")}</p>
      )}
    </>
  );
}
