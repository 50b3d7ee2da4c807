/** What became of the pull request of a group. */
export interface Outcome {
  readonly group: string;
  readonly number: number | null;
  readonly url: string | null;
  readonly state: "open" | "refused" | "foreign" | "planned" | "closed" | "failed";
  /** Why it is not shown, as sentences; where it failed. */
  readonly problem?: string;
}
