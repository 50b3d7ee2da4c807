// Texts that come from elsewhere (ids, messages, reasons, paths) are shown as what they are: no Markdown, no HTML, no mention, no link.

const special = /[\\`*_{}[\]<>&|#@~!$^]/g;
const links = /:\/\/|\bwww\./gi;
const emoji = /:(?=[a-z0-9_+-]+:)/gi;

// GitHub looks for people, teams and issues in what Markdown has become, where an entity is its character again: only another character
// between keeps it from finding them. Nothing is seen of a space without width.
const references = /[@#](?=\w)|\bGH-(?=\d)/gi;
const nothing = "\u200B";

/** A text for Markdown, in one line. Everything that GitHub would make something of is written as an entity, and nobody is called. */
export function markdown(text: string): string {
  return escaped(quiet(oneLine(text)));
}

/** The same in a fixed-width font. GitHub looks for no references in it: so it can be copied as it was. */
export function code(text: string): string {
  return text.length === 0 ? "" : `<code>${escaped(oneLine(text))}</code>`;
}

/** Lines in a fixed-width font, as they are. */
export function block(text: string): string {
  return `<pre>${text.split(/\r\n|[\r\n]/).map(line => escaped(oneLine(line))).join("&#x0a;")}</pre>`;
}

/** A text for a field that shows no Markdown, such as a title: one line of at most so many characters that calls nobody. */
export function plain(text: string, length: number): string {
  return short(quiet(oneLine(text)).replaceAll("`", "'"), length);
}

/** A link whose text comes from elsewhere; where the address is none that a browser may follow, only the text. */
export function link(text: string, address: string | undefined): string {
  const url = address === undefined ? null : URL.parse(address);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:")
    ? `[${markdown(text)}](${url.href.replace(/[()\s<>|]/g, found => `%${found.charCodeAt(0).toString(16)}`)})`
    : markdown(text);
}

/** A label of a Mermaid diagram, with its quotes. */
export function label(text: string): string {
  return `"${oneLine(text).replace(/["#&<>;\\`]/g, character => `#${character.codePointAt(0)};`)}"`;
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return rows.length === 0 ? "" : line(head) + line(head.map(() => "---")) + rows.map(line).join("") + "\n";
}

/** A number and its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A text that opens where its heading is clicked, if it is to be folded; nothing where there is no text. */
export function folded(heading: string, text: string, isFolded: boolean): string {
  return isFolded && text.length > 0 ? `<details><summary>${markdown(heading)}</summary>\n\n${text}</details>\n\n` : text;
}

/**
 * A text of at most so many bytes of UTF-8: cut at the end of a line, with a sentence that says so.
 * @param text The text.
 * @param bytes The limit; more than the sentence needs.
 * @param rest What to say in place of what was cut.
 */
export function fit(text: string, bytes: number, rest: string): string {
  if (Buffer.byteLength(text) <= bytes) {
    return text;
  }

  const end = `\n\n${rest}\n`;
  const kept = Buffer.from(text).subarray(0, Math.max(0, bytes - Buffer.byteLength(end))).toString("utf8");
  const lastLine = kept.lastIndexOf("\n");
  return closed(kept.slice(0, Math.max(0, lastLine))) + end;
}

/** A text of at most so many characters, for fields that take only plain text. */
export function short(text: string, length: number): string {
  const line = oneLine(text);
  return line.length <= length ? line : `${line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

// A cut diagram or fold would swallow the sentence that says that it was cut.
function closed(text: string): string {
  const fence = (text.match(/^```/gm)?.length ?? 0) % 2 === 1 ? "\n```" : "";
  const open = (text.match(/<details>/g)?.length ?? 0) - (text.match(/<\/details>/g)?.length ?? 0);
  return text + fence + "\n</details>".repeat(Math.max(0, open));
}

function oneLine(text: string): string {
  // Control characters, and the ones that turn the direction of what follows.
  return text.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "");
}

function quiet(text: string): string {
  return text.replace(references, found => found + nothing);
}

function escaped(text: string): string {
  return text
    .replace(special, entity)
    .replace(links, found => [...found].map(character => (/\w/.test(character) ? character : entity(character))).join(""))
    .replace(emoji, entity);
}

// In hexadecimal: a description may become a commit's message, where `&#64;` would name an issue.
function entity(character: string): string {
  return `&#x${character.codePointAt(0)!.toString(16).padStart(2, "0")};`;
}
