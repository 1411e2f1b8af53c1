// Every fact of the list that belongs to programme, rotations, electives, sites or people has its
// record here, in words of our own and with people who do not exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import rows from './acceptance-rows.json'
import { readRows } from './extract-acceptance.ts'
import { demo } from './index.ts'

const OURS = ['PRG', 'ROT', 'ELE', 'SIT', 'PPL']
const SEEDS = new URL('../../shared/seeds/', import.meta.url)
const HERE = new URL('.', import.meta.url)

/** Every `cites` anywhere in the demo. */
function citesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(citesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'cites' ? (inner as string[]) : citesIn(inner),
  )
}

const known: Record<string, string[]> = rows
const cited = new Set(citesIn(demo))

describe('the acceptance list', () => {
  test('has a record for every row of our modules', () => {
    const asked = Object.keys(known).filter((id) => known[id]!.some((name) => OURS.includes(name)))
    expect(asked.length).toBeGreaterThan(150)
    expect(asked.filter((id) => !cited.has(id))).toEqual([])
  })

  test('knows every id that a record cites', () => {
    expect([...cited].filter((id) => !(id in known))).toEqual([])
  })

  test.runIf(readRows())('is the one that was extracted', () => {
    expect(readRows()).toEqual(rows)
  })
})

const words = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[^a-z0-9']+/)
    .filter((word) => word !== '')

function shingles(text: string, size: number): string[] {
  const all = words(text)
  return all.slice(size - 1).map((_, start) => all.slice(start, start + size).join(' '))
}

const texts = readdirSync(HERE)
  .filter((name) => /\.(ts|md|json)$/.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, HERE), 'utf8') }))

/** Names, streets, numbers that stand under a heading of contact on a page. */
function contactsOf(page: string): string[] {
  const block = page.split(/^Contact Information$/m)[1] ?? ''
  const lines = block.split('\n').map((line) => line.trim())
  const plain = lines.filter((line) => line !== '' && !line.includes('Share on')).slice(0, 8)
  return plain.flatMap((line) => line.replace(/^(Phone|Fax|Email): /, '').split(/, (?=[A-Z]{2} )/))
}

describe.runIf(existsSync(SEEDS))('the source pages', () => {
  const pages = readdirSync(existsSync(SEEDS) ? SEEDS : HERE).map((name) =>
    readFileSync(new URL(name, existsSync(SEEDS) ? SEEDS : HERE), 'utf8'),
  )

  test('lend us facts and no sentences', () => {
    const theirs = new Set(pages.flatMap((page) => shingles(page, 8)))
    expect(theirs.size).toBeGreaterThan(1000)
    const taken = texts.flatMap(({ name, text }) =>
      shingles(text, 8).flatMap((run) => (theirs.has(run) ? [`${name}: ${run}`] : [])),
    )
    expect(taken).toEqual([])
  })

  test('lend us no real contact', () => {
    const contacts = pages.flatMap(contactsOf).filter((entry) => entry.length > 5)
    const real = contacts.filter((entry) => !/^\[|coordinator$|^baltimore$/i.test(entry))
    expect(real.length).toBeGreaterThanOrEqual(5)
    const taken = texts.flatMap(({ name, text }) =>
      real.flatMap((entry) =>
        text.toLowerCase().includes(entry.toLowerCase()) ? [`${name}: ${entry}`] : [],
      ),
    )
    expect(taken).toEqual([])
  })
})
