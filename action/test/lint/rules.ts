import { pins } from "./pins.ts";
import { parse } from "yaml";
import { read, type Job, type Permissions, type Workflow } from "./workflows.ts";

const own = "modulebuild/modulebuild";

/** Where workflows do not keep to what we ask of our own, beyond what GitHub asks: as sentences. */
export function offencesOf(workflow: Workflow): string[] {
  const { text, content, isFile } = workflow;
  const found = [...text.matchAll(/^\s*(?:- )?uses: *(\S+)(.*)$/gm)].map(([, uses, rest]) => offenceOf(uses!, rest!)).filter(text => text !== undefined);
  found.push(...hiddenSecrets(workflow));
  if (!isFile) {
    return found;
  }

  const isCalled = typeof content.on === "object" && content.on !== null && "workflow_call" in content.on;
  if (!isCalled && content.permissions === undefined) {
    found.push("says nothing of permissions, and so may have all");
  }

  // Of a group without queue one run waits, and the others are cancelled: a third tag would never be released.
  const jobs = Object.values(content.jobs);
  if (content.concurrency !== undefined && jobs.some(job => calledJobs(job).some(called => called.concurrency?.queue === "max"))) {
    found.push("has a concurrency group, and calls jobs that have their own and let all wait");
  } else if (!isCalled && content.concurrency === undefined && !jobs.every(job => (job.concurrency ?? job.needs) !== undefined || calledJobs(job).some(called => called.concurrency !== undefined))) {
    found.push("has no concurrency group");
  }

  for (const [name, job] of Object.entries(content.jobs)) {
    if (job.uses === undefined && job["timeout-minutes"] === undefined) {
      found.push(`job '${name}' has no timeout, and so six hours`);
    }

    found.push(...beyond(name, job, content.permissions ?? {}));
  }

  return found;
}

// A called job takes a secret of its environment only where the caller passes one of that name, if an empty one; and an environment's have no hyphens.
function hiddenSecrets({ content }: Workflow): string[] {
  const { workflow_call: call } = (typeof content.on === "object" ? content.on ?? {} : {}) as { readonly workflow_call?: { readonly secrets?: object } };
  return [
    ...Object.keys(call?.secrets ?? {}).filter(name => !/^[A-Z][A-Z0-9_]*$/.test(name)).map(name => `secret '${name}' has a name that no secret of an environment can have`),
    ...Object.entries(content.jobs).flatMap(([name, job]) => Object.entries(job.secrets ?? {})
      .filter(([secret, value]) => value !== `\${{ secrets.${secret} }}`)
      .map(([secret]) => `job '${name}' passes '${secret}' from another name, and so nothing of an environment`)),
  ];
}

// Others' actions are pinned to a commit that was looked at; ours moves with its releases.
function offenceOf(uses: string, comment: string): string | undefined {
  const [name, ref] = uses.split("@") as [string, string | undefined];
  if (name.startsWith("./")) {
    return undefined;
  }

  if (name === own || name.startsWith(`${own}/`)) {
    return ref === "v0" || ref === `v${version}` ? undefined : `'${uses}' is neither of v0 nor of v${version}`;
  }

  const pin = pins[name];
  return pin === undefined ? `'${uses}' is of nobody in pins.ts`
    : ref !== pin.commit || comment.trim() !== `# ${pin.version}` ? `'${uses}' is not pinned as '${name}@${pin.commit} # ${pin.version}'`
    : undefined;
}

/** The version of the action, which is that of the tool. */
export const version = /const ownVersion = "(.+)"/.exec(read("action/src/tool.ts"))![1]!;

// GitHub does not start a workflow that calls another which asks for more than the caller has. What asks for nothing has what the caller has.
function beyond(name: string, job: Job, whole: Permissions): string[] {
  const path = calledPath(job);
  const called = path === undefined ? undefined : contentOf(path);
  const asked = Object.values(called?.jobs ?? {}).map(one => one.permissions ?? called!.permissions);
  const given = job.permissions ?? whole;
  return [
    ...(asked.includes(undefined) && job.permissions === undefined ? [`job '${name}' calls ${path}, which has what its caller has, and says nothing of permissions`] : []),
    ...asked
      .flatMap(one => Object.entries(one ?? {}))
      .filter(([scope, level]) => rank(level) > rank((given as Record<string, string>)[scope]))
      .map(([scope, level]) => `job '${name}' calls ${path}, which asks for '${scope}: ${level}', and does not have that`),
  ];
}

function calledJobs(job: Job): readonly Job[] {
  const path = calledPath(job);
  return path === undefined ? [] : Object.values(contentOf(path).jobs);
}

function calledPath({ uses }: Job): string | undefined {
  return uses?.startsWith("./") ? uses.slice(2) : uses?.startsWith(`${own}/`) ? uses.slice(own.length + 1).split("@")[0]! : undefined;
}

function contentOf(path: string): Workflow["content"] {
  return parse(read(path)) as Workflow["content"];
}

function rank(level: string | undefined): number {
  return ["none", "read", "write"].indexOf(level ?? "none");
}
