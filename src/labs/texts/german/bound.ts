import type { LabText } from "../../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Der Satz beschränkt den gemeinsamen Fehler durch 6c plus das eigene Rauschen des Ziels; c ist der Sinus zwischen den wahren Parametern mal die Konditionszahl der Kovariaten des Ziels. Er verlangt c ≤ 1/3 und eine Quelle von der Größenordnung κ²(Σ₁)κ⁴(X₂)‖y₂‖²/c⁴.",
    ],
    [
      "Die Schranke gilt mit viel Spielraum: Bei vielen Beispielen des Ziels beträgt der Fehler ",
      { text: "höchstens ein Drittel von ihr", set: { sine: 0.05, mTarget: 200, sigma: 0.3 } },
      ". Sie enthält das Rauschen des Ziels und kann Transfer deshalb nur belegen, also unter dem Fehler allein liegen, wo das Ziel ",
      {
        text: "kaum mehr Beispiele als Dimensionen hat und die Parameter fast gleich sind",
        set: { mTarget: 13, sine: 0.001 },
      },
      ". Dort ist der verlangte Stichprobenumfang keine Formsache: ",
      { text: "Mit 20 Beispielen der Quelle", set: { mTarget: 13, sine: 0.001, mSource: 20 } },
      " liegt der Fehler bei etwa einem von zwanzig Startwerten über der Schranke.",
    ],
  ],
  limits: [
    "Aus c ≤ 1/3 folgt kein positiver Transfer: ",
    { text: "Bei einem Sinus von 0,1", set: { sine: 0.1, mTarget: 200, sigma: 0.3 } },
    " gilt der Satz, und doch machen mehr Beispiele der Quelle das Ziel schlechter als allein. Und der Satz erreicht Abbildung 3 der Arbeit selbst nicht: Dort ist κ 100 und der Sinus 0,28, sodass c weit über 1/3 liegt. Die Größenordnung von mₛ lässt eine Konstante und einen Logarithmus offen.",
  ],
  refutation:
    "Ein gemeinsamer Fehler über der Schranke bei einem Stichprobenumfang der Quelle von der verlangten Größenordnung, bei mehr Startwerten, als der Zufall erlaubt.",
};
