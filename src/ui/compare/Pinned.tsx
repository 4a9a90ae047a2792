import { openings } from "../../labs/openings.ts";
import { named, say } from "../../text/say.ts";
import "./pinned.css";
import { unpin } from "./pins.ts";
import { type Pin, useStore } from "../store.ts";

/** The pinned results beside each other, each with the link that opens it again. */
export function Pinned() {
  const pins = useStore((state) => state.pins);
  return (
    <>
      <h2>{say("Pinned results")}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="pinned-table" role="region" aria-label={say("Table of pinned results")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {(["experiment", "at the exact optimum", "trained", "remove"] as const).map((title) => (
                <th key={title} scope="col">
                  {say(title)}
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
function Line({ pin: { lab, link, language, changes, exact, trained } }: { readonly pin: Pin }) {
  const title = named(openings[lab].title);
  return (
    <tr>
      <th scope="row">
        <a href={link}>{title}</a>
        {changes === "" ? say(", as it opens") : <span lang={language}>: {changes}</span>}
      </th>
      <td lang={language}>{exact === "" ? "–" : exact}</td>
      <td lang={language}>{trained === "" ? "–" : trained}</td>
      <td>
        <button
          type="button"
          aria-label={say("Remove {title}", { title: `${title}${changes === "" ? "" : `: ${changes}`}` })}
          onClick={() => unpin(link)}
        >
          ×
        </button>
      </td>
    </tr>
  );
}
