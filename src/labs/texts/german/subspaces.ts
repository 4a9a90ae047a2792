import type { LabText } from "../../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Jede Aufgabe ist eine Summe von fünf ReLU-Einheiten, deren Parameter einen Unterraum aufspannen; die beiden Unterräume sind in jeder Richtung um denselben Winkel gegeneinander gedreht. Das gemeinsame Modul hat genauso viele Einheiten.",
    ],
    [
      { text: "Bei gleichen Unterräumen", set: { cosine: 1 } },
      " sind die Einheiten, die die Quelle findet, die des Ziels, und je mehr Beispiele der Quelle, desto besser. ",
      { text: "Im rechten Winkel", set: { cosine: 0 } },
      " nützen sie ihm nichts, und je mehr Beispiele die Quelle hat, desto weniger Platz bleibt dem Ziel: Der Schaden wächst, ohne dass ein Ende in Sicht wäre.",
    ],
    [
      "Dazwischen gibt es einen Kosinus, bei dem das Vorzeichen wechselt: Bei ",
      { text: "0,5", set: { cosine: 0.5 } },
      " schadet eine Quelle von 200 Beispielen noch, bei ",
      { text: "0,75", set: { cosine: 0.75 } },
      " nicht mehr. Anders als in den linearen Versuchen macht eine große Quelle eine fehlausgerichtete hier nicht wett, denn das Modul ist voll.",
    ],
  ],
  limits: [
    "Dies sind die besten Anpassungen, die L-BFGS von einem zufälligen Anfang je Startwert findet, keine bewiesenen Optima; SPEC hält es ebenso. Anders als in anderen Versuchen ist die Strafe λ(‖B‖² + Σ‖Aᵢ‖²), und Fehler sind Anteile der Varianz der Labels ohne Rauschen: 1 ist so gut wie deren Mittel. Die Arbeit dreht die Parameter der Quelle mit αΘ₁ + (1−α)Θ′, was sie auch verkürzt; hier bleibt ihre Länge, sodass sich allein der Winkel ändert. ",
    { text: "Ein breiteres Modul", set: { r: 10 } },
    " hat Platz für beide Aufgaben, und der Schaden schrumpft.",
  ],
  refutation:
    "Eine Lücke, die nicht fällt, wenn die Unterräume einander näher kommen, oder eine, die eine größere Quelle umkehrt, über die Streuung der Startwerte hinaus.",
};
