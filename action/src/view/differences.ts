import type { Difference } from "../operations.ts";
import { code, markdown, table } from "../text.ts";
import { mostChanges, section } from "./section.ts";

const mostHoles = 10;

/** What modules of a set newly can do, and which packages run with them, against what runs in the environment now. */
export function differences(all: readonly Difference[]): string {
  const capabilities = all.flatMap(({ id, newCapabilities, goneCapabilities }) => [
    ...newCapabilities.map(capability => ["🆕", code(capability), code(id)]),
    ...goneCapabilities.map(capability => ["gone", code(capability), code(id)]),
  ]);
  const components = all.flatMap(({ id, components: changes }) => changes.map(({ name, from, to }) =>
    [code(name), from === null ? "not there" : code(from), to === null ? "gone" : code(to), code(id)]));
  const holes = all.flatMap(({ notCompared }) => (notCompared === null ? [] : [`- ${markdown(notCompared)}\n`]));
  return section(["capability differs from what runs there", "capabilities differ from what runs there"], table(["", "Capability", "Module"], capabilities.slice(0, mostChanges)), capabilities.length, 10)
    + section(["package in the SBOMs differs from what runs there", "packages in the SBOMs differ from what runs there"], table(["Package", "Was", "Is", "Module"], components.slice(0, mostChanges)), components.length, 10)
    + section(["module could not be compared", "modules could not be compared"], `${holes.slice(0, mostHoles).join("")}\n`, holes.length, mostHoles);
}
