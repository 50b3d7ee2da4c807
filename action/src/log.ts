import { randomUUID } from "node:crypto";
import { EOL } from "node:os";

/**
 * Lets a text that comes from elsewhere go into the log without being taken for workflow commands: between the two lines GitHub's runner
 * takes none, and nobody can know the word that ends it.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export class QuietLog {
  readonly #word = randomUUID();
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void = text => void process.stdout.write(text)) {
    this.#write = write;
    this.#write(`::stop-commands::${this.#word}${EOL}`);
  }

  text(text: string): void {
    this.#write(text);
  }

  /** Ends it; the runner takes commands again. */
  [Symbol.dispose](): void {
    this.#write(`${EOL}::${this.#word}::${EOL}`);
  }
}
