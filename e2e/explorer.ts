/** The page in the reader's words, and a test that fails on anything written to the console. */
import { type Page, test as base, expect } from "@playwright/test";

/** One figure's table as the page shows it: a record per row, the cells' full numbers under the columns' names. */
export type Table = Readonly<Record<string, number | string>>[];

export interface Explorer {
  readonly page: Page;
  /** Opens `[?presentation]#lab?settings` and waits until the exact figures are drawn. */
  open(link?: string): Promise<void>;
  /** Waits until the page is in one of these states. */
  state(...states: readonly string[]): Promise<void>;
  /** Waits until every point of the lab's sweeps is computed for every seed. */
  swept(): Promise<void>;
  /** Types a setting's value into its number box and presses Enter. */
  set(name: string, value: number): Promise<void>;
  press(button: "Play" | "Pause" | "Step" | "Reset" | "New seed"): Promise<void>;
  step(): Promise<number>;
  attribute(name: "state" | "engine" | "adapter" | "step"): Promise<string | null>;
  /** The numbers behind a figure, read from its table. */
  read(figure: string): Promise<Table>;
}

/** Chromium itself writes this when a page asks for an adapter and there is none; a page cannot ask silently. */
const NO_ADAPTER = "No available adapters.";

/** `console` collects what the page complains of; a test that expects a complaint empties it. */
export const test = base.extend<{ explorer: Explorer; console: string[] }>({
  console: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.text() === NO_ADAPTER) return;
        if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  explorer: async ({ page }, use) => use(explorer(page)),
});

export { expect };

function explorer(page: Page): Explorer {
  const root = page.locator("html");
  const state = (...states: readonly string[]): Promise<void> =>
    expect(root).toHaveAttribute("data-state", new RegExp(`^(${states.join("|")})$`), { timeout: 60_000 });
  return {
    page,
    state,
    open: async (link = "#transfer") => {
      await page.goto(`./${link}`);
      await state("ready");
    },
    swept: () => expect(root).toHaveAttribute("data-sweep", "complete", { timeout: 60_000 }),
    set: async (name, value) => {
      const box = page.locator(`[data-setting="${name}"] input[role="spinbutton"]`);
      await revealed(page, name);
      await box.fill(String(value));
      await box.press("Enter");
    },
    press: (button) => page.getByRole("button", { name: button, exact: true }).click(),
    step: async () => Number(await root.getAttribute("data-step")),
    attribute: (name) => root.getAttribute(`data-${name}`),
    read: (figure) => readTable(page, figure),
  };
}

/** Opens "More settings" if the control is in there. */
async function revealed(page: Page, name: string): Promise<void> {
  const control = page.locator(`[data-setting="${name}"]`);
  if (!(await control.isVisible())) await page.getByText("More settings").click();
  await expect(control).toBeVisible();
}

async function readTable(page: Page, id: string): Promise<Table> {
  const figure = page.locator(`figure#${id}`);
  const button = figure.locator(".numbers-button"); // its words depend on the language
  if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  await expect(figure.locator("table")).toBeVisible();
  return figure.locator("table").evaluate((table) => {
    const names = Array.from(
      table.querySelectorAll("thead th"),
      (cell) => cell.getAttribute("data-column") ?? cell.textContent,
    );
    return Array.from(table.querySelectorAll("tbody tr"), (row) =>
      Object.fromEntries(
        Array.from(row.children, (cell, j) => {
          const value = cell.getAttribute("data-value");
          return [names[j] ?? String(j), value === null ? cell.textContent : Number(value)];
        }),
      ),
    );
  });
}

/** From now on the page's requests of a kind reach no worker: what they ask for stays to come. Returns how to end that. */
export async function holdBack(page: Page, kind: string): Promise<() => Promise<void>> {
  const original = await page.evaluateHandle(() => Worker.prototype.postMessage);
  await page.evaluate(
    ([held, postMessage]) => {
      Worker.prototype.postMessage = function (message: { kind: string }, ...rest: []) {
        if (message.kind !== held) postMessage.call(this, message, ...rest);
      };
    },
    [kind, original] as const,
  );
  return () => original.evaluate((postMessage) => void (Worker.prototype.postMessage = postMessage));
}

/** Runs a function in every worker that the page starts, before the worker's own code. Its source is sent: it closes over nothing. */
export async function infect(page: Page, code: () => void): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker")); // it would answer first
  await page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${String(code)})();${await response.text()}` });
  });
}
