// What the editor proposes: prefixes, classes, properties and codes of the ontology, variables of the query, words.

import { autocompletion } from "@codemirror/autocomplete";

import { KEYWORDS, tokens } from "./tokens.js";

const BEGUN = /[?$]?[\w-]*:?[\w-]*/;
const CLASS_WANTED = /(?:\ba|rdf:type)\s+$/;
const PREFIX_WANTED = /\bPREFIX\s+$/i;
const LOOKED_AT = 40; // characters before the word

/** The extension that proposes these terms (`/terms.json`). */
export function completion(terms) {
  const known = {
    prefixes: Object.entries(terms.prefixes).map(([name, iri]) => ({ label: `${name}: <${iri}>` })),
    classes: listed(terms.classes, "class"),
    others: [
      ...listed(terms.properties, "property"),
      ...listed(terms.codes, "constant"),
      ...KEYWORDS.map((label) => ({ label, type: "keyword", boost: -1 })),
    ],
  };
  return autocompletion({ override: [(context) => proposed(context, known)], icons: false });
}

function listed(named, type) {
  return Object.entries(named).map(([label, detail]) => ({ label, detail, type }));
}

function proposed(context, known) {
  const word = context.matchBefore(BEGUN);
  const text = context.state.doc.toString();
  if ((word.from === word.to && !context.explicit) || said(text, word.from)) return null;
  const before = text.slice(Math.max(0, word.from - LOOKED_AT), word.from);
  return { from: word.from, options: options(word.text, before, text, known), validFor: BEGUN };
}

function options(begun, before, text, known) {
  if (/^[?$]/.test(begun)) return variables(text, begun);
  if (PREFIX_WANTED.test(before)) return known.prefixes;
  return CLASS_WANTED.test(before) ? known.classes : [...known.others, ...known.classes];
}

function variables(text, begun) {
  const used = new Set();
  for (const token of tokens(text)) if (token.kind === "variable" && token.text !== begun) used.add(token.text);
  return [...used].sort().map((label) => ({ label, type: "variable" }));
}

/** Whether the place is inside a text, an IRI or a comment. */
function said(text, place) {
  for (const { kind, from, to } of tokens(text)) {
    if (from >= place) return false;
    if (place <= to && (kind === "comment" || (place < to && (kind === "text" || kind === "iri")))) return true;
  }
  return false;
}
