// The words of a SPARQL text, as far as colours, completion and prefixes need them. Pure.

const TOKEN = new RegExp(
  [
    String.raw`(?<comment>#[^\n]*)`,
    String.raw`(?<iri><[^\s<>"{}|^\x60\\]*>)`,
    String.raw`(?<text>"{3}[^]*?(?:"{3}|$)|'{3}[^]*?(?:'{3}|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)`,
    String.raw`(?<variable>[?$]\w+)`,
    String.raw`(?<name>[A-Za-z][\w.-]*:[\w%:-]*(?:\.[\w%:-]+)*|:[\w-]+)`,
    String.raw`(?<number>\b\d+(?:\.\d+)?)`,
    String.raw`(?<word>[A-Za-z_]\w*)`,
  ].join("|"),
  "g",
);

export const KEYWORDS = (
  "ABS ADD ALL AS ASC ASK AVG BASE BIND BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE DAY DESC DESCRIBE " +
  "DISTINCT EXISTS FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING IF IN LANG LANGMATCHES LCASE LIMIT MAX MIN MINUS MONTH " +
  "NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX REDUCED REGEX REPLACE ROUND SAMPLE SELECT SEPARATOR SERVICE STR STRAFTER " +
  "STRBEFORE STRENDS STRLANG STRLEN STRSTARTS SUBSTR SUM UCASE UNDEF UNION VALUES WHERE YEAR a false true"
).split(" ");

const KNOWN = new Set(KEYWORDS.map((word) => word.toLowerCase()));
const DECLARED = /\bPREFIX\s+([\w.-]*):/gi;

/** Each token: its kind (`keyword` for a word that SPARQL has), text and place. */
export function* tokens(text) {
  for (const match of text.matchAll(TOKEN)) {
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    const from = match.index;
    yield {
      kind: kind === "word" && KNOWN.has(match[0].toLowerCase()) ? "keyword" : kind,
      text: match[0],
      from,
      to: from + match[0].length,
    };
  }
}

/** The lines that declare the known prefixes which the text uses and does not declare, and where they belong. */
export function declarations(text, prefixes) {
  const declared = new Set(Array.from(text.matchAll(DECLARED), (match) => match[1]));
  const used = new Set();
  for (const { kind, text: name } of tokens(text)) if (kind === "name") used.add(name.slice(0, name.indexOf(":")));
  const missing = [...used].filter((prefix) => prefix in prefixes && !declared.has(prefix)).sort();
  return { at: prologue(text), lines: missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") };
}

/** After the comments at the top. */
function prologue(text) {
  return text.match(/^(?:[ \t]*(?:#[^\n]*)?\n)*/)[0].length;
}
