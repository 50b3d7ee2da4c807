import { getInput, warning } from "@actions/core";
import { attestPackages, gitHubAttester, type Attester } from "../github/attestations.ts";
import { scrub } from "../secrets.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../inputs.ts";
import { short } from "../text.ts";
import type { Package } from "./run.ts";

const longestReason = 300;

/** Whether packages are attested: where the run may, always (else it fails), or never. */
export type Wish = "auto" | "true" | "false";

/**
 * Attests what was published.
 * @returns What came of it, as a line for people; undefined where there is nothing to say.
 * @throws {UsageError} It was demanded, and cannot be done.
 */
export async function attested(
  { github, around }: Pick<Session, "github" | "around">,
  packages: readonly Package[],
  wish: Wish,
  variables: Readonly<Record<string, string | undefined>> = process.env,
  open: (token: string) => Promise<Attester> = gitHubAttester,
): Promise<string | undefined> {
  if (wish === "false" || packages.length === 0) {
    return undefined;
  }

  try {
    if (!variables.ACTIONS_ID_TOKEN_REQUEST_URL) {
      throw new Error("the job has no identity to sign with; give it 'permissions: id-token: write' and 'attestations: write'");
    }

    const { statements, left } = await attestPackages(github, packages, await open(getInput("github-token")));
    return `${statements === 0 ? "Attested earlier" : `Attested: ${statements} statements of provenance and SBOM`}.`
      + (left === 0 ? "" : ` The SBOMs of ${left} more packages are in the packages only.`);
  } catch (problem) {
    const plan = around.isPrivate ? " In private repositories, attestations need GitHub Enterprise Cloud." : "";
    const sentence = `The packages are published, and not attested: ${short(scrub(problem instanceof Error ? problem.message : String(problem)), longestReason)}.${plan}`;
    if (wish === "true") {
      throw new UsageError(sentence);
    }

    warning(sentence);
    return sentence;
  }
}
