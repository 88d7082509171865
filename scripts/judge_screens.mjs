// Judges the pages of an EPUB as screens show them: phone and tablet, by day and by night; takes pictures of them to be looked at.
//
//   node judge_screens.mjs NODE_MODULES CHROMIUM FOLDER [PICTURES [WORD]]
//
// In: an unpacked EPUB; WORD keeps the pages whose names have it. Asked of every page: nothing runs out of the screen, no picture is larger than the
// column or the screen, all words have a contrast of 4.5 to what is behind them (3 if they are large; WCAG 2.2, 1.4.3), lines of a vertical page run
// down and follow to the left, broken lines of code hang, justified lines are not torn apart. Out: a line a fault, status 1 if there is one; the pictures into
// PICTURES: the whole page, of long ones the first screens.
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, browserPath, folder, pictures, word = ""] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "x.js"));
const puppeteer = require("puppeteer");
const SCREENS = [{ name: "phone", width: 390, height: 844 }, { name: "tablet", width: 820, height: 1180 }];
// A reading system's night: it gives paper and ink, and tells the page by the media feature.
const NIGHT = ":root { background-color: #121212; color: #d0d0d0; }";
// Of a long page so many screens are taken.
const MOST_SCREENS = 4;
// A line is torn where Han stand further apart, in ems; a narrow screen can't do without it altogether: of so many lines one may be, and of a
// short book a few.
const WIDEST = 0.35;
const ONE_TORN_IN = 200;
const FEW_TORN = 4;
const faults = [];
const torn = [];
let lines = 0;

