/** What is known of each family without drawing from it, in the order in which readers meet them. */
import type { Fields } from "../../fields.ts";
import type { FamilyDescription } from "../family.ts";
import { boundaryDescription as boundary } from "./boundary.ts";
import { lowRankDescription as lowRank } from "./lowRank.ts";
import { misalignedDescription as misaligned } from "./misaligned.ts";
import { noisyLabelsDescription as noisyLabels } from "./noisyLabels.ts";
import { reluSubspacesDescription as reluSubspaces } from "./reluSubspaces.ts";
import { theorem2TasksDescription as theorem2Tasks } from "./theorem2Tasks.ts";

export const familyDescriptions = {
  misaligned,
  boundary,
  lowRank,
  reluSubspaces,
  theorem2Tasks,
  noisyLabels,
} as const satisfies Record<string, FamilyDescription<Fields>>;
