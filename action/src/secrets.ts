import { setSecret } from "@actions/core";

// Shorter ones would black out half of the log.
const shortest = 4;

const known = new Set<string>();

/** Keeps a text out of all that this run writes: GitHub's runner masks it in the log, and {@link scrub} wherever else it could go. */
export function hide(secret: string): void {
  if (secret.length === 0) {
    return;
  }

  // The runner masks line by line; and a secret may come back as it stands in headers and in addresses.
  for (const text of [secret, ...secret.split(/\r?\n/), Buffer.from(secret).toString("base64"), encodeURIComponent(secret)]) {
    if (text.length >= shortest && !known.has(text)) {
      known.add(text);
      setSecret(text);
    }
  }
}

/** A text without secrets. Answers of servers may have some in them. */
export function scrub(text: string): string {
  let clean = text;
  for (const secret of known) {
    clean = clean.replaceAll(secret, "***");
  }

  return clean;
}
