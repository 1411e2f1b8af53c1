// Where do the figures of a verification stand? In docs/verification.md, each in its own section.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine, type Row, table } from '../bench/table.ts'
import { rootFolder } from '../src/platform/root.ts'

const FILE = join(rootFolder, 'docs', 'verification.md')
const HEAD =
  '# Verification\n\nTables with the commands that made them. Each command replaces its own section and leaves the others.\n'

/** Replaces the section of this title, or adds it. */
export function keepSection(
  title: string,
  command: string,
  notes: readonly string[],
  rows: Row[],
): void {
  const old = existsSync(FILE) ? readFileSync(FILE, 'utf8').split(/^(?=## )/m) : [HEAD]
  const made = `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${machine()}`
  const text = [`## ${title}`, made, ...notes, table(rows)].join('\n\n')
  const sections = old.slice(1).map((section) => section.trimEnd())
  const place = sections.findIndex((section) => section.startsWith(`## ${title}\n`))
  if (place < 0) sections.push(text)
  else sections[place] = text
  writeFileSync(FILE, `${[HEAD.trimEnd(), ...sections].join('\n\n')}\n`)
}
