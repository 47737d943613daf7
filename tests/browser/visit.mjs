// Looks at pages in a browser: reads their paths by name as JSON, writes what was seen of each.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 800 };

const { address, browser: executablePath, pages } = JSON.parse(readFileSync(0, "utf-8"));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const seen = {};
for (const [name, path] of Object.entries(pages)) seen[name] = await look(path);
await browser.close();
console.log(JSON.stringify(seen));

async function look(path) {
  const [said, elsewhere, sizes] = [[], [], []];
  const page = await opened({ viewport: WIDE, colorScheme: "light" }, said, elsewhere);
  page.on("requestfinished", (request) => sizes.push(request.sizes()));
  const wide = await shown(page, path);
  const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize: size }) => sum + size, 0);
  wide.violations = await audit(page, {});
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = { ...(await measured(page)), violations: await audit(page, { runOnly: ["color-contrast"] }) };
  await page.setViewportSize(NARROW);
  const narrow = await measured(page);
  const arabic = await shown(page, `${path}${path.includes("?") ? "&" : "?"}lang=ar`);
  await page.context().close();
  const bare = await opened({ viewport: NARROW, javaScriptEnabled: false }, said, elsewhere);
  const plain = await shown(bare, path);
  await bare.context().close();
  return { said, elsewhere, bytes, wide, dark, narrow, arabic, plain };
}

async function opened(options, said, elsewhere) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => request.url().startsWith(address) || elsewhere.push(request.url()));
  return page;
}

async function shown(page, path) {
  const answer = await page.goto(new URL(path, address).href);
  return { status: answer.status(), headings: await page.locator("h1").count(), ...(await measured(page)) };
}

function measured(page) {
  return page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    direction: getComputedStyle(document.documentElement).direction,
    paper: getComputedStyle(document.body).backgroundColor,
  }));
}

/** The serious and critical violations that axe-core finds, each with the first places. */
async function audit(page, options) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((given) => window.axe.run(document, given), options);
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
