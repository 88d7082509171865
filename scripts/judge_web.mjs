// Judges a web edition in a browser: every page is accessible (axe, no findings), loads without errors and without a request to
// another place, is no wider than a phone or a desktop, prints without what only a screen needs, and the search finds what it should.
//
//   node judge_web.mjs NODE_MODULES CHROMIUM FOLDER [WORD [PICTURES]]
//
// In: the folder of a site, and a word that stands in it. Out: a line a fault, status 1 if there is one; into PICTURES the pages on phone and desktop, by
// day and by night, and what a printer gets.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, browserPath, folder, word, pictures] = process.argv.slice(2);
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

function picture(name, rest) {
  mkdirSync(pictures, { recursive: true });
  return path.join(pictures, `${path.basename(name, ".html")}-${rest}`);
}

// Paper is white and has no links to other pages of the site, whatever the screen is.
async function printed(page, name) {
  await page.emulateMediaType("print");
  const seen = await page.evaluate(() => {
    const light = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number).reduce((sum, value) => sum + value, 0);
    const style = getComputedStyle(document.documentElement);
    const left = [...document.querySelectorAll(".site-head, .site-foot, .skip")].filter((each) => each.getClientRects().length > 0);
    return { paper: light(style.backgroundColor), ink: light(getComputedStyle(document.querySelector("main")).color), left: left.map((each) => each.className) };
  });
  if (seen.paper < 750 || seen.ink > 60) faults.push(`${name}: printed in ${seen.ink} on ${seen.paper}`);
  seen.left.forEach((each) => faults.push(`${name}: ${each} is printed`));
  if (pictures) await page.pdf({ path: picture(name, "print.pdf"), format: "A4", printBackground: false, margin: { top: "2cm", right: "2cm", bottom: "2cm", left: "2cm" } });
}

const names = readdirSync(folder).filter((name) => name.endsWith(".html"));
// Of a site of many pages every so many are looked at: they are made alike.
const step = Math.max(1, Math.floor(names.length / 24));
let looked = 0;
for (const name of names.filter((each, at) => at % step === 0 || !each.startsWith("article"))) {
  for (const scheme of ["light", "dark"]) {
    const page = await open(name, scheme);
    await accessible(page, name, scheme);
    for (const width of [360, 390, 1280]) {
      await page.setViewport({ width, height: 844 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) faults.push(`${name}: ${wide} pixels wider than a screen of ${width}`);
      if (pictures && width > 360) await page.screenshot({ path: picture(name, `${width}-${scheme}.png`), fullPage: true });
    }
    if (scheme === "dark") await printed(page, name);
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
