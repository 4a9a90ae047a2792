/** The chart forms, in the order in which readers meet them. */
import { bars } from "./bars.tsx";
import type { Form, FormName } from "./chart.ts";
import { dial } from "./dial.tsx";
import { landscape } from "./landscape.tsx";
import { lines } from "./lines.tsx";
import { strip } from "./strip.tsx";

export const forms = { strip, lines, dial, bars, landscape } as const satisfies Record<FormName, Form>;