// Runs in the page. What is wrong with it, as lines.
function inspect(widest) {
  const found = [];
  const vertical = getComputedStyle(document.documentElement).writingMode === "vertical-rl";
  const named = (element) => {
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 24);
    return `<${element.localName}${element.className ? ` class="${element.getAttribute("class")}"` : ""}> ${words}`;
  };

  // Lines run out of the screen where the page is larger than it across its lines.
  const root = document.scrollingElement;
  const over = vertical ? root.scrollHeight - innerHeight : root.scrollWidth - innerWidth;
  if (over > 0) {
    const end = (element) => (vertical ? element.getBoundingClientRect().bottom - innerHeight : element.getBoundingClientRect().right - innerWidth);
    const out = [...document.body.querySelectorAll("*")].filter((element) => end(element) > 0.5);
    const inmost = out.filter((element) => !out.some((other) => other !== element && element.contains(other))).slice(0, 3);
    found.push(`${over} pixels larger than the screen: ${inmost.map(named).join("; ")}`);
  }

  // Pictures: not out of the box that they stand in, and seen at once.
  for (const picture of document.querySelectorAll("img, svg, video")) {
    const box = picture.getBoundingClientRect();
    const around = picture.parentElement.closest("figure, p, li, td, div, section, body");
    const column = vertical ? around.clientHeight : around.clientWidth;
    const length = vertical ? box.height : box.width;
    if (picture.localName === "img" && picture.naturalWidth === 0) found.push(`${picture.getAttribute("src")} is not shown`);
    if (length > column + 1) found.push(`${named(picture)} ${picture.getAttribute("src") ?? ""}: ${length} pixels in a column of ${column}`);
    if (box.width > innerWidth + 1 || box.height > innerHeight + 1) found.push(`${picture.getAttribute("src") ?? "a drawing"} is larger than the screen`);
  }

  // Contrast: the ink, thinned by the opacity of all that is around it, against the paper, with the tints of all that is around it.
  const parsed = (color) => {
    const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const over_ = (top, alpha, bottom) => top.map((value, at) => value * alpha + bottom[at] * (1 - alpha));
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paper = parsed(getComputedStyle(document.documentElement).backgroundColor);
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (seen.has(element) || walker.currentNode.data.trim() === "" || element.closest("script, math, [aria-hidden=true]")) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    if (style.visibility === "hidden" || element.getClientRects().length === 0) continue;
    let ground = over_(paper.rgb, paper.alpha, [255, 255, 255]);
    let opacity = 1;
    const around = [];
    for (let each = element; each !== document.documentElement; each = each.parentElement) around.unshift(each);
    for (const each of around) {
      const own = getComputedStyle(each);
      opacity *= Number(own.opacity);
      const tint = parsed(own.backgroundColor);
      ground = over_(tint.rgb, tint.alpha, ground);
    }
    const ink = parsed(style.color);
    const shown = over_(ink.rgb, ink.alpha * opacity, ground);
    const [one, other] = [light(shown), light(ground)].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5)) found.push(`contrast ${contrast.toFixed(2)}: ${named(element)}`);
  }

  // The way that lines run: each character of a paragraph is below the last one, or at the head of a line further to the left.
  if (vertical && document.body.className !== "cover") {
    const first = [...document.querySelectorAll("section > p, section > header")].filter((each) => each.textContent.trim().length > 0);
    for (let at = 1; at < first.length; at += 1) {
      const [before, after] = [first[at - 1].getBoundingClientRect(), first[at].getBoundingClientRect()];
      if (after.right > before.left + 1 && after.width > 0 && before.width > 0) found.push(`doesn't follow to the left: ${named(first[at])}`);
    }
  }

  // Broken lines of code go on further in than they begin; numbered ones behind their numbers.
  for (const line of document.querySelectorAll("pre .line")) {
    const number = line.querySelector(".line-number");
    const range = document.createRange();
    range.selectNodeContents(line);
    const place = (box) => (vertical ? [-box.right, box.top, box.bottom] : [box.top, box.left, box.right]);
    const rows = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0).map(place);
    if (rows.length === 0) continue;
    const size = parseFloat(getComputedStyle(line).fontSize);
    const edge = number === null ? rows[0][1] + size : place(number.getBoundingClientRect())[2];
    if (rows.some(([row, start]) => row > rows[0][0] + size && start < edge - 1)) found.push(`goes on as another line: ${named(line)}`);
  }

  // Dashes and dots of two ems stand whole on one line.
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    for (const match of all.currentNode.data.matchAll(/——|……/g)) {
      const mark = document.createRange();
      mark.setStart(all.currentNode, match.index);
      mark.setEnd(all.currentNode, match.index + 2);
      const places = [...mark.getClientRects()].filter((box) => box.width > 0).map((box) => Math.round(vertical ? box.left : box.top));
      if (places.some((place) => Math.abs(place - places[0]) > 3)) found.push(`a mark is broken: ${named(all.currentNode.parentElement)}`);
    }
  }

  // Justified lines: the widest gap between two Han.
  let lines = 0;
  const torn = [];
  for (const block of document.querySelectorAll("p, dd, li, figcaption")) {
    if (block.querySelector("p, ul, ol, dl") !== null || getComputedStyle(block).textAlign !== "justify") continue;
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const gaps = new Map();
    let before = null;
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest("ruby, .even, sup, code") !== null) { before = null; continue; }
      const size = parseFloat(getComputedStyle(text.parentElement).fontSize);
      for (let at = 0; at < text.data.length; at += 1) {
        if (!/[\u4e00-\u9fff]/.test(text.data[at])) { before = null; continue; }
        const letter = document.createRange();
        letter.setStart(text, at);
        letter.setEnd(text, at + 1);
        const box = letter.getBoundingClientRect();
        const [start, line] = vertical ? [box.top, Math.round(box.left)] : [box.left, Math.round(box.top)];
        if (before !== null && Math.abs(before[1] - line) < 3) {
          const gap = (start - before[0]) / size - 1;
          if (gap > (gaps.get(before[1]) ?? [-1])[0]) gaps.set(before[1], [gap, text.data.slice(Math.max(0, at - 8), at + 8)]);
          before = [start, before[1]];
        } else {
          before = [start, line];
        }
      }
    }
    lines += gaps.size;
    for (const [gap, words] of gaps.values()) if (gap > widest) torn.push(`${gap.toFixed(2)} em between Han: ${words}`);
  }
  return { found, torn, lines };
}

