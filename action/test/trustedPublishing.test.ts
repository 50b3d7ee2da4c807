import assert from "node:assert/strict";
import { test } from "node:test";
import { FeedServer, pack } from "./feedServer.ts";
import { TokenServer, type KeyAnswer } from "./tokenServer.ts";
import { World, type ActionRun } from "./world.ts";

const key = "the-short-lived-key";
const given: KeyAnswer = { status: 200, body: JSON.stringify({ apiKey: key, tokenType: "ApiKey" }) };

async function publish(world: World, tokens: TokenServer, more: Readonly<Record<string, string>> = {}, variables = tokens.variables): Promise<ActionRun> {
  return world.run({ command: "publish", source: "server", attest: "false", "trusted-publishing-user": "acme", "trusted-publishing-url": `${tokens.url}/token`, ...more }, { variables });
}

test("the job's token is exchanged for a key, which is masked and stays in one process", async () => {
  await using world = await World.create();
  await using feed = await FeedServer.start(world, key);
  await using tokens = await TokenServer.start({ status: 503, body: "" }, given);
  await pack(world, "Acme.Base@1.0.0");

  const run = await publish(world, tokens);

  assert.equal(run.exitCode, 0, run.log);
  assert.ok((await feed.requests()).filter(request => request.startsWith("PUT")).length === 2);
  // Each attempt has a token of its own: the first one may have been taken.
  assert.deepEqual(tokens.asked.map(one => one.authorization), ["Bearer the-oidc-token-1", "Bearer the-oidc-token-2"]);
  assert.deepEqual(tokens.asked[0]!.body, { username: "acme", tokenType: "ApiKey" });
  assert.deepEqual(tokens.audiences, [tokens.url, tokens.url]);
  isKeptSecret(run, key, "the-oidc-token-1", "the-oidc-token-2");
});

test("without the permission, and where the feed refuses, one sentence says what to mend, and nothing is pushed", async () => {
  await using world = await World.create();
  await using tokens = await TokenServer.start(given);
  const refusals: readonly (readonly [KeyAnswer, RegExp])[] = [
    [{ status: 401, body: JSON.stringify({ error: "No policy of 'acme' matches <img> the-oidc-token-1\n::error::x" }) }, /^::error::127\.0\.0\.1:\d+ gives no key to 'acme' \(401\): No policy of 'acme' matches <img> \*\*\*.*workflow release\.yml/m],
    [{ status: 403, body: "<html>" }, /\(403\): <html>/],
    [{ status: 200, body: JSON.stringify({ key: "a-key-by-another-name" }) }, /\(200\): its answer holds no 'apiKey'/],
    [{ status: 200, body: JSON.stringify({ apiKey: "two\nlines" }) }, /\(200\): its answer holds no 'apiKey'/],
    [{ status: 307, body: "", location: "https://example.com/" }, /\(no answer\): .*redirect/],
  ];

  const denied = await publish(world, tokens, {}, {});
  assert.deepEqual(tokens.asked, []);
  const runs: ActionRun[] = [];
  for (const [answer] of refusals) {
    tokens.audiences.length = 0;
    tokens.answers = [answer];
    runs.push(await publish(world, tokens));
  }

  assert.match(denied.log, /^::error::Trusted publishing needs a token that GitHub gives this job only with 'permissions: id-token: write'\./m);
  runs.forEach((run, index) => assert.match(run.log, refusals[index]![1]));
  assert.deepEqual([denied, ...runs].map(run => run.exitCode), Array(6).fill(1));
  runs.forEach(run => isKeptSecret(run, "the-oidc-token-1", "a-key-by-another-name"));
  runs.forEach(run => assert.doesNotMatch(run.log, /^::error::x/m));
});

test("a dry run asks for no key, and inputs that do not fit are refused before anything is asked", async () => {
  await using world = await World.create();
  await using feed = await FeedServer.start(world, key);
  await using tokens = await TokenServer.start(given);
  await pack(world, "Acme.Base@1.0.0");

  const dry = await publish(world, tokens, { "dry-run": "true" });
  const plain = await publish(world, tokens, { "trusted-publishing-url": "http://feed.example.com/token" });
  const unknown = await publish(world, tokens, { "trusted-publishing-url": "" });
  const nobody = await publish(world, tokens, { "trusted-publishing-user": "" });

  assert.equal(dry.exitCode, 0, dry.log);
  assert.match(plain.log, /^::error::Input 'trusted-publishing-url' is 'http:\/\/feed\.example\.com\/token'; use an address that begins with https/m);
  assert.match(unknown.log, /^::error::Input 'trusted-publishing-url' is missing; only for 'source: nuget\.org' it is known/m);
  assert.match(nobody.log, /^::error::Input 'trusted-publishing-user' is missing/m);
  assert.deepEqual(tokens.audiences, []);
  assert.ok(!(await feed.requests()).some(request => request.startsWith("PUT")));
});

function isKeptSecret(run: ActionRun, ...secrets: readonly string[]): void {
  const seen = run.log.replace(/^::add-mask::.*$/gm, "") + run.summary + JSON.stringify(run.outputs);
  secrets.forEach(secret => assert.ok(!seen.includes(secret), secret));
}
