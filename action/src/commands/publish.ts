import { setFailed, setOutput, warning } from "@actions/core";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { jsonOf } from "../cli.ts";
import { annotate } from "../github/annotations.ts";
import { statusOf } from "../github/client.ts";
import { Releases } from "../github/releases.ts";
import { UsageError } from "../inputs.ts";
import { filesOf, type ReleaseFiles } from "../publishing/files.ts";
import { attested } from "../publishing/attesting.ts";
import { feedKeys } from "../publishing/keys.ts";
import type { PublishRun } from "../publishing/run.ts";
import { namedTag, tagOf } from "../publishing/tag.ts";
import { permitted, summarize, type Session } from "../session.ts";
import { link, markdown } from "../text.ts";
import { publication, releaseName, releaseNotes, sentence } from "../view/publish.ts";
import { failureOf } from "../store.ts";

const packedBySdk = "artifacts/package/release";

/** `publish`: brings packages to a feed, and releases them on GitHub. */
export async function publish(session: Session): Promise<void> {
  const { inputs, around } = session;
  const isDryRun = inputs.flag("dry-run");
  const wish = inputs.choice("github-release", ["auto", "true", "false"], "auto");
  const attest = inputs.choice("attest", ["auto", "true", "false"], "auto");
  const tag = namedTag(inputs);
  if (around.isFork && !isDryRun) {
    throw new UsageError("A pull request from another repository publishes nothing: it has no keys, and must not have them. Write 'dry-run: true' for it.");
  }

  const folder = await mkdtemp(join(around.temp, "modulebuild-publish-"));
  const keys = await feedKeys(inputs, around, isDryRun);
  const run = await session.cli.with(keys.variables).run(["publish", ...options(session, isDryRun), ...keys.args, "--evidence", folder]);
  const made = jsonOf<PublishRun>(run);
  if (made === undefined) {
    setFailed(failureOf(run));
    return;
  }

  annotate(made.findings);
  const inFeed = made.packages.filter(one => one.package === "pushed" || one.package === "there");
  setOutput("versions", inFeed.map(one => `${one.id}@${one.version}`).join(","));
  setOutput("published", JSON.stringify(made.packages.map(({ id, version, contentHash, sha256, package: outcome }) => ({ id, version, contentHash, sha256, outcome }))));
  const said: string[] = [];
  try {
    if (made.done && wish !== "false" && (wish === "true" || around.pullRequest === undefined)) {
      await release(session, made, tagOf(tag, around.ref, made), await filesOf(made.run, made.packages, folder), wish === "true", said);
    }

    const line = made.done && !around.isFork && around.pullRequest === undefined ? await attested(session, made.packages, attest) : undefined;
    said.push(...(line === undefined ? [] : [markdown(line)]));
  } finally {
    await summarize(publication(made, said));
  }

  if (run.exitCode !== 0) {
    setFailed(sentence(made));
  }
}

function options({ inputs }: Session, isDryRun: boolean): string[] {
  const packages = inputs.lines("packages");
  const option = packages.find(path => path.startsWith("-"));
  if (option !== undefined) {
    throw inputs.wrong("packages", `has '${option}', which looks like an option`);
  }

  const [source, symbolSource, store] = [inputs.text("source"), inputs.text("symbol-source"), inputs.text("store")];
  return [
    ...(packages.length > 0 ? packages : [packedBySdk]),
    "--json",
    ...(source.length > 0 ? ["--source", source] : []),
    ...(symbolSource.length > 0 ? ["--symbol-source", symbolSource] : []),
    ...(store.length > 0 ? ["--store", store] : []),
    ...(isDryRun ? ["--dry-run"] : []),
    ...(inputs.flag("wait") ? ["--wait"] : []),
  ];
}

async function release({ github, around }: Session, made: PublishRun, tag: string, { files, left }: ReleaseFiles, isDemanded: boolean, said: string[]): Promise<void> {
  const show = async (): Promise<void> => {
    const found = await new Releases(github).show({
      run: made.run,
      tag,
      sha: around.sha,
      name: releaseName(made.packages),
      notes: releaseNotes(made, left),
      isPrerelease: made.packages.every(one => one.prerelease),
      files,
    });
    setOutput("tag", found.tag);
    setOutput("release-url", found.url);
    said.push(`Release ${link(found.tag, found.url)}`);
    if (found.differing.length > 0) {
      const sentence = `Release ${found.tag} was published with other bytes of ${found.differing.join(", ")}. They stay as they are: people may have them.`;
      said.push(`⚠️ ${markdown(sentence)}`);
      warning(sentence);
    }
  };
  try {
    await (isDemanded ? show() : permitted("the release", "contents: write", show));
    if (said.length === 0) {
      said.push("⚠️ Their release is left out: this token may not write it.");
    }
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    said.push(`⚠️ ${markdown(`The packages are published; their release is not whole: ${reason}`)}`);
    throw [401, 403, 404].includes(statusOf(problem))
      ? new UsageError(`The packages are published. GitHub does not take their release (${statusOf(problem)}): give the job 'permissions: contents: write'.`)
      : problem;
  }
}
