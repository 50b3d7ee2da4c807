import type { Finding } from "./github/annotations.ts";

// What 'modulebuild report --json' prints; see docs/cli.md.

export interface ReportedFinding extends Finding {
  readonly helpLink: string | null;
  readonly projects: readonly string[];
}

export interface Capability {
  readonly capability: string;
  readonly package: string;
}

export interface ComponentChange {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface ReportedModule {
  readonly id: string;
  readonly version: string | null;
  readonly project: string;
  readonly result: "succeeded" | "failed" | "unfinished";
  readonly judged: boolean;
  readonly score: { readonly points: number; readonly minimum: number; readonly passed: boolean; readonly lost: readonly string[] } | null;
  readonly capabilities: readonly Capability[];
  readonly lastRelease: {
    readonly version: string;
    readonly newCapabilities: readonly Capability[] | null;
    readonly goneCapabilities: readonly Capability[] | null;
    readonly components: readonly ComponentChange[] | null;
  } | null;
  readonly vulnerabilities: readonly { readonly severity: string; readonly message: string; readonly accepted: boolean }[];
  readonly sbom: { readonly path: string; readonly components: number } | null;
  readonly compatibility: {
    readonly lastVersion: string | null;
    readonly versionNeeded: string | null;
    readonly breaking: number;
    readonly added: number;
    readonly hosts: readonly { readonly id: string; readonly range: string; readonly compared: number; readonly works: boolean }[];
  } | null;
  readonly package: string | null;
  readonly needs: readonly string[];
}

export interface Report {
  readonly result: "succeeded" | "failed" | "unfinished";
  /** Absolute path that all others start from. */
  readonly root: string;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly ReportedFinding[];
  readonly modules: readonly ReportedModule[];
}

/** Vulnerabilities that nobody accepted. */
export function openVulnerabilities(module: ReportedModule): number {
  return module.vulnerabilities.filter(one => !one.accepted).length;
}
