// What who writes needs: steps back, lines that keep their indent, declarations of prefixes, completion.

import { history, historyKeymap, insertNewlineKeepIndent } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { keymap } from "@codemirror/view";

import { completion } from "./completion.js";
import { declarations } from "./tokens.js";

/** The extensions, with these terms to propose (`/terms.json`). */
export function helping(terms) {
  return [
    completion(terms),
    history(),
    keymap.of([{ key: "Enter", run: insertNewlineKeepIndent }, ...historyKeymap]),
    declaring(terms.prefixes),
  ];
}

/** Declares a prefix of ours as soon as it is used; one step back takes both away. */
function declaring(prefixes) {
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || !transaction.isUserEvent("input")) return transaction;
    const { at, lines } = declarations(transaction.newDoc.toString(), prefixes);
    return lines ? [transaction, { changes: { from: at, insert: lines }, sequential: true }] : transaction;
  });
}
