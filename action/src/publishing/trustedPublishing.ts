import { getIDToken } from "@actions/core";
import { setTimeout as pause } from "node:timers/promises";
import { UsageError, type Inputs } from "../inputs.ts";
import type { Surroundings } from "../surroundings.ts";
import { short } from "../text.ts";
import { hide } from "../secrets.ts";

/** Who gives short-lived keys for whom. */
export interface TokenService {
  readonly user: string;
  readonly url: string;
  /** For whom GitHub's token is made out. */
  readonly audience: string;
}

// https://learn.microsoft.com/nuget/nuget-org/trusted-publishing
const nugetOrg = { url: "https://www.nuget.org/api/v2/token", audience: "https://www.nuget.org" };
const attempts = 3;
const longestAnswer = 300;

/** The service that the inputs mean; undefined without trusted publishing. */
export function tokenService(inputs: Inputs): TokenService | undefined {
  const user = inputs.text("trusted-publishing-user");
  const given = inputs.text("trusted-publishing-url");
  if (user.length === 0) {
    if (given.length > 0) {
      throw inputs.wrong("trusted-publishing-user", "is missing; 'trusted-publishing-url' needs it");
    }

    return undefined;
  }

  if (given.length === 0) {
    if (!/^(?:nuget\.org|https:\/\/(?:api\.|www\.)?nuget\.org\/.*)$/i.test(inputs.text("source"))) {
      throw inputs.wrong("trusted-publishing-url", "is missing; only for 'source: nuget.org' it is known");
    }

    return { user, ...nugetOrg };
  }

  const url = URL.parse(given);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname));
  if (url === null || !isSafe) {
    throw inputs.wrong("trusted-publishing-url", `is '${given}'; use an address that begins with https://`);
  }

  return { user, url: url.href, audience: url.origin };
}

/**
 * Exchanges this job's OIDC token for a key of the feed. Both are masked before anything else is done with them.
 * @throws {UsageError} The job has no such token, or the feed refuses it.
 */
export async function shortLivedKey(service: TokenService, around: Surroundings): Promise<string> {
  if (!process.env.ACTIONS_ID_TOKEN_REQUEST_URL || !process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) {
    throw new UsageError("Trusted publishing needs a token that GitHub gives this job only with 'permissions: id-token: write'. A pull request from another repository never has it.");
  }

  for (let attempt = 1; ; attempt++) {
    // A token is taken once: each attempt has its own.
    const token = await getIDToken(service.audience);
    const { status, text } = await ask(service, token);
    const key = status === 200 ? keyOf(text) : undefined;
    if (key !== undefined) {
      return key;
    }

    if ((status !== 0 && status !== 429 && status < 500) || attempt === attempts) {
      throw new UsageError(refusal(service, around, status, text.replaceAll(token, "***")));
    }

    await pause(attempt * 1000);
  }
}

async function ask(service: TokenService, token: string): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(service.url, {
      method: "POST",
      headers: { "content-type": "application/json", "authorization": `Bearer ${token}`, "user-agent": "modulebuild-action" },
      body: JSON.stringify({ username: service.user, tokenType: "ApiKey" }),
      redirect: "error", // the token is for this service, and nobody else
      signal: AbortSignal.timeout(30_000),
    });
    return { status: response.status, text: await response.text() };
  } catch (problem) {
    return { status: 0, text: problem instanceof Error ? String(problem.cause ?? problem.message) : String(problem) };
  }
}

function keyOf(text: string): string | undefined {
  const { apiKey } = objectOf(text);
  if (typeof apiKey !== "string" || apiKey.length === 0 || /[\r\n]/.test(apiKey)) {
    return undefined;
  }

  hide(apiKey);
  return apiKey;
}

function refusal(service: TokenService, around: Surroundings, status: number, text: string): string {
  const { error, message } = objectOf(text);
  // An answer that has the form of a success is not repeated: it may hold a key.
  const said = status === 200 ? "its answer holds no 'apiKey'" : short(String(error ?? message ?? text), longestAnswer);
  const workflow = process.env.GITHUB_WORKFLOW_REF?.split("@")[0]?.split("/").at(-1);
  return `${new URL(service.url).host} gives no key to '${service.user}' (${status === 0 ? "no answer" : status}): ${said || "no reason"}. `
    + `Its policy has to name repository ${around.owner}/${around.repository}${workflow ? `, workflow ${workflow}` : ""} and the environment of the job, where it has one; `
    + "'trusted-publishing-user' is who made the policy.";
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
