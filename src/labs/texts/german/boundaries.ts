import type { LabText } from "../../lab.ts";

export const text: LabText = {
  prose: [
    [
      "Zwei Klassifikatoren teilen eine Richtung B. Die wahre Grenze der Quelle weicht nur um 5° von der des Ziels ab, und wie das Labor sich öffnet, ist keines ihrer Labels falsch. Verschieden ist nur, wo ihre Punkte liegen.",
    ],
    [
      { text: "Rings um die Grenze", set: { beta: 1 } },
      " legen sie diese fest, und das Ziel mit nur acht eigenen Punkten gewinnt. ",
      { text: "In zwei engen Haufen", set: { beta: 0 } },
      " auf einer Geraden, die 45° von der wahren Richtung abweicht, und fern jeder Grenze sagen sie nur, dass ein Haufen eine Klasse ist: Die Anpassung richtet sich nach den Haufen, und die gemeinsame Richtung mit ihr.",
    ],
    [
      "Wenig genügt zur Heilung: Liegt ",
      { text: "ein Fünftel der Punkte ringsum", set: { beta: 0.2 } },
      ", ist der Schaden vorbei. ",
      { text: "Mit mehr Punkten des Ziels", set: { mTarget: 40 } },
      " braucht das Ziel keine Hilfe, und eine irreführende Quelle schadet mehr, als eine gute hilft.",
    ],
  ],
  limits: [
    "Dies sind Mittelwerte: Wo sie ihr Vorzeichen wechseln, zwischen einem Zehntel und einem Fünftel, schadet die Quelle noch bei etwa der Hälfte der Startwerte. Der Ort der Haufen ist eine Wahl dieses Bildes; ",
    { text: "weiter weggedreht", set: { delta: 40 } },
    " führt die Quelle aus einem anderen Grund in die Irre, durch ihre eigene Grenze. Und die Labels haben kein Rauschen, wie das Labor sich öffnet.",
  ],
  refutation:
    "Eine Quelle in zwei Haufen, mit der die Fehlerrate unter der des Ziels allein bleibt, oder eine ringsum, die sie hebt, über genug Startwerte, um das Vorzeichen zu behaupten.",
};
