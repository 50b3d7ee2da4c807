import { openVulnerabilities, type Capability, type ComponentChange, type ReportedModule } from "../report.ts";
import { code, counted, folded, label, markdown, table } from "../text.ts";
import { mostChanges, section } from "./section.ts";

const mostUnfolded = 20;
const mostInDiagram = 40;

/** Modules as a table; those that need a look come first. */
export function modules(all: readonly ReportedModule[], most: number, isFolded = false): string {
  const rows = all.toSorted((one, other) => weight(other) - weight(one)).slice(0, most).map(module => [
    `${code(module.id)} ${markdown(module.version ?? "")}`,
    score(module),
    !module.judged ? "–" : module.capabilities.length === 0 ? "none" : String(module.capabilities.length),
    !module.judged ? "–" : openVulnerabilities(module) === 0 ? "none" : `❌ ${openVulnerabilities(module)}`,
    module.sbom === null ? "–" : counted(module.sbom.components, "package"),
    compatibility(module),
  ]);
  const rest = all.length - rows.length;
  return folded(counted(all.length, "module"), table(["Module", "Score", "Capabilities", "Vulnerabilities", "SBOM", "API"], rows) + (rest > 0 ? `… and ${rest} more.\n\n` : ""), isFolded || rows.length > mostUnfolded);
}

/** What modules newly can do, and which packages came, went or changed, against the last release of each. */
export function changes(all: readonly ReportedModule[]): string {
  const released = all.filter(module => module.lastRelease !== null);
  const capabilities = released.flatMap(module => [
    ...(module.lastRelease!.newCapabilities ?? []).map(one => reached(module, "🆕", one)),
    ...(module.lastRelease!.goneCapabilities ?? []).map(one => reached(module, "gone", one)),
  ]);
  const components = released.flatMap(module => (module.lastRelease!.components ?? []).map(change => component(module, change)));
  const first = all.filter(module => module.judged && module.lastRelease === null);
  return section(["capability differs from the last releases", "capabilities differ from the last releases"], table(["", "Capability", "Through", "Module"], capabilities.slice(0, mostChanges)), capabilities.length, 10)
    + section(["package in the SBOMs differs from the last releases", "packages in the SBOMs differ from the last releases"], table(["Package", "Was", "Is", "Module"], components.slice(0, mostChanges)), components.length, 10)
    + (first.length > 0 && released.length > 0 ? `No last release to compare with: ${first.slice(0, 10).map(module => code(module.id)).join(", ")}${first.length > 10 ? ` and ${first.length - 10} more` : ""}.\n\n` : "");
}

/** Which module needs which, as a diagram: where there are few enough to be seen, and any needs another. */
export function graph(all: readonly ReportedModule[]): string {
  const place = new Map(all.map((module, index) => [module.id.toLowerCase(), index]));
  const arrows = all.flatMap((module, index) => module.needs.map(id => place.get(id.toLowerCase())).filter(to => to !== undefined).map(to => `  m${index} --> m${to}\n`));
  if (all.length > mostInDiagram || arrows.length === 0) {
    return "";
  }

  const nodes = all.map((module, index) => `  m${index}[${label(`${module.id} ${module.version ?? ""}`.trim())}]\n`);
  return folded("Which module needs which", `\`\`\`mermaid\nflowchart LR\n${nodes.join("")}${arrows.join("")}\`\`\`\n\n`, true);
}

function reached(module: ReportedModule, mark: string, { capability, package: through }: Capability): string[] {
  return [mark, code(capability), through.toLowerCase() === module.id.toLowerCase() ? "its own code" : code(through), `${code(module.id)}, since ${markdown(module.lastRelease!.version)}`];
}

function component(module: ReportedModule, { name, from, to }: ComponentChange): string[] {
  return [code(name), from === null ? "not there" : code(from), to === null ? "gone" : code(to), `${code(module.id)}, since ${markdown(module.lastRelease!.version)}`];
}

function score(module: ReportedModule): string {
  return module.score === null ? (module.judged ? "–" : "not judged") : `${module.score.passed ? "✅" : "❌"} ${module.score.points} (at least ${module.score.minimum})`;
}

function compatibility({ compatibility: found }: ReportedModule): string {
  if (found === null) {
    return "–";
  }

  const broken = found.hosts.filter(host => !host.works);
  const own = found.lastVersion === null ? "first release" : found.breaking > 0 ? `breaking since ${found.lastVersion}` : found.added > 0 ? `more since ${found.lastVersion}` : `as in ${found.lastVersion}`;
  return markdown(own) + (broken.length > 0 ? `<br>❌ ${broken.map(host => `${code(host.id)} ${markdown(host.range)}`).join(", ")}` : "");
}

// A module that fails outweighs one with vulnerabilities, and that one what is new.
function weight(module: ReportedModule): number {
  return (module.score?.passed === false || !module.judged ? 1_000_000 : 0) + openVulnerabilities(module) * 1000 + (module.lastRelease?.newCapabilities?.length ?? 0);
}
