import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { assetName, type ShownFile } from "../github/assets.ts";
import type { Package } from "./run.ts";

// https://docs.github.com/repositories/releasing-projects-on-github/about-releases#storage-and-bandwidth-quotas
const mostFiles = 1000;

/** Name of the file that holds the SHA-256 of all others, as `sha256sum --check` reads it. */
export const checksumsName = "SHA256SUMS";

/** The files of a release, packages first. */
export interface ReleaseFiles {
  readonly files: readonly ShownFile[];
  /** How many there is no room for. */
  readonly left: number;
}

/**
 * Gathers them, and writes their checksums. Where several jobs publish into one release, each has checksums of its own files.
 * @param run Id of the publish run.
 * @param packages What was published.
 * @param folder Absolute path of a folder for the checksums.
 */
export async function filesOf(run: string, packages: readonly Package[], folder: string): Promise<ReleaseFiles> {
  const evidence = packages.flatMap(one => one.evidence);
  const all = [
    ...packages.map(one => shown(one.file, one.sha256)),
    ...packages.filter(one => one.symbolsFile !== null).map(one => shown(one.symbolsFile!, one.symbolsSha256!)),
    ...["sbom", "vex", "findings"].flatMap(kind => evidence.filter(one => one.kind === kind)).map(one => shown(one.file, one.sha256)),
  ];
  const distinct = [...new Map(all.map(file => [file.name, file])).values()];
  const kept = distinct.slice(0, mostFiles - 1);
  return { files: kept.length === 0 ? [] : [...kept, await checksums(run, kept, folder)], left: distinct.length - kept.length };
}

async function checksums(run: string, files: readonly ShownFile[], folder: string): Promise<ShownFile> {
  const text = files.map(file => `${file.sha256}  ${file.name}\n`).toSorted().join("");
  const path = join(folder, checksumsName);
  await writeFile(path, text);
  return { name: checksumsName, otherName: `${checksumsName}-${run}`, path, sha256: createHash("sha256").update(text).digest("hex") };
}

function shown(path: string, sha256: string): ShownFile {
  return { name: assetName(basename(path)), path, sha256 };
}
