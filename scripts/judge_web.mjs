// Judges a web edition in a browser: every page is accessible (axe, no findings), loads without errors and without a request to
// another place, is no wider than a phone, and the search finds what it should.
//
//   node judge_web.mjs NODE_MODULES CHROMIUM FOLDER [WORD]
//
// In: the folder of a site, and a word that stands in it. Out: a line a fault, status 1 if there is one.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, browserPath, folder, word] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "x.js"));
const puppeteer = require("puppeteer");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const browser = await puppeteer.launch({ executablePath: browserPath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const site = pathToFileURL(path.resolve(folder)).href;

async function open(name, scheme) {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width: 360, height: 740 });
  page.on("request", (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith("data:")) faults.push(`${name}: asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => faults.push(`${name}: lacks ${request.url()}`));
  page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${name}: ${message.text()}`);
  });
  await page.goto(`${site}/${name}`, { waitUntil: "load" });
  return page;
}

async function accessible(page, name, scheme) {
  await page.evaluate(axe);
  const report = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
  for (const violation of report.violations) {
    for (const node of violation.nodes.slice(0, 3)) faults.push(`${name} (${scheme}): ${violation.id}: ${node.html.slice(0, 160)}`);
  }
}

const names = readdirSync(folder).filter((name) => name.endsWith(".html"));
// Of a site of many pages every so many are looked at: they are made alike.
const step = Math.max(1, Math.floor(names.length / 24));
let looked = 0;
for (const name of names.filter((each, at) => at % step === 0 || !each.startsWith("article"))) {
  for (const scheme of ["light", "dark"]) {
    const page = await open(name, scheme);
    await accessible(page, name, scheme);
    if (scheme === "light") {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) faults.push(`${name}: ${wide} pixels wider than a phone`);
    }
    await page.close();
  }
  looked += 1;
}
if (word !== undefined) {
  const page = await open(`search.html?q=${encodeURIComponent(word)}`, "light");
  const found = await page.$$eval("#results mark", (marks) => marks.map((mark) => mark.textContent));
  const wanted = word.normalize("NFKC").toLowerCase();
  if (!found.some((text) => text.normalize("NFKC").toLowerCase() === wanted)) faults.push(`search: ${word} is not found`);
  const target = await page.$eval("#results a", (link) => link.href).catch(() => "");
  const there = await open(path.basename(target), "light");
  const id = decodeURIComponent(new URL(there.url()).hash.slice(1));
  if (id !== "" && !(await there.evaluate((name) => document.getElementById(name) !== null, id))) faults.push(`search: ${target} leads nowhere`);
  await accessible(page, "search.html with results", "light");
}
await browser.close();
console.log(`${looked} pages, ${faults.length} faults`);
faults.forEach((fault) => console.log(fault));
process.exit(faults.length === 0 ? 0 : 1);
