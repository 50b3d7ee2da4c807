import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { World } from "./world.ts";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

/** A world in whose workspace things are built. */
export class BuildWorld {
  /** Writes files into the workspace, and commits all. */
  static async create(files: Readonly<Record<string, string>>): Promise<World> {
    const world = await World.create();
    await write(world, { ".gitignore": "bin/\nobj/\n.modulebuild/\n", ...files });
    await git(world, "init", "-q", "-b", "main");
    await commit(world);
    return world;
  }

  /** The same, with modules that are built with the package ModuleBuild of this repository. */
  static async withModules(files: Readonly<Record<string, string>>): Promise<World> {
    const { folder, version } = await feed();
    return BuildWorld.create({
      "nuget.config": `<configuration>
  <packageSources><clear /><add key="feed" value="../feed" /><add key="modulebuild" value="${folder}" /></packageSources>
</configuration>
`,
      "Directory.Build.props": `<Project>
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Version>1.2.0</Version><Nullable>enable</Nullable><RepositoryUrl>https://example.com/acme/orders</RepositoryUrl></PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
    <PackageReference Include="ModuleBuild" Version="${version}" PrivateAssets="all" />
  </ItemGroup>
</Project>
`,
      ...files,
    });
  }
}

/** Writes files into the workspace. */
export async function write(world: World, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(world.workspace, name)), { recursive: true });
    await writeFile(join(world.workspace, name), text);
  }
}

/** Commits all of the workspace. */
export async function commit(world: World): Promise<string> {
  await git(world, "add", "-A");
  await git(world, "-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false", "commit", "-qm", "work");
  return (await git(world, "rev-parse", "HEAD")).trim();
}

/** Files of a module that is clean but for what its method does. */
export function moduleFiles(id: string, statement = "", needs = ""): Record<string, string> {
  return {
    [`${id}/${id}.csproj`]: `<Project Sdk="Microsoft.NET.Sdk">${needs.length > 0 ? `<ItemGroup><ProjectReference Include="../${needs}/${needs}.csproj" /></ItemGroup>` : ""}</Project>`,
    [`${id}/module.json`]: JSON.stringify({
      manifestVersion: 1, name: id, summary: "Imports orders and keeps them at hand.", license: "MIT", host: { "Acme.Gateway": "[8.3,9.0)" },
      ...(needs.length > 0 ? { dependencies: { [needs]: { version: "[1.0,2.0)" } } } : {}),
      permissions: { required: [{ permission: "process:start:git", reason: "Asks git for the history." }] },
      entryPoints: [{ scope: "gateway", type: `${id}.Entry` }],
    }, null, 2),
    [`${id}/Entry.cs`]: `using Microsoft.Extensions.Hosting;

namespace ${id};

/// <summary>The entry point.</summary>
public sealed class Entry
{
    /// <summary>Registers nothing.</summary>
    public void Configure(IHostApplicationBuilder builder)
    {
        System.Diagnostics.Process.Start("git");
        builder.Properties["${id}"] = true;
        ${statement}
    }
}
`,
  };
}

/** A project that needs no SDK, and whose build prints lines: those that look like an error or a warning are one. */
export function printing(...lines: string[]): Record<string, string> {
  return {
    "lines.txt": `${lines.join("\n")}\n`,
    "all.proj": `<Project><Target Name="Build"><Exec Command="cat lines.txt" IgnoreExitCode="true" /></Target></Project>`,
  };
}

async function git(world: World, ...args: string[]): Promise<string> {
  return (await run("git", args, { cwd: world.workspace })).stdout;
}

/** The package of this repository, packed once for the sources as they are, under a version that no cache has seen. */
async function feed(): Promise<{ readonly folder: string; readonly version: string }> {
  const hash = createHash("sha256");
  const names: string[] = [];
  for await (const name of glob("src/**/*.{cs,targets,props,csproj,globalconfig,json,map}", { cwd: root, exclude: name => name === "obj" || name === "bin" })) {
    names.push(name);
  }

  for (const name of names.toSorted()) {
    hash.update(name).update(await readFile(join(root, name)));
  }

  const version = `0.1.0-action.${hash.digest("hex").slice(0, 12)}`;
  const folder = join(root, "artifacts", "action", `feed-${version}`);
  if (!existsSync(folder)) {
    await mkdir(dirname(folder), { recursive: true });
    const made = await mkdtemp(join(root, "artifacts", "action", "packing-"));
    const packing = ["pack", join(root, "src", "ModuleBuild.Tasks"), "-o", join(made, "feed"), "--nologo", "-v", "q", `-p:Version=${version}`, `-p:ArtifactsPath=${join(made, "artifacts")}`];
    await run("dotnet", packing, { cwd: root, maxBuffer: 1 << 26 });
    await rename(join(made, "feed"), folder).catch(problem => {
      if (!existsSync(folder)) {
        throw problem; // else another process of tests was faster
      }
    });
    await rm(made, { recursive: true, force: true });
  }

  return { folder, version };
}
