import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createEmulator } from "emulate";
import { digestOf } from "../src/github/assets.ts";
import { connect } from "../src/github/client.ts";
import { Releases } from "../src/github/releases.ts";
import { surroundings } from "../src/surroundings.ts";
import { outdated } from "./outdated.ts";

// A GitHub that others wrote, which so does not share our mistakes: https://github.com/vercel-labs/emulate. It has releases, refs, trees, commits and
// pull requests; deployments and attestations it has not.

const token = "a-token-of-the-job";

async function emulated(): Promise<{ readonly url: string } & AsyncDisposable> {
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: { [token]: { login: "acme", scopes: ["repo"] } },
      github: { users: [{ login: "acme" }], repos: [{ owner: "acme", name: "orders", auto_init: true }] },
    },
  });
  return { url: emulator.url, [Symbol.asyncDispose]: async () => emulator.close() };
}

async function get<T>(url: string): Promise<T> {
  const answer = await fetch(url, { headers: { authorization: `token ${token}` } });
  assert.equal(answer.status, 200, `${url}: ${await answer.clone().text()}`);
  return (await answer.json()) as T;
}

interface Release {
  readonly tag_name: string;
  readonly draft: boolean;
  readonly assets: readonly { readonly name: string }[];
}

test("a release is whole, and one, on a GitHub that others wrote", async () => {
  await using github = await emulated();
  const folder = await mkdtemp(join(tmpdir(), "modulebuild-emulated-"));
  const path = join(folder, "Acme.Orders.1.2.0.nupkg");
  await writeFile(path, "the package");
  const head = await get<{ readonly object: { readonly sha: string } }>(`${github.url}/repos/acme/orders/git/ref/heads/main`);
  const release = {
    run: "148cb00290f9f17d", tag: "Acme.Orders-v1.2.0", sha: head.object.sha, name: "Acme.Orders 1.2.0", notes: "- New.", isPrerelease: false,
    files: [{ name: "Acme.Orders.1.2.0.nupkg", path, sha256: digestOf(Buffer.from("the package")).slice(7) }],
  };
  const releases = new Releases(connect(surroundings({ GITHUB_REPOSITORY: "acme/orders", GITHUB_API_URL: github.url }), token));

  await releases.show(release);
  await releases.show(release);

  await rm(folder, { recursive: true });
  const shown = await get<readonly Release[]>(`${github.url}/repos/acme/orders/releases`);
  assert.deepEqual(shown.map(one => [one.tag_name, one.draft, one.assets.map(asset => asset.name)]), [["Acme.Orders-v1.2.0", false, ["Acme.Orders.1.2.0.nupkg"]]]);
});

test("each group of updates is one pull request on a GitHub that others wrote", async () => {
  await using github = await emulated();
  await using world = await outdated();
  const head = await get<{ readonly object: { readonly sha: string } }>(`${github.url}/repos/acme/orders/git/ref/heads/main`);
  const occasion = { variables: { GITHUB_API_URL: github.url, GITHUB_SHA: head.object.sha } };

  const first = await world.run({ command: "update" }, occasion);
  const again = await world.run({ command: "update", force: "true" }, occasion);

  assert.deepEqual([first.exitCode, again.exitCode], [0, 0], first.log + again.log);
  const pulls = await get<readonly { readonly title: string; readonly state: string; readonly head: { readonly ref: string } }[]>(`${github.url}/repos/acme/orders/pulls`);
  assert.deepEqual(pulls.map(pull => `${pull.head.ref} ${pull.state}`).toSorted(), ["modulebuild-update/major-acme-a open", "modulebuild-update/minor-and-patch open"]);
});
