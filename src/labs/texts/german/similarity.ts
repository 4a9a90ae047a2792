import type { LabText } from "../../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Hier haben beide Aufgaben dieselbe Kovarianz, also ist nichts fehlausgerichtet; nur ihre wahren Parameter sind verschieden. Eine gemeinsame Richtung muss beiden dienen. ",
      { text: "Bei gleichen Parametern", set: { cosine: 1 } },
      " sind die Beispiele der Quelle so gut wie die eigenen des Ziels. ",
      { text: "Im rechten Winkel", set: { cosine: 0 } },
      " ist die gemeinsame Richtung die der Quelle, die nichts über das Ziel sagt, und das Ziel zahlt dafür.",
    ],
    [
      "Wie ähnlich genug ist, hängt davon ab, wie wenig das Ziel allein weiß: ",
      { text: "Mit 20 Beispielen des Ziels", set: { mTarget: 20 } },
      " muss die Quelle näher liegen als ",
      { text: "mit 5", set: { mTarget: 5 } },
      ". Das Vorzeichen des Kosinus spielt keine Rolle: Ein Kopf darf negativ sein.",
    ],
  ],
  limits: [
    "Ähnliche Modelle genügen nicht für Transfer: Auch bei einem Kosinus von 0,96 schadet eine Quelle mit fehlausgerichteter Kovarianz, wie der Versuch „Transfer“ zeigt. Und die Schwelle ist keine Naturkonstante: Sie liegt bei etwa 0,8 für diese Regression und bei etwa 0,57 für eine Klassifikation.",
  ],
  refutation:
    "Eine Lücke, die mit wachsendem Kosinus nicht fällt oder bei orthogonalen Parametern unter 0 liegt, über die Streuung der Startwerte hinaus.",
};
