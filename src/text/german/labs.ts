/** What labs ask and draw, by the English words in `labs/`; their prose stands in `labs/texts/german/`. */
import type { LabName } from "../../labs/openings.ts";
import type { labs as english } from "../../labs/index.ts";
import type { rowNames } from "../../export/table.ts";

type Lab = (typeof english)[LabName];
type Chart = Lab["charts"][number];
type SubjectOf<Y> = Y extends { subject: infer S extends string } ? S : never;
type ElsewhereOf<C> = C extends { of: { description: infer S extends string } } ? S : never;
/** Symbols are the same in every language. */
type Symbols = "" | "Δ" | "Δ(μ)" | "α" | "cos(θ₁, θ₂)" | "sin(θ₁, θ₂)";

type Words = Exclude<
  | Lab["title" | "question" | "source"]
  | Chart["title" | "description"]
  | Chart["x"]["title"]
  | Chart["y"]["title"]
  | SubjectOf<Chart["y"]>
  | ElsewhereOf<Chart>
  | Chart["series"][number]["title"]
  | (typeof rowNames)[keyof typeof rowNames],
  Symbols
>;

export const labs = {
  // words that several share
  target: "Ziel",
  source: "Quelle",
  joint: "gemeinsam",
  alone: "allein",
  "target, joint": "Ziel, gemeinsam",
  "target, alone": "Ziel, allein",
  "source, joint": "Quelle, gemeinsam",
  "source, alone": "Quelle, allein",
  trained: "trainiert",
  exact: "exakt",
  samples: "Stichprobe",
  population: "Grundgesamtheit",
  truth: "Wahrheit",
  limits: "Grenzwerte",
  predicted: "vorhergesagt",
  weights: "Gewichte",
  aligned: "ausgerichtet",
  assumptions: "Annahmen",
  "transfer gap Δ": "Transferlücke Δ",
  "source sample size mₛ": "Stichprobenumfang der Quelle mₛ",
  "error (0 perfect, 1 predicts nothing)": "Fehler (0 perfekt, 1 sagt nichts vorher)",
  "relative parameter error": "relativer Parameterfehler",
  bound: "Schranke",

  // Transfer
  Transfer: "Transfer",
  "Does the source task help or hurt the target?": "Hilft oder schadet die Quellaufgabe der Zielaufgabe?",
  "the paper, Figure 3 and equations (3), (4)": "die Arbeit, Abbildung 3 und Gleichungen (3), (4)",
  "Where the source helps, and where it hurts": "Wo die Quelle hilft und wo sie schadet",
  "The transfer gap at the exact optimum over the angle between the signal subspaces and the source's sample size, a mean over seeds: blue where the source helps, orange where it hurts. Move the puck to choose an experiment; dashed is where a rule of thumb puts the boundary.":
    "Die Transferlücke am exakten Optimum über dem Winkel zwischen den Signalunterräumen und dem Stichprobenumfang der Quelle, gemittelt über Startwerte: blau, wo die Quelle hilft, orange, wo sie schadet. Den Griff verschieben wählt ein Experiment; gestrichelt ist, wo eine Faustregel die Grenze sieht.",
  "Your source task is not on this map: press it to turn one by φ.":
    "Ihre Quellaufgabe liegt nicht auf dieser Karte: Ein Druck darauf dreht eine um φ.",
  "misalignment φ": "Fehlausrichtung φ",
  "Transfer gap": "Transferlücke",
  "The target's error trained jointly with the source, minus its error trained alone on the same data: one dot per seed, the diamond is the mean with one standard error.":
    "Der Fehler des Ziels bei gemeinsamem Training mit der Quelle minus sein Fehler allein auf denselben Daten: ein Punkt je Startwert, die Raute ist das Mittel mit einem Standardfehler.",
  "Errors while training": "Fehler während des Trainings",
  "Error of each task on its population against training steps: mean and one standard error over seeds, trained jointly (thick) and alone (thin); dashed is the exact optimum.":
    "Fehler jeder Aufgabe auf ihrer Grundgesamtheit über den Trainingsschritten: Mittel und ein Standardfehler über Startwerte, gemeinsam (dick) und allein (dünn) trainiert; gestrichelt ist das exakte Optimum.",
  step: "Schritt",
  "The data, in the plane of two signal directions": "Die Daten in der Ebene zweier Signalrichtungen",
  "Samples of both tasks for the first seed on the target's first strong coordinate and the one it turns into, with each population's covariance as an ellipse; filled points have labels above 0. Turn the source's ellipse to misalign the tasks.":
    "Beispiele beider Aufgaben für den ersten Startwert auf der ersten starken Koordinate des Ziels und derjenigen, in die sie sich dreht, dazu die Kovarianz jeder Grundgesamtheit als Ellipse; gefüllte Punkte haben Labels über 0. Die Ellipse der Quelle zu drehen verändert die Ausrichtung der Aufgaben.",
  "target's strong direction": "starke Richtung des Ziels",
  "direction at a right angle": "Richtung im rechten Winkel",
  "Principal angles": "Hauptwinkel",
  "Angles between the directions that carry each task's signal: of the population, and as the samples show them.":
    "Winkel zwischen den Richtungen, die das Signal jeder Aufgabe tragen: in der Grundgesamtheit und so, wie die Stichproben sie zeigen.",
  "principal angle": "Hauptwinkel",
  angle: "Winkel",
  "Spectra of the covariances": "Spektren der Kovarianzen",
  "Eigenvalues of each task's sample covariance XᵢᵀXᵢ/mᵢ for the first seed, largest first; the ring marks how many make 99 % of the sum, which is what covariance similarity compares.":
    "Eigenwerte der Stichprobenkovarianz XᵢᵀXᵢ/mᵢ jeder Aufgabe für den ersten Startwert, der größte zuerst; der Ring zeigt, wie viele 99 % der Summe ausmachen: Diese vergleicht die Kovarianzähnlichkeit.",
  "eigenvalue number": "Nummer des Eigenwerts",
  eigenvalue: "Eigenwert",
  "Landscape of the heads": "Landschaft der Köpfe",
  "The least training loss that each pair of heads allows, for the first seed. Where there are two valleys, training can end in the wrong one.":
    "Der kleinste Trainingsverlust, den jedes Paar von Köpfen zulässt, für den ersten Startwert. Wo es zwei Täler gibt, kann das Training im falschen enden.",
  "head angle t": "Kopfwinkel t",
  "training loss F": "Trainingsverlust F",
  loss: "Verlust",
  "Covariance similarity": "Kovarianzähnlichkeit",
  "Equation (5) of the paper on the samples, mean and one standard error; dashed is the population. The raw score of equal covariances is not 1, the normalised one is.":
    "Gleichung (5) der Arbeit auf den Stichproben, Mittel und ein Standardfehler; gestrichelt ist die Grundgesamtheit. Der rohe Wert gleicher Kovarianzen ist nicht 1, der normierte ist es.",
  similarity: "Ähnlichkeit",
  raw: "roh",
  normalised: "normiert",

  // Boundaries
  Boundaries: "Grenzen",
  "Same decision boundary, different data: why does one source help and the other hurt?":
    "Gleiche Entscheidungsgrenze, andere Daten: Warum hilft die eine Quelle und schadet die andere?",
  "the paper, Figure 2; SPEC (9.2), 10.12": "die Arbeit, Abbildung 2; SPEC (9.2), 10.12",
  "Both tasks in the plane": "Beide Aufgaben in der Ebene",
  "The samples of both tasks for the first seed, filled for one class and hollow for the other; the boundary that the target learns jointly and alone, and dashed the true ones. Press the plane to paint a source point, drag it to move it, press it to erase it.":
    "Die Beispiele beider Aufgaben für den ersten Startwert, gefüllt für die eine Klasse und hohl für die andere; dazu die Grenze, die das Ziel gemeinsam und allein lernt, und gestrichelt die wahren. Ein Druck auf die Ebene malt einen Punkt der Quelle, Ziehen verschiebt ihn, ein Druck auf ihn löscht ihn.",
  "first coordinate": "erste Koordinate",
  "second coordinate": "zweite Koordinate",
  "Transfer gap by the share of useful points": "Transferlücke nach dem Anteil nützlicher Punkte",
  "The target's error rate with the source minus its error rate alone, by the share β of source points that lie all around the boundary; the others lie in two clusters far from it. Mean and one standard error over seeds.":
    "Die Fehlerrate des Ziels mit der Quelle minus seine Fehlerrate allein, nach dem Anteil β der Quellpunkte, die rings um die Grenze liegen; die anderen liegen in zwei Haufen fern von ihr. Mittel und ein Standardfehler über Startwerte.",
  "share of points like the target's, β": "Anteil der Punkte wie beim Ziel, β",
  "gap in error rate Δ": "Lücke der Fehlerrate Δ",
  "Error rates": "Fehlerraten",
  "The target's share of wrong predictions on its population, trained jointly and alone.":
    "Anteil falscher Vorhersagen des Ziels auf seiner Grundgesamtheit, gemeinsam und allein trainiert.",
  "error rate": "Fehlerrate",

  // Capacity
  Capacity: "Kapazität",
  "How wide should the shared module be?": "Wie breit soll das gemeinsame Modul sein?",
  "the paper, Proposition 1 and Figure 6; SPEC (5.8), (9.1), 10.11":
    "die Arbeit, Proposition 1 und Abbildung 6; SPEC (5.8), (9.1), 10.11",
  "Excess risk by capacity": "Überschussrisiko nach Kapazität",
  "Squared error on the population, averaged over the tasks, trained jointly with each capacity r and alone: mean and one standard error over seeds. From r = k on nothing is shared, and the two are equal.":
    "Quadratischer Fehler auf der Grundgesamtheit, gemittelt über die Aufgaben, gemeinsam mit jeder Kapazität r und allein trainiert: Mittel und ein Standardfehler über Startwerte. Ab r = k wird nichts mehr geteilt, und beide sind gleich.",
  "capacity r": "Kapazität r",
  "excess risk, mean over tasks": "Überschussrisiko, Mittel der Aufgaben",
  "Gap to single-task learning by capacity": "Lücke zum Lernen einzelner Aufgaben nach Kapazität",
  "The joint risk minus that of the single-task twins, for the same seeds: below 0 sharing helps. It is exactly 0 once the capacity reaches the number of tasks (Proposition 1).":
    "Das gemeinsame Risiko minus das der einzeln trainierten Zwillinge, für dieselben Startwerte: Unter 0 hilft das Teilen. Die Lücke ist genau 0, sobald die Kapazität die Anzahl der Aufgaben erreicht (Proposition 1).",
  "gap of the excess risk Δ": "Lücke im Überschussrisiko Δ",
  sharing: "Teilen",

  // Similarity
  Similarity: "Ähnlichkeit",
  "How alike must the true models of two tasks be?": "Wie ähnlich müssen die wahren Modelle zweier Aufgaben sein?",
  "the paper, section 2 and appendix C; SPEC 10.10": "die Arbeit, Abschnitt 2 und Anhang C; SPEC 10.10",
  "Transfer gap by model similarity": "Transferlücke nach Modellähnlichkeit",
  "The target's error with the source minus its error alone, at the exact optimum, for each cosine between the true parameters: mean and one standard error over seeds.":
    "Der Fehler des Ziels mit der Quelle minus sein Fehler allein, am exakten Optimum, für jeden Kosinus zwischen den wahren Parametern: Mittel und ein Standardfehler über Startwerte.",
  "Errors by model similarity": "Fehler nach Modellähnlichkeit",
  "The target's error on its population, trained jointly and alone, for each cosine between the true parameters.":
    "Der Fehler des Ziels auf seiner Grundgesamtheit, gemeinsam und allein trainiert, für jeden Kosinus zwischen den wahren Parametern.",

  // Subspaces
  Subspaces: "Unterräume",
  "What if the tasks' subspaces turn away from each other?":
    "Was geschieht, wenn sich die Unterräume der Aufgaben voneinander wegdrehen?",
  "the paper, appendix (ReLU of higher rank); SPEC 10.13": "die Arbeit, Anhang (ReLU von höherem Rang); SPEC 10.13",
  "Transfer gap by the cosine of the principal angles": "Transferlücke nach dem Kosinus der Hauptwinkel",
  "The target's error with the source minus its error alone, for networks of r ReLU units with weight decay, by the cosine that every principal angle between the tasks' parameter subspaces has. Mean and one standard error over seeds.":
    "Der Fehler des Ziels mit der Quelle minus sein Fehler allein, für Netze aus r ReLU-Einheiten mit Gewichtsabnahme, nach dem Kosinus, den jeder Hauptwinkel zwischen den Parameterunterräumen der Aufgaben hat. Mittel und ein Standardfehler über Startwerte.",
  "cosine of every principal angle": "Kosinus jedes Hauptwinkels",
  "Transfer gap by the source's sample size": "Transferlücke nach dem Stichprobenumfang der Quelle",
  "The same for the cosine that is chosen: more source samples make the effect larger, whichever it is.":
    "Dasselbe für den gewählten Kosinus: Mehr Beispiele der Quelle verstärken die Wirkung, welche es auch ist.",

  // Bound
  Bound: "Schranke",
  "How much source data guarantees transfer, and how tight is the guarantee?":
    "Wie viele Quelldaten garantieren Transfer, und wie scharf ist die Garantie?",
  "the paper, Theorem 2; SPEC (5.7), 10.7": "die Arbeit, Satz 2; SPEC (5.7), 10.7",
  "The target's error and Theorem 2's bound": "Der Fehler des Ziels und die Schranke aus Satz 2",
  "Relative error ‖B A − θ‖/‖θ‖ of the target's parameter, trained jointly and alone, and the theorem's upper bound on the joint one, by source sample size: mean and one standard error over seeds.":
    "Relativer Fehler ‖B A − θ‖/‖θ‖ des Zielparameters, gemeinsam und allein trainiert, und die obere Schranke des Satzes für den gemeinsamen, nach dem Stichprobenumfang der Quelle: Mittel und ein Standardfehler über Startwerte.",
  "The same by the sine between the parameters": "Dasselbe nach dem Sinus zwischen den Parametern",
  "At the source's sample size that is chosen. The bound ends where the theorem does: its c, the sine times the condition number of the target's covariates, must be at most 1/3. Well before that, the joint error rises above the one alone.":
    "Beim gewählten Stichprobenumfang der Quelle. Die Schranke endet, wo der Satz endet: Sein c, der Sinus mal die Konditionszahl der Kovariaten des Ziels, darf höchstens 1/3 sein. Schon weit vorher übersteigt der gemeinsame Fehler den allein.",

  // Alignment
  Alignment: "Ausrichtung",
  "Can aligning the inputs undo negative transfer?": "Kann das Ausrichten der Eingaben negativen Transfer aufheben?",
  "the paper, Algorithm 1 and Figure 7; SPEC section 7, 10.1–10.3":
    "die Arbeit, Algorithmus 1 und Abbildung 7; SPEC Abschnitt 7, 10.1–10.3",
  "Transfer gap before and after Algorithm 1": "Transferlücke vor und nach Algorithmus 1",
  "The target's error minus its error alone, by source sample size, for the joint optimum, after Algorithm 1 with its μ chosen on 50 held-out samples, and for the honest control that only chooses between the joint model and the task alone: mean and one standard error over seeds.":
    "Der Fehler des Ziels minus sein Fehler allein, nach dem Stichprobenumfang der Quelle: für das gemeinsame Optimum, nach Algorithmus 1 mit einem μ, das 50 zurückgehaltene Beispiele wählen, und für die ehrliche Kontrolle, die nur zwischen gemeinsamem Modell und Aufgabe allein wählt. Mittel und ein Standardfehler über Startwerte.",
  control: "Kontrolle",
  "Algorithm 1": "Algorithmus 1",
  "The path from joint to single-task": "Der Weg vom gemeinsamen zum einzelnen Modell",
  "The transfer gap of Algorithm 1 in closed form for each proximity weight μ: at a large μ it is the joint model's gap, at a small one it goes to 0, that of the task alone. Thin: the gap of the joint optimum that training again finds on the aligned inputs XᵢRᵢ.":
    "Die Transferlücke von Algorithmus 1 in geschlossener Form für jedes Nähegewicht μ: Bei großem μ ist sie die des gemeinsamen Modells, bei kleinem geht sie gegen 0, die der Aufgabe allein. Dünn: die Lücke des gemeinsamen Optimums, das erneutes Training auf den ausgerichteten Eingaben XᵢRᵢ findet.",
  "trained again": "erneut trainiert",
  "Training again on aligned inputs": "Erneutes Training auf ausgerichteten Eingaben",
  "The transfer gap against training steps, with the inputs kept as Algorithm 1 aligned them at the μ that is set: mean and one standard error over seeds. Dashed is the joint optimum on the inputs as they are.":
    "Die Transferlücke nach Trainingsschritten, mit den Eingaben, wie Algorithmus 1 sie beim eingestellten μ ausgerichtet hat: Mittel und ein Standardfehler über Startwerte. Gestrichelt ist das gemeinsame Optimum auf den Eingaben, wie sie sind.",
  "proximity weight μ": "Nähegewicht μ",
  "Covariance similarity along the path": "Kovarianzähnlichkeit entlang des Wegs",
  "Equation (5) of the paper for the aligned inputs XᵢRᵢ of both tasks, for each proximity weight μ; at a large μ it is that of the inputs as they are. On samples it hardly moves.":
    "Gleichung (5) der Arbeit für die ausgerichteten Eingaben XᵢRᵢ beider Aufgaben, für jedes Nähegewicht μ; bei großem μ ist es die der unveränderten Eingaben. Auf Stichproben bewegt sie sich kaum.",
  "covariance similarity (raw)": "Kovarianzähnlichkeit (roh)",
  score: "Wert",

  // Reweighting
  Reweighting: "Gewichte",
  "Which task weights survive label noise?": "Welche Gewichtung der Aufgaben übersteht Labelrauschen?",
  "the paper, Proposition 3 and Algorithm 2; SPEC section 8, 10.6":
    "die Arbeit, Proposition 3 und Algorithmus 2; SPEC Abschnitt 8, 10.6",
  "Random labels": "Zufällige Labels",
  "Mean error over all tasks with each weighting, minus that with uniform weights, by the share of labels that are random in the spoiled tasks, without added noise: mean and one standard error over seeds.":
    "Mittlerer Fehler aller Aufgaben mit jeder Gewichtung minus der mit gleichen Gewichten, nach dem Anteil zufälliger Labels in den verdorbenen Aufgaben, ohne zugefügtes Rauschen: Mittel und ein Standardfehler über Startwerte.",
  "share of random labels p": "Anteil zufälliger Labels p",
  "gap to uniform weights Δ": "Lücke zu gleichen Gewichten Δ",
  weighting: "Gewichte",
  "Alg. 2 as printed": "Alg. 2 wie gedruckt",
  "Alg. 2, unit norm": "Alg. 2, Norm 1",
  uncertainty: "Unsicherheit",
  "Added noise": "Zugefügtes Rauschen",
  "The same, by the standard deviation of noise that is added to the labels of the spoiled tasks instead, none of them random.":
    "Dasselbe nach der Standardabweichung von Rauschen, das stattdessen den Labels der verdorbenen Aufgaben zugefügt wird; keines davon ist zufällig.",
  "standard deviation of the added noise": "Standardabweichung des zugefügten Rauschens",
  "The weights": "Die Gewichte",
  "The weight of each task by the method that is chosen, mean and one standard error over seeds; the last tasks are the ones with spoiled labels. Uniform weights are 1.":
    "Das Gewicht jeder Aufgabe nach dem gewählten Verfahren, Mittel und ein Standardfehler über Startwerte; die letzten Aufgaben sind die mit verdorbenen Labels. Gleiche Gewichte sind 1.",
  task: "Aufgabe",
  "weight α": "Gewicht α",
  "Weigh them yourself": "Selbst gewichten",
  "How much each task with spoiled labels counts where the others count 1: drag its bar. Dashed is what Algorithm 2 would take.":
    "Wie viel jede Aufgabe mit verdorbenen Labels zählt, wo die anderen 1 zählen: Ihr Balken lässt sich ziehen. Gestrichelt ist, was Algorithmus 2 nähme.",
  "other tasks": "andere Aufgaben",
  "spoiled labels": "verdorbene Labels",
  "What your weight would do": "Was das eigene Gewicht bewirkt",
  "The gap to uniform weights by the weight that each task with spoiled labels is given, beside that of Algorithm 2 on the same tasks: mean and one standard error over seeds. At 1 your weights are the uniform ones.":
    "Die Lücke zu gleichen Gewichten nach dem Gewicht, das jede Aufgabe mit verdorbenen Labels erhält, neben der von Algorithmus 2 auf denselben Aufgaben: Mittel und ein Standardfehler über Startwerte. Bei 1 sind die eigenen Gewichte die gleichen.",
  "weight of spoiled tasks w": "Gewicht der verdorbenen Aufgaben w",
  "your weight": "eigenes Gewicht",
  "Algorithm 2": "Algorithmus 2",
} as const satisfies Record<Words, string>;
