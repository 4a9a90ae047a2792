/** The live answers: what each lab says of the numbers. */
export const answers = {
  "Press Play to train both models: what they reach will stand here.":
    "„Abspielen“ trainiert beide Modelle: Was sie erreichen, steht dann hier.",
  "Computing the exact optimum …": "Das exakte Optimum wird berechnet …",
  "A ReLU model of capacity above 1 has no exact solver here: it has to be trained.":
    "Ein ReLU-Modell mit einer Kapazität über 1 hat hier keinen exakten Löser: Es muss trainiert werden.",
  "Computing the exact optima …": "Die exakten Optima werden berechnet …",
  helps: "hilft",
  hurts: "schadet",
  undecided: "offen",
  "is undecided": "bleibt ohne klares Vorzeichen",
  "leaves the sign undecided": "lässt das Vorzeichen offen",
  "Training with the source {verdict} the target: at the exact optimum the transfer gap is {gap}.":
    "Das Training mit der Quelle {verdict} dem Ziel: Am exakten Optimum beträgt die Transferlücke {gap}.",
  "Whether the source helps or hurts is {verdict}: at the exact optimum the transfer gap is {gap}.":
    "Ob die Quelle hilft oder schadet, ist {verdict}: Am exakten Optimum beträgt die Transferlücke {gap}.",
  "Training with the source {verdict} the target.": "Das Training mit der Quelle {verdict} dem Ziel.",
  "Whether the source helps or hurts is {verdict}.": "Ob die Quelle hilft oder schadet, ist {verdict}.",
  "At step {step} of training the gap is {gap}.": "Bei Schritt {step} des Trainings beträgt die Lücke {gap}.",
  "{gap} (1 seed, so no spread)": "{gap} (1 Startwert, daher ohne Streuung)",
  "{gap} ({seeds} seeds, median {median})": "{gap} ({seeds} Startwerte, Median {median})",
  "1 sample": "1 Beispiel",
  "{count} samples": "{count} Beispiele",
  "The source has {source}, the target {target}.": "Die Quelle hat {source}, das Ziel {target}.",
  "The signal subspaces coincide; the source has {source}, the target {target}.":
    "Die Signalunterräume fallen zusammen; die Quelle hat {source}, das Ziel {target}.",
  "The signal subspaces are {angle} apart; the source has {source}, the target {target}.":
    "Zwischen den Signalunterräumen liegen {angle}; die Quelle hat {source}, das Ziel {target}.",
  "{missed} of {runs} runs ended more than 1 % above their optimum.":
    "{missed} von {runs} Läufen endeten mehr als 1 % über ihrem Optimum.",
  "Over the whole range the mean gap stays above 0.": "Im ganzen Bereich bleibt die mittlere Lücke über 0.",
  "Over the whole range the mean gap stays below 0.": "Im ganzen Bereich bleibt die mittlere Lücke unter 0.",
  "Over the whole range the gap is 0: a module this wide shares nothing (Proposition 1).":
    "Im ganzen Bereich ist die Lücke 0: Ein so weites Modul teilt nichts (Proposition 1).",
  "The mean gap changes its sign at about {value}.": "Die mittlere Lücke wechselt ihr Vorzeichen bei etwa {value}.",

  "Alone the target is wrong on {error} of its points. A source of which {share} lie all around the boundary {verdict}: the error rate changes by {gap}, although every label of the source is right.":
    "Allein irrt das Ziel bei {error} seiner Punkte. Eine Quelle, von der {share} rings um die Grenze liegen, {verdict}: Die Fehlerrate ändert sich um {gap}, obwohl jedes Label der Quelle stimmt.",
  "Alone the target is wrong on {error} of its points. A source of which {share} lie all around the boundary {verdict}: the error rate changes by {gap}.":
    "Allein irrt das Ziel bei {error} seiner Punkte. Eine Quelle, von der {share} rings um die Grenze liegen, {verdict}: Die Fehlerrate ändert sich um {gap}.",
  "With capacity {r} and {k} tasks {nothing}: every task has room for itself, and the joint model is the single-task one to the last digit (Proposition 1). The least risk is at {least}.":
    "Bei Kapazität {r} und {k} Aufgaben {nothing}: Jede Aufgabe hat Platz für sich, und das gemeinsame Modell ist bis auf die letzte Stelle das einzelne (Proposition 1). Das kleinste Risiko liegt bei {least}.",
  "nothing is shared": "wird nichts geteilt",
  "With capacity {r} sharing {verdict}: the risk changes by {gap}. The true parameters lie near a subspace of dimension {rank}; the least risk is at {least}.":
    "Das Teilen bei Kapazität {r} {verdict}: Das Risiko ändert sich um {gap}. Die wahren Parameter liegen nahe einem Unterraum der Dimension {rank}; das kleinste Risiko liegt bei {least}.",
  "With parameters this alike (cosine {cosine}) the source {verdict}: the gap is {gap}.":
    "Eine Quelle mit so ähnlichen Parametern (Kosinus {cosine}) {verdict}: Die Lücke beträgt {gap}.",
  "With subspaces {angle} apart a source of {count} samples {verdict}: the gap is {gap}; with 2 000 samples it is {largest}.":
    "Eine Quelle von {count} Beispielen, deren Unterraum um {angle} gedreht ist, {verdict}: Die Lücke beträgt {gap}; mit 2 000 Beispielen beträgt sie {largest}.",
  "With subspaces {angle} apart a source of {count} samples {verdict}: the gap is {gap}.":
    "Eine Quelle von {count} Beispielen, deren Unterraum um {angle} gedreht ist, {verdict}: Die Lücke beträgt {gap}.",
  "Trained jointly the target's parameter is wrong by {joint}, alone by {alone}; the theorem promises at most {bound}, with {margin}.":
    "Gemeinsam trainiert weicht der Parameter des Ziels um {joint} ab, allein um {alone}; der Satz verspricht höchstens {bound}, mit {margin}.",
  "Trained jointly the target's parameter is wrong by {joint}, alone by {alone}; the theorem promises nothing here, with {margin}.":
    "Gemeinsam trainiert weicht der Parameter des Ziels um {joint} ab, allein um {alone}; der Satz verspricht hier nichts, mit {margin}.",
  "Trained jointly the target's parameter is wrong by {joint}, alone by {alone}; the theorem promises at most {bound} on average over {some} of {all} seeds and nothing for the others, with {margin}.":
    "Gemeinsam trainiert weicht der Parameter des Ziels um {joint} ab, allein um {alone}; der Satz verspricht im Mittel über {some} von {all} Startwerten höchstens {bound}, für die anderen nichts, mit {margin}.",
  "These settings meet every assumption.": "Diese Einstellungen erfüllen jede Annahme.",
  "What the theorem asks for and the first seed does not have: {broken}":
    "Was der Satz verlangt und dem ersten Startwert fehlt: {broken}",
  "So it certifies nothing for all of them.": "So belegt er nichts für alle zusammen.",
  "The bound lies below the error alone, so it certifies positive transfer.":
    "Die Schranke liegt unter dem Fehler allein und belegt damit positiven Transfer.",
  "The bound lies above the error alone, so it certifies nothing about transfer.":
    "Die Schranke liegt über dem Fehler allein und belegt damit nichts über Transfer.",
  "Before alignment the source {before} (gap {joint}); after Algorithm 1 it {after} ({aligned}). Merely choosing between the joint model and the task alone on the same held-out samples gives {control}.":
    "Die Quelle {before}, solange nichts ausgerichtet ist (Lücke {joint}); sie {after} nach Algorithmus 1 ({aligned}). Allein die Wahl zwischen gemeinsamem Modell und Aufgabe allein auf denselben zurückgehaltenen Beispielen ergibt {control}.",
  "Before alignment the source {before} (gap {joint}); validation chooses a μ for linear models only.":
    "Die Quelle {before}, solange nichts ausgerichtet ist (Lücke {joint}); ein μ wählt die Validierung nur für lineare Modelle.",
  "At μ = {mu} Algorithm 1 leaves {closed}; training again on the aligned inputs changes that by {change}, and {verdict}.":
    "Bei μ = {mu} lässt Algorithmus 1 {closed}; erneutes Training auf den ausgerichteten Eingaben ändert das um {change} und {verdict}.",
  "Inputs are aligned for linear models with a ridge only: here Play trains on the inputs as they are.":
    "Eingaben werden nur für lineare Modelle mit Ridge ausgerichtet: Hier trainiert Abspielen auf den Eingaben, wie sie sind.",
  "Against added noise of {deviation} alone Algorithm 2 as printed {asPrinted} ({printed} of the error against uniform weights); with labels of unit norm it {asUnit} ({unit}).":
    "Zugefügtes Rauschen von {deviation} allein: Algorithmus 2 wie gedruckt {asPrinted} (Fehler gegenüber gleichen Gewichten: {printed}); er {asUnit}, wenn die Labels Norm 1 haben ({unit}).",
  "Against {share} random labels Algorithm 2 as printed {asPrinted} ({printed} of the error against uniform weights); with labels of unit norm it {asUnit} ({unit}).":
    "{share} zufällige Labels: Algorithmus 2 wie gedruckt {asPrinted} (Fehler gegenüber gleichen Gewichten: {printed}); er {asUnit}, wenn die Labels Norm 1 haben ({unit}).",
  "Without that the bound certifies nothing about transfer.":
    "Ohne das bescheinigt die Schranke nichts über den Transfer.",
  "No label is spoiled here: Algorithm 2 as printed {asPrinted} ({printed} of the error against uniform weights); with labels of unit norm it {asUnit} ({unit}).":
    "Kein Label ist hier gestört: Algorithmus 2 wie gedruckt {asPrinted} (Fehler gegenüber gleichen Gewichten: {printed}); er {asUnit}, wenn die Labels Norm 1 haben ({unit}).",

  // pinned and guessed
  "Pin this result": "Dieses Ergebnis anheften",
  "{count} pinned": "{count} angeheftet",
  "Pinned results": "Angeheftete Ergebnisse",
  "Table of pinned results": "Tabelle der angehefteten Ergebnisse",
  experiment: "Experiment",
  "at the exact optimum": "am exakten Optimum",
  trained: "trainiert",
  remove: "entfernen",
  ", as it opens": ", wie er sich öffnet",
  "Remove {title}": "Entfernen: {title}",
  "{verdict}: {gap}, step {step}, engine {engine}": "{verdict}: {gap}, Schritt {step}, Engine {engine}",
  "Guess first": "Erst raten",
  "Look at the angle, the numbers of samples and the data. Training with the source will …":
    "Winkel, Stichprobenumfänge und Daten sind zu sehen. Das Training mit der Quelle wird …",
  "help the target": "dem Ziel helfen",
  "hurt the target": "dem Ziel schaden",
  "change too little to tell": "zu wenig ändern, um es zu sagen",
  "Right: you said “{said}”, and the gap is {gap}. {right} of {all} right.":
    "Richtig: Geraten war „{said}“, und die Lücke beträgt {gap}. {right} von {all} richtig.",
  "Not so: you said “{said}”, and the gap is {gap}. {right} of {all} right.":
    "Nicht ganz: Geraten war „{said}“, und die Lücke beträgt {gap}. {right} von {all} richtig.",
  "Next experiment": "Nächstes Experiment",
  "Stop guessing": "Raten beenden",
} as const;
