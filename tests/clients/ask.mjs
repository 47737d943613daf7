// Comunica, over one endpoint or several: reads the query and the sources, writes the rows.

import { readFileSync } from "node:fs";

import { QueryEngine } from "@comunica/query-sparql";

const { query, sources } = JSON.parse(readFileSync(0, "utf-8"));
const engine = new QueryEngine();
const stream = await engine.queryBindings(query, { sources: sources.map((value) => ({ type: "sparql", value })) });
const rows = await stream.toArray();
console.log(JSON.stringify(rows.map((row) => Object.fromEntries([...row].map(([name, { value }]) => [name.value, value])))));
