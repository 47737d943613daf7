// The rows of a result as a table, as a chart where one can be drawn, and as they came.

import { bars, drawable } from "./chart.js";

const SHOWN = 200_000; // characters of a raw result

/** Adds the other ways to see the rows in this section. */
export function views(section) {
  const region = section.querySelector(".scroll");
  const table = region?.querySelector("table");
  if (!table?.tBodies[0].rows.length) return;
  const ways = { Table: () => region };
  const column = drawable(table);
  if (column >= 0) ways.Chart = () => bars(table, column, section.clientWidth);
  ways.Raw = () => raw(section.querySelector('a[data-format="json"]').href);
  region.before(choice(ways, region));
}

function choice(ways, region) {
  const group = document.createElement("div");
  group.className = "row views";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Show the rows as");
  let shown = region;
  for (const [name, make] of Object.entries(ways)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-pressed", String(name === "Table"));
    button.addEventListener("click", async () => {
      const next = await make();
      shown.replaceWith(next);
      shown = next;
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === button));
    });
    group.append(button);
  }
  return group;
}

async function raw(address) {
  const answer = await fetch(address);
  const text = await answer.text();
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.setAttribute("aria-label", "The result as JSON");
  pre.textContent = text.length > SHOWN ? `${text.slice(0, SHOWN)}\n…` : text;
  return pre;
}
