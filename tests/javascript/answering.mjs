// Answers lines of JSON on standard input, for the tests. Usage: node answering.mjs RUNNER.mjs
//
// {"policy": artefact} is the policy from then on, {"import": path} that of a module; {"event": ..., "as_of": ...}
// is decided, and {"ask": event} asked about. Each line but those of policies is answered by one line.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const runner = await import(pathToFileURL(process.argv[2]));
let policy = null;

function answer(line) {
  if ("ask" in line) return runner.questions(policy, line.ask, line.as_of);
  return (line.explained ? runner.explain : runner.decide)(policy, line.event, line.as_of);
}

for await (const text of createInterface({ input: process.stdin })) {
  const line = JSON.parse(text);
  if ("policy" in line) {
    policy = line.policy;
    continue;
  }
  let told;
  try {
    told = answer(line);
  } catch (error) {
    told = { error: error.name, path: error.path, message: error.message };
  }
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
