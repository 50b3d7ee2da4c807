import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { GitServer } from "./gitServer.ts";
import { World, type ActionRun } from "./world.ts";

const occasion = (server: GitServer): object => ({
  variables: {
    GITHUB_SERVER_URL: server.url,
    // A step before this one left another token there, as actions/checkout may; two of them GitHub refuses.
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${server.url}/.extraheader`,
    GIT_CONFIG_VALUE_0: "AUTHORIZATION: basic of-another-step",
  },
});

async function promote(world: World, server: GitServer, inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  return world.run({ command: "promote", from: "feed", environment: "dev", modules: "Acme.A@1.0.0", store: `${server.url}/store.git`, ...inputs }, occasion(server));
}

test("a store on a server is written with the state token, which is in no log and no file", async () => {
  await using world = await World.create();
  await using server = await GitServer.start(join(world.workspace, ".modulebuild"), "the-token-of-the-store");

  const run = await promote(world, server, { "state-token": "the-token-of-the-store" });

  assert.equal(run.exitCode, 0, run.log);
  assert.equal(run.outputs.outcome, "succeeded");
  assert.deepEqual(server.refused, []);
  const credentials = Buffer.from("x-access-token:the-token-of-the-store").toString("base64");
  assert.ok(run.log.split(/\r?\n/).includes(`::add-mask::${credentials}`));
  assert.doesNotMatch(run.log.replace(/^::add-mask::.*$/gm, "") + run.summary, /the-token-of-the-store|dGhlLXRva2VuLW9m/);
  assert.match(await world.cli("status", "dev"), /Acme\.A|release 1/i);
});

test("a deployer gets no token of the store, nor a setting of git that holds one", async () => {
  await using world = await World.create();
  await using server = await GitServer.start(join(world.workspace, ".modulebuild"), "a-token-of-the-job");
  const seen = join(world.folder, "seen");
  await world.policy("dev", { deployer: { kind: "command", command: ["sh", "-c", `env > ${seen}; cat > /dev/null`] } });

  const run = await promote(world, server, {});

  assert.equal(run.outputs.outcome, "succeeded", run.log);
  const variables = await readFile(seen, "utf8");
  assert.match(variables, /^MODULEBUILD_ENVIRONMENT=dev$/m);
  assert.doesNotMatch(variables, /GIT_CONFIG|AUTHORIZATION|a-token-of-the-job/);
});

test("without a state token the store is written with the token of the job", async () => {
  await using world = await World.create();
  await using server = await GitServer.start(join(world.workspace, ".modulebuild"), "a-token-of-the-job");

  const run = await promote(world, server, {});

  assert.equal(run.outputs.outcome, "succeeded", run.log);
  assert.deepEqual(server.refused, []);
});

test("a token that the store does not take fails the step, and says so", async () => {
  await using world = await World.create();
  await using server = await GitServer.start(join(world.workspace, ".modulebuild"), "another");

  const run = await promote(world, server, { "state-token": "the-wrong-one" });

  assert.equal(run.exitCode, 1);
  assert.match(run.log, /::error::/);
  assert.deepEqual(world.github.state.deployments, []);
});
