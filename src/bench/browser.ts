/** What needs a browser: the contest in the benchmark's page, and the product's own page. */
import type { Browser } from "playwright";
import { type ContestRow, contestRows } from "./contest.ts";
import type { Plan, Turns } from "./page/page.ts";
import { type SizeName, sizeNames } from "./page/sizes.ts";
import { type SiteRow, measureSite } from "./site.ts";

/** A browser, and where both pages are served. */
export interface OpenBrowser {
  readonly browser: Browser;
  readonly pageAddress: string;
  readonly siteAddress: string;
  readonly siteFolder: string;
  readonly close: () => Promise<void>;
}

export interface InBrowser {
  /** Name and version. */
  readonly browser: string;
  /** What the adapter says of itself; null where there is none. */
  readonly adapter: Readonly<Record<string, unknown>> | null;
  readonly contest: readonly ContestRow[];
  readonly site: readonly SiteRow[];
}

/** Rounds, and steps after which losses are compared, of single models and of ensembles. */
const plans = {
  full: {
    single: { rounds: 7, compared: 10, turn: 250, models: 1 },
    many: { rounds: 5, compared: 10, turn: 250, models: 128 },
  },
  quick: {
    single: { rounds: 3, compared: 3, turn: 100, models: 1 },
    many: { rounds: 3, compared: 3, turn: 100, models: 32 },
  },
} as const satisfies Record<string, Record<string, Plan>>;

export async function measureInBrowser(
  { browser, pageAddress, siteAddress, siteFolder }: OpenBrowser,
  isQuick: boolean,
  note: (name: string) => void,
): Promise<InBrowser> {
  const site = await measureSite({ browser, address: siteAddress, folder: siteFolder }, isQuick, note);
  const { adapter, contest } = await measureContest(browser, pageAddress, isQuick, note);
  return { browser: `${browser.browserType().name()} ${browser.version()}`, adapter, contest, site };
}

async function measureContest(
  browser: Browser,
  address: string,
  isQuick: boolean,
  note: (name: string) => void,
): Promise<Pick<InBrowser, "adapter" | "contest">> {
  const page = await browser.newPage();
  try {
    const complaint = new Promise<never>((_, reject) => {
      page.on("pageerror", reject);
      page.on("crash", () => reject(new Error("the benchmark's page crashed")));
    });
    await page.exposeFunction("note", note);
    await page.goto(address);
    const adapter = await page.evaluate(() => window.describeAdapter());
    const rows: ContestRow[] = [];
    for (const size of sizeNames) {
      const plan = plans[isQuick ? "quick" : "full"][size.startsWith("S") ? "single" : "many"];
      const asked = [size, plan] as [SizeName, Plan];
      const turns: readonly Turns[] = await Promise.race([
        page.evaluate(([size, plan]) => window.contest(size, plan), asked),
        complaint,
      ]);
      rows.push(...contestRows(size, turns));
    }
    return { adapter, contest: rows };
  } finally {
    await page.close();
  }
}
