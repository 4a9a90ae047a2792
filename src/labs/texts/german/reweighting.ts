import type { LabText } from "../../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Zehn Aufgaben haben dieselben Kovariaten und Parameter in einer gemeinsamen Ebene; die Hälfte von ihnen hat verdorbene Labels. Algorithmus 2 gewichtet eine Aufgabe danach, wie viel von Xᵢ'yᵢ in den stärksten gemeinsamen Richtungen liegt. ",
      {
        text: "Zufällige Labels",
        set: { share: 0.8, addedNoise: 0, weighting: "svd", labels: "printed" },
      },
      " verkürzen diesen Vektor, sodass verdorbene Aufgaben weniger zählen, wie beabsichtigt.",
    ],
    [
      { text: "Zugefügtes Rauschen", set: { share: 0, addedNoise: 2, weighting: "svd", labels: "printed" } },
      " verlängert ihn: Der Algorithmus, wie er gedruckt ist, gewichtet dann die schlechtesten Aufgaben am stärksten. ",
      { text: "Labels der Norm 1", set: { share: 0, addedNoise: 2, weighting: "svd", labels: "unit" } },
      " beheben das, und ",
      { text: "Kendalls Unsicherheitsgewichte", set: { share: 0, addedNoise: 2, weighting: "uncertainty" } },
      ", die auf die Residuen sehen, sind bei starkem Rauschen noch besser.",
    ],
  ],
  limits: [
    "Algorithmus 2, wie er gedruckt ist, gewichtet Aufgaben mit additivem Rauschen stärker und schadet dort; selbst bei zufälligen Labels kostet er ein wenig, solange ",
    { text: "weniger als die Hälfte von ihnen zufällig ist", set: { share: 0.2, addedNoise: 0 } },
    ". Bei zwei Aufgaben, Kapazität 1 und Labels gleicher Länge sind seine beiden Gewichte aus Symmetrie gleich, wie die Labels auch lauten.",
  ],
  refutation:
    "Gewichte der Norm 1, die bei einem Anteil zufälliger Labels von 0,4 oder mehr Fehler kosten, oder gedruckte, die gegen zugefügtes Rauschen gewinnen, über die Streuung der Startwerte hinaus.",
};
