// What 'modulebuild update --groups --json' and 'update --status --json' print; see docs/cli.md.

export interface UpdateStatus {
  readonly enabled: boolean;
  readonly checkIntervalHours: number;
  readonly lastCheck: string | null;
  readonly nextCheck: string | null;
  readonly due: boolean;
  readonly problem: string | null;
}

export interface Advisory {
  readonly id: string;
  readonly severity: string;
  readonly url: string | null;
}

export interface Change {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly because: string;
  readonly asked: boolean;
  readonly breaking: boolean;
  readonly changelog: string | null;
  readonly newPermissions: readonly string[];
  readonly capabilities: { readonly new: readonly string[]; readonly gone: readonly string[] };
  readonly advisories: { readonly fixed: readonly Advisory[]; readonly remaining: readonly Advisory[] };
  readonly compatibility: { readonly comparedWith: string; readonly verdict: string; readonly breaking: readonly string[] } | null;
  readonly notCompared: string | null;
}

export interface Group {
  readonly key: string;
  readonly changes: readonly Change[];
  readonly files: readonly { readonly path: string; readonly proposed: string }[];
}

export interface Updates {
  readonly workspace: string;
  readonly complete: boolean;
  readonly groups: readonly Group[];
  readonly excluded: readonly { readonly id: string; readonly current: string; readonly latest: string }[];
}
