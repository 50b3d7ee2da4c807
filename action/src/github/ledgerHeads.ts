// GitHub keeps the end of the ledger with each deployment: so a ledger that is cut or rewritten is found.

/** The end of a ledger. */
export interface LedgerHead {
  readonly sequence: number;
  readonly hash: string;
}

/** Digits of a hash that stand in a description; as many as `modulebuild ledger verify --seen` wants. */
const digits = 32;

/** How the end of a ledger stands at the end of a description. */
export function told(ledger: LedgerHead): string {
  return `Ledger ${ledger.sequence} ${ledger.hash.slice(0, digits)}`;
}

/**
 * Ends of ledgers that a deployment was told of. What people wrote there is none.
 * @param payload What was kept with it when it was made.
 * @param description What it shows last.
 */
export function headsOf(payload: unknown, description: string): LedgerHead[] {
  const kept = ((typeof payload === "string" ? parsed(payload) : payload) as { readonly ledger?: Partial<LedgerHead> | null } | null | undefined)?.ledger;
  const said = / Ledger (\d{1,15}) ([0-9a-f]{32})$/.exec(description);
  return [
    ...(Number.isSafeInteger(kept?.sequence) && /^[0-9a-f]{64}$/.test(kept?.hash ?? "") ? [{ sequence: kept!.sequence!, hash: kept!.hash! }] : []),
    ...(said === null ? [] : [{ sequence: Number(said[1]), hash: said[2]! }]),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
