import { StringDecoder } from "node:string_decoder";

/** Puts what a program writes, which comes in pieces, into lines, and tells of each as soon as it is whole. */
export class Lines {
  readonly #tell: (line: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  #rest = "";

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  add(piece: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(piece)).split(/\r?\n/);
    this.#rest = lines.pop()!;
    lines.forEach(this.#tell);
  }

  /** Tells of what has no end of its own. */
  end(): void {
    const rest = this.#rest + this.#decoder.end();
    if (rest.length > 0) {
      this.#tell(rest);
    }
  }
}
