// Validates SARIF 2.1.0 logs with Microsoft's SARIF Multitool: the standard's schema and rules, and what GitHub's code scanning asks for (Ghas).
//
//   node validate-sarif.mjs LIST     LIST: a text file with one path a line
//
// Prints one JSON array: for each path, in order, null where the log is valid, else what is wrong with it. Notes, which are a matter of taste, do not count.

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import tool from '@microsoft/sarif-multitool'

// npm leaves the bit out where it runs no scripts.
if (process.platform !== 'win32') {
  chmodSync(tool, 0o755)
}

const config = join(dirname(fileURLToPath(import.meta.url)), 'config.xml')
const folder = mkdtempSync(join(tmpdir(), 'sarif-validator-'))

function validate (path) {
  const output = join(folder, 'out.sarif')
  const run = spawnSync(
    tool,
    ['validate', path, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', '--config', config, '--output', output, '--log', 'ForceOverwrite'],
    // The tool ships its own runtime; it needs no tables of cultures.
    { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } })
  if (run.error) {
    return String(run.error)
  }
  const log = JSON.parse(readFileSync(output, 'utf8'))
  const failures = (log.runs[0].results ?? []).filter(result => (result.kind ?? 'fail') === 'fail')
  const crashes = (log.runs[0].invocations ?? []).flatMap(invocation => invocation.toolExecutionNotifications ?? []).filter(note => note.level === 'error')
  return failures.length + crashes.length === 0 ? null : JSON.stringify([...failures, ...crashes], null, 2)
}

try {
  const paths = readFileSync(process.argv[2], 'utf8').split('\n').filter(line => line !== '')
  process.stdout.write(JSON.stringify(paths.map(validate)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
