import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./ui/App.tsx";
import "./ui/app.css";
import { openPage } from "./ui/actions.ts";
import { say } from "./text/say.ts";
import { openLanguage } from "./ui/language.ts";
import { restorePins } from "./ui/keptPins.ts";
import { useStore } from "./ui/store.ts";
import { applyEmbedding, applyTheme } from "./ui/theme.ts";

const root = document.getElementById("page");
if (!root) throw new Error("main: index.html must have an element with id page");

applyTheme();
applyEmbedding();
restorePins();
openPage();
void openLanguage().then(() => draw(root)); // the first figures are computed meanwhile

function draw(root: HTMLElement): void {
  const page = createRoot(root, {
    onUncaughtError: (error) => {
      // Never a blank page: React has taken the page away by now.
      root.textContent = say(
        "This page met an error and stopped ({error}). The address still holds the experiment: reload to go on.",
        { error: String(error) },
      );
      console.error(error);
    },
  });
  // Drawn in pieces, between which the browser does what else it has to.
  startTransition(() =>
    page.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}

const forget = useStore.subscribe(({ figuresComplete, figuresFault }) => {
  if (!figuresComplete && figuresFault === "") return; // the first figures come first
  forget();
  void import("./ui/ahead.ts").then(({ prepareAtRest }) => prepareAtRest()).catch(() => undefined); // Play prepares itself
  if (import.meta.env.PROD) void keepPage();
});

/** Keeps the page for visits without a network. */
async function keepPage(): Promise<void> {
  try {
    await navigator.serviceWorker.register("./sw.js");
  } catch {
    // Unknown to this browser, or refused as in a sandboxed frame: the next visit needs the network, and nothing else is lost.
  }
}
