import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

/** The folder of the repository. */
export const root = resolve(import.meta.dirname, "../../..");

/** A workflow, or what stands for one: a part of one in a page is completed to a whole. */
export interface Workflow {
  /** The file, and in a page the line. */
  readonly place: string;
  readonly text: string;
  readonly content: Content;
  /** Whether it is a whole file, of which we can ask more than of an example in a page. */
  readonly isFile: boolean;
}

interface Content {
  readonly on: unknown;
  readonly permissions?: Permissions;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
  readonly uses?: string;
  readonly steps?: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
  readonly needs?: unknown;
  readonly concurrency?: { readonly queue?: string };
  readonly secrets?: Readonly<Record<string, string>>;
  readonly permissions?: Permissions;
  readonly "timeout-minutes"?: unknown;
}

export type Permissions = "read-all" | "write-all" | Readonly<Record<string, "read" | "write" | "none">>;

/** All workflows: ours, those of the samples, and those that the pages show. */
export function workflows(): Workflow[] {
  const files = globSync([".github/workflows/*.yml", "samples/**/.github/workflows/*.yml"], { cwd: root });
  const pages = globSync(["README.md", "docs/**/*.md", "samples/**/*.md"], { cwd: root });
  return [
    ...files.toSorted().map(place => workflow(place, read(place), true)),
    ...pages.toSorted().flatMap(page => examplesOf(read(page)).map(([line, text]) => workflow(`${page}:${line}`, text, false))),
  ];
}

/** A workflow from its text. */
export function workflow(place: string, text: string, isFile = false): Workflow {
  return { place, text, content: parse(text) as Content, isFile };
}

// Those that are no workflow are of other systems (docs/ci), and looked at elsewhere.
function examplesOf(page: string): [number, string][] {
  return [...page.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)].flatMap(({ index, 1: text }) => {
    const line = page.slice(0, index).split("\n").length + 1;
    const on = /^on:/m.test(text!) ? "" : triggerOf(text!);
    if (/^jobs:/m.test(text!)) {
      return [[line, on + text!]];
    }

    return /^- uses:/m.test(text!) ? [[line, `${on}jobs:\n  job:\n    runs-on: ubuntu-latest\n${matrixOf(text!)}    steps:\n${text!.replace(/^(?=.)/gm, "      ")}`]] : [];
  });
}

// A part of a workflow may name inputs, which the whole would declare.
function triggerOf(text: string): string {
  const names = [...new Set([...text.matchAll(/\binputs\.([\w-]+)/g)].map(match => match[1]!))];
  return `on:\n  workflow_dispatch:\n    inputs: {${names.map(name => `${name}: {}`).join(", ")}}\n`;
}

// And what a matrix has, which an earlier job plans.
function matrixOf(text: string): string {
  return /\bmatrix\./.test(text) ? "    strategy:\n      matrix: ${{ fromJSON(vars.MATRIX) }}\n" : "";
}

/** Text of a file of the repository. */
export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
