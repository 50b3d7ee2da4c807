import { createHash } from "node:crypto";
import type { Contract } from "./contract.ts";
import type { Answer, Request } from "./routes.ts";

interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

/** Git as GitHub's API shows it: commits upon trees that know their files only. */
export class GitState {
  readonly refs = new Map<string, string>([["refs/heads/main", "a".repeat(40)]]);
  readonly trees = new Map<string, ReadonlyMap<string, string>>([["b".repeat(40), new Map()]]);
  readonly commits = new Map<string, Commit>([["a".repeat(40), { sha: "a".repeat(40), message: "First", tree: "b".repeat(40), parents: [] }]]);

  /** Commits, as a person would. */
  commit(message: string, tree: string, parents: readonly string[]): Commit {
    const sha = createHash("sha1").update(JSON.stringify([message, tree, parents])).digest("hex");
    const made = { sha, message, tree, parents };
    this.commits.set(sha, made);
    return made;
  }
}

/** Its routes. */
export function gitRoutes(git: GitState, contract: Contract): [string, (request: Request) => Answer][] {
  const missing = { status: 404, body: { message: "Not Found" } };
  const shownRef = (ref: string): object => contract.complete("git-ref", { ref, object: { sha: git.refs.get(ref)!, type: "commit", url: "https://github.example/object" } });
  const refOf = (request: Request): string => `refs/${decodeURIComponent(request.parts[2]!)}`;
  const shownCommit = (commit: Commit): object => contract.complete("git-commit", {
    sha: commit.sha, message: commit.message, tree: { sha: commit.tree, url: "https://github.example/tree" },
    parents: commit.parents.map(sha => ({ sha, url: "https://github.example/commit", html_url: "https://github.example/commit" })),
  });
  return [
    ["GET git/ref/*", request => (git.refs.has(refOf(request)) ? { status: 200, body: shownRef(refOf(request)) } : missing)],
    ["GET git/matching-refs/*", request => ({ status: 200, body: [...git.refs.keys()].filter(ref => ref.startsWith(refOf(request))).map(shownRef) })],
    ["POST git/refs", ({ body }) => {
      const ref = String(body.ref);
      if (git.refs.has(ref)) {
        return { status: 422, body: { message: "Reference already exists" } };
      }

      git.refs.set(ref, String(body.sha));
      return { status: 201, body: shownRef(ref) };
    }],
    ["PATCH git/refs/*", request => {
      if (!git.refs.has(refOf(request))) {
        return { status: 422, body: { message: "Reference does not exist" } };
      }

      git.refs.set(refOf(request), String(request.body.sha));
      return { status: 200, body: shownRef(refOf(request)) };
    }],
    ["DELETE git/refs/*", request => (git.refs.delete(refOf(request)) ? { status: 204 } : { status: 422, body: { message: "Reference does not exist" } })],
    ["GET git/commits/*", request => {
      const commit = git.commits.get(request.parts[2]!);
      return commit === undefined ? missing : { status: 200, body: shownCommit(commit) };
    }],
    ["POST git/commits", ({ body }) => ({ status: 201, body: shownCommit(git.commit(String(body.message), String(body.tree), body.parents as string[])) })],
    ["POST git/trees", ({ body }) => {
      const files = new Map([...git.trees.get(String(body.base_tree))!, ...(body.tree as { path: string; content: string }[]).map(file => [file.path, file.content] as const)]);
      const sha = createHash("sha1").update(JSON.stringify([...files])).digest("hex");
      git.trees.set(sha, files);
      return { status: 201, body: contract.complete("git-tree", { sha, truncated: false, tree: [...files.keys()].map(path => ({ path, mode: "100644", type: "blob", sha })) }) };
    }],
  ];
}
