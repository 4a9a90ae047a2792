import { meaningsIn } from "./meanings.ts";

export const meanings = meaningsIn("en");
