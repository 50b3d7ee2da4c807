import { readFile } from "node:fs/promises";
import type { Package } from "../publishing/run.ts";
import { statusOf, type Client } from "./client.ts";

/** What a statement is about: a file, by its digest. */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** Signs statements with the identity of the run, and gives them to GitHub. */
export interface Attester {
  /** How the files were made: by which workflow, from which commit. */
  provenance(subjects: readonly Subject[]): Promise<unknown>;
  /** What is in them. */
  sbom(subject: Subject, bom: object): Promise<unknown>;
}

// https://docs.github.com/rest/repos/attestations: a statement has at most so many subjects.
const mostSubjects = 1024;

// Each is a signature, an entry of a public log and a write: GitHub's limits end there.
const mostBoms = 50;

/** What was attested: as a line for people. */
export interface Attested {
  readonly statements: number;
  /** Boms that there was no room for. */
  readonly left: number;
}

/** Attests packages: their provenance in one statement, and the SBOM of each. Those that GitHub has statements of are left as they are. */
export async function attestPackages(client: Client, packages: readonly Package[], attester: Attester): Promise<Attested> {
  const known = await Promise.all(packages.map(async one => isAttested(client, one.sha256)));
  const fresh = packages.filter((_, index) => known[index] === false);
  const subjects = fresh.map(subjectOf);
  const boms = fresh.flatMap(one => one.evidence.filter(evidence => evidence.kind === "sbom").slice(0, 1).map(evidence => ({ subject: subjectOf(one), file: evidence.file })));
  // The provenance comes last: it is what is looked up, so where this ends midway the next run does all of it.
  for (const { subject, file } of boms.slice(0, mostBoms)) {
    await attester.sbom(subject, JSON.parse(await readFile(file, "utf8")) as object);
  }

  let statements = Math.min(boms.length, mostBoms);
  for (let start = 0; start < subjects.length; start += mostSubjects) {
    await attester.provenance(subjects.slice(start, start + mostSubjects));
    statements++;
  }

  return { statements, left: Math.max(0, boms.length - mostBoms) };
}

/** GitHub's own attester, which is loaded only here: it is larger than all the rest. */
export async function gitHubAttester(token: string): Promise<Attester> {
  const { attest, attestProvenance } = await import("@actions/attest");
  const listed = (subjects: readonly Subject[]) => subjects.map(({ name, digest }) => ({ name, digest: { ...digest } }));
  return {
    provenance: async subjects => attestProvenance({ subjects: listed(subjects), token }),
    sbom: async (subject, bom) => attest({ subjects: listed([subject]), predicateType: "https://cyclonedx.org/bom", predicate: bom, token }),
  };
}

async function isAttested(client: Client, sha256: string): Promise<boolean> {
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/attestations/{subject_digest}", {
      ...client.place,
      subject_digest: `sha256:${sha256}`,
      predicate_type: "provenance",
      per_page: 1,
    });
    return (data.attestations?.length ?? 0) > 0;
  } catch (problem) {
    if (statusOf(problem) === 404) {
      return false; // that is how GitHub says that there is none
    }

    throw problem;
  }
}

function subjectOf(one: Package): Subject {
  return { name: `${one.id}.${one.version}.nupkg`, digest: { sha256: one.sha256 } };
}
