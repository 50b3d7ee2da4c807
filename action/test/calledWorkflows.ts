import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { parse } from "yaml";
import { read } from "./lint/workflows.ts";
import type { ActionRun } from "./world.ts";

const own = "modulebuild/modulebuild";

type Values = Readonly<Record<string, unknown>>;

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: unknown;
  readonly with?: Values;
  readonly env?: Values;
}

interface Job {
  readonly if?: unknown;
  readonly uses?: string;
  readonly with?: Values;
  readonly secrets?: Values;
  readonly outputs?: Values;
  readonly concurrency?: { readonly group: string };
  readonly environment?: { readonly name: string };
  readonly steps?: readonly Step[];
}

/** A file of a workflow, as far as it is needed to run its steps. */
export interface WorkflowFile {
  readonly on: { readonly workflow_call?: { readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>; readonly outputs?: Readonly<Record<string, { readonly value: string }>> } };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Runs the action with inputs that a workflow gives it. */
export type Runner = (inputs: Readonly<Record<string, string>>) => Promise<ActionRun>;

/** What a job came to, as later jobs see it. */
export interface Ended {
  readonly result: "success" | "failure" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Runs the jobs of a workflow that call workflows of ours, in the order of the file; expressions are evaluated by GitHub's own library. Of the called
 * workflows the steps run that are the action.
 * @param file The workflow, from the root of the repository.
 * @param contexts What GitHub knows when it starts, such as `inputs` and `github`.
 * @param act Runs the action.
 */
export async function runJobs(file: string, contexts: Values, act: Runner): Promise<Record<string, Ended>> {
  const needs: Record<string, Ended> = {};
  for (const [name, job] of Object.entries(workflowFile(file).jobs)) {
    const known = { ...contexts, needs };
    if (job.uses?.startsWith(`${own}/`)) {
      needs[name] = isWanted(job, known) ? await call(job, known, act) : { result: "skipped", outputs: {} };
    }
  }

  return needs;
}

/** Reads a workflow. */
export function workflowFile(file: string): WorkflowFile {
  return parse(read(file)) as WorkflowFile;
}

async function call(job: Job, contexts: Values, act: Runner): Promise<Ended> {
  const called = workflowFile(job.uses!.slice(own.length + 1).split("@")[0]!);
  const { inputs: declared = {}, outputs = {} } = called.on.workflow_call!;
  const inputs = { ...Object.fromEntries(Object.entries(declared).map(([name, input]) => [name, input.default])), ...textsOf(job.with, contexts) };
  const jobs: Record<string, { outputs: Record<string, string> }> = {};
  let result: Ended["result"] = "success";
  for (const [name, one] of Object.entries(called.jobs)) {
    const known: Values = { ...contexts, inputs, secrets: textsOf(job.secrets, contexts), needs: jobs, steps: {} };
    const steps: Record<string, { outputs: Readonly<Record<string, string>> }> = {};
    for (const step of result === "success" ? one.steps!.filter(step => step.uses?.startsWith(`${own}@`) && isWanted(step, known)) : []) {
      const run = await act(textsOf(step.with, { ...known, steps }));
      steps[step.id ?? ""] = { outputs: run.outputs };
      result = run.exitCode === 0 ? result : "failure";
    }

    jobs[name] = { outputs: textsOf(one.outputs, { ...known, steps }) };
  }

  return { result, outputs: textsOf(Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])), { ...contexts, inputs, jobs }) };
}

/** Texts, with the expressions in them evaluated. */
export function textsOf(values: Values = {}, contexts: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(String(value), contexts)]));
}

function textOf(text: string, contexts: Values): string {
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) => evaluate(expression, contexts).coerceString());
}

function isWanted({ if: condition }: { readonly if?: unknown }, contexts: Values): boolean {
  return condition === undefined || textOf(String(condition), contexts) === "true";
}

function evaluate(expression: string, contexts: Values): data.ExpressionData {
  const tree = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), []).parse();
  return new Evaluator(tree, JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary).evaluate();
}
