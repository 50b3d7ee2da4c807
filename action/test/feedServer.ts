import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { promisify } from "node:util";
import { testingPath, type World } from "./world.ts";

/** A NuGet server in a process of its own, which a world knows as `server`. */
export class FeedServer implements AsyncDisposable {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #lines: Interface;

  private constructor(url: string, process: ChildProcess, lines: Interface) {
    this.url = url;
    this.#process = process;
    this.#lines = lines;
  }

  /**
   * Starts it.
   * @param world Who is to know it.
   * @param key The key that every push must give.
   */
  static async start(world: World, key: string): Promise<FeedServer> {
    const process = spawn("dotnet", [testingPath, join(world.folder, "served"), "0", key], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface(process.stdout);
    const [url] = (await once(lines, "line")) as [string];
    await writeFile(join(world.workspace, "nuget.config"), `<configuration><packageSources><clear />
  <add key="server" value="${url}" allowInsecureConnections="true" />
</packageSources></configuration>
`);
    return new FeedServer(url, process, lines);
  }

  /** What was asked of it, as `PUT 201 /push`. */
  async requests(): Promise<string[]> {
    this.#process.stdin!.write("requests\n");
    const [line] = (await once(this.#lines, "line")) as [string];
    return (JSON.parse(line) as { Method: string; Path: string; Status: number }[]).map(one => `${one.Method} ${one.Status} ${one.Path}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, "close");
    this.#process.stdin!.end();
    await ended;
  }
}

/** Writes packages that may be published, with symbols, SBOM, VEX and findings, where the SDK would put them. */
export async function pack(world: World, ...packages: string[]): Promise<void> {
  await promisify(execFile)("dotnet", [testingPath, "proved", join(world.workspace, "artifacts", "package", "release"), ...packages]);
}
