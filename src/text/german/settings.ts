/** What settings, engines and broken assumptions are called and mean, by the English words where they are defined. */
import type { BrokenAssumption } from "../../core/theory/theorem2.ts";
import type { EngineName, engines } from "../../engines/index.ts";
import type { SettingName, schema } from "../../settings/schema.ts";

/** Words that are known as they are written; of what is only composed, as a family's source, nobody is asked. */
type Literal<T> = T extends string ? (string extends T ? never : T extends "" ? never : T) : never;

type OptionWords<O> = {
  [K in keyof O]: O[K] extends { title: infer T; doc: infer D } ? Literal<T | D> : never;
}[keyof O];
type WordsOf<F> = F extends { options: infer O; title: infer T; doc: infer D }
  ? Literal<T | D> | OptionWords<O>
  : F extends { title: infer T; doc: infer D }
    ? Literal<T | D>
    : never;

type Words =
  | { [N in SettingName]: WordsOf<(typeof schema)[N]> }[SettingName]
  | (typeof engines)[EngineName]["title"]
  | BrokenAssumption["assumption"];

export const settings = {
  // what a setting with a name stands for
  preset: "Vorgabe",
  "A whole setting with a name; every other setting then counts as a change to it.":
    "Eine ganze Einstellung mit Namen; alles andere gilt dann als Änderung daran.",
  "as in the paper": "wie in der Arbeit",
  "The paper's constants: d = 100, κ = 100 (PAPER).": "Die Konstanten der Arbeit: d = 100, κ = 100 (PAPER).",
  "quick to train": "schnell trainiert",
  "κ = 20, so that gradient descent arrives while one looks on (LIVE).":
    "κ = 20, damit das Gradientenverfahren ankommt, während man zusieht (LIVE).",
  smallest: "am kleinsten",
  "d = 60: the cheapest that shows everything, for phones (MINI).":
    "d = 60: das Sparsamste, das alles zeigt, für Telefone (MINI).",
  "The paper's constants with labels through a ReLU (RELU).":
    "Die Konstanten der Arbeit, Labels durch eine ReLU (RELU).",
  "two classes": "zwei Klassen",
  "Two classes instead of numbers: errors are error rates (LOGI).":
    "Zwei Klassen statt Zahlen: Fehler sind Fehlerraten (LOGI).",
  "tasks near a plane": "Aufgaben nahe einer Ebene",
  "Eight tasks near a plane of parameters: for the capacity of the shared module (CAP).":
    "Acht Aufgaben nahe einer Parameterebene: für die Kapazität des gemeinsamen Moduls (CAP).",
  "ten tasks, five spoiled": "zehn Aufgaben, fünf verdorben",
  "Ten tasks with the same covariates, five of them with spoiled labels (ALG2).":
    "Zehn Aufgaben mit denselben Kovariaten, fünf davon mit verdorbenen Labels (ALG2).",
  "two tasks, one spoiled": "zwei Aufgaben, eine verdorben",
  "Two tasks with the same covariates, one of them with spoiled labels (ALG2PAIR).":
    "Zwei Aufgaben mit denselben Kovariaten, eine davon mit verdorbenen Labels (ALG2PAIR).",
  "two classes in the plane": "zwei Klassen in der Ebene",
  "Two classes in the plane, the paper's Figure 2 (FIG2).": "Zwei Klassen in der Ebene, Abbildung 2 der Arbeit (FIG2).",
  "turned subspaces": "gedrehte Unterräume",
  "Sums of five ReLU units whose subspaces turn away from each other (SUBSPACES).":
    "Summen von fünf ReLU-Einheiten, deren Unterräume sich voneinander wegdrehen (SUBSPACES).",
  "nearly parallel tasks": "fast parallele Aufgaben",
  "Nearly parallel tasks, to which Theorem 2 applies (THM2).": "Fast parallele Aufgaben, für die Satz 2 gilt (THM2).",

  // families and models
  "task family": "Aufgabenfamilie",
  "How the tasks are made. A preset brings its own.":
    "Wie die Aufgaben entstehen. Eine Vorgabe bringt ihre eigene mit.",
  "misaligned Gaussian tasks": "fehlausgerichtete Gauß-Aufgaben",
  "boundaries in the plane (Figure 2)": "Grenzen in der Ebene (Abbildung 2)",
  "sums of ReLU units in turned subspaces": "Summen von ReLU-Einheiten in gedrehten Unterräumen",
  "tasks around a low-rank parameter matrix": "Aufgaben um eine Parametermatrix von niedrigem Rang",
  "nearly parallel tasks (Theorem 2)": "fast parallele Aufgaben (Satz 2)",
  "shared covariates, noisy labels": "gemeinsame Kovariaten, verrauschte Labels",
  "the paper, section 2.3 and Figure 3; SPEC section 2.":
    "Die Arbeit, Abschnitt 2.3 und Abbildung 3; SPEC Abschnitt 2.",
  "the paper, Figure 2; SPEC (9.2).": "Die Arbeit, Abbildung 2; SPEC (9.2).",
  "the paper, appendix (ReLU of higher rank); SPEC 10.13.": "Die Arbeit, Anhang (ReLU von höherem Rang); SPEC 10.13.",
  "the paper, section 2.2; SPEC (9.1).": "Die Arbeit, Abschnitt 2.2; SPEC (9.1).",
  "the paper, Theorem 2; SPEC (5.7) and section 9.": "Die Arbeit, Satz 2; SPEC (5.7) und Abschnitt 9.",
  "the paper, section 3.3; SPEC (8.5) and section 9.": "Die Arbeit, Abschnitt 3.3; SPEC (8.5) und Abschnitt 9.",
  model: "Modell",
  "How a prediction follows from the shared module and the head.":
    "Wie aus gemeinsamem Modul und Kopf eine Vorhersage wird.",
  linear: "linear",
  "Prediction X B A with squared loss.": "Vorhersage X B A mit quadratischem Verlust.",
  ReLU: "ReLU",
  "Prediction ReLU(X B) A with squared loss.": "Vorhersage ReLU(X B) A mit quadratischem Verlust.",
  classification: "Klassifikation",
  "Two classes by the sign of X B A, with logistic loss.":
    "Zwei Klassen nach dem Vorzeichen von X B A, mit logistischem Verlust.",

  // two tasks
  "source task": "Quellaufgabe",
  "How the source's covariance relates to the target's.": "Wie sich die Kovarianz der Quelle zu der des Ziels verhält.",
  "same covariance": "gleiche Kovarianz",
  "The source's strong coordinates are the target's (task 2 of the paper).":
    "Die starken Koordinaten der Quelle sind die des Ziels (Aufgabe 2 der Arbeit).",
  orthogonal: "orthogonal",
  "Strong coordinates disjoint from the target's (task 3).": "Starke Koordinaten, die das Ziel nicht hat (Aufgabe 3).",
  "random rotation": "zufällige Drehung",
  "The target's covariance, turned by a random rotation (task 4).":
    "Die Kovarianz des Ziels, zufällig gedreht (Aufgabe 4).",
  "angle φ": "Winkel φ",
  "All principal angles between the signal subspaces equal φ.":
    "Alle Hauptwinkel zwischen den Signalunterräumen sind φ.",
  misalignment: "Fehlausrichtung",
  "The angle between the signal subspaces: at 0° they coincide, at 90° they are orthogonal. Only for the source “angle φ”.":
    "Der Winkel zwischen den Signalunterräumen: Bei 0° fallen sie zusammen, bei 90° sind sie orthogonal. Nur bei der Quelle „Winkel φ“.",
  "as printed": "wie gedruckt",
  "Multiplies in the paper's printed order, X = R Q D, which undoes the rotation of kind 4: it gets task 2's law.":
    "Multipliziert in der gedruckten Reihenfolge X = R Q D. Das hebt die zufällige Drehung auf: Es gilt die Verteilung von Aufgabe 2.",
  "source sample size": "Stichprobenumfang der Quelle",
  "Rows of the source's data. A larger sample keeps the rows of a smaller one.":
    "Zeilen der Quelldaten. Eine größere Stichprobe behält die Zeilen der kleineren.",
  "target sample size": "Stichprobenumfang des Ziels",
  "Rows of the target's data. With fewer rows than strong coordinates the target cannot fit itself.":
    "Zeilen der Zieldaten. Mit weniger Zeilen als starken Koordinaten lernt das Ziel sich nicht allein.",
  "signal strength": "Signalstärke",
  "Standard deviation of a task's strong coordinates; all others have 1. At κ = 1 no angle matters.":
    "Standardabweichung der starken Koordinaten; alle anderen haben 1. Bei κ = 1 spielt kein Winkel eine Rolle.",
  "model similarity": "Modellähnlichkeit",
  "Cosine of the angle between the true parameters of target and source.":
    "Kosinus des Winkels zwischen den wahren Parametern von Ziel und Quelle.",
  "label noise": "Labelrauschen",
  "Standard deviation of the noise in every label.": "Standardabweichung des Rauschens in jedem Label.",
  "input dimension": "Eingabedimension",
  "Columns of every Xᵢ. One tenth of them are strong coordinates, which carry the signal.":
    "Spalten jeder Matrix Xᵢ. Ein Zehntel davon sind starke Koordinaten; sie tragen das Signal.",

  // boundaries
  "share of points like the target's": "Anteil der Punkte wie beim Ziel",
  "How likely a source point is to lie all around the boundary; the others lie in two clusters far from it.":
    "Mit welcher Wahrscheinlichkeit ein Punkt der Quelle rings um die Grenze liegt; die anderen liegen in zwei Haufen fern von ihr.",
  "painted source points": "gemalte Punkte der Quelle",
  "Points that the source has besides those that are drawn, the same for every seed; their labels are right.":
    "Punkte, die die Quelle außer den gezogenen hat, dieselben für jeden Startwert; ihre Labels stimmen.",
  "angle between the boundaries": "Winkel zwischen den Grenzen",
  "How far the source's boundary is turned away from the target's.":
    "Wie weit die Grenze der Quelle von der des Ziels weggedreht ist.",

  // Theorem 2
  "sine between the parameters": "Sinus zwischen den Parametern",
  "Sine of the angle between the true parameters; the theorem bounds the error by a multiple of it.":
    "Sinus des Winkels zwischen den wahren Parametern; der Satz beschränkt den Fehler durch ein Vielfaches davon.",
  "condition number of the source": "Konditionszahl der Quelle",
  "The largest over the least eigenvalue of the source's covariance.":
    "Der größte durch den kleinsten Eigenwert der Kovarianz der Quelle.",
  "The theorem is about capacity r = 1, and r is {r}.": "Der Satz gilt für Kapazität r = 1, und r ist {r}.",
  "The theorem is about λ = 0, and the ridge is {ridge}.": "Der Satz gilt für λ = 0, und der Ridge ist {ridge}.",
  "The theorem is about tasks that count the same, and the source counts {weight} times as much.":
    "Der Satz gilt für Aufgaben, die gleich viel zählen, und die Quelle zählt {weight}-mal so viel.",
  "A true parameter is 0, so that no angle is defined between the two.":
    "Ein wahrer Parameter ist 0, sodass zwischen beiden kein Winkel definiert ist.",
  "The target's covariates do not have full column rank, so that κ(X₂) is infinite.":
    "Die Kovariaten des Ziels haben keinen vollen Spaltenrang, sodass κ(X₂) unendlich ist.",
  "κ(X₂)·sin(θ₁, θ₂) must be at most 1/3, and it is {least}.":
    "κ(X₂)·sin(θ₁, θ₂) darf höchstens 1/3 sein und ist {least}.",
  "The margin c must be at most 1/3, and it is {margin}.": "Der Spielraum c darf höchstens 1/3 sein und ist {margin}.",
  "The margin c must be at least κ(X₂)·sin = {least}, and it is {margin}.":
    "Der Spielraum c muss mindestens κ(X₂)·sin = {least} sein und ist {margin}.",
  "The source must have of the order of {order} samples (up to a constant); it has {samples}.":
    "Die Quelle braucht etwa {order} Beispiele (bis auf eine Konstante); sie hat {samples}.",

  // many tasks
  "number of tasks": "Anzahl der Aufgaben",
  "How many tasks share the module.": "Wie viele Aufgaben sich das Modul teilen.",
  "sample size": "Stichprobenumfang",
  "Rows of every task's data.": "Zeilen der Daten jeder Aufgabe.",
  "true rank": "wahrer Rang",
  "Dimension of the subspace that the true parameters lie in, or near; the capacity that suits them.":
    "Dimension des Unterraums, in dem oder nahe dem die wahren Parameter liegen; die Kapazität, die zu ihnen passt.",
  "deviation from low rank": "Abweichung vom niedrigen Rang",
  "Length of what a true parameter has outside the common subspace; at 0 capacity r* loses nothing.":
    "Länge dessen, was ein wahrer Parameter außerhalb des gemeinsamen Unterraums hat; bei 0 verliert Kapazität r* nichts.",
  "tasks with spoiled labels": "Aufgaben mit verdorbenen Labels",
  "How many of the tasks, the last ones, have spoiled labels; never more than there are.":
    "Wie viele der Aufgaben, die letzten, verdorbene Labels haben; nie mehr, als es gibt.",
  "share of random labels": "Anteil zufälliger Labels",
  "The share of a spoiled task's labels that are replaced by noise of the same variance.":
    "Anteil der Labels einer verdorbenen Aufgabe, die durch Rauschen gleicher Varianz ersetzt sind.",
  "added noise": "zugefügtes Rauschen",
  "Standard deviation of the noise that is added to a spoiled task's labels.":
    "Standardabweichung des Rauschens, das den Labels einer verdorbenen Aufgabe zugefügt wird.",

  // the fit
  ridge: "Ridge-Strafe",
  "Weight of the penalty λ Σ‖B Aᵢ‖² on the learned predictors; 0 means the limit of minimum norm.":
    "Gewicht der Strafe λ Σ‖B Aᵢ‖² auf die gelernten Prädiktoren; 0 meint den Grenzfall kleinster Norm.",
  capacity: "Kapazität",
  "Output dimension of the shared module B. With r at least the number of tasks linear models and classes share nothing.":
    "Ausgabedimension des gemeinsamen Moduls B. Ist r mindestens die Anzahl der Aufgaben, teilen lineare Modelle und Klassen nichts.",
  "proximity weight": "Nähegewicht",
  "How much Algorithm 1 holds a task to the shared module: the joint model at a large one, the task alone at a small one.":
    "Wie sehr Algorithmus 1 eine Aufgabe am gemeinsamen Modul festhält: bei großem das gemeinsame Modell, bei kleinem die Aufgabe allein.",
  "task weights": "Gewichtung der Aufgaben",
  "How much each task counts in the loss.": "Wie viel jede Aufgabe im Verlust zählt.",
  uniform: "gleich",
  "Every task has weight 1.": "Jede Aufgabe hat Gewicht 1.",
  "by sample size": "nach Stichprobenumfang",
  "Every task counts the same, however many samples it has.":
    "Jede Aufgabe zählt gleich viel, wie viele Beispiele sie auch hat.",
  "Algorithm 2": "Algorithmus 2",
  chosen: "gewählt",
  "The weight that is set for the source, or for the tasks with spoiled labels.":
    "Das Gewicht, das für die Quelle oder die Aufgaben mit verdorbenen Labels eingestellt ist.",
  "weight of the source": "Gewicht der Quelle",
  "How much the source counts where the target counts 1; of many tasks, each of those with spoiled labels.":
    "Wie viel die Quelle zählt, wo das Ziel 1 zählt; von vielen Aufgaben jede mit verdorbenen Labels.",
  "The paper's weights, from the singular vectors of the tasks' Xᵢ'yᵢ; classes are ±1.":
    "Die Gewichte der Arbeit, aus den Singulärvektoren der Xᵢ'yᵢ; Klassen sind ±1.",
  uncertainty: "Unsicherheit",
  "Inverse to the noise that linear fits leave, whatever the model (Kendall et al. 2018).":
    "Umgekehrt zum Rauschen, das lineare Anpassungen übrig lassen, gleich welches Modell (Kendall et al. 2018).",
  "labels in Algorithm 2": "Labels in Algorithmus 2",
  "Whether Algorithm 2 sees the labels as they are or scaled to unit norm, which added noise cannot deceive.":
    "Ob Algorithmus 2 die Labels sieht, wie sie sind, oder auf Norm 1 gebracht, was zugefügtes Rauschen nicht täuschen kann.",
  "unit norm": "Norm 1",
  "yᵢ/‖yᵢ‖: only the direction of the labels counts.": "yᵢ/‖yᵢ‖: Nur die Richtung der Labels zählt.",
  "yᵢ itself: longer labels, and so noisier ones, count more.":
    "yᵢ selbst: Längere und damit stärker verrauschte Labels zählen mehr.",

  // the descent
  optimiser: "Optimierer",
  "How the engine descends. All of them minimise the same loss.":
    "Wie die Engine absteigt. Alle minimieren denselben Verlust.",
  "gradient descent": "Gradientenverfahren",
  "The plain method; slow where the data are ill-conditioned.":
    "Das einfache Verfahren; langsam, wo die Daten schlecht konditioniert sind.",
  momentum: "Impuls",
  "Heavy ball with β = 0.9.": "Heavy-Ball-Verfahren mit β = 0,9.",
  "Nesterov with restart": "Nesterov mit Neustart",
  "Accelerated, and it restarts when it overshoots.": "Beschleunigt, mit Neustart beim Überschießen.",
  Adam: "Adam",
  "Step sizes for each number, from its own gradients; it hovers about the optimum.":
    "Eigene Schrittweite für jede Zahl, aus deren Gradienten; schwankt um das Optimum.",
  "learning rate": "Lernrate",
  "Multiple of the optimiser's own recommended step. 1 is safe; beyond 1.3 Nesterov's method no longer settles.":
    "Vielfaches der empfohlenen Schrittweite des Optimierers. 1 ist sicher; ab 1,3 kommt Nesterovs Verfahren nicht mehr zur Ruhe.",
  "whitened features": "geweißte Merkmale",
  "Trains in coordinates in which the data are uncorrelated. The optimum is the same, the path is not.":
    "Trainiert in Koordinaten, in denen die Daten unkorreliert sind. Das Optimum ist dasselbe, der Weg nicht.",
  start: "Anfang",
  "Where training begins. A random start can end in the wrong one of two basins.":
    "Wo das Training beginnt. Ein zufälliger Anfang kann im falschen von zwei Becken enden.",
  "best basin": "bestes Becken",
  "Heads at the deepest minimum of the exact landscape; spectral for a capacity above 1.":
    "Köpfe am tiefsten Minimum der exakten Landschaft; spektral bei einer Kapazität über 1.",
  spectral: "spektral",
  "The leading directions of the single-task solutions.": "Die führenden Richtungen der Einzellösungen.",
  random: "zufällig",
  "Gaussian numbers from the seed's own stream.": "Normalverteilte Zahlen aus dem eigenen Strom des Startwerts.",
  "most steps": "höchste Schrittzahl",
  "Training stops here at the latest; it stops earlier at a plateau.":
    "Spätestens hier endet das Training; auf einem Plateau endet es früher.",
  "first seed": "erster Startwert",
  "Every random number follows from it. A run uses this seed and the next ones.":
    "Aus ihm folgt jede Zufallszahl. Ein Lauf nutzt diesen Startwert und die nächsten.",
  "number of seeds": "Anzahl der Startwerte",
  "How many independent repetitions are trained together; bands and spreads are over them.":
    "Wie viele unabhängige Wiederholungen zusammen trainiert werden; Bänder und Streuungen gelten über sie.",

  // engines
  "the exact optimum": "das exakte Optimum",
  "the CPU in float64": "die CPU in float64",
  "TensorFlow.js on WebGPU": "TensorFlow.js auf WebGPU",
  "fused WebGPU kernels": "verschmolzene WebGPU-Kernel",
  "WebAssembly on the CPU, four numbers at a time": "WebAssembly auf der CPU, vier Zahlen auf einmal",
} as const satisfies Record<Words, string>;
