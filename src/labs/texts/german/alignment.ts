import type { LabText } from "../../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Algorithmus 1 behält das gemeinsame Modul B und lässt jede Aufgabe ihre Eingaben drehen, Zᵢ = XᵢRᵢ, sodass sie zu B passen. Mit einem Näheterm, der Rᵢ nahe der Einheitsmatrix hält, hat er eine geschlossene Form: einen Weg vom gemeinsamen Modell (μ = ∞) zur Aufgabe allein (μ = 0), der dafür zahlt, den Spann von B zu verlassen.",
    ],
    [
      "Durch ",
      { text: "eine Quelle im rechten Winkel", set: { kind: "3", mSource: 100 } },
      " nimmt das gemeinsame Modell Schaden, und irgendwo auf dem Weg ist das Ziel besser als allein: Wenige zurückgehaltene Beispiele finden die Stelle. Mit ",
      { text: "einer ausgerichteten Quelle", set: { kind: "2", mSource: 100 } },
      " gibt es keinen Schaden, und den Spann zu verlassen bringt noch immer etwas; ebenso mit ",
      { text: "4 000 Beispielen der Quelle", set: { mSource: 4000 } },
      ", wo selbst die Quelle im rechten Winkel von allein hilft.",
    ],
    [
      "Man kann die Rᵢ auch behalten und B und A auf XᵢRᵢ erneut trainieren. Das senkt den Verlust weiter, hin zu jeder Aufgabe allein, und hebt nicht mehr Schaden auf: Bei 100 Beispielen der Quelle im rechten Winkel gibt es einen Teil des Gewinns zurück, bei 500 oder mehr ändert es fast nichts. Die dünne Kurve zeigt für jedes μ, wo es endet; Abspielen trainiert beim eingestellten: ",
      { text: "bei μ = 10", set: { mu: 10 } },
      " nahe bei jeder Aufgabe allein, ",
      { text: "bei 3 000", set: { mu: 3000 } },
      " nahe beim gemeinsamen Modell.",
    ],
  ],
  limits: [
    "Schon die Validierung beseitigt den größten Teil des Schadens: Die Kontrolle, die nur zwischen gemeinsamem und einzelnem Modell wählt, kommt nahe heran, und Algorithmus 1 ist um 0,002 bis 0,07 besser. Wie gedruckt, ohne Näheterm, kann der Algorithmus jeden Prädiktor erreichen und endet beim Lernen einzelner Aufgaben. Und das Ausrichten macht die Kovarianzen nicht ähnlich: Auf den Stichproben bewegt sich ihre Ähnlichkeit entlang des Wegs um höchstens wenige Prozent, ",
    { text: "orthogonal", set: { kind: "3" } },
    " wie ",
    { text: "zufällig gedreht", set: { kind: "4" } },
    ". Der Anstieg, der sich für orthogonale Quellen berechnen lässt, gehört zur Grundgesamtheit, wo Eigenwerte zusammenfallen, und der, den die Arbeit zeigt, zu trainierten Worteinbettungen.",
  ],
  refutation:
    "Eine Lücke nach Algorithmus 1, die über genug Startwerte über 0 liegt, um das Vorzeichen zu behaupten, oder eine, die die ehrliche Kontrolle unterbietet.",
};
