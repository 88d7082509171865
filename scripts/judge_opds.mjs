// A client of catalogues reads what `banxin release --site` wrote, from a server on this machine, and downloads the editions.
// In: the folder with r2-opds-js in its node_modules, the folder of the catalogue. Out: a line for each feed; status 1 if one can't be read, or an edition has
// other bytes than its release says.
//
//     node scripts/judge_opds.mjs TOOLS DIST
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const [tools, dist] = process.argv.slice(2).map((name) => path.resolve(name));
const require = createRequire(path.join(tools, "x.js"));
const opds = "r2-opds-js/dist/es6-es2015/src/opds";
require(`${opds}/init-globals`).initGlobalConverters_OPDS();
require("r2-shared-js/dist/es6-es2015/src/init-globals").initGlobalConverters_GENERIC();
const { convertOpds1ToOpds2 } = require(`${opds}/converter`);
const { OPDS } = require(`${opds}/opds1/opds`);
const { OPDSFeed } = require(`${opds}/opds2/opds2`);
const { XML } = require("r2-utils-js/dist/es6-es2015/src/_utils/xml-js-mapper");
const { TaJsonDeserialize } = require("r2-lcp-js/dist/es6-es2015/src/serializable");
const { DOMParser } = require("@xmldom/xmldom");

const sums = new Set();
for (const name of await readdir(dist)) {
    const manifest = await readFile(path.join(dist, name, "manifest.json"), "utf8").catch(() => null);
    if (manifest) JSON.parse(manifest).files.forEach((file) => sums.add(file.sha256));
}
const server = createServer(async (request, response) => {
    const file = path.join(dist, path.normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
    const bytes = file.startsWith(dist + path.sep) ? await readFile(file).catch(() => null) : null;
    response.writeHead(bytes ? 200 : 404);
    response.end(bytes ?? "");
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}/`;

let failed = 0;
async function judge(name, parse) {
    try {
        const feed = parse(await (await fetch(base + name)).text());
        const kinds = new Set();
        for (const publication of feed.Publications) {
            if (!publication.Metadata.Title || !publication.Images?.length) throw new Error("a publication without title or cover");
            for (const link of publication.Links.filter((link) => link.Rel?.some((rel) => rel.includes("acquisition")))) {
                const answer = await fetch(new URL(link.Href, base));
                const bytes = Buffer.from(await answer.arrayBuffer());
                const sum = createHash("sha256").update(bytes).digest("hex");
                if (!answer.ok || !sums.has(sum)) throw new Error(`${link.Href}: not what the release has`);
                kinds.add(link.TypeLink);
            }
        }
        for (const kind of ["application/epub+zip", "application/pdf"]) {
            if (!kinds.has(kind)) throw new Error(`no ${kind} to download`);
        }
        console.log(`  ok  ${name}: ${feed.Publications.length} publications, ${[...kinds].join(", ")}`);
    } catch (error) {
        failed += 1;
        console.log(`  BROKEN  ${name}: ${error.message}`);
    }
}
await judge("opds.xml", (text) => convertOpds1ToOpds2(XML.deserialize(new DOMParser().parseFromString(text, "text/xml"), OPDS)));
await judge("opds.json", (text) => TaJsonDeserialize(JSON.parse(text), OPDSFeed));
server.close();
process.exit(failed ? 1 : 0);
