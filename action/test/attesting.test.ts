import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { UsageError } from "../src/inputs.ts";
import { connect } from "../src/github/client.ts";
import type { Attester, Subject } from "../src/github/attestations.ts";
import { attested } from "../src/publishing/attesting.ts";
import type { Package } from "../src/publishing/run.ts";
import { surroundings } from "../src/surroundings.ts";
import { FakeGitHub } from "./fakeGitHub/server.ts";

const identity = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example" };

/** Packages in a folder, each with its SBOM, and an attester that gives what it is asked to GitHub. */
class Scene implements AsyncDisposable {
  readonly statements: string[] = [];
  readonly fake: FakeGitHub;
  readonly folder: string;
  problem: Error | undefined;

  private constructor(fake: FakeGitHub, folder: string) {
    this.fake = fake;
    this.folder = folder;
  }

  static async open(): Promise<Scene> {
    const scene = new Scene(await FakeGitHub.start(), await mkdtemp(join(tmpdir(), "modulebuild-attest-")));
    await writeFile(join(scene.folder, "bom.json"), JSON.stringify({ bomFormat: "CycloneDX" }));
    return scene;
  }

  packages(count: number): Package[] {
    return Array.from({ length: count }, (_, index) => ({
      id: `Acme.M${index}`, version: "1.0.0", prerelease: false, contentHash: "x", sha256: index.toString(16).padStart(64, "0"), file: "x", package: "pushed",
      symbols: "none", hidden: false, symbolsFile: null, symbolsSha256: null, notes: null, evidence: [{ kind: "sbom", file: join(this.folder, "bom.json"), sha256: "x" }],
    }));
  }

  async attest(packages: readonly Package[], wish: "auto" | "true" | "false", variables: Record<string, string> = identity): Promise<string | undefined> {
    const around = surroundings({ GITHUB_REPOSITORY: "acme/orders", GITHUB_API_URL: this.fake.url });
    const write = (kind: string, subjects: readonly Subject[]): void => {
      if (this.problem !== undefined) {
        throw this.problem;
      }

      this.statements.push(`${kind} ${subjects.length}`);
      if (kind === "provenance") {
        subjects.forEach(subject => this.fake.state.attested.add(`sha256:${subject.digest.sha256}`));
      }
    };
    const attester: Attester = {
      provenance: async subjects => write("provenance", subjects),
      sbom: async (subject, bom) => write((bom as { bomFormat: string }).bomFormat, [subject]),
    };
    return attested({ github: connect(around, "token"), around }, packages, wish, variables, async () => attester);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.fake[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true });
  }
}

test("packages are attested once: the SBOM of each, and the provenance of all", async () => {
  await using scene = await Scene.open();

  const first = await scene.attest(scene.packages(2), "auto");
  const again = await scene.attest(scene.packages(3), "auto");

  assert.deepEqual(scene.fake.violations, []);
  assert.equal(first, "Attested: 3 statements of provenance and SBOM.");
  assert.equal(again, "Attested: 2 statements of provenance and SBOM.");
  assert.equal(await scene.attest(scene.packages(3), "auto"), "Attested earlier.");
  assert.deepEqual(scene.statements, ["CycloneDX 1", "CycloneDX 1", "provenance 2", "CycloneDX 1", "provenance 1"]);
});

test("a statement has at most 1,024 subjects, and a run at most 50 SBOMs", async () => {
  await using scene = await Scene.open();

  const line = await scene.attest(scene.packages(1025), "auto");

  assert.deepEqual(scene.statements.filter(one => one.startsWith("provenance")), ["provenance 1024", "provenance 1"]);
  assert.equal(line, "Attested: 52 statements of provenance and SBOM. The SBOMs of 975 more packages are in the packages only.");
});

test("a job without an identity says what it leaves out, and fails only where attestations are demanded", async () => {
  await using scene = await Scene.open();

  assert.match((await scene.attest(scene.packages(1), "auto", {}))!, /published, and not attested: .*'permissions: id-token: write'/);
  await assert.rejects(scene.attest(scene.packages(1), "true", {}), UsageError);
  assert.equal(await scene.attest(scene.packages(1), "false", {}), undefined);
  assert.deepEqual([scene.statements, scene.fake.requests], [[], []]);
});

test("what GitHub refuses is said, and the packages stay published", async () => {
  await using scene = await Scene.open();
  scene.problem = new Error("Failed to persist attestation: Feature not available for the acme organization");

  assert.match((await scene.attest(scene.packages(1), "auto"))!, /not attested: Failed to persist attestation: Feature not available/);
});
