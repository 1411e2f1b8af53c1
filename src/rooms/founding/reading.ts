// What do pasted lists say? People and rotations, a line each, however they were separated.
import { type Day, isDay } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import { workKinds } from '../programme/schema.ts'
import type { FoundedWork, Trainee } from './schema.ts'

/** `line` counts from 1, as people count. */
export type Read<Row> = { rows: (Row & { line: number })[]; findings: Finding[] }

const HEADING =
  /^(no|nr|#|name|names|family|last|first|given|level|class|year|pgy|from|to|start|end|code|rotation|service|kind|type|resident|fellow|trainee)( name| date|s)?$/i

function linesOf(text: string): { line: number; parts: string[] }[] {
  return text.split(/\r\n|\r|\n/).flatMap((row, nth) => {
    const parts = partsOf(row)
    const isHead = parts.length > 1 && parts.every((part) => HEADING.test(part))
    return parts.length === 0 || isHead ? [] : [{ line: nth + 1, parts }]
  })
}

/** Tabs, semicolons and bars part for sure; commas only where nothing surer does. */
function partsOf(row: string): string[] {
  const sure = row.split(/[\t;|]/)
  return (sure.length > 1 ? sure : row.split(','))
    .map((part) =>
      part
        .trim()
        .replace(/^["“]|["”]$/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '')
}

/** `2027-01-15`, or as it is written in America: `1/15/2027`. */
function readDay(text: string): Day | undefined {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const iso = us ? `${us[3]}-${us[1]!.padStart(2, '0')}-${us[2]!.padStart(2, '0')}` : text
  return isDay(iso) ? iso : undefined
}

/**
 * A line is a name with a level, and days for whoever begins late or ends early. Without a level
 * it is the only one of the programme, or the line is named in `findings` and left out.
 */
export function readPeople(text: string, levels: readonly string[]): Read<Trainee> {
  const levelOf = new Map(levels.map((id) => [plain(id), id]))
  const rows: Read<Trainee>['rows'] = []
  const findings: Finding[] = []
  for (const { line, parts } of linesOf(text)) {
    const words: string[] = []
    const days: Day[] = []
    let level: string | undefined
    for (const part of parts) {
      const found = levelOf.get(plain(part))
      const date = readDay(part)
      if (found) level = found
      else if (date) days.push(date)
      else words.push(...part.split(',').flatMap((word) => word.trim() || []))
    }
    // `Amara Okafor R1`: the level is the last word of the name.
    const last = words.at(-1)?.split(' ') ?? []
    const tail =
      level === undefined && last.length > 1 ? levelOf.get(plain(last.at(-1)!)) : undefined
    if (tail) words.splice(-1, 1, last.slice(0, -1).join(' '))
    level ??= tail ?? (levels.length === 1 ? levels[0] : undefined)
    const name = readName(words)
    const say = (says: string, can: string) =>
      findings.push(finding('founding.people', `Line ${line}: ${says}`, { can }))
    if (!name)
      say(
        `“${parts.join(' ')}” is no given and family name.`,
        'Write both and the level, such as Okafor, Amara, R1.',
      )
    else if (!level)
      say(`it is not said which level ${sayName(name)} has.`, `Add one of ${levels.join(', ')}.`)
    else if (days.length === 2 && days[1]! < days[0]!)
      say(`${sayName(name)} ends before beginning.`, 'Exchange the two days.')
    else {
      const [from, to] = days
      rows.push({ line, ...name, level, ...(from ? { from } : {}), ...(to ? { to } : {}) })
    }
  }
  const seen = new Map<string, number>()
  for (const row of rows) {
    const key = `${row.given} ${row.family}`.toLowerCase()
    const first = seen.get(key)
    if (first !== undefined)
      findings.push(
        finding(
          'founding.people',
          `Lines ${first} and ${row.line}: ${sayName(row)} stands there twice.`,
          {
            can: 'Take one away, or add a middle name when they are two people.',
          },
        ),
      )
    else seen.set(key, row.line)
  }
  return { rows, findings }
}

const plain = (text: string) => text.toLowerCase().replace(/[\s._-]/g, '')

/** `Okafor` + `Amara`, or `Amara Okafor` as one. */
function readName(words: string[]): { given: string; family: string } | undefined {
  const [one = '', other] = words
  if (!/\p{L}/u.test(one) || words.length > 2) return undefined
  if (other !== undefined) return { given: other, family: one }
  const parts = one.split(' ')
  if (parts.length < 2) return undefined
  return { given: parts.slice(0, -1).join(' '), family: parts.at(-1)! }
}

export const sayName = ({ given, family }: { given: string; family: string }) =>
  `${given} ${family}`

const KINDS: readonly (readonly [RegExp, FoundedWork['kind']])[] = [
  [/\b(vacation|leave|holiday|away|pto|parental|sick)\b/i, 'leave'],
  [/\b(night|nights|call|float|nf)\b/i, 'call'],
  [/\b(research|scholarly|academic|admin)/i, 'research'],
  [/\b(elective|electives|selective)\b/i, 'elective'],
  [/\b(conference|course|airp|pathology)\b/i, 'conference'],
]

const SAID_KINDS = new Set<string>(workKinds)

/** A line is a code and a name, or a name alone, whose code is then made of its letters. */
export function readWorks(text: string): Read<FoundedWork> {
  const rows: Read<FoundedWork>['rows'] = []
  const findings: Finding[] = []
  const codes = new Map<string, number>()
  for (const { line, parts } of linesOf(text)) {
    const kind = parts.find((part, nth) => nth > 0 && SAID_KINDS.has(part.toLowerCase()))
    const words = parts.filter((part) => part !== kind)
    const { code: said, name } = readWork(words)
    const code = said ?? freeCode(name, codes)
    const say = (says: string, can: string) =>
      findings.push(finding('founding.works', `Line ${line}: ${says}`, { can }))
    if (!/[\p{L}\p{N}]/u.test(name)) {
      say(`“${parts.join(' ')}” is no rotation.`, 'Write a code and a name, such as CHT Chest.')
      continue
    }
    const first = codes.get(code.toLowerCase())
    if (first !== undefined) {
      say(`the code ${code} is taken by line ${first}.`, 'Give one of them another code.')
      continue
    }
    codes.set(code.toLowerCase(), line)
    const guessed = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'rotation'
    rows.push({ line, code, name, kind: (kind?.toLowerCase() as FoundedWork['kind']) ?? guessed })
  }
  return { rows, findings }
}

const isCode = (text: string) => /^[\p{Lu}\p{N}][\p{Lu}\p{N}/&+.-]{0,4}$/u.test(text)

function readWork(words: string[]): { code?: string; name: string } {
  const [one = '', ...others] = words
  if (others.length > 0 && one.length <= 8) return { code: one, name: others.join(', ') }
  const name = words.join(', ')
  const [first = '', ...rest] = name.split(' ')
  if (rest.length > 0 && isCode(first)) return { code: first, name: rest.join(' ') }
  return isCode(name) ? { code: name, name } : { name }
}

/** Three letters of the name, or initials; with a number where they are taken. */
function freeCode(name: string, taken: ReadonlyMap<string, number>): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const initials = words.map((word) => word[0]!).join('')
  const base = (words.length > 1 ? initials : (words[0] ?? 'W').slice(0, 3))
    .slice(0, 4)
    .toUpperCase()
  let code = base
  for (let nth = 2; taken.has(code.toLowerCase()); nth++) code = `${base}${nth}`
  return code
}
