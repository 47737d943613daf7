// The script of the query page. Without it the page has a plain field and its result as a table.

import { edit } from "./editor.js";
import { views } from "./results.js";

const form = document.getElementById("ask");
edit(form, form.elements.query);
document.getElementById("keys").hidden = false;

const result = document.getElementById("result");
if (result) views(result);
