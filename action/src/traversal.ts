import { writeFile } from "node:fs/promises";

/**
 * Writes a project that builds others, side by side. All of them are restored at once: one after the other, what they share would be restored
 * again for each, and at the same time they would write the same files.
 * @param file Absolute path of the project to write.
 * @param projects Absolute paths of those to build.
 */
export async function writeTraversal(file: string, projects: readonly string[]): Promise<void> {
  await writeFile(file, `<Project DefaultTargets="Build">
  <ItemGroup>
${projects.map(project => `    <RestoreGraphProjectInputItems Include="${xml(literal(project))}" />\n`).join("")}  </ItemGroup>
  <Import Project="$(MSBuildToolsPath)/NuGet.targets" />
${["Build", "Pack", "Clean", "Rebuild"].map(target => `  <Target Name="${target}"><MSBuild Projects="@(RestoreGraphProjectInputItems)" Targets="${target}" BuildInParallel="true" /></Target>\n`).join("")}</Project>
`);
}

// Characters that MSBuild makes something of.
// https://learn.microsoft.com/visualstudio/msbuild/msbuild-special-characters
function literal(path: string): string {
  return path.replace(/[%$@'();?*]/g, character => `%${character.codePointAt(0)!.toString(16)}`);
}

function xml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.codePointAt(0)};`);
}
