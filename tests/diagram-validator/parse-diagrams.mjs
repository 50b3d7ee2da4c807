// Parses the Mermaid diagrams of Markdown files with Mermaid itself, in the same strict mode that GitHub uses.
//
//   node parse-diagrams.mjs LIST     LIST: a text file with one path of a Markdown file a line
//
// Prints one JSON array with an item for each diagram, in order:
//   { file, error }                  where Mermaid cannot read it
//   { file, type, nodes, edges }     nodes: the label of each node as it is shown; edges: their number

import { readFile } from 'node:fs/promises'
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<!doctype html>')
globalThis.window = window
globalThis.document = window.document
const { default: mermaid } = await import('mermaid')
mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })

// While it parses, Mermaid keeps '#35;' as 'ﬂ°°35¶ß' and '#quot;' as 'ﬂ°quot¶ß'; it turns them into HTML entities when it draws.
function shown (label) {
  const area = window.document.createElement('textarea')
  area.innerHTML = label.replaceAll('ﬂ°°', '&#').replaceAll('ﬂ°', '&').replaceAll('¶ß', ';')
  return area.value
}

async function parse (file, text) {
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text)
    const nodes = [...diagram.db.getVertices().values()].map(node => shown(node.text))
    return { file, type: diagram.type, nodes, edges: diagram.db.getEdges().length }
  } catch (error) {
    return { file, error: String(error) }
  }
}

const diagrams = []
for (const file of (await readFile(process.argv[2], 'utf8')).split('\n').filter(line => line !== '')) {
  const markdown = await readFile(file, 'utf8')
  for (const [, text] of markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)) {
    diagrams.push(await parse(file, text))
  }
}
process.stdout.write(JSON.stringify(diagrams))
