import { openings } from "../../labs/openings.ts";
import "./pinned.css";
import { unpin } from "./pins.ts";
import { type Pin, useStore } from "../store.ts";

/** The pinned results beside each other, each with the link that opens it again. */
export function Pinned() {
  const pins = useStore((state) => state.pins);
  return (
    <>
      <h2>Pinned results</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="pinned-table" role="region" aria-label="Table of pinned results" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {["experiment", "at the exact optimum", "trained", "remove"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pins.map((pin) => (
              <Line key={pin.link} pin={pin} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A plain link: the page follows its address. */
function Line({ pin: { lab, link, changes, exact, trained } }: { readonly pin: Pin }) {
  const { title } = openings[lab];
  return (
    <tr>
      <th scope="row">
        <a href={link}>{title}</a>
        {changes === "" ? ", as it opens" : `: ${changes}`}
      </th>
      <td>{exact === "" ? "–" : exact}</td>
      <td>{trained === "" ? "–" : trained}</td>
      <td>
        <button
          type="button"
          aria-label={`Remove ${title}${changes === "" ? "" : `: ${changes}`}`}
          onClick={() => unpin(link)}
        >
          ×
        </button>
      </td>
    </tr>
  );
}
