import { error, notice, warning, type AnnotationProperties } from "@actions/core";

/** A finding, as the command line prints it. */
export interface Finding {
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  readonly file?: string | null;
  readonly line?: number | null;
  readonly column?: number | null;
}

// GitHub shows ten of a kind a step; what is more is in the summary.
const mostOfAKind = 10;

/**
 * Shows findings at their lines, the gravest first.
 * @returns How many are not shown.
 */
export function annotate(findings: readonly Finding[], show = { error, warning, notice }): number {
  const kinds = { error: show.error, warning: show.warning, note: show.notice };
  let left = 0;
  for (const severity of ["error", "warning", "note"] as const) {
    const own = findings.filter(finding => finding.severity === severity);
    left += Math.max(0, own.length - mostOfAKind);
    for (const finding of own.slice(0, mostOfAKind)) {
      kinds[severity](finding.message, placeOf(finding));
    }
  }

  return left;
}

function placeOf(finding: Finding): AnnotationProperties {
  return {
    title: finding.code,
    ...(finding.file ? { file: finding.file } : {}),
    ...(finding.line ? { startLine: finding.line } : {}),
    ...(finding.column ? { startColumn: finding.column } : {}),
  };
}
