/**
 * Formulas as MathML, set while the page is built: no typesetting library is shipped. `\now{name}` in the TeX is a place for
 * the present value of a setting or a column; it becomes `{name}`, in the formula and in its readable text alike.
 */
import temml from "temml";

const macros = {
  "\\err": "\\mathrm{err}",
  "\\MTL": "\\text{MTL}",
  "\\STL": "\\text{STL}",
  "\\diag": "\\mathrm{diag}",
  "\\norm": "\\lVert #1 \\rVert",
};

/** The formula as a MathML element; `alttext` has it in one line for whoever cannot show or read MathML. Throws on wrong TeX. */
export function typeset(tex: string): string {
  const marked = tex.replaceAll(/\\now\{(\w+)\}/g, String.raw`\text{⟦$1⟧}`);
  const set = temml.renderToString(marked, { displayMode: true, throwOnError: true, macros: { ...macros } });
  return set
    .replace("<math ", `<math alttext="${readable(set).replaceAll('"', "&quot;")}" `)
    .replaceAll(/<mtext>⟦(\w+)⟧<\/mtext>/g, "<mn>{$1}</mn>")
    .replaceAll(/⟦(\w+)⟧/g, "{$1}");
}

interface Node {
  readonly tag: string;
  readonly children: readonly (Node | string)[];
}

/** The formula in one line: “a/(b+c)”, “θ̂_i”. */
function readable(mathml: string): string {
  return lineOf(treeOf(mathml))
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ (?=[),}]| ?\^)/g, "")
    .replaceAll("( − ", "(−") // a sign, not a difference
    .trim();
}

function treeOf(mathml: string): Node {
  const root: { tag: string; children: (Node | string)[] } = { tag: "mrow", children: [] };
  const open = [root];
  for (const [, closing, tag, text] of mathml.matchAll(/<(\/?)(\w+)[^>]*>|([^<]+)/g)) {
    const top = open.at(-1) ?? root;
    if (text !== undefined) top.children.push(text);
    else if (closing === "/") open.pop();
    else {
      const node = { tag, children: [] };
      top.children.push(node);
      open.push(node);
    }
  }
  return root;
}

const HAT = "\u0302";
const BAR = "\u0304";

function lineOf(node: Node | string): string {
  if (typeof node === "string") return node.replaceAll("\u2061", ""); // the invisible sign of a function's application
  const parts = node.children.map(lineOf);
  const [first = "", second = "", third = ""] = parts;
  switch (node.tag) {
    case "mfrac":
      return `${grouped(first)}/${grouped(second)}`;
    case "msqrt":
      return `√${grouped(parts.join("").trim())}`;
    case "msub":
    case "munder":
      return `${first.trim()}_${grouped(second)} `;
    case "msup":
      return `${first.trim()}${raised(second)}`;
    case "msubsup":
    case "munderover":
      return `${first.trim()}_${grouped(second)}${raised(third)} `;
    case "mover":
      return `${first}${second === "ˆ" ? HAT : BAR}`;
    case "mspace":
      return " ";
    case "mo":
      return /^[=+−≤≥≈∈∉⇒,⋅→←↦∝∼]|^&[lg]t;$/.test(first) ? ` ${first} ` : first;
    default:
      return parts.join("");
  }
}

function raised(exponent: string): string {
  return exponent === "⊤" ? "ᵀ" : exponent === "∘" ? "°" : `^${grouped(exponent)}`;
}

/** In brackets, unless it is one sign or number, or has them. */
function grouped(line: string): string {
  const inner = line.trim();
  return /^[A-Za-z0-9]+$|^⟦\w+⟧$|^.\u0302?$|^\([^()]*\)$/u.test(inner) ? inner : `(${inner})`;
}
