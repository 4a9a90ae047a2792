/** The glossary in German, by the English words where these are defined. It is read while the page is built, and not shipped. */

const error =
  "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ on the population, without label noise; 1 is as good as predicting 0. " +
  "A ReLU: the same of its predictions. Two classes: the share of wrong ones.";
const errorRaw =
  "(θ̂−θ)'Σ(θ̂−θ) on the population, without label noise. " +
  "A ReLU: the mean squared error of its predictions. Two classes: the share of wrong ones.";

export const words: Readonly<Record<string, string>> = {
  // which values a setting can have
  "{range}; at first {first}.": "{range}; zuerst {first}.",
  "Whole numbers {range}; at first {first}.": "Ganze Zahlen {range}; zuerst {first}.",
  "At first {first}.": "Zuerst: {first}.",
  "On or off; at first {first}.": "An oder aus; zuerst {first}.",
  "At most {most} points with coordinates {range}; at first none.":
    "Höchstens {most} Punkte mit Koordinaten {range}; zuerst keiner.",

  // the pages of the reference
  Reference: "Nachschlagewerk",
  Contents: "Inhalt",
  "Skip to the contents": "Zum Inhalt springen",
  "Everything that can be set, and every number that is shown: word, letter, formula and source. “The paper” is Wu, Zhang and Ré, ICLR 2020; SPEC is the project’s own statement of its theory, src/core/SPEC.md.":
    "Alles, was sich einstellen lässt, und jede Zahl, die gezeigt wird: Wort, Buchstabe, Formel und Quelle. „Die Arbeit“ ist Wu, Zhang und Ré, ICLR 2020; SPEC ist die eigene Darstellung der Theorie in diesem Projekt, src/core/SPEC.md.",
  "What can be chosen. The name is that of links and of the command line.":
    "Was sich wählen lässt. Der Name ist der in Links und auf der Befehlszeile.",
  "Numbers of a run": "Zahlen eines Laufs",
  "What is measured of trained models and of exact optima, seed by seed.":
    "Was an trainierten Modellen und exakten Optima gemessen wird, je Startwert.",
  "What the theory predicts": "Was die Theorie vorhersagt",
  "Known before anything is trained.": "Bekannt, bevor etwas trainiert ist.",
  "Words, letters and columns": "Wörter, Buchstaben und Spalten",
  "What else is said on the page, or stands above a column of a table.":
    "Was die Seite sonst sagt oder über einer Spalte einer Tabelle steht.",
  "Task families": "Aufgabenfamilien",
  "How the tasks of a seed are made.": "Wie die Aufgaben eines Startwerts entstehen.",
  "Task weights": "Aufgabengewichte",
  "How much each task counts in the joint loss.": "Wie viel jede Aufgabe im gemeinsamen Verlust zählt.",
  "What finds the module and the heads; all walk the same path.":
    "Was das Modul und die Köpfe findet; alle gehen denselben Weg.",
  Presets: "Vorgaben",
  "What each preset sets; everything it does not name keeps its first value.":
    "Was jede Vorgabe setzt; alles, was sie nicht nennt, behält seinen ersten Wert.",
  "SVD weights (Algorithm 2)": "SVD-Gewichte (Algorithmus 2)",
  "uncertainty weights": "Unsicherheitsgewichte",
  "A task's weight is inverse to its sample size, so that every task's mean loss counts the same.":
    "Das Gewicht einer Aufgabe ist umgekehrt zu ihrem Stichprobenumfang, sodass der mittlere Verlust jeder Aufgabe gleich zählt.",
  "A task's weight is the length of Xᵢ'yᵢ within the r strongest directions of all tasks together.":
    "Das Gewicht einer Aufgabe ist die Länge von Xᵢ'yᵢ in den r stärksten Richtungen aller Aufgaben zusammen.",
  "A task's weight is inverse to its mean squared residual, the noise variance that fits it best.":
    "Das Gewicht einer Aufgabe ist umgekehrt zu ihrem mittleren quadratischen Rest, der Rauschvarianz, die am besten passt.",
  "Every task has weight 1; with summed losses a task with more samples counts more.":
    "Jede Aufgabe hat Gewicht 1; bei summierten Verlusten zählt eine mit mehr Beispielen mehr.",
  "The source, or each task with spoiled labels, has the weight that is set; all others have 1.":
    "Die Quelle, oder jede Aufgabe mit verdorbenen Labels, hat das gesetzte Gewicht; alle anderen haben 1.",

  // metrics
  "target's error, trained alone": "Fehler des Ziels, allein trainiert",
  "target's error, trained jointly": "Fehler des Ziels, gemeinsam trainiert",
  "source's error, trained alone": "Fehler der Quelle, allein trainiert",
  "source's error, trained jointly": "Fehler der Quelle, gemeinsam trainiert",
  "target's squared error, trained alone": "quadratischer Fehler des Ziels, allein trainiert",
  "target's squared error, trained jointly": "quadratischer Fehler des Ziels, gemeinsam trainiert",
  [error]:
    "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ auf der Grundgesamtheit, ohne Labelrauschen; 1 ist so gut wie 0 vorherzusagen. Eine ReLU: dasselbe für ihre Vorhersagen. Zwei Klassen: der Anteil der falschen.",
  [errorRaw]:
    "(θ̂−θ)'Σ(θ̂−θ) auf der Grundgesamtheit, ohne Labelrauschen. Eine ReLU: der mittlere quadratische Fehler ihrer Vorhersagen. Zwei Klassen: der Anteil der falschen.",
  "The target's error trained jointly, minus its error trained alone on the same data. Below 0 the source helps.":
    "Der Fehler des Ziels bei gemeinsamem Training minus sein Fehler allein auf denselben Daten. Unter 0 hilft die Quelle.",
  "training loss": "Trainingsverlust",
  "Σ αᵢ‖g(Xᵢ B) Aᵢ − yᵢ‖² + λ Σ‖B Aᵢ‖², summed over samples: what joint training minimises. For two classes: the logistic loss and λ/2.":
    "Σ αᵢ‖g(Xᵢ B) Aᵢ − yᵢ‖² + λ Σ‖B Aᵢ‖², über die Beispiele summiert: was gemeinsames Training verkleinert. Für zwei Klassen: der logistische Verlust und λ/2.",
  "head angle": "Kopfwinkel",
  "The heads up to scale: cos t for the target, sin t for the source. Only defined for capacity 1.":
    "Die Köpfe bis auf ihre Länge: cos t für das Ziel, sin t für die Quelle. Nur für Kapazität 1.",
  "transfer gap after Algorithm 1": "Transferlücke nach Algorithmus 1",
  "The target's error after covariance alignment with the μ that is set, minus its error trained alone; not defined for two classes.":
    "Der Fehler des Ziels nach der Ausrichtung der Kovarianzen mit dem eingestellten μ minus sein Fehler allein; nicht für zwei Klassen.",
  "transfer gap, not normalised": "Transferlücke, nicht normiert",
  "The target's squared error trained jointly, minus its squared error trained alone.":
    "Der quadratische Fehler des Ziels bei gemeinsamem Training minus der allein.",
  "transfer gap after Algorithm 1, not normalised": "Transferlücke nach Algorithmus 1, nicht normiert",
  "The target's squared error after covariance alignment with the μ that is set, minus its squared error trained alone.":
    "Der quadratische Fehler des Ziels nach der Ausrichtung der Kovarianzen mit dem eingestellten μ minus der allein.",
  "loss of predicting 0": "Verlust der Vorhersage 0",
  "The training loss of a model that predicts 0: Σ αᵢ‖yᵢ‖², and for two classes Σ αᵢ mᵢ log 2.":
    "Der Trainingsverlust eines Modells, das 0 vorhersagt: Σ αᵢ‖yᵢ‖², für zwei Klassen Σ αᵢ mᵢ log 2.",
  "transfer gap after Algorithm 1, μ by validation": "Transferlücke nach Algorithmus 1, μ durch Validierung",
  "The target's error after covariance alignment with the μ that 50 held-out samples prefer, minus its error alone.":
    "Der Fehler des Ziels nach der Ausrichtung mit dem μ, das 50 zurückgehaltene Beispiele vorziehen, minus sein Fehler allein.",
  "transfer gap of the honest control": "Transferlücke der ehrlichen Kontrolle",
  "Joint model or task alone, whichever 50 held-out samples prefer: its error minus the error alone.":
    "Gemeinsames Modell oder Aufgabe allein, was 50 zurückgehaltene Beispiele vorziehen: dessen Fehler minus der allein.",
  "excess risk, trained jointly": "Überschussrisiko, gemeinsam trainiert",
  "(θ̂−θ)'Σ(θ̂−θ) on the population, averaged over the tasks that are judged.":
    "(θ̂−θ)'Σ(θ̂−θ) auf der Grundgesamtheit, gemittelt über die beurteilten Aufgaben.",
  "excess risk, trained alone": "Überschussrisiko, allein trainiert",
  "(θ̂−θ)'Σ(θ̂−θ) of the single-task twins, averaged over the tasks that are judged.":
    "(θ̂−θ)'Σ(θ̂−θ) der allein trainierten Zwillinge, gemittelt über die beurteilten Aufgaben.",
  "gap of the excess risk": "Lücke des Überschussrisikos",
  "The mean excess risk trained jointly, minus that of the single-task twins. Below 0 sharing helps.":
    "Das mittlere Überschussrisiko bei gemeinsamem Training minus das der Zwillinge. Unter 0 hilft das Teilen.",
  "mean error, trained jointly": "mittlerer Fehler, gemeinsam trainiert",
  "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ on the population, averaged over the tasks that are judged.":
    "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ auf der Grundgesamtheit, gemittelt über die beurteilten Aufgaben.",
  "mean error, trained alone": "mittlerer Fehler, allein trainiert",
  "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ of the single-task twins, averaged over the tasks that are judged.":
    "(θ̂−θ)'Σ(θ̂−θ) / θ'Σθ der allein trainierten Zwillinge, gemittelt über die beurteilten Aufgaben.",
  "gap to uniform weights": "Lücke zu gleichen Gewichten",
  "The mean error with these task weights, minus that of the exact optimum with uniform ones. Below 0 they help.":
    "Der mittlere Fehler mit diesen Gewichten minus der des exakten Optimums mit gleichen. Unter 0 helfen sie.",
  "target's relative parameter error, trained jointly": "relativer Parameterfehler des Ziels, gemeinsam trainiert",
  "‖B A − θ‖ / ‖θ‖ of the target: what Theorem 2 bounds.": "‖B A − θ‖ / ‖θ‖ des Ziels: was Satz 2 beschränkt.",
  "target's relative parameter error, trained alone": "relativer Parameterfehler des Ziels, allein trainiert",
  "‖θ̂ − θ‖ / ‖θ‖ of the target's single-task twin.": "‖θ̂ − θ‖ / ‖θ‖ des allein trainierten Zwillings des Ziels.",
  "gradient conflict": "Gradientenkonflikt",
  "The largest −cos of two tasks' gradients of the shared module; 1 where they cancel, as at two tasks' optimum.":
    "Das größte −cos der Gradienten zweier Aufgaben nach dem gemeinsamen Modul; 1, wo sie sich aufheben, wie im Optimum zweier Aufgaben.",

  // theory
  "bound of Theorem 2": "Schranke von Satz 2",
  "6c + ‖ε‖/‖Xθ‖/(1 − 3c) of the target with the least margin c; infinite where c exceeds 1/3.":
    "6c + ‖ε‖/‖Xθ‖/(1 − 3c) des Ziels mit dem kleinsten Spielraum c; unendlich, wo c über 1/3 liegt.",
  "margin of Theorem 2": "Spielraum von Satz 2",
  "c = κ(X)·sin(θ₁, θ₂), κ(X) the condition number of the target's covariates; at most 1/3 where the theorem applies.":
    "c = κ(X)·sin(θ₁, θ₂), κ(X) die Konditionszahl der Kovariaten des Ziels; höchstens 1/3, wo der Satz gilt.",
  "covariance similarity": "Kovarianzähnlichkeit",
  "Equation (5) of the paper on the samples: 0 for orthogonal covariances, about 1/√s for equal ones.":
    "Gleichung (5) der Arbeit auf den Stichproben: 0 für orthogonale Kovarianzen, etwa 1/√s für gleiche.",

  // terms
  "target and source": "Ziel und Quelle",
  "The target is the task that is judged; the source is the task that is trained along with it. Where all tasks are judged, all are targets.":
    "Das Ziel ist die Aufgabe, die beurteilt wird; die Quelle ist die Aufgabe, die mit ihr trainiert wird. Wo alle beurteilt werden, sind alle Ziele.",
  covariates: "Kovariaten",
  "The inputs of task i, one sample a row; every task has its own.":
    "Die Eingaben von Aufgabe i, ein Beispiel je Zeile; jede Aufgabe hat ihre eigenen.",
  labels: "Labels",
  "What task i is to predict, one number a sample: the truth of its covariates and noise.":
    "Was Aufgabe i vorhersagen soll, eine Zahl je Beispiel: die Wahrheit ihrer Kovariaten und Rauschen.",
  "true parameter": "wahrer Parameter",
  "What the labels of task i are made from; never an estimate.":
    "Woraus die Labels von Aufgabe i gemacht sind; nie eine Schätzung.",
  covariance: "Kovarianz",
  "The covariance of one row of a task's covariates, on the population. Errors weigh each direction by it.":
    "Die Kovarianz einer Zeile der Kovariaten einer Aufgabe, in der Grundgesamtheit. Fehler gewichten jede Richtung damit.",
  "signal subspace": "Signalunterraum",
  "The directions in which a task's covariates are strong: a tenth of all of them. They carry the signal.":
    "Die Richtungen, in denen die Kovariaten einer Aufgabe stark sind: ein Zehntel von allen. Sie tragen das Signal.",
  "shared module": "gemeinsames Modul",
  "The part of the model that all tasks have in common: it maps covariates to r numbers.":
    "Der Teil des Modells, den alle Aufgaben gemeinsam haben: Er macht aus Kovariaten r Zahlen.",
  head: "Kopf",
  "The part of the model that task i has for itself: it weighs what the shared module gives.":
    "Der Teil des Modells, den Aufgabe i für sich hat: Er gewichtet, was das gemeinsame Modul liefert.",
  "learned predictor": "gelernter Prädiktor",
  "What a linear model predicts with; only this product of module and head can be told from data.":
    "Womit ein lineares Modell vorhersagt; nur dieses Produkt von Modul und Kopf lässt sich aus Daten erkennen.",
  "jointly: multi-task learning": "gemeinsam: Lernen mehrerer Aufgaben",
  "All tasks are trained at once, with one shared module and a head for each.":
    "Alle Aufgaben werden zugleich trainiert, mit einem gemeinsamen Modul und einem Kopf für jede.",
  "alone: the single-task twin": "allein: der Zwilling einer Aufgabe",
  "Each task trained by itself, on the same data and from the same seed. What joint training is compared with.":
    "Jede Aufgabe für sich trainiert, auf denselben Daten und vom selben Startwert. Womit gemeinsames Training verglichen wird.",
  "negative transfer": "negativer Transfer",
  "The source hurts: the transfer gap is above 0. It is claimed only where a 95 % interval of the mean over seeds leaves 0 out.":
    "Die Quelle schadet: Die Transferlücke liegt über 0. Behauptet wird es nur, wo ein 95-%-Intervall des Mittels über Startwerte die 0 auslässt.",
  "standard error": "Standardfehler",
  "How far the mean over seeds may lie from the mean over all seeds there could be; the number after ±.":
    "Wie weit das Mittel über Startwerte vom Mittel über alle denkbaren liegen mag; die Zahl nach ±.",
  step: "Schritt",
  "How many steps of the optimiser were made before this report.":
    "Wie viele Schritte des Optimierers vor diesem Bericht gemacht wurden.",
  task: "Aufgabe",
  "Which of the tasks the row is about.": "Von welcher Aufgabe die Zeile handelt.",
  "number in the order": "Nummer in der Reihenfolge",
  "Which of several values of one seed this is: angles ascend, eigenvalues descend.":
    "Welcher von mehreren Werten eines Startwerts dies ist: Winkel steigen, Eigenwerte fallen.",
  "principal angle": "Hauptwinkel",
  "Angles between the directions that carry the signals of two tasks, the smallest first: 0° for a common direction.":
    "Winkel zwischen den Richtungen, die die Signale zweier Aufgaben tragen, der kleinste zuerst: 0° für eine gemeinsame Richtung.",
  "How alike the leading directions of two samples are: 0 for orthogonal covariances, about 1/√s for equal ones.":
    "Wie ähnlich die führenden Richtungen zweier Stichproben sind: 0 für orthogonale Kovarianzen, etwa 1/√s für gleiche.",
  "covariance similarity, normalised": "Kovarianzähnlichkeit, normiert",
  "The score over the geometric mean of each sample's score with itself: 1 for equal covariances.":
    "Der Wert durch das geometrische Mittel der Werte jeder Stichprobe mit sich selbst: 1 für gleiche Kovarianzen.",
  eigenvalue: "Eigenwert",
  "Variance of the samples along one of their principal directions, the largest first.":
    "Varianz der Stichprobe längs einer ihrer Hauptrichtungen, die größte zuerst.",
  "first coordinate": "erste Koordinate",
  "Where a point lies along the picture's first axis.": "Wo ein Punkt längs der ersten Achse des Bildes liegt.",
  "second coordinate": "zweite Koordinate",
  "Where a point lies along the picture's second axis.": "Wo ein Punkt längs der zweiten Achse des Bildes liegt.",
  "head angle on the picture": "Kopfwinkel im Bild",
  "The heads of two tasks up to their common scale: 0° is a module for the target alone, ±90° for the source alone.":
    "Die Köpfe zweier Aufgaben bis auf ihre gemeinsame Länge: 0° ist ein Modul für das Ziel allein, ±90° für die Quelle allein.",
  mark: "Marke",
  "What the row is: a minimum of the landscape, where training stands now, or how a point was made.":
    "Was die Zeile ist: ein Minimum der Landschaft, wo das Training gerade steht, oder wie ein Punkt entstand.",
  "transfer gap at a proximity weight": "Transferlücke bei einem Nähegewicht",
  "The target's error after Algorithm 1 with this μ, minus its error trained alone.":
    "Der Fehler des Ziels nach Algorithmus 1 mit diesem μ minus sein Fehler allein.",
  "transfer gap after training again on aligned inputs":
    "Transferlücke nach erneutem Training auf ausgerichteten Eingaben",
  "The target's error at the joint optimum on XᵢRᵢ, with the Rᵢ of Algorithm 1 for this μ kept, minus its error alone.":
    "Der Fehler des Ziels am gemeinsamen Optimum auf XᵢRᵢ, mit den Rᵢ von Algorithmus 1 für dieses μ, minus sein Fehler allein.",
  "task weight": "Aufgabengewicht",
  "How much task i counts in the joint loss; 1 if nothing is said.":
    "Wie viel Aufgabe i im gemeinsamen Verlust zählt; 1, wenn nichts gesagt ist.",
  "weight of the other tasks": "Gewicht der anderen Aufgaben",
  "What Algorithm 2 gives the tasks whose labels are as they should be, on the scale on which these count 1.":
    "Was Algorithmus 2 den Aufgaben mit richtigen Labels gibt, auf der Skala, auf der diese 1 zählen.",
  "predicted boundary": "vorhergesagte Grenze",
  "From which sample size on a misaligned source stops hurting, by a rule of thumb that is not in the paper. Below about 42° no source size hurts, which it does not know.":
    "Ab welchem Stichprobenumfang eine fehlausgerichtete Quelle nicht mehr schadet, nach einer Faustregel, die nicht in der Arbeit steht. Unter etwa 42° schadet kein Umfang, was sie nicht weiß.",
  "Proposition 1": "Proposition 1",
  "With a capacity of at least the number of tasks linear models and classes share nothing, and joint training is training alone.":
    "Bei einer Kapazität von mindestens der Anzahl der Aufgaben teilen lineare Modelle und Klassen nichts, und gemeinsames Training ist Training allein.",
  "Algorithm 1: covariance alignment": "Algorithmus 1: Ausrichtung der Kovarianzen",
  "Aligns each task's covariates with a matrix of its own while the shared module is held fixed. For linear models it is a path from the joint model to the task alone.":
    "Richtet die Kovariaten jeder Aufgabe mit einer eigenen Matrix aus, während das gemeinsame Modul fest bleibt. Für lineare Modelle ist es ein Weg vom gemeinsamen Modell zur Aufgabe allein.",
};

/** The words that sources are made of, those with others in them first. */
const ofSources: readonly (readonly [string, string])[] = [
  ["of the paper", "der Arbeit"],
  ["the paper", "die Arbeit"],
  ["the derivative of", "die Ableitung von"],
  ["definition", "Definition"],
  ["equations", "Gleichungen"],
  ["equation", "Gleichung"],
  ["sections", "Abschnitte"],
  ["section", "Abschnitt"],
  ["appendix", "Anhang"],
  ["of higher rank", "von höherem Rang"],
  ["Algorithm ", "Algorithmus "],
  ["Figure", "Abbildung"],
  ["Theorem", "Satz"],
  [
    "common practice; it turns the sums of SPEC (1.2) into means",
    "üblich; es macht aus den Summen von SPEC (1.2) Mittel",
  ],
  ["with any", "mit beliebigem"],
  [" with ", " mit "],
  [" and ", " und "],
];

/** “die Arbeit, Abbildung 3; SPEC (5.4)”. */
export function sourceInGerman(source: string): string {
  return ofSources.reduce((words, [english, german]) => words.replaceAll(english, german), source);
}
