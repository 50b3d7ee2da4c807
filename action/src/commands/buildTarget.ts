import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { jsonOf } from "../cli.ts";
import { UsageError } from "../inputs.ts";
import type { Session } from "../session.ts";
import { sinceOf } from "../since.ts";
import { writeTraversal } from "../traversal.ts";
import type { Plan } from "./plan.ts";

/** What one run of `dotnet build` is to build. */
export interface BuildTarget {
  /** Arguments that name it; undefined where the change affects nothing. */
  readonly arguments: readonly string[] | undefined;
  /** What the comment is about: jobs that build other things have comments of their own. */
  readonly subject: string;
  /** Which job of a matrix this is; empty where it is none. */
  readonly part: string;
  /** What tells findings that are of no module from those of other builds, in code scanning. */
  readonly category: string;
  /** Whether others build, or did build, what is not built here. */
  readonly isPartial: boolean;
}

const buildable = /\.(slnx?|slnf|[a-z]*proj)$/i;

/**
 * Finds it: the projects that are named; else, where only what a change affects is asked for, or the folder has neither a solution nor a
 * project, modules of the workspace; else what `dotnet build` finds in the folder.
 */
export async function projectsToBuild(session: Session, home: string): Promise<BuildTarget> {
  const { inputs, cli, folder } = session;
  const named = inputs.lines("project", /[;\r\n]+/);
  const isAffected = inputs.flag("affected");
  const part = inputs.text("part");
  const subject = ["build", ...(part.length > 0 ? [part] : named)].join(" ");
  const target = {
    subject,
    part,
    category: ["modulebuild", folder, named.length > 0 ? subject : ""].filter(name => name.length > 0).join("/"),
    isPartial: part.length > 0 || isAffected || named.length > 1,
  };
  const wrong = named.find(project => project.startsWith("-"));
  if (wrong !== undefined || (isAffected && named.length > 0)) {
    throw new UsageError(wrong !== undefined
      ? `Input 'project' has '${wrong}', which looks like an option; options go into 'arguments'.`
      : "Inputs 'project' and 'affected' are both given. With 'affected', the projects are those of the modules that the change affects.");
  }

  if (named.length === 1) {
    return { ...target, arguments: named };
  }

  const isPlanned = named.length === 0 && (isAffected || !readdirSync(cli.folder).some(name => buildable.test(name)));
  if (named.length === 0 && !isPlanned) {
    return { ...target, arguments: [] };
  }

  const projects = isPlanned ? await planned(session, isAffected) : named;
  if (projects.length === 0) {
    return { ...target, arguments: undefined };
  }

  const paths = projects.map(project => resolve(cli.folder, project));
  const missing = projects.find((_, index) => !existsSync(paths[index]!));
  if (missing !== undefined) {
    throw new UsageError(`There is no project '${missing}' in the workspace. Input 'working-directory' names the folder with modulebuild.json.`);
  }

  const traversal = join(home, "modules.proj");
  await writeTraversal(traversal, paths);
  return { ...target, arguments: [traversal] };
}

async function planned(session: Session, isAffected: boolean): Promise<string[]> {
  const since = isAffected ? await sinceOf(session) : "";
  const run = await session.cli.run(["plan", "--json", ...(since.length > 0 ? ["--since", since] : [])]);
  const plan = jsonOf<Plan>(run);
  if (run.exitCode !== 0 || plan === undefined) {
    throw new UsageError(run.errors.trim() || "modulebuild plan gave no plan.");
  }

  if (plan.modules === 0) {
    throw new UsageError("There is nothing to build here: no solution, no project and no module.json. Input 'project' names what to build, 'working-directory' the folder.");
  }

  return plan.waves.flat().map(module => module.project);
}
