// Reads the ids and modules (no text) out of the acceptance list, which lies beside the checkout.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const ACCEPTANCE = new URL('../../shared/reference/acceptance.md', import.meta.url)
const ROW = /^\| ((?:JH|MC|BW)-\d+)(?:\.\.(\d+))? \|.*?\| ([A-Z]{3}(?:\/[A-Z]{3})*) \|/

/** `{ 'JH-13': ['SIT', 'LOG'], ... }`; a range stands for each of its ids. */
export function extractRows(text: string): Record<string, string[]> {
  const rows: Record<string, string[]> = {}
  for (const line of text.split('\n')) {
    const parts = ROW.exec(line)
    if (parts) for (const id of expand(parts[1]!, parts[2])) rows[id] = parts[3]!.split('/')
  }
  return rows
}

function expand(first: string, last: string | undefined): string[] {
  if (!last) return [first]
  const [list, start] = first.split('-') as [string, string]
  const count = Number(last) - Number(start) + 1
  return Array.from({ length: count }, (_, nth) => {
    const number = String(Number(start) + nth).padStart(start.length, '0')
    return `${list}-${number}`
  })
}

export function readRows(): Record<string, string[]> | undefined {
  return existsSync(ACCEPTANCE) ? extractRows(readFileSync(ACCEPTANCE, 'utf8')) : undefined
}

/** Renews the extract beside this file. */
export function writeRows(): void {
  const rows = readRows()
  if (!rows) throw new Error('The acceptance list is not beside this checkout')
  const lines = Object.entries(rows).map(([id, modules]) => `  "${id}": ${JSON.stringify(modules)}`)
  writeFileSync(new URL('acceptance-rows.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`)
}
