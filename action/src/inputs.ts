import { getInput } from "@actions/core";

/** What the action can be asked to do. */
export const commands = ["build", "publish", "promote", "rollback", "update", "plan", "status", "drift"] as const;

export type Command = (typeof commands)[number];

/** What a person has to mend in a workflow: the message says what, and is all that is shown. */
export class UsageError extends Error {}

const help = "https://github.com/modulebuild/modulebuild/blob/main/docs/action.md";

/** The inputs of the action, read strictly: a misspelt value fails the step, and says what would be taken. */
export class Inputs {
  readonly #read: (name: string) => string;

  constructor(read: (name: string) => string = name => getInput(name)) {
    this.#read = read;
  }

  /** What is to be done. */
  get command(): Command {
    return this.choice("command", commands);
  }

  /** A text; empty where it was not given. */
  text(name: string): string {
    const value = this.#read(name).trim();
    if (/[\0\r\n]/.test(value)) {
      throw this.wrong(name, "has several lines; one is expected");
    }

    return value;
  }

  /** A text without which this command cannot work. */
  required(name: string, example: string): string {
    const value = this.text(name);
    if (value.length === 0) {
      throw this.wrong(name, `is missing; 'command: ${this.command}' needs it, for example '${name}: ${example}'`);
    }

    // It becomes an argument of a command: nothing here may be taken for an option.
    if (value.startsWith("-")) {
      throw this.wrong(name, `is '${value}', which looks like an option; write for example '${name}: ${example}'`);
    }

    return value;
  }

  /** Values, one a line or parted by commas or blanks. */
  list(name: string): string[] {
    const values = this.#read(name).split(/[\s,]+/).filter(value => value.length > 0);
    const option = values.find(value => value.startsWith("-"));
    if (option !== undefined) {
      throw this.wrong(name, `has '${option}', which looks like an option`);
    }

    return values;
  }

  /** Texts, one a line, as they are: blanks within them stay. */
  lines(name: string, parting = /\r?\n/): string[] {
    return this.#read(name).split(parting).map(line => line.trim()).filter(line => line.length > 0);
  }

  /** Yes or no. */
  flag(name: string, otherwise = false): boolean {
    const value = this.text(name).toLowerCase();
    if (value.length === 0) {
      return otherwise;
    }

    if (value !== "true" && value !== "false") {
      throw this.wrong(name, `is '${value}'; use true or false`);
    }

    return value === "true";
  }

  /** A whole number within limits; undefined where it was not given. */
  number(name: string, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value.length === 0) {
      return undefined;
    }

    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (!(number >= least && number <= most)) {
      throw this.wrong(name, `is '${value}'; use a whole number from ${least} to ${most}`);
    }

    return number;
  }

  /** One of several words; where none was given, the one that then counts, if any. */
  choice<T extends string>(name: string, words: readonly T[], otherwise?: T): T {
    const value = this.text(name);
    if (value.length === 0 && otherwise !== undefined) {
      return otherwise;
    }

    const word = words.find(candidate => candidate === value.toLowerCase());
    if (word === undefined) {
      throw this.wrong(name, `${value.length === 0 ? "is missing" : `is '${value}'`}; use ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);
    }

    return word;
  }

  /** What is wrong with an input, with the place where it is described. */
  wrong(name: string, sentence: string): UsageError {
    return new UsageError(`Input '${name}' ${sentence}. See ${help}#${name}`);
  }
}
