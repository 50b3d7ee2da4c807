import type { Finding } from "../github/annotations.ts";

// What 'modulebuild publish --json' prints; see docs/publishing.md.

export type FileOutcome = "none" | "push" | "there" | "pushed" | "notOffered" | "failed";

export interface Evidence {
  readonly kind: "sbom" | "vex" | "findings";
  readonly file: string;
  readonly sha256: string;
}

export interface Package {
  readonly id: string;
  readonly version: string;
  readonly prerelease: boolean;
  readonly contentHash: string;
  readonly sha256: string;
  readonly file: string;
  readonly package: FileOutcome;
  readonly symbols: FileOutcome;
  /** Whether the feed does not show it yet, though it was waited for. */
  readonly hidden: boolean;
  readonly symbolsFile: string | null;
  readonly symbolsSha256: string | null;
  /** The section of the changelog, Markdown. */
  readonly notes: string | null;
  readonly evidence: readonly Evidence[];
}

export interface PublishRun {
  readonly feed: string;
  /** The same for the same packages. */
  readonly run: string;
  readonly dryRun: boolean;
  readonly blocked: boolean;
  readonly done: boolean;
  readonly packages: readonly Package[];
  readonly findings: readonly Finding[];
}
