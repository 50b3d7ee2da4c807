import { randomUUID } from "node:crypto";
import { EOL } from "node:os";
import { scrub } from "./secrets.ts";

/**
 * Lets a text that comes from elsewhere go into the log without being taken for workflow commands: between the two lines GitHub's runner
 * takes none, and nobody can know the word that ends it.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export class QuietLog {
  readonly #write: (text: string) => void;
  #word = randomUUID();
  #isInGroup = false;

  constructor(write: (text: string) => void = text => void process.stdout.write(text)) {
    this.#write = write;
    this.#write(`::stop-commands::${this.#word}${EOL}`);
  }

  text(text: string): void {
    this.#write(scrub(text));
  }

  /** Folds what comes from here on under a name of this action's own. */
  group(name: string): void {
    this.endGroup();
    this.#aside(`::group::${name}${EOL}`);
    this.#isInGroup = true;
  }

  /** Ends what is folded. */
  endGroup(): void {
    if (this.#isInGroup) {
      this.#aside(`::endgroup::${EOL}`);
      this.#isInGroup = false;
    }
  }

  /** Ends it; the runner takes commands again. */
  [Symbol.dispose](): void {
    this.endGroup();
    this.#resume();
  }

  // The word was said then: another one from here on.
  #aside(command: string): void {
    this.#resume();
    this.#word = randomUUID();
    this.#write(`${command}::stop-commands::${this.#word}${EOL}`);
  }

  #resume(): void {
    this.#write(`${EOL}::${this.#word}::${EOL}`);
  }
}

/** Writes lines that have texts in them that come from elsewhere. */
export function say(lines: readonly string[]): void {
  using log = new QuietLog();
  lines.forEach(line => log.text(`${line}${EOL}`));
}
