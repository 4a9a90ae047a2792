import type { LabText } from "../../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Acht Aufgaben haben Parameter nahe einer gemeinsamen Ebene. Ein Modul der Kapazität r fasst r Richtungen. ",
      { text: "Mit einer", set: { r: 1 } },
      " lässt es die halbe Ebene aus; ",
      { text: "mit zweien", set: { r: 2 } },
      " fasst es, was die Aufgaben gemeinsam haben; darüber hinaus hat es Platz für das Rauschen jeder einzelnen Aufgabe, ",
      { text: "bis bei acht", set: { r: 8 } },
      " jede Aufgabe darin für sich ist und nichts mehr übertragen wird.",
    ],
    [
      "Transfer braucht also einen Engpass: Ein Netz, das breit genug für jede Aufgabe ist, verliert, wozu Multitask-Lernen da war. ",
      { text: "Verlassen die Parameter die Ebene", set: { deviation: 2 } },
      ", kostet der Engpass mehr, als er spart.",
    ],
  ],
  limits: [
    "Proposition 1 ist exakt für die hier benutzte Strafe λ Σ‖B Aᵢ‖², die nur die Prädiktoren sieht. Mit getrennter Gewichtsabnahme auf B und A schrumpft auch das gemeinsame Modell, und r ≥ k liegt nur nahe am Lernen einzelner Aufgaben. Die Optima für 1 < r < k stammen von alternierenden kleinsten Quadraten mit Neustarts: die besten gefundenen, ohne Beweis. ",
    { text: "Bei wenigen Beispielen", set: { m: 22 } },
    " ist das Lernen einzelner Aufgaben am schwächsten, und jedes Teilen sieht gut aus.",
  ],
  refutation:
    "Eine Lücke ungleich 0 bei einer Kapazität von mindestens der Anzahl der Aufgaben, oder ein kleinstes Risiko fern der Dimension, die die Parameter gemeinsam haben, solange sie wenig von ihr abweichen.",
};
