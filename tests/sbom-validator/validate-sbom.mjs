// Validates CycloneDX JSON documents with JsonStrictValidator of @cyclonedx/cyclonedx-library, which carries the specification's schemas.
//
//   node validate-sbom.mjs LIST     LIST: a text file with one path a line
//
// Prints one JSON array: for each path, in order, null where the document is valid, else what is wrong with it.

import { readFile } from 'node:fs/promises'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'

const validators = new Map()

function validatorFor (version) {
  if (!validators.has(version)) {
    validators.set(version, new Validation.JsonStrictValidator(version))
  }
  return validators.get(version)
}

async function validate (path) {
  const text = await readFile(path, 'utf8')
  const version = JSON.parse(text).specVersion
  if (!Object.values(Spec.Version).includes(version)) {
    return `specVersion ${JSON.stringify(version)} is not known`
  }
  const errors = await validatorFor(version).validate(text)
  return errors === null ? null : JSON.stringify(errors, null, 2)
}

const list = await readFile(process.argv[2], 'utf8')
const results = []
for (const path of list.split('\n').filter(line => line !== '')) {
  results.push(await validate(path).catch(error => String(error)))
}
process.stdout.write(JSON.stringify(results))
