import type { Inputs } from "../inputs.ts";
import type { PublishRun } from "./run.ts";

const pushedTag = "refs/tags/";

// What git takes as the name of a tag: https://git-scm.com/docs/git-check-ref-format
const notInTags = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|[/.]$|\.lock$|^@$|\/\.|\.lock\//;

/** The tag of the release that input `tag` names; empty where it names none. */
export function namedTag(inputs: Inputs): string {
  const tag = inputs.text("tag");
  if (notInTags.test(tag)) {
    throw inputs.wrong("tag", `is '${tag}', which git takes for no name of a tag; write for example 'tag: v1.2.0'`);
  }

  return tag;
}

/**
 * The tag of a release: the one that was named, else the one that was pushed, else that of its only package, as `Acme.Orders-v1.2.0`, else
 * that of the run.
 * @param named What `namedTag` gave.
 * @param ref The git reference of the workflow's run.
 * @param run What was published.
 */
export function tagOf(named: string, ref: string, run: PublishRun): string {
  if (named.length > 0) {
    return named;
  }

  if (ref.startsWith(pushedTag)) {
    return ref.slice(pushedTag.length);
  }

  const [first, ...others] = run.packages;
  const own = `${first?.id}-v${first?.version}`;
  return others.length === 0 && !notInTags.test(own) ? own : `release-${run.run}`;
}
