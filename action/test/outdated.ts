import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { World } from "./world.ts";

/** A world with a module whose lock holds versions that are not the newest. */
export async function outdated(): Promise<World> {
  const world = await World.create();
  await mkdir(join(world.workspace, "src", "shop"), { recursive: true });
  await writeFile(join(world.workspace, "modulebuild.json"), JSON.stringify({ update: { enabled: true } }));
  await writeFile(join(world.workspace, "src", "shop", "module.json"), JSON.stringify({
    manifestVersion: 1, name: "shop", summary: "A module of the tests.", license: "MIT", links: { repository: "https://example.com/acme" },
    host: { "Acme.Host": "1.0" }, dependencies: { "Acme.A": "1.0" }, entryPoints: [{ scope: "server", type: "Acme.Entry" }],
  }));
  await world.cli("lock", "--strategy", "lowest");
  await writeFile(join(world.workspace, "modulebuild.json"), JSON.stringify({ resolution: { strategy: "latest" }, update: { enabled: true } }));
  return world;
}
