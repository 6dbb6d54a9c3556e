// Answers lines of JSON on standard input, one line for each. Usage: node answering.mjs RUNNER.mjs
//
// {"policy": artefact} is the policy from then on. {"trials": [...]} is answered by a list: a trial
// {"event": ..., "as_of": ...} by the decision with all that explains it; {"plain": event} by the decision
// alone; {"ask": event, "question": ..., "answer": ...} by the event with that answer, and what is asked then.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const runner = await import(pathToFileURL(process.argv[2]));
let policy = null;

function answer({ event, plain, ask, question, answer, as_of: asOf = null }) {
  if (plain !== undefined) return runner.decide(policy, plain, asOf);
  if (ask === undefined) return runner.explain(policy, event, asOf);
  const now = question === undefined ? ask : runner.answered(ask, question, answer);
  return { event: now, questions: runner.questions(policy, now, asOf) };
}

function answerOrError(trial) {
  try {
    return answer(trial);
  } catch (error) {
    return { error: error.name, path: error.path, message: error.message };
  }
}

for await (const text of createInterface({ input: process.stdin })) {
  const line = JSON.parse(text);
  policy = line.policy ?? policy;
  process.stdout.write(`${JSON.stringify((line.trials ?? []).map(answerOrError))}\n`);
}
