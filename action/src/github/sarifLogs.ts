import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

// What GitHub takes at once, see https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
const mostRuns = 20;
const mostBytes = 10_000_000;

/** A SARIF log, of which the command line makes a run for each category. */
interface Log {
  readonly runs: readonly { readonly properties?: { readonly complete?: boolean } }[];
}

/**
 * Shares out a SARIF log into as many as GitHub takes it in. Runs that do not have all that there is of their category are left out: GitHub
 * would take for mended what is not in them.
 * @param file The log.
 * @returns Logs, each compressed.
 */
export async function sarifLogs(file: string): Promise<Buffer[]> {
  const log = JSON.parse(await readFile(file, "utf8")) as Log;
  const shares: Log["runs"][number][][] = [];
  let room = 0;
  for (const run of log.runs.filter(one => one.properties?.complete === true)) {
    const bytes = (await compressed(run)).length;
    if (shares.length === 0 || bytes > room || shares.at(-1)!.length === mostRuns) {
      shares.push([]);
      room = mostBytes;
    }

    shares.at(-1)!.push(run);
    room -= bytes;
  }

  return Promise.all(shares.map(async runs => compressed({ ...log, runs })));
}

async function compressed(value: object): Promise<Buffer> {
  return promisify(gzip)(JSON.stringify(value));
}
