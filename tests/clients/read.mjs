// jsonld.js: reads the address of a document, writes its triples as N-Quads.

import { readFileSync } from "node:fs";

import jsonld from "jsonld";

const { address } = JSON.parse(readFileSync(0, "utf-8"));
const document = await (await fetch(address)).json();
console.log(JSON.stringify(await jsonld.toRDF(document, { format: "application/n-quads" })));
