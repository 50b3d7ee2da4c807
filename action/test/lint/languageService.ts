import type { ActionsMetadataProvider, ValidationConfig } from "@actions/languageservice";
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { pins } from "./pins.ts";
import { read, root } from "./workflows.ts";

type Metadata = Awaited<ReturnType<ActionsMetadataProvider["fetchActionMetadata"]>>;
type Service = Pick<typeof import("@actions/languageservice"), "validate" | "registerLogger">;

const own = { owner: "modulebuild", name: "modulebuild" };
const hint = 3;

/**
 * Holds a workflow or an action's description against what GitHub's editor knows, with the inputs of all actions that are used.
 * @returns What is wrong, as `line: sentence`.
 */
export async function validate(path: string, text: string): Promise<string[]> {
  const service = await load();
  // The action of the repository itself has no version by which it could be looked up.
  const known = text.replace(/(uses:\s*)\.\/(?=\s|$)/g, `$1${own.owner}/${own.name}@v0`);
  const document = { uri: `file:///${path}`, getText: () => known };
  const found = await service.validate(document as Parameters<Service["validate"]>[0], configuration);
  return found.filter(one => (one.severity ?? 1) < hint).map(one => `${one.range.start.line + 1}: ${one.message}`);
}

const configuration: ValidationConfig = {
  actionsMetadataProvider: {
    fetchActionMetadata: async ({ owner, name, ref }): Promise<Metadata> => {
      if (owner === own.owner && name === own.name) {
        return parse(read("action.yml")) as Metadata;
      }

      const pin = pins[`${owner}/${name}`];
      return pin === undefined || pin.commit !== ref ? undefined
        : { name, description: "", inputs: Object.fromEntries(pin.inputs.map(input => [input, { description: "" }])) };
    },
  },
  fileProvider: {
    getFileContent: async reference => {
      if ("owner" in reference && (reference.owner !== own.owner || reference.repository !== own.name)) {
        throw new Error(`Nothing is known of ${reference.owner}/${reference.repository}.`);
      }

      return { name: reference.path, content: read(reference.path) };
    },
  },
};

// Its modules import JSON in a way that only bundlers know.
async function load(): Promise<Service> {
  const { version } = JSON.parse(read("action/node_modules/@actions/languageservice/package.json")) as { version: string };
  const file = join(root, "artifacts", "action", `languageservice-${version}.mjs`);
  if (!existsSync(file)) {
    const made = `${file}.${process.pid}`;
    await build({ entryPoints: ["@actions/languageservice"], absWorkingDir: import.meta.dirname, outfile: made, bundle: true, format: "esm", platform: "node", logLevel: "error" });
    await rename(made, file);
  }

  const service = (await import(pathToFileURL(file).href)) as Service;
  // It logs what it stumbles over and finds nothing then; that must not pass.
  const fail = (message: string): void => {
    throw new Error(message);
  };
  service.registerLogger({ error: fail, warn: fail, info: () => {}, log: () => {} });
  return service;
}
