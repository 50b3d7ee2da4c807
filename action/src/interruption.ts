/** Somebody cancelled the job: GitHub's runner sends SIGINT, after 7.5 seconds SIGTERM, and ends the process 2.5 seconds later. */
class Interruption {
  #isAsked = false;
  readonly #listeners = new Set<() => void>();

  /** Whether it was asked for. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** Listens to signals from now on: they do not end the process any more. */
  listen(): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => this.ask());
    }
  }

  ask(): void {
    this.#isAsked = true;
    this.#listeners.forEach(listener => listener());
  }

  /** Tells when it is asked for, as long as that is not disposed of. */
  during(listener: () => void): Disposable {
    this.#listeners.add(listener);
    if (this.#isAsked) {
      listener();
    }

    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }
}

/** That of this process. */
export const interruption = new Interruption();