// A page on a screen: by day, turned if it can be, and by night. It is loaded once, since its faces take longer than its looks.
async function look(browser, file, screen) {
  const page = await browser.newPage();
  const name = path.basename(file, ".xhtml");
  const at = `${name}, ${screen.name}`;
  await page.setViewport({ width: screen.width, height: screen.height, deviceScaleFactor: pictures ? 1.5 : 1 });
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(`${at}: asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => faults.push(`${at}: lacks ${request.url()}`));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  let dark;
  for (const night of [false, true]) {
    const where = `${at}, ${night ? "night" : "day"}`;
    if (night) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
      dark = await page.addStyleTag({ content: NIGHT });
    }
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const seen = await page.evaluate(inspect, WIDEST);
    seen.found.forEach((fault) => faults.push(`${where}: ${fault}`));
    lines += seen.lines;
    torn.push(...seen.torn.map((line) => `${where}: ${line}`));
    if (pictures) await take(page, screen, path.join(pictures, `${name}-${screen.name}-${night ? "night" : "day"}.png`));
  }
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await dark.evaluate((sheet) => sheet.remove());
  if (await turned(page)) {
    (await page.evaluate(inspect, WIDEST)).found.forEach((fault) => faults.push(`${at}, turned: ${fault}`));
    if (pictures) await take(page, screen, path.join(pictures, `${name}-${screen.name}-turned.png`));
  }
  await page.close();
}

// Takes the alternate sheet instead of the page's own, as a reading system does that lets people turn the lines (Alternate Style Tags 1.0).
// Says whether the lines run the other way now.
async function turned(page) {
  return page.evaluate(async () => {
    const mode = () => getComputedStyle(document.documentElement).writingMode;
    const before = mode();
    const sheets = document.querySelectorAll("link.vertical, link.horizontal");
    if (sheets.length === 0) return false;
    for (const link of sheets) {
      // A sheet that was off by being alternate is on only after it has been off by name.
      link.disabled = true;
      link.disabled = !link.relList.contains("alternate");
    }
    for (let wait = 0; wait < 20 && mode() === before; wait += 1) await new Promise((done) => setTimeout(done, 50));
    return mode() !== before;
  });
}

// The whole page; one that runs to the left a screen at a time, since a picture of more would be of another screen.
async function take(page, screen, file) {
  const [wide, high, vertical] = await page.evaluate(() => {
    const root = document.scrollingElement;
    return [root.scrollWidth, root.scrollHeight, getComputedStyle(document.documentElement).writingMode === "vertical-rl"];
  });
  if (!vertical) {
    const clip = { x: 0, y: 0, width: screen.width, height: Math.min(high, screen.height * MOST_SCREENS) };
    await page.screenshot({ path: file, clip });
    return;
  }
  for (let at = 0; at < Math.min(MOST_SCREENS, Math.ceil(wide / screen.width)); at += 1) {
    await page.evaluate((left) => window.scrollTo(left, 0), -at * screen.width);
    await page.screenshot({ path: file.replace(/\.png$/, `-${at + 1}.png`) });
  }
}

const spine = readFileSync(path.join(folder, "OEBPS/content.opf"), "utf8");
const files = [...spine.matchAll(/href="([^"]+\.xhtml)"/g)].map((match) => path.join(folder, "OEBPS", match[1]));
const chosen = files.filter((file) => existsSync(file) && path.basename(file).includes(word));
if (chosen.length === 0) faults.push("no page");
if (pictures) mkdirSync(pictures, { recursive: true });
const browser = await puppeteer.launch({ executablePath: browserPath, headless: true, args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"] });
for (const file of chosen) for (const screen of SCREENS) await look(browser, file, screen);
await browser.close();
if (torn.length > Math.max(FEW_TORN, lines / ONE_TORN_IN)) faults.push(`${torn.length} of ${lines} justified lines are torn`, ...torn.slice(0, 20));
console.log(`${lines} justified lines, ${torn.length} torn`);
console.log(`${chosen.length} pages, ${faults.length} faults`);
faults.forEach((fault) => console.log(fault));
process.exit(faults.length === 0 ? 0 : 1);
