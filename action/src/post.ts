import { getInput, getState, warning } from "@actions/core";
import { forget } from "./approval.ts";
import { connect } from "./github/client.ts";
import { Deployments } from "./github/deployments.ts";
import { Inputs } from "./inputs.ts";
import { hide, scrub } from "./secrets.ts";
import { frameOf } from "./shown.ts";
import { surroundings } from "./surroundings.ts";
import { sentence } from "./view/promotion.ts";

// Runs after all steps of the job, also where it was cancelled. What main left open, killed or by a failure of its own, is said, and no deployment
// shows work that nobody does.

const around = surroundings();
const [token, operation, environment, keyFolder] = [getInput("github-token"), getState("operation"), getState("environment"), getState("key")];
[token, getInput("state-token"), getInput("approval-key")].forEach(hide);
await forget(keyFolder);

if (operation.length > 0 && getState("ended") !== "true") {
  const text = sentence({ environment, outcome: "stopped", release: null });
  warning(`This step did not come to its end. ${text} Operation ${operation}; 'modulebuild resume ${environment}' goes on from anywhere.`);
  try {
    await new Deployments(connect(around, token)).stop({
      ...frameOf({ inputs: new Inputs(), around }, environment),
      id: operation,
      environment,
      state: "error",
      text,
      payload: {},
    });
  } catch (problem) {
    warning(`GitHub may show that it is still under way, until the next run or 'command: drift': ${scrub(String(problem))}`);
  }
}
