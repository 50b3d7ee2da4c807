import assert from "node:assert/strict";
import { test } from "node:test";
import { Inputs, UsageError } from "../src/inputs.ts";

function of(values: Readonly<Record<string, string>>): Inputs {
  return new Inputs(name => values[name] ?? "");
}

const page = "See https://github.com/modulebuild/modulebuild/blob/main/docs/action.md#";
const wrong: readonly [Readonly<Record<string, string>>, (inputs: Inputs) => unknown, string][] = [
  [{}, inputs => inputs.command, `Input 'command' is missing; use build, publish, promote, rollback, update, plan, status or drift. ${page}command`],
  [{ command: "promot" }, inputs => inputs.command, `Input 'command' is 'promot'; use build, publish, promote, rollback, update, plan, status or drift. ${page}command`],
  [{ command: "promote" }, inputs => inputs.required("from", "staging"), `Input 'from' is missing; 'command: promote' needs it, for example 'from: staging'. ${page}from`],
  [{ from: "--store" }, inputs => inputs.required("from", "staging"), `Input 'from' is '--store', which looks like an option; write for example 'from: staging'. ${page}from`],
  [{ modules: "Acme.A --help" }, inputs => inputs.list("modules"), `Input 'modules' has '--help', which looks like an option. ${page}modules`],
  [{ wait: "yes" }, inputs => inputs.flag("wait"), `Input 'wait' is 'yes'; use true or false. ${page}wait`],
  [{ release: "1e3" }, inputs => inputs.number("release", 1, 9), `Input 'release' is '1e3'; use a whole number from 1 to 9. ${page}release`],
  [{ release: "0" }, inputs => inputs.number("release", 1, 9), `Input 'release' is '0'; use a whole number from 1 to 9. ${page}release`],
  [{ reason: "a\nb" }, inputs => inputs.text("reason"), `Input 'reason' has several lines; one is expected. ${page}reason`],
];

for (const [values, read, message] of wrong) {
  test(`an input that is wrong is named, with what would be right: ${JSON.stringify(values)}`, () => {
    assert.throws(() => read(of(values)), problem => problem instanceof UsageError && problem.message === message);
  });
}

test("what is left out, or written otherwise, is understood", () => {
  const inputs = of({ command: " Promote ", wait: "TRUE", modules: "Acme.A@1.0.0,\n Acme.B" });

  assert.equal(inputs.command, "promote");
  assert.deepEqual([inputs.flag("wait"), inputs.flag("dry-run"), inputs.flag("repair", true)], [true, false, true]);
  assert.deepEqual(inputs.list("modules"), ["Acme.A@1.0.0", "Acme.B"]);
  assert.equal(inputs.number("release", 1, 9), undefined);
});
