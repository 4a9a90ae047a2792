/**
 * The reference as pages of their own, one for each language: every setting, number, formula, family, weighting and engine,
 * made while the page is built from where each is defined. Plain HTML that needs no script; one gives it the reader's own theme.
 */
import { familyDescriptions } from "../core/families/descriptions/index.ts";
import { writeNumbersIn, formatValue } from "../core/format.ts";
import { weightings } from "../core/weightings/index.ts";
import { engines } from "../engines/index.ts";
import { presets, schema } from "../settings/schema.ts";
import { type Language, languageNames, languages } from "../text/languages.ts";
import { sourceInGerman } from "./germanWords.ts";
import type { Meaning, Meanings } from "./meaning.ts";
import { type Words, meaningsIn, wordsOf } from "./meanings.ts";

interface Page {
  /** Its folder beside the page's own files. */
  readonly folder: string;
  readonly html: string;
}

/** Every page. `{policy}` is filled by tools/referencePages.mjs. */
export const pages: readonly Page[] = languageNames.map((language) => ({
  folder: `reference/${language}`,
  html: pageIn(language),
}));

function pageIn(language: Language): string {
  const words = wordsOf[language];
  const source = language === "de" ? sourceInGerman : (text: string) => text;
  const meanings = meaningsIn(language);
  const of = (kind: Meaning["kind"]): string =>
    Object.values(meanings)
      .filter((meaning) => meaning.kind === kind)
      .map((meaning) => entry(meaning, words))
      .join("\n");
  writeNumbersIn(language);
  const sections: readonly (readonly [id: string, title: string, intro: string, body: string])[] = [
    [
      "settings",
      words("Settings"),
      words("What can be chosen. The name is that of links and of the command line."),
      of("setting"),
    ],
    [
      "metrics",
      words("Numbers of a run"),
      words("What is measured of trained models and of exact optima, seed by seed."),
      of("metric"),
    ],
    ["theory", words("What the theory predicts"), words("Known before anything is trained."), of("theory")],
    [
      "terms",
      words("Words, letters and columns"),
      words("What else is said on the page, or stands above a column of a table."),
      of("term"),
    ],
    [
      "families",
      words("Task families"),
      words("How the tasks of a seed are made."),
      familiesPart(meanings, words, source),
    ],
    [
      "weightings",
      words("Task weights"),
      words("How much each task counts in the joint loss."),
      weightingsPart(words, source),
    ],
    [
      "engines",
      words("Engines"),
      words("What finds the module and the heads; all walk the same path."),
      enginesPart(words),
    ],
    [
      "presets",
      words("Presets"),
      words("What each preset sets; everything it does not name keeps its first value."),
      presetsPart(words),
    ],
  ];
  writeNumbersIn("en");
  const title = words("Reference");
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Transfer Explorer</title>
<link rel="icon" href="../../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../reference.css">
<script src="../theme.js"></script>
</head>
<body>
<a class="skip" href="#content">${words("Skip to the contents")}</a>
<header>
<p class="brand"><a href="../../">Transfer <em>Explorer</em></a></p>
<p>${languageNames
    .map((name) =>
      name === language
        ? `<span>${languages[name]}</span>`
        : `<a href="../${name}/" lang="${name}" hreflang="${name}">${languages[name]}</a>`,
    )
    .join(" · ")}</p>
</header>
<main id="content" tabindex="-1">
<h1>${title}</h1>
<p>${words("Everything that can be set, and every number that is shown: word, letter, formula and source. “The paper” is Wu, Zhang and Ré, ICLR 2020; SPEC is the project’s own statement of its theory, src/core/SPEC.md.")}</p>
<nav aria-label="${words("Contents")}"><ul>
${sections.map(([id, heading]) => `<li><a href="#section-${id}">${heading}</a></li>`).join("\n")}
</ul></nav>
${sections
  .map(
    ([id, heading, intro, body]) =>
      `<section aria-labelledby="section-${id}"><h2 id="section-${id}">${heading}</h2>\n<p>${intro}</p>\n${body}</section>`,
  )
  .join("\n")}
</main>
</body>
</html>
`;
}

function entry({ name, title, symbol, unit, doc, formula, range, options, source }: Meaning, words: Words): string {
  const parts = [
    `<h3>${escaped(title)}${symbol === "" ? "" : ` <var>${escaped(symbol)}</var>`} <code>${name}</code></h3>`,
    `<p>${escaped(doc)}</p>`,
    formula === "" ? "" : mathBlock(formula),
    options.length === 0
      ? ""
      : `<dl>${options
          .map(
            (option) =>
              `<dt>${escaped(option.title)} <code>${option.name}</code></dt><dd>${escaped(option.doc)}${option.formula === "" ? "" : mathBlock(option.formula)}</dd>`,
          )
          .join("")}</dl>`,
    `<p class="notes">${[
      range === "" && unit !== "" ? words("Unit: {unit}.").replace("{unit}", unit) : range,
      words("Source: {source}.").replace("{source}", source),
    ]
      .filter((note) => note !== "")
      .map(escaped)
      .join(" ")}</p>`,
  ];
  return `<article id="${name}">${parts.join("\n")}</article>`;
}

/** What can be wider than a phone scrolls by itself, and then the keyboard must reach it. */
function mathBlock(mathml: string): string {
  const isLong = (/alttext="([^"]*)"/.exec(mathml)?.[1] ?? "").length > 40;
  return `<div class="formula"${isLong ? ' tabindex="0"' : ""}>${mathml}</div>`;
}

function familiesPart(meanings: Meanings, words: Words, source: Words): string {
  return Object.entries(familyDescriptions)
    .map(([name, { title, fields, models, source: from }]) => {
      const settings = Object.keys(fields)
        .map((field) => `<a href="#${field}">${escaped(meanings[field]?.title ?? field)}</a>`)
        .join(", ");
      const kinds = models.map((model) => escaped(words(schema.model.options[model].title))).join(", ");
      return `<article id="family-${name}"><h3>${escaped(words(title))} <code>${name}</code></h3>
<p>${words("Settings")}: ${settings}.</p>
<p class="notes">${words("model")}: ${kinds}. ${escaped(words("Source: {source}.").replace("{source}", source(from)))}</p></article>`;
    })
    .join("\n");
}

function weightingsPart(words: Words, source: Words): string {
  return Object.entries(weightings)
    .map(
      ([name, { title, doc, source: from }]) =>
        `<article id="weighting-${name}"><h3>${escaped(words(title))} <code>${name}</code></h3>
<p>${escaped(words(doc))}</p>
<p class="notes">${escaped(words("Source: {source}.").replace("{source}", source(from)))}</p></article>`,
    )
    .join("\n");
}

function enginesPart(words: Words): string {
  return `<dl>${Object.entries(engines)
    .map(([name, { title }]) => `<dt id="engine-${name}"><code>${name}</code></dt><dd>${escaped(words(title))}</dd>`)
    .join("")}</dl>`;
}

function presetsPart(words: Words): string {
  return `<dl>${Object.entries(presets)
    .map(([name, set]) => {
      const values = Object.entries(set).map(
        ([setting, value]) => `<a href="#${setting}">${setting}</a> = ${inWords(value)}`,
      );
      const { title, doc } = schema.preset.options[name as keyof typeof presets]; // the keys of a literal object
      return `<dt id="preset-${name}">${escaped(words(title))} <code>${name}</code></dt><dd>${escaped(words(doc))} ${values.join(", ")}.</dd>`;
    })
    .join("")}</dl>`;
}

function inWords(value: number | string): string {
  return escaped(typeof value === "number" ? formatValue(value) : value);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
