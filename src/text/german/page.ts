/** What the page itself says: its parts, its buttons, what happens, and what went wrong. */
export const page = {
  // the page around a lab
  "Skip to the experiment": "Zum Experiment springen",
  "The theory is that of Wu, Zhang and Ré, {paper}, ICLR 2020. Everything is computed in this browser; nothing is sent anywhere. The address of this page is the experiment: copy it to share what you see.":
    "Die Theorie stammt von Wu, Zhang und Ré, {paper}, ICLR 2020. Alles wird in diesem Browser berechnet; nichts wird irgendwohin gesendet. Die Adresse dieser Seite ist das Experiment: Wer sie kopiert, teilt, was zu sehen ist.",
  Labs: "Versuche",
  Share: "Teilen",
  Theme: "Farben",
  system: "System",
  light: "hell",
  dark: "dunkel",
  Language: "Sprache",
  Notice: "Hinweis",
  Dismiss: "Ausblenden",
  "About this lab": "Über diesen Versuch",
  "Source: {source}.": "Quelle: {source}.",
  "What does not hold": "Was nicht gilt",
  "What would refute this": "Was dies widerlegen würde",
  Settings: "Einstellungen",
  "More settings": "Weitere Einstellungen",
  Figures: "Abbildungen",
  "{setting}, exact value": "{setting}, genauer Wert",
  "It stays at {value}.": "Es bleibt bei {value}.",

  // what happens to a run on its way
  "The graphics device was lost ({message}).": "Das Grafikgerät ging verloren ({message}).",
  "It took over from {engine}.": "Sie hat übernommen von: {engine}.",
  "An answer of a worker of this page could not be read.":
    "Eine Antwort eines Hintergrundprozesses dieser Seite war nicht lesbar.",
  "The browser refused the memory that this needs ({words}). Fewer seeds or samples need less.":
    "Der Browser verweigerte den nötigen Speicher ({words}). Weniger Startwerte oder Stichproben brauchen weniger.",
  "A part of this page could not be loaded. Reload it once the network is back.":
    "Ein Teil dieser Seite ließ sich nicht laden. Sobald das Netz wieder da ist, hilft es, sie neu zu laden.",
  "the same engine, started afresh": "derselben Engine, neu gestartet",
  "Training began with {engine}.": "Das Training begann mit: {engine}.",
  "Training went on from step {step} with {engine}.": "Das Training ging ab Schritt {step} weiter mit: {engine}.",
  "Training went on from step {step} with {engine}; what the optimiser had gathered began anew.":
    "Das Training ging ab Schritt {step} weiter mit: {engine}; was das Verfahren gesammelt hatte, begann neu.",

  "A worker that shared the training ended, so that this run goes on with fewer, and slower.":
    "Ein Hintergrundprozess, der mittrainierte, ist beendet; der Lauf geht mit weniger davon und langsamer weiter.",
  "A graphics card answered ({adapter}) and begins; after a run it and WebAssembly are measured.":
    "Eine Grafikkarte hat geantwortet ({adapter}) und beginnt; nach einem Lauf werden sie und WebAssembly gemessen.",
  "A graphics card answered ({adapter}), but could not be measured.":
    "Eine Grafikkarte hat geantwortet ({adapter}), ließ sich aber nicht messen.",
  "Measured on such a job: {more} makes {most} steps a second, {less} {least} ({adapter}), so {more} takes it.":
    "Gemessen an einer solchen Aufgabe: {more} macht {most} Schritte in der Sekunde, {less} {least} ({adapter}); also übernimmt {more}.",

  // the usual way
  "Compare with plain TensorFlow.js": "Mit schlichtem TensorFlow.js vergleichen",
  "Stop comparing": "Vergleich beenden",
  "Running plain TensorFlow.js …": "Schlichtes TensorFlow.js läuft …",
  "WebGPU is emulated on the CPU here: on a graphics card the factor is another one.":
    "WebGPU wird hier auf der CPU nachgebildet: Auf einer Grafikkarte ist der Faktor ein anderer.",
  "Plain TensorFlow.js could not be shown.": "Schlichtes TensorFlow.js ließ sich nicht zeigen.",
  "A program of TensorFlow.js alone makes {usual} steps a second of this training on WebGPU ({adapter}), this page's {ours}, {factor} times as many; after {steps} steps all losses agree within a relative {apart}.":
    "Ein Programm nur mit TensorFlow.js macht {usual} Schritte dieses Trainings in der Sekunde auf WebGPU ({adapter}), das dieser Seite {ours}, das {factor}-fache; nach {steps} Schritten stimmen alle Verluste auf relativ {apart} überein.",

  // the precision of a run
  Precision: "Genauigkeit",
  "Check the precision": "Genauigkeit prüfen",
  "Close the check": "Prüfung schließen",
  "Trains once more in float64 and compares": "Trainiert noch einmal in float64 und vergleicht",
  "Once training is paused or has ended": "Sobald das Training angehalten oder beendet ist",
  "This run was computed in float64 already; there is nothing to check.":
    "Dieser Lauf wurde schon in float64 gerechnet; es gibt nichts zu prüfen.",
  "These reports have no transfer gap whose sign could be checked.":
    "Diese Berichte haben keine Transferlücke, deren Vorzeichen zu prüfen wäre.",
  "The run could not be repeated in float64.": "Der Lauf ließ sich nicht in float64 wiederholen.",
  "Training once more in float64: step {reached} of {last}": "Noch einmal in float64: Schritt {reached} von {last}",
  "transfer gap": "Transferlücke",
  "gap of the excess risk": "Lücke des Überschussrisikos",
  "The sign of the transfer depends on the precision: at step {step} the mean {gap} is {here} in this run and {there} in float64.":
    "Das Vorzeichen des Transfers hängt von der Genauigkeit ab: Bei Schritt {step} ist die mittlere {gap} {here} in diesem Lauf und {there} in float64.",
  "The sign of the mean {gap} stands in float64, but that of {turned} of {seeds} seeds depends on the precision at step {step}.":
    "Das Vorzeichen der mittleren {gap} besteht in float64, doch bei {turned} von {seeds} Startwerten hängt es bei Schritt {step} von der Genauigkeit ab.",
  "The sign of the transfer stands in float64: at step {step} the mean {gap} is {there}, as in this run.":
    "Das Vorzeichen des Transfers besteht in float64: Bei Schritt {step} ist die mittlere {gap} {there}, wie in diesem Lauf.",
  "The largest difference of a {gap} is {difference}, at step {step}.":
    "Der größte Unterschied einer {gap} ist {difference}, bei Schritt {step}.",
  "The gap in both precisions": "Die Lücke in beiden Genauigkeiten",
  "The {gap} against training steps, mean and one standard error over seeds: of this run (thick) and of the same run in float64 (thin).":
    "Die {gap} über den Trainingsschritten, Mittel und ein Standardfehler über Startwerte: dieses Laufs (dick) und desselben Laufs in float64 (dünn).",
  "this run": "dieser Lauf",
  "How far the two are apart": "Wie weit beide auseinander liegen",
  "The largest difference of a {gap} over the seeds, against training steps.":
    "Der größte Unterschied einer {gap} über die Startwerte, über den Trainingsschritten.",
  difference: "Unterschied",

  // training
  Training: "Training",
  Reset: "Zurücksetzen",
  "Back to the same start": "Zurück zum selben Anfang",
  Play: "Abspielen",
  Pause: "Pause",
  "Train (Space)": "Trainieren (Leertaste)",
  "Pause (Space)": "Pause (Leertaste)",
  Step: "Schritt",
  "One step": "Ein einzelner Schritt",
  "New seed": "Neuer Startwert",
  "Draw new seeds": "Neue Startwerte ziehen",
  step: "Schritt",
  "Press play to train both models from the same start.": "„Abspielen“ trainiert beide Modelle vom selben Anfang aus.",
  "Training. A changed setting restarts it.": "Das Training läuft. Eine geänderte Einstellung startet es neu.",
  "Paused at step {step}.": "Angehalten bei Schritt {step}.",
  "Stopped at step {step}: the losses no longer change.":
    "Beendet bei Schritt {step}: Die Verluste ändern sich nicht mehr.",
  "Stopped after {step} steps, the most that are set.": "Beendet nach {step} Schritten, der eingestellten Höchstzahl.",
  "Stopped after step {step}.": "Beendet nach Schritt {step}.",
  "This is the exact optimum; it needs no steps.": "Dies ist das exakte Optimum; es braucht keine Schritte.",
  "Training stopped at step {step}.": "Das Training endete bei Schritt {step}.",
  "Press Play to start again.": "„Abspielen“ beginnt von vorn.",
  "The loss was no longer finite at step {step}.": "Bei Schritt {step} war der Verlust nicht mehr endlich.",
  "Take a smaller learning rate and press Play.": "Eine kleinere Lernrate wählen und „Abspielen“ drücken.",

  // engines
  "Looking for WebGPU …": "WebGPU wird gesucht …",
  "Engine: {engine}.": "Engine: {engine}.",
  "Engine: {engine} ({adapter}).": "Engine: {engine} ({adapter}).",
  "The link asks for it.": "Der Link verlangt sie.",
  "The link asks for it, but it cannot run here.": "Der Link verlangt sie, aber sie kann hier nicht laufen.",
  "A graphics card answered.": "Eine Grafikkarte hat geantwortet.",
  "WebGPU is only emulated here ({adapter}), which is slower than the CPU itself.":
    "WebGPU ist hier nur nachgebildet ({adapter}) und damit langsamer als die CPU selbst.",
  "WebGPU is missing here.": "WebGPU fehlt hier.",
  "WebGPU gave no adapter ({message}).": "WebGPU gab keinen Adapter ({message}).",
  "WebGPU is known here but found no graphics adapter.": "WebGPU ist hier bekannt, fand aber keinen Grafikadapter.",
  "Chrome and Edge have it from version 113 on; elsewhere it may have to be switched on.":
    "Chrome und Edge haben es ab Version 113; anderswo muss es vielleicht eingeschaltet werden.",
  "This browser has no WebAssembly, or it is switched off. The CPU engine can take its place.":
    "Dieser Browser hat kein WebAssembly, oder es ist abgeschaltet. Die CPU-Engine kann es ersetzen.",
  "Its WebAssembly lacks SIMD, so that plain loops in float64 take its place: same numbers, slower.":
    "Seinem WebAssembly fehlt SIMD; einfache Schleifen in float64 ersetzen es: gleiche Zahlen, nur langsamer.",
  "TensorFlow.js could not start on WebGPU. The CPU engine can take its place.":
    "TensorFlow.js konnte auf WebGPU nicht starten. Die CPU-Engine kann es ersetzen.",
  "These samples do not fit into the memory of WebAssembly. Fewer seeds or samples would.":
    "Diese Beispiele passen nicht in den Speicher von WebAssembly. Weniger Startwerte oder Beispiele würden passen.",
  "These samples need {needed} in one buffer and this adapter takes {limit}. Fewer seeds or samples would fit, and so would the CPU engine.":
    "Diese Beispiele brauchen {needed} in einem Puffer, und dieser Adapter fasst {limit}. Weniger Startwerte oder Beispiele würden passen, und auch die CPU-Engine genügt.",
  "This graphics device computes wrong numbers: a loss that is known came out {apart} off. The CPU engine can take its place.":
    "Dieses Grafikgerät rechnet falsch: Ein bekannter Verlust wich um {apart} ab. Die CPU-Engine kann es ersetzen.",
  "The WebGPU adapter is gone. Reloading the page may bring it back.":
    "Der WebGPU-Adapter ist verschwunden. Neuladen der Seite bringt ihn vielleicht zurück.",
  "The graphics device reported an error ({message}).": "Das Grafikgerät meldete einen Fehler ({message}).",
  "The graphics device gave no result ({message}).": "Das Grafikgerät lieferte kein Ergebnis ({message}).",

  // what went wrong
  "This page met an error and stopped ({error}). The address still holds the experiment: reload to go on.":
    "Ein Fehler hat diese Seite angehalten ({error}). Die Adresse enthält das Experiment noch: Nach dem Neuladen geht es weiter.",
  "This part of the page could not be loaded. Once the network is back, reload the page: its address holds the experiment.":
    "Dieser Teil der Seite konnte nicht geladen werden. Sobald das Netz wieder da ist, hilft Neuladen: Die Adresse enthält das Experiment.",
  Reload: "Neu laden",
  "This could not be loaded.": "Dies konnte nicht geladen werden.",
  "Reload once the network is back.": "Sobald das Netz wieder da ist, hilft Neuladen.",
  "The lab could not be loaded.": "Der Versuch konnte nicht geladen werden.",
  "The figures could not be computed.": "Die Abbildungen konnten nicht berechnet werden.",
  "Change a setting to try again.": "Eine geänderte Einstellung versucht es erneut.",
  "A worker of this page ended.": "Ein Hintergrundprozess dieser Seite endete.",
  "A worker of this page ended ({message}).": "Ein Hintergrundprozess dieser Seite endete ({message}).",
  "A worker of this page no longer answers.": "Ein Hintergrundprozess dieser Seite antwortet nicht mehr.",

  // links and settings that do not fit
  "There is no lab named “{name}”; there is {names}.": "Einen Versuch namens „{name}“ gibt es nicht; es gibt {names}.",
  "The lab {lab} is shown.": "Gezeigt wird der Versuch {lab}.",
  "There is no engine named “{name}”; there is {names}.": "Eine Engine namens „{name}“ gibt es nicht; es gibt {names}.",
  "The page chooses one itself.": "Die Seite wählt selbst.",
  "The link has version v={v}, which is not known here; known is {version}.":
    "Der Link hat die Version v={v}, die hier nicht bekannt ist; bekannt ist {version}.",
  "It was read as version {version}.": "Er wurde als Version {version} gelesen.",
  "{name} stands in the link more than once.": "{name} steht mehrmals im Link.",
  "The first value is used.": "Der erste Wert gilt.",
  "There is no setting named “{name}”.": "Eine Einstellung namens „{name}“ gibt es nicht.",
  "It is ignored.": "Sie wird nicht beachtet.",
  "{change} is used.": "Es gilt {change}.",
  "{name} cannot be “{text}”: it must be a number from {min} to {max}.":
    "{name} kann nicht „{text}“ sein: Nötig ist eine Zahl von {min} bis {max}.",
  "{name} cannot be “{text}”: it must be a whole number from {min} to {max}.":
    "{name} kann nicht „{text}“ sein: Nötig ist eine ganze Zahl von {min} bis {max}.",
  "{name} cannot be “{text}”: it must be one of {names}.": "{name} kann nicht „{text}“ sein: Möglich sind {names}.",
  "{name} cannot be “{text}”: it must be true or false.":
    "{name} kann nicht „{text}“ sein: Möglich sind true und false.",
  "{name} cannot be “{text}”: it must be points such as 1.2_-0.4~2_1, at most {most}, within −{reach} … {reach}.":
    "{name} kann nicht „{text}“ sein: Nötig sind Punkte wie 1.2_-0.4~2_1, höchstens {most}, innerhalb von −{reach} … {reach}.",
  "Point {number}, first coordinate": "Punkt {number}, erste Koordinate",
  "Point {number}, second coordinate": "Punkt {number}, zweite Koordinate",
  "Erase point {number}": "Punkt {number} löschen",
  "Add a point": "Punkt hinzufügen",
  "Erase all": "Alle löschen",
  "model cannot be {model}: for tasks of the family {family} it must be one of {models}.":
    "model kann nicht {model} sein: Bei Aufgaben der Familie {family} ist {models} möglich.",
  "ridge cannot be {ridge}: without a penalty a {model} model of few samples has no unique optimum.":
    "ridge kann nicht {ridge} sein: Ohne Strafterm hat ein Modell der Art {model} bei wenigen Beispielen kein eindeutiges Optimum.",
  "r cannot be {r}: the capacity is at most d = {d}.": "r kann nicht {r} sein: Die Kapazität ist höchstens d = {d}.",
  "rank cannot be {rank}: within d = {d} it is at most {room}.":
    "rank kann nicht {rank} sein: Bei d = {d} ist höchstens {room} möglich.",
  "seeds cannot be {seeds}: from seed {seed} on there are only {room}.":
    "seeds kann nicht {seeds} sein: Ab Startwert {seed} gibt es nur noch {room}.",
  "seeds cannot be {seeds}: tasks of this size fit into memory {most} times.":
    "seeds kann nicht {seeds} sein: Aufgaben dieser Größe passen {most}-mal in den Speicher.",
  "Has no effect on these models: Algorithm 1 aligns linear ones, and single ReLU units.":
    "Ohne Wirkung bei diesen Modellen: Algorithmus 1 richtet lineare und einzelne ReLU-Einheiten aus.",
  "Has no effect here: every task counts the same.": "Hier ohne Wirkung: Jede Aufgabe zählt gleich viel.",
  "Has no effect with these task weights: choose “{weighting}” to set it.":
    "Ohne Wirkung bei dieser Gewichtung: „{weighting}“ macht es einstellbar.",
  "Has no effect with this source task: choose “angle φ” to turn it.":
    "Ohne Wirkung bei dieser Quellaufgabe: „Winkel φ“ wählen, um sie zu drehen.",
  "Has no effect with this source task: only a random rotation differs.":
    "Ohne Wirkung bei dieser Quellaufgabe: Nur bei zufälliger Drehung gibt es einen Unterschied.",

  // numbers and files
  "Show the numbers": "Zahlen zeigen",
  "Hide the numbers": "Zahlen ausblenden",
  "Show the numbers of {title}": "Zahlen zeigen: {title}",
  "Hide the numbers of {title}": "Zahlen ausblenden: {title}",
  "Numbers of {title}": "Zahlen: {title}",
  "No numbers yet": "Noch keine Zahlen",
  Terms: "Begriffe",
  "Terms in {title}": "Begriffe: {title}",
  "In files: {name}.": "In Dateien: {name}.",
  "In files and links: {name}.": "In Dateien und Links: {name}.",
  "{column}, standard error": "{column}, Standardfehler",
  "standard error": "Standardfehler",
  rows: "Zeilen",
  seed: "Startwert",
  seeds: "Startwerte",
  index: "Nummer",
  mark: "Zeichen",
  point: "Punkt",
  curve: "Kurve",
  value: "Wert",
  degrees: "Grad",
  ellipse: "Ellipse",
  boundary: "Grenze",
  minimum: "Minimum",
  now: "jetzt",
  "{rows}, mean": "{rows}, Mittel",
  "{rows}, at step {step}": "{rows}, bei Schritt {step}",
  "{rows}: {count} row": "{rows}: {count} Zeile",
  "{rows}: {count} rows": "{rows}: {count} Zeilen",
  "{rows}: the first {most} of {count}": "{rows}: die ersten {most} von {count}",
  "{mean} over seeds at each point": "{mean} über die Startwerte an jedem Punkt",
  "{mean} over seeds at each reported step": "{mean} über die Startwerte bei jedem berichteten Schritt",
  "{mean} over seeds, one in {every} of the reported steps":
    "{mean} über die Startwerte, jeder {every}. der berichteten Schritte",
  Save: "Speichern",
  "Save {title}": "Speichern: {title}",
  "{format} of {title}": "{format}: {title}",
  "The {format} could not be made: {message}.": "{format} konnte nicht erzeugt werden: {message}.",
  "nothing is drawn yet": "noch ist nichts gezeichnet",
  "the browser gave no picture": "der Browser lieferte kein Bild",
  "Take this experiment away": "Dieses Experiment mitnehmen",
  Close: "Schließen",
  "What {title} means": "Was „{title}“ bedeutet",
  "At the exact optimum": "Am exakten Optimum",
  "At the exact optimum for {place}": "Am exakten Optimum für {place}",
  "At step {step} of training": "Bei Trainingsschritt {step}",
  "{where} ({seeds}): {value}.": "{where} ({seeds}): {value}.",
  "Now:": "Jetzt:",
  on: "an",
  off: "aus",
  "Unit: {unit}.": "Einheit: {unit}.",
  "In the reference": "Im Nachschlagewerk",
  "All settings, numbers and formulas": "Alle Einstellungen, Zahlen und Formeln",
  Link: "Link",
  Caption: "Bildunterschrift",
  "with a fingerprint of the result": "mit einem Fingerabdruck des Ergebnisses",
  "This address leads to this machine alone. For others, copy the link where the page is published.":
    "Diese Adresse führt nur auf diesem Rechner hierher. Für andere ist der Link dort zu kopieren, wo die Seite veröffentlicht ist.",
  "Whoever opens this link is told whether the result comes out the same there.":
    "Wer diesen Link öffnet, erfährt, ob das Ergebnis dort dasselbe ist.",
  "The fingerprint is added once every seed is computed.":
    "Der Fingerabdruck kommt dazu, sobald jeder Startwert berechnet ist.",
  "The fingerprint “{claim}” in the link cannot be read.": "Der Fingerabdruck „{claim}“ im Link ist nicht zu lesen.",
  "Comparing with the fingerprint in the link …": "Der Vergleich mit dem Fingerabdruck im Link läuft …",
  "Nothing can be compared: the fingerprint in the link is of {columns}, which this lab does not compute.":
    "Nichts lässt sich vergleichen: Der Fingerabdruck im Link gilt für {columns}, was dieses Labor nicht berechnet.",
  "Reproduced: all {count} numbers of the fingerprint in the link agree within {off}.":
    "Reproduziert: Alle {count} Zahlen des Fingerabdrucks im Link stimmen auf {off} überein.",
  "Up to {tolerance} of its size, or absolute below 1, counts as reproduced.":
    "Bis {tolerance} des Wertes, unter 1 absolut, gilt als reproduziert.",
  "Differs from the fingerprint in the link in {differing} of {count} numbers: the mean of {column} was {was} and is {is} here.":
    "Weicht in {differing} von {count} Zahlen vom Fingerabdruck im Link ab: Das Mittel von {column} war {was} und ist hier {is}.",
  "Differs from the fingerprint in the link in {differing} of {count} numbers: the standard error of {column} was {was} and is {is} here.":
    "Weicht in {differing} von {count} Zahlen vom Fingerabdruck im Link ab: Der Standardfehler von {column} war {was} und ist hier {is}.",
  "NumPy script": "NumPy-Skript",
  "The same random numbers, tasks and exact optima in one file that needs only Python and NumPy. For each seed and on average it prints what the table of exact results holds.":
    "Dieselben Zufallszahlen, Aufgaben und exakten Optima in einer Datei, die nur Python und NumPy braucht. Sie gibt für jeden Startwert und im Mittel aus, was in der Tabelle der exakten Ergebnisse steht.",
  "Save the NumPy script": "NumPy-Skript speichern",
  "PyTorch script": "PyTorch-Skript",
  "The same random numbers and tasks, and a model with a shared module and heads that PyTorch trains, jointly and alone. It prints the same numbers.":
    "Dieselben Zufallszahlen und Aufgaben, dazu ein Modell mit gemeinsamem Modul und Köpfen, das PyTorch gemeinsam und allein trainiert. Es gibt dieselben Zahlen aus.",
  "The same random numbers and tasks, and the same steps from the same start, in one file that needs only Python and NumPy. For each seed and on average it prints where they end.":
    "Dieselben Zufallszahlen und Aufgaben und dieselben Schritte vom selben Beginn aus in einer Datei, die nur Python und NumPy braucht. Sie gibt für jeden Startwert und im Mittel aus, wo sie enden.",
  "The same steps, with the gradients that PyTorch finds by itself. It prints the same numbers.":
    "Dieselben Schritte mit den Gradienten, die PyTorch selbst findet. Es gibt dieselben Zahlen aus.",
  "Save the PyTorch script": "PyTorch-Skript speichern",
  "There is no PyTorch script of this experiment.": "Zu diesem Experiment gibt es kein PyTorch-Skript.",
  "Without a ridge so few samples are fitted by heads at any angle, and training ends at any of them.":
    "Ohne Strafterm λ passen Köpfe unter jedem Winkel zu so wenigen Beispielen, und das Training endet bei irgendeinem.",
  "There is no NumPy script of this experiment.": "Zu diesem Experiment gibt es kein NumPy-Skript.",
  "With a learning rate above {most} the steps of this optimiser overshoot, a ReLU model does not settle, and rounding decides where it is led.":
    "Bei einer Lernrate über {most} schießen die Schritte dieses Optimierers übers Ziel, ein ReLU-Modell kommt nicht zur Ruhe, und das Runden entscheidet, wohin es gerät.",
  "With fewer samples than dimensions and no ridge its optimum is not unique.":
    "Mit weniger Beispielen als Dimensionen und ohne Strafterm λ ist sein Optimum nicht eindeutig.",
  "Each figure has its own Save, under it: as a picture, or as the numbers behind it.":
    "Jede Abbildung hat darunter ihr eigenes „Speichern“: als Bild oder als die Zahlen dahinter.",
  "Inside another page": "In einer anderen Seite",
  all: "alle",
  "the reader's": "die der Lesenden",
  Height: "Höhe",
  small: "klein",
  medium: "mittel",
  tall: "hoch",
  "with controls": "mit Bedienelementen",
  Copy: "Kopieren",
  "Copy {title}": "Kopieren: {title}",
  Copied: "Kopiert",
  "Marked: copy it with Ctrl+C or ⌘C": "Markiert: mit Strg+C oder ⌘C kopieren",
  "Settings: {settings}.": "Einstellungen: {settings}.",
  "Seed {seed}.": "Startwert {seed}.",
  "Seeds {first} to {last}.": "Startwerte {first} bis {last}.",
  "Made with Transfer Explorer: {link}": "Erstellt mit Transfer Explorer: {link}",
} as const;
