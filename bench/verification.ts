// Where do figures that must hold stand? Each command replaces its own section of docs/verification.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootFolder } from '../src/platform/root.ts'

const FILE = join(rootFolder, 'docs', 'verification.md')
const HEAD = `# Verification

Tables with the commands that made them. Each command replaces its own section and leaves the others.
`

/** Writes the section with this title; every other one stays as it is. */
export function writeSection(title: string, text: string): void {
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD
  writeFileSync(FILE, replaceSection(before, title, text))
}

export function replaceSection(before: string, title: string, text: string): string {
  const section = `## ${title}\n\n${text.trim()}\n`
  const parts = before.trimEnd().split(/\n(?=## )/)
  const at = parts.findIndex((part) => part.startsWith(`## ${title}\n`))
  if (at < 0) parts.push(`\n${section.trimEnd()}`)
  else parts[at] = section.trimEnd() + (at < parts.length - 1 ? '\n' : '')
  return `${parts.join('\n')}\n`
}
