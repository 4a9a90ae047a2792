import { say } from "../text/say.ts";

/** In place of what could not be loaded. Reloading is left to the reader, who would lose a page that is not kept. */
export function NotLoaded() {
  return (
    <p className="not-loaded" role="alert">
      {say(
        "This part of the page could not be loaded. Once the network is back, reload the page: its address holds the experiment.",
      )}{" "}
      <button type="button" onClick={() => location.reload()}>
        {say("Reload")}
      </button>
    </p>
  );
}
