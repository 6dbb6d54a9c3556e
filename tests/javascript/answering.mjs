// Answers lines of JSON on standard input, one line for each, for the tests. Usage: node answering.mjs RUNNER.mjs
//
// {"policy": artefact} is the policy from then on. {"trials": [...]} is answered by a list: a trial {"event": ...,
// "as_of": ...} by the decision with all that explains it, and {"ask": event, "as_of": ...} by what is asked.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const runner = await import(pathToFileURL(process.argv[2]));
let policy = null;

function answer({ event, ask, as_of: asOf = null }) {
  try {
    return ask === undefined ? runner.explain(policy, event, asOf) : runner.questions(policy, ask, asOf);
  } catch (error) {
    return { error: error.name, path: error.path, message: error.message };
  }
}

for await (const text of createInterface({ input: process.stdin })) {
  const line = JSON.parse(text);
  policy = line.policy ?? policy;
  process.stdout.write(`${JSON.stringify((line.trials ?? []).map(answer))}\n`);
}
