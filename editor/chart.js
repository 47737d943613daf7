// The numbers of a result as bars: its last column of numbers, named by the others.

const SVG = "http://www.w3.org/2000/svg";
const MOST = 100; // bars
const [STEP, THICK, BASE] = [26, 18, 14];
const LETTER = 7.2; // px of width, about
const FIGURE = 70; // px for the number behind a bar

/** The column of numbers to draw; -1 where there is none, nothing names it, or a number is below zero. */
export function drawable(table) {
  const rows = [...table.tBodies[0].rows];
  const numeric = [...rows[0].cells].map((_, column) => rows.every((row) => isNumber(row.cells[column])));
  return rows.length > 1 && numeric.length > 1 ? numeric.lastIndexOf(true) : -1;
}

function isNumber(cell) {
  return cell.classList.contains("number") && Number(cell.textContent) >= 0;
}

/** A bar for each row, as wide as there is room for (px). */
export function bars(table, column, width) {
  const found = [...table.tBodies[0].rows].slice(0, MOST).map((row) => split(row, column));
  const [heads, head] = split(table.tHead.rows[0], column);
  const height = found.length * STEP;
  const picture = element("svg", { class: "bars", role: "img", "aria-label": `${head} by ${heads}`, width, height });
  const left = Math.min(width * 0.45, LETTER * Math.max(...found.map(([name]) => name.length)) + 8);
  const room = (width - left - FIGURE) / (Math.max(...found.map(([, value]) => Number(value))) || 1);
  found.forEach(([name, value], index) => {
    const [y, length] = [index * STEP, room * Number(value)];
    picture.append(
      element("text", { x: 0, y: y + BASE }, cut(name, left / LETTER)),
      element("rect", { x: left, y, width: Math.max(length, 1), height: THICK, rx: 2 }),
      element("text", { x: left + length + 6, y: y + BASE }, value),
    );
  });
  return picture;
}

/** What the other cells of a row say, and what the one in this column does. */
function split(row, column) {
  const texts = Array.from(row.cells, (cell) => cell.textContent);
  return [texts.filter((_, place) => place !== column).join(", "), texts[column]];
}

function cut(text, letters) {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}

function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
