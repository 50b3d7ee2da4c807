import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// GitHub's own description of its API: https://github.com/octokit/openapi
const file = fileURLToPath(import.meta.resolve("@octokit/openapi/generated/api.github.com.json"));

interface Schema {
  [name: string]: unknown;
}

interface Media {
  readonly schema?: Schema;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, Media>> }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Holds every request and answer against GitHub's description of its API. */
export class Contract {
  readonly #description = JSON.parse(readFileSync(file, "utf8")) as Description;
  readonly #ajv: Ajv;
  readonly #validators = new Map<string, ValidateFunction>();
  /** What did not keep to it, as sentences. */
  readonly violations: string[] = [];

  constructor() {
    this.#ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true, coerceTypes: false });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(nullable({ $id: "github", components: this.#description.components }) as Schema);
  }

  /** The template of a path, for example `/repos/{owner}/{repo}/deployments`. */
  templateOf(method: string, path: string): string | undefined {
    const parts = path.split("/");
    const fitting = Object.entries(this.#description.paths)
      .filter(([template, methods]) => method.toLowerCase() in methods && fits(template.split("/"), parts))
      .map(([template]) => template);
    // A fixed word counts more than a placeholder: /releases/latest is no /releases/{release_id}.
    return fitting.toSorted((one, other) => one.split("{").length - other.split("{").length)[0];
  }

  request(method: string, template: string, query: URLSearchParams, body: unknown): void {
    const operation = this.#operation(method, template);
    const where = `${method} ${template}`;
    const known = new Map((operation.parameters ?? []).map(parameter => this.#resolve(parameter)).filter(parameter => parameter.in === "query").map(parameter => [parameter.name, parameter]));
    for (const name of query.keys()) {
      if (!known.has(name)) {
        this.violations.push(`${where}: GitHub knows no parameter '${name}'.`);
      }
    }

    const media = operation.requestBody?.content;
    const schema = media?.["application/json"]?.schema;
    if (schema !== undefined && body !== undefined) {
      this.#hold(`${where}: request`, `${where} request`, schema, body);
    } else if (body !== undefined && media === undefined) {
      this.violations.push(`${where}: GitHub takes no body.`);
    }
  }

  response(method: string, template: string, status: number, body: unknown): void {
    const where = `${method} ${template}`;
    const answer = this.#operation(method, template).responses[String(status)];
    if (answer === undefined) {
      // Every operation may answer so, though the description names it for few.
      if (![401, 403, 404, 409, 422, 429, 500, 502, 503].includes(status)) {
        this.violations.push(`${where}: GitHub never answers ${status}.`);
      }

      return;
    }

    const schema = this.#resolve(answer).content?.["application/json"]?.schema;
    if (schema !== undefined) {
      this.#hold(`${where}: answer ${status}`, `${where} ${status}`, schema, body);
    }
  }

  /** A value of one of GitHub's schemas: what is given, and the least that fits where more is demanded. */
  complete<T extends object>(schema: string, given: T): T & Record<string, unknown> {
    return this.#fill({ $ref: `#/components/schemas/${schema}` }, given) as T & Record<string, unknown>;
  }

  #fill(schema: Schema, given: unknown): unknown {
    const seen = typeof schema.$ref === "string" ? this.#resolve(schema as { $ref: string }) as Schema : schema;
    const choice = (seen.oneOf ?? seen.anyOf) as Schema[] | undefined;
    if (given !== undefined && (typeof given !== "object" || given === null || Array.isArray(given))) {
      return given;
    }

    if (given === undefined && seen.nullable === true) {
      return null;
    }

    if (choice !== undefined && seen.properties === undefined) {
      return this.#fill(choice[0]!, given);
    }

    const parts = (seen.allOf as Schema[] | undefined ?? []).map(part => this.#fill(part, given) as object);
    if (seen.properties !== undefined || parts.length > 0 || seen.type === "object") {
      const properties = (seen.properties ?? {}) as Record<string, Schema>;
      const names = new Set([...((seen.required as string[] | undefined) ?? []), ...Object.keys((given as object | undefined) ?? {})]);
      const own = [...names].map(name => [name, this.#fill(properties[name] ?? {}, (given as Schema | undefined)?.[name])] as const);
      return Object.assign({}, ...parts, Object.fromEntries(own.filter(([, value]) => value !== undefined)));
    }

    return given ?? (Array.isArray(seen.enum) ? seen.enum[0] : least(seen));
  }

  #hold(where: string, key: string, schema: Schema, value: unknown): void {
    let validate = this.#validators.get(key);
    if (validate === undefined) {
      validate = this.#ajv.compile(absolute(nullable(schema)) as Schema);
      this.#validators.set(key, validate);
    }

    if (!validate(value)) {
      this.violations.push(`${where}: ${this.#ajv.errorsText(validate.errors)}`);
    }
  }

  #operation(method: string, template: string): Operation {
    return this.#description.paths[template]![method.toLowerCase()]!;
  }

  #resolve<T extends { readonly $ref?: string }>(value: T): T {
    if (value.$ref === undefined) {
      return value;
    }

    const [, , kind, name] = value.$ref.split("/");
    return this.#description.components[kind!]![name!] as T;
  }
}

function fits(template: readonly string[], parts: readonly string[]): boolean {
  return template.length === parts.length && template.every((part, index) => part.startsWith("{") || part === parts[index]);
}

// OpenAPI 3.0 says `nullable` where JSON Schema says that the type may be null.
function nullable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(nullable);
  }

  if (typeof value !== "object" || value === null) {
    return value;
  }

  const { nullable: isNullable, ...rest } = value as Schema;
  const schema = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, name === "example" || name === "examples" ? undefined : nullable(part)]));
  delete schema.example;
  delete schema.examples;
  return isNullable === true ? { anyOf: [schema, { type: "null" }] } : schema;
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(absolute);
  }

  return typeof value !== "object" || value === null ? value : Object.fromEntries(Object.entries(value).map(([name, part]) =>
    [name, name === "$ref" && typeof part === "string" && part.startsWith("#/") ? `github${part}` : absolute(part)]));
}

function least(schema: Schema): unknown {
  switch (schema.type) {
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "string":
      return schema.format === "date-time" ? "2026-01-01T00:00:00Z" : schema.format === "uri" ? "https://github.example/x" : schema.format === "email" ? "a@example.com" : "x";
    default:
      return undefined;
  }
}
