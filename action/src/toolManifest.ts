import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Looks for the tool manifest that names a tool, as `dotnet tool` does: from a folder upward, until one says that it is the root.
 * https://learn.microsoft.com/dotnet/core/tools/local-tools-how-to-use
 * @param tool Id of the tool's package.
 * @param folder Absolute path of the folder in which it would be run.
 * @param top Absolute path of the folder above which nothing is the repository's any more.
 * @returns Its absolute path.
 */
export async function toolManifest(tool: string, folder: string, top: string): Promise<string | undefined> {
  for (const file of [join(folder, ".config", "dotnet-tools.json"), join(folder, "dotnet-tools.json")]) {
    const manifest = await read(file);
    if (Object.keys(manifest?.tools ?? {}).some(id => id.toLowerCase() === tool.toLowerCase())) {
      return file;
    }

    if (manifest?.isRoot === true) {
      return undefined;
    }
  }

  const above = dirname(folder);
  return folder === top || above === folder ? undefined : toolManifest(tool, above, top);
}

interface Manifest {
  readonly isRoot?: boolean;
  readonly tools?: Readonly<Record<string, unknown>>;
}

// What is no manifest names no tool; 'dotnet' says so to who uses it.
async function read(file: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse((await readFile(file, "utf8")).replace(/^\uFEFF/, "")) as Manifest;
  } catch {
    return undefined;
  }
}
