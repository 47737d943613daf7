// Runs an example by keyboard alone, then looks at a wrong query; writes what was seen.

import { readFileSync } from "node:fs";

import { chromium } from "playwright-core";

const { address, browser: executablePath } = JSON.parse(readFileSync(0, "utf-8"));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage();
const said = [];
page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
page.on("pageerror", (error) => said.push(error.message));

const example = await picked();
const completed = await written();
const wrong = await mistaken();
await browser.close();
console.log(JSON.stringify({ example, completed, wrong, said: said.filter((text) => !text.includes("400")) }));

/** From the first page to an example, into the editor, run, and out of it again. */
async function picked() {
  await page.goto(new URL("sparql", address).href);
  await until(() => document.activeElement?.getAttribute("href")?.includes("example=03-"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/example=03-/);
  await until(() => document.activeElement?.className === "editor");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await page.keyboard.press("Tab");
  const left = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#result");
  const rows = await page.locator("#result tbody tr").count();
  return { outline, left, rows, address: page.url() };
}

/** A query begun with nothing: the class is completed, its prefix declared. */
async function written() {
  await page.goto(new URL("sparql", address).href);
  const helped = page.waitForResponse(/terms\.json/);
  await until(() => document.activeElement?.className === "editor");
  await helped;
  await page.keyboard.type("SELECT ?vote { ?vote a un:Ballo", { delay: 15 });
  await page.locator(".cm-tooltip-autocomplete li[aria-selected]").waitFor();
  await page.waitForTimeout(200); // CodeMirror takes no Enter that comes at once, as it may be meant for the text
  await page.keyboard.press("Enter");
  return page.inputValue("#query");
}

/** A wrong query: where the cursor stands, and what is marked. */
async function mistaken() {
  await page.goto(new URL(`sparql?query=${encodeURIComponent("SELECT * {\n  ?s ?p }\n}")}`, address).href);
  const marked = page.locator(".wrong").first();
  await marked.waitFor();
  const focused = await page.evaluate(() => document.activeElement.className);
  return { marked: await marked.textContent(), focused, told: await page.locator("#problem").innerText() };
}

async function until(there) {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await page.evaluate(there)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("sixty tabs did not lead there");
}
