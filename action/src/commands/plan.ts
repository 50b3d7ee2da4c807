import { setOutput } from "@actions/core";
import { jsonOf } from "../cli.ts";
import { UsageError } from "../inputs.ts";
import { commentsOf, showing, summarize, type Session } from "../session.ts";
import { sinceOf } from "../since.ts";
import { code, counted, label, markdown } from "../text.ts";
import { surplusComment } from "../view/build.ts";

interface Module {
  readonly id: string;
  readonly project: string;
  readonly because?: string;
}

/** What `modulebuild plan --json` prints. */
export interface Plan {
  readonly modules: number;
  readonly planned: number;
  readonly since: { readonly commit: string; readonly files: number } | null;
  readonly waves: readonly (readonly Module[])[];
  readonly matrix: { readonly include: readonly { readonly wave: number }[] };
}

const mostInDiagram = 60;

/** `plan`: which modules to build, as a matrix for later jobs. */
export async function plan(session: Session): Promise<void> {
  const since = await sinceOf(session);
  const jobs = session.inputs.number("jobs", 1, 256);
  const run = await session.cli.run([
    "plan",
    "--json",
    ...(since.length > 0 ? ["--since", since] : []),
    ...(jobs === undefined ? [] : ["--jobs", String(jobs)]),
  ]);
  const made = jsonOf<Plan>(run);
  if (run.exitCode !== 0 || made === undefined) {
    throw new UsageError(run.errors.trim() || "modulebuild plan gave no plan.");
  }

  setOutput("matrix", JSON.stringify(made.matrix));
  setOutput("waves", JSON.stringify([...Map.groupBy(made.matrix.include, job => job.wave).values()].map(include => ({ include }))));
  setOutput("planned", made.planned);
  setOutput("any", made.planned > 0);
  await summarize(view(made));
  await settleComments(session, made.matrix.include.length);
}

// Jobs of an earlier run that is no job of this one would say for ever what they said: nobody else runs that knows of them.
async function settleComments(session: Session, jobs: number): Promise<void> {
  const comments = commentsOf(session);
  if (comments !== undefined) {
    await showing("that parts have nothing to build any more", "pull-requests: write", async () => comments.refresh(key => {
      const part = /^build-(\d+)$/.exec(key)?.[1];
      return part === undefined || Number(part) < jobs ? undefined : surplusComment(part);
    }));
  }
}

function view(made: Plan): string {
  const heading = made.since === null
    ? `### ${counted(made.modules, "module")} in ${counted(made.waves.length, "wave")}\n\n`
    : `### ${made.planned} of ${counted(made.modules, "module")} ${made.planned === 1 ? "is" : "are"} affected\n\nBy ${counted(made.since.files, "changed file")} since ${code(made.since.commit.slice(0, 12))}.\n\n`;
  const lines = made.waves.map((wave, index) => `${index + 1}. ${wave.map(module => code(module.id) + (module.because ? ` (${markdown(module.because)})` : "")).join(", ")}\n`);
  return heading + diagram(made) + lines.join("") + "\n";
}

function diagram(made: Plan): string {
  if (made.planned === 0 || made.planned > mostInDiagram) {
    return "";
  }

  const waves = made.waves.map((wave, index) =>
    `  subgraph w${index}[${label(`wave ${index + 1}`)}]\n${wave.map((module, place) => `    m${index}_${place}[${label(module.id)}]\n`).join("")}  end\n`);
  const arrows = made.waves.slice(1).map((_, index) => `  w${index} --> w${index + 1}\n`);
  return `\`\`\`mermaid\nflowchart LR\n${waves.join("")}${arrows.join("")}\`\`\`\n\n`;
}
