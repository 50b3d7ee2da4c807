/** Something that goes wrong with a request. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: object }
  /** What is asked for is not done, and no answer comes. */
  | { readonly kind: "dropped" }
  /** What is asked for is done, and the answer is lost. */
  | { readonly kind: "lost" }
  | { readonly kind: "slow"; readonly milliseconds: number };

interface Rule {
  readonly fault: Fault;
  readonly method: string;
  readonly path: RegExp;
  left: number;
}

/** Faults that are to come, each for the next requests that fit. */
export class Faults {
  readonly #rules: Rule[] = [];

  /** From now on, the next requests that fit go wrong. */
  next(method: string, path: RegExp, fault: Fault, times = 1): void {
    this.#rules.push({ fault, method, path, left: times });
  }

  /** Takes the fault of a request. */
  take(method: string, path: string): Fault | undefined {
    const rule = this.#rules.find(candidate => candidate.left > 0 && candidate.method === method && candidate.path.test(path));
    if (rule !== undefined) {
      rule.left--;
    }

    return rule?.fault;
  }
}
