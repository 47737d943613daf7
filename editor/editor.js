// CodeMirror in the place of the plain field, which stays in the form and keeps the text.
//
// It lives in a shadow tree: there its styles are constructed sheets, which `style-src 'self'` allows.

import { Compartment, EditorState, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap } from "@codemirror/view";

import { tokens } from "./tokens.js";

const LONGEST = 50_000; // characters; a longer text has no colours, as each key would colour it anew
const SAID = "SPARQL query. Control and Enter run it, Control and Space complete, Tab leaves the field.";

const theme = EditorView.theme({
  "&": { color: "var(--ink)", fontSize: ".92rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", lineHeight: "1.5", minHeight: "16rem", maxHeight: "65vh" },
  ".cm-content": { padding: ".6rem 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 .6rem" },
  ".keyword": { color: "var(--key)", fontWeight: "600" },
  ".text": { color: "var(--text)" },
  ".iri, .name": { color: "var(--name)" },
  ".variable": { color: "var(--variable)" },
  ".number": { color: "var(--number)" },
  ".comment": { color: "var(--quiet)" },
  ".wrong": { textDecoration: "underline wavy var(--wrong)", backgroundColor: "var(--wash)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--quiet)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "ui-monospace, monospace", maxWidth: "90vw" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "system-ui, sans-serif" },
});

/** Puts the editor before the field of the form. */
export function edit(form, field) {
  const host = document.createElement("div");
  host.className = "editor";
  host.dir = "ltr";
  field.before(host);
  const root = host.attachShadow({ mode: "open" });
  const helped = new Compartment();
  const view = new EditorView({ parent: root, root, state: state(form, field, helped) });
  root.addEventListener("focusin", () => help(form, view, helped), { once: true });
  take(form, field, view);
}

function state(form, field, helped) {
  return EditorState.create({
    doc: field.value,
    extensions: [
      keymap.of(running(form)),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": SAID, spellcheck: "false", autocapitalize: "off" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) field.value = update.state.doc.toString();
      }),
      coloured,
      wrong(field),
      theme,
      helped.of([]),
    ],
  });
}

function running(form) {
  const run = () => {
    form.requestSubmit();
    return true;
  };
  return [
    { key: "Mod-Enter", run },
    { key: "Ctrl-Enter", run },
  ];
}

/** The field gives its place: its label leads to the editor, and where the query is wrong the cursor stands there. */
function take(form, field, view) {
  field.hidden = true;
  field.required = false;
  field.labels[0].addEventListener("click", () => view.focus());
  form.addEventListener("submit", (event) => {
    if (field.value.trim()) return;
    event.preventDefault();
    view.focus();
  });
  const place = placeOf(field, view.state.doc);
  if (place === null) return;
  view.dispatch({ selection: { anchor: place }, scrollIntoView: true });
  view.focus();
}

const coloured = StateField.define({
  create: ({ doc }) => colours(doc.toString()),
  update: (value, transaction) => (transaction.docChanged ? colours(transaction.newDoc.toString()) : value),
  provide: (field) => EditorView.decorations.from(field),
});

function colours(text) {
  if (text.length > LONGEST) return Decoration.none;
  const found = [...tokens(text)].filter(({ kind }) => kind !== "word");
  return Decoration.set(found.map(({ kind, from, to }) => Decoration.mark({ class: kind }).range(from, to)));
}

/** Marks the rest of the line from where the query is wrong, until it is changed. */
function wrong(field) {
  return StateField.define({
    create: ({ doc }) => {
      const place = placeOf(field, doc);
      if (place === null) return Decoration.none;
      const line = doc.lineAt(place);
      const from = place < line.to ? place : line.from;
      return from < line.to ? Decoration.set(Decoration.mark({ class: "wrong" }).range(from, line.to)) : Decoration.none;
    },
    update: (value, transaction) => (transaction.docChanged ? Decoration.none : value),
    provide: (known) => EditorView.decorations.from(known),
  });
}

/** Where the server says the query is wrong (line and column from 1), as a place in the text. */
function placeOf(field, doc) {
  const [number, column] = [Number(field.dataset.line), Number(field.dataset.column)];
  if (!number || number > doc.lines) return null;
  const line = doc.line(number);
  return Math.min(line.from + column - 1, line.to);
}

/** Brings what only who writes needs: steps back, declarations, completion from the server's ontology. */
async function help(form, view, helped) {
  const [{ helping }, answer] = await Promise.all([import("./helping.js"), fetch(form.dataset.terms)]);
  view.dispatch({ effects: helped.reconfigure(helping(await answer.json())) });
}
