// Judges a folder of releases as readers come to it: the download page in a browser, on a phone, in light and dark.
//
//   node judge_site.mjs NODE_MODULES CHROMIUM FOLDER [PICTURES]
//
// In: a folder that `banxin release --site` wrote, which is served here. The page may ask for nothing elsewhere, be no wider than a phone, have every
// cover seen and every link lead to a file; each sum and size that it shows must be that of what the link gives; axe must find nothing.
// Out: a line a fault, status 1 if there is one; pictures of the page into PICTURES, if it is named.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

const [modules, browserPath, folder, pictures] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "x.js"));
const puppeteer = require("puppeteer");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const KINDS = { html: "text/html", xml: "application/xml", json: "application/json", jpg: "image/jpeg", epub: "application/epub+zip", pdf: "application/pdf" };
const faults = [];

// A static host that shows files and no folders.
const root = path.resolve(folder);
const host = createServer((request, response) => {
  const asked = path.join(root, decodeURIComponent(new URL(request.url, "http://x").pathname).replace(/\/$/, "/index.html"));
  try {
    if (!asked.startsWith(root + path.sep)) throw new Error("outside");
    const bytes = readFileSync(asked);
    response.writeHead(200, { "content-type": KINDS[path.extname(asked).slice(1)] ?? "text/plain; charset=utf-8" }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => host.listen(0, "127.0.0.1", ready));
const site = `http://127.0.0.1:${host.address().port}/`;
const browser = await puppeteer.launch({ executablePath: browserPath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });

async function open(width, scheme) {
  const page = await browser.newPage();
  const named = `${width} pixels, ${scheme}`;
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 844, deviceScaleFactor: 2 });
  page.on("request", (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith("data:")) faults.push(`${named}: asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => faults.push(`${named}: lacks ${request.url()}`));
  page.on("response", (response) => {
    // Every browser asks for an icon by itself.
    if (response.status() >= 400 && !response.url().endsWith("/favicon.ico")) faults.push(`${named}: ${response.status()} ${response.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`${named}: ${error.message}`));
  await page.goto(site, { waitUntil: "load" });
  return page;
}

async function look(width, scheme) {
  const page = await open(width, scheme);
  for (const state of ["closed", "open"]) {
    const named = `${width} pixels, ${scheme}, ${state}`;
    if (state === "open") await page.$$eval("details", (all) => all.forEach((details) => { details.open = true; }));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) faults.push(`${named}: ${wide} pixels wider than the window`);
    const unseen = await page.$$eval("img", (all) => all.filter((image) => !image.complete || image.naturalWidth === 0 || image.clientWidth < 80).map((image) => image.src));
    unseen.forEach((source) => faults.push(`${named}: ${source} is not seen`));
    await page.evaluate(axe);
    const report = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
    for (const violation of report.violations) {
      for (const node of violation.nodes.slice(0, 3)) faults.push(`${named}: ${violation.id}: ${node.html.slice(0, 160)}`);
    }
    if (width < 500) {
      const small = await page.$$eval("a, summary", (all) => all.filter((each) => each.getClientRects().length > 0 && each.getBoundingClientRect().height < 24).map((each) => each.textContent));
      small.forEach((text) => faults.push(`${named}: 「${text}」 is too small for a finger`));
    }
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `site-${width}-${scheme}-${state}.png`), fullPage: true });
    }
  }
  await page.close();
}

// Links, sums and sizes: what is shown against what is got.
async function fetchAll() {
  const page = await open(390, "light");
  const books = await page.$$eval("article", (all) => all.length);
  if (books === 0) faults.push("no book");
  if ((await page.$$eval("article img", (all) => all.length)) !== books) faults.push("a book has no cover");
  const links = await page.$$eval("a[href], link[href]", (all) => all.map((link) => link.href));
  const got = new Map();
  for (const link of new Set(links)) {
    const response = await fetch(link);
    if (response.status !== 200) faults.push(`${link}: ${response.status}`);
    got.set(link, Buffer.from(await response.arrayBuffer()));
  }
  const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const shown = await page.$$eval("details div", (all) => all.map((each) => [each.querySelector("a").href, each.querySelector("code").textContent]));
  if (shown.length < books * 3) faults.push(`only ${shown.length} sums`);
  for (const [link, expected] of shown) if (sum(got.get(link)) !== expected) faults.push(`${link}: its sum is not the one shown`);
  const files = await page.$$eval(".files a", (all) => all.map((each) => [each.href, each.querySelector("small").textContent]));
  if (files.length < books) faults.push("a book has no edition");
  for (const [link, text] of files) {
    const size = got.get(link).length;
    const said = size < 1_000_000 ? `${Math.ceil(size / 1000)} kB` : `${(Math.floor(size / 100_000) / 10).toFixed(1)} MB`;
    if (text.split(" · ")[0] !== said) faults.push(`${link}: ${text} is shown, it has ${said}`);
  }
  for (const [link, bytes] of got) {
    if (!link.endsWith("/SHA256SUMS")) continue;
    for (const line of bytes.toString().trim().split("\n")) {
      const [expected, name] = line.split("  ");
      if (sum(readFileSync(path.join(root, decodeURIComponent(new URL(link).pathname), "..", name))) !== expected) faults.push(`${link}: ${name} has another sum`);
    }
  }
  await page.close();
  return [books, got.size];
}

for (const width of [320, 390, 1280]) for (const scheme of ["light", "dark"]) await look(width, scheme);
const [books, links] = await fetchAll();
await browser.close();
host.close();
console.log(`${books} books, ${links} links, ${faults.length} faults`);
faults.forEach((fault) => console.log(fault));
process.exit(faults.length === 0 ? 0 : 1);
