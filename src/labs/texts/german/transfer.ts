import type { LabText } from "../../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Zwei Aufgaben teilen ein Modul B und behalten je einen eigenen Kopf A. Das Ziel hat nur eine Handvoll Beispiele, weniger als Richtungen, die sein Signal tragen; es braucht also Hilfe. Ob die Quelle sie geben kann, hängt davon ab, wo ihr eigenes Signal liegt.",
    ],
    [
      "Wenn die Signalrichtungen der Quelle ",
      { text: "mit denen des Ziels zusammenfallen", set: { kind: "phi", phi: 0 } },
      ", hilft sie schon mit einer Handvoll Beispielen. ",
      { text: "Um 90° gedreht", set: { kind: "phi", phi: 90 } },
      ", sieht sie die Richtungen des Ziels nur schwach: Was sie dort lernt, ist vor allem Rauschen, und das gemeinsame Modul trägt dieses Rauschen ins Ziel. ",
      { text: "Mit 4 000 Beispielen der Quelle", set: { mSource: 4000 } },
      " hilft selbst eine fehlausgerichtete Quelle wieder.",
    ],
    [
      "Der Zwilling des Ziels ist der Maßstab: dieselben Daten, derselbe Startwert, allein trainiert. Bei einem ",
      { text: "zufälligen Anfang", set: { start: "random" } },
      " enden mit einer fehlausgerichteten Quelle manche Läufe im falschen Tal, und die Lücke wächst aus einem Grund, der mit dem Optimum nichts zu tun hat. ",
      { text: "Zurück zum besten Becken", set: { start: "landscape" } },
      ".",
    ],
  ],
  limits: [
    "Ein Vorzeichen wird nur behauptet, wo ein 95-%-Konfidenzintervall über die Startwerte die 0 nicht enthält; die Lücken haben schwere Ränder, deshalb steht der Median neben dem Mittel. Das Bild braucht verrauschte Labels und ein Ziel mit weniger Beispielen als Signalrichtungen: ",
    { text: "Ohne Labelrauschen und mit 20 Beispielen des Ziels", set: { sigma: 0, ridge: 0, mTarget: 20 } },
    " kehrt sich die Ordnung um, und die ausgerichtete Quelle ist die schädliche.",
  ],
  refutation:
    "Eine fehlausgerichtete Quelle von 100 bis 200 Beispielen, bei der die Lücke unter 0 bleibt, oder eine ausgerichtete, die sie über 0 hebt, über genug Startwerte, um das Vorzeichen zu behaupten.",
};
