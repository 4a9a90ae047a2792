/** The experiments of SPEC, in the order of its section 10, and two tables of its other sections. */
import { boundaries } from "./boundaries.ts";
import { capacity } from "./capacity.ts";
import { classFigure3 } from "./classFigure3.ts";
import { liveFigure3, miniFigure3, paperFigure3 } from "./figure3.ts";
import { classSimilarity, modelSimilarity } from "./modelSimilarity.ts";
import { noiseless } from "./noiseless.ts";
import { livePhaseDiagram, paperPhaseDiagram } from "./phaseDiagram.ts";
import { reluFigure3 } from "./reluFigure3.ts";
import { signalStrength } from "./signalStrength.ts";
import { subspaces } from "./subspaces.ts";
import { addedNoise, randomLabels, randomLabelsOfAPair } from "./taskWeights.ts";
import { theoremTwo } from "./theorem2.ts";
import { validation } from "./validation.ts";

export const experiments = [
  paperFigure3,
  liveFigure3,
  miniFigure3,
  reluFigure3,
  classFigure3,
  randomLabels,
  addedNoise,
  randomLabelsOfAPair,
  theoremTwo,
  signalStrength,
  paperPhaseDiagram,
  livePhaseDiagram,
  modelSimilarity,
  classSimilarity,
  capacity,
  boundaries,
  subspaces,
  validation,
  noiseless,
] as const;
