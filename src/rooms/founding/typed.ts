// What has been typed into the steps of a beginning, and what programme it makes so far?
import { type Day, isDay } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import { type Read, readPeople, readWorks } from './reading.ts'
import { type Cut, cutYear, weigh } from './rules.ts'
import type { Demand, FoundedWork, Founding, Service, Trainee } from './schema.ts'

export const steps = ['programme', 'year', 'people', 'work', 'demands'] as const
export type Step = (typeof steps)[number]

/** As it stands in the fields; texts may be wrong, and nothing of them is lost. */
export type Typed = {
  name: string
  kind: 'fellowship' | 'residency'
  specialty: string
  /** Levels in their order, parted by commas. */
  levels: string
  from: string
  cut: Cut
  people: string
  works: string
  /** By `CODE level`: `2`, `2-3`, `2+` blocks. */
  demands: Record<string, string>
  /** By code: people at once, written in the same way. */
  services: Record<string, string>
  /** The file from which lists were taken; its cells can be brought in afterwards. */
  workbook: string | null
}

export function emptyTyped(today: Day): Typed {
  const year = Number(today.slice(0, 4)) + (today.slice(5) >= '07-01' ? 1 : 0)
  return {
    ...{ name: '', kind: 'residency', specialty: 'Diagnostic radiology', levels: 'R1, R2, R3, R4' },
    ...{ from: `${year}-07-01`, cut: 'four-weeks', people: '', works: '' },
    ...{ demands: {}, services: {}, workbook: null },
  }
}

/** `2` is exactly two, `2-3` two to three, `2+` two or more, `-3` at most three. Undefined: none of these. */
export function readRange(text: string): { least: number; most: number | null } | undefined {
  const [, one, dash, other] = /^\s*(\d{0,3})\s*([-–+]?)\s*(\d{0,3})\s*$/.exec(text) ?? []
  if (one === undefined || (one === '' && other === '')) return undefined
  if (dash === '+')
    return other === '' && one !== '' ? { least: Number(one), most: null } : undefined
  if (dash === '') return other === '' ? { least: Number(one), most: Number(one) } : undefined
  const range = { least: Number(one || 0), most: other === '' ? null : Number(other) }
  return range.most !== null && range.most < range.least ? undefined : range
}

export type Made = {
  founding: Founding
  people: Read<Trainee>
  works: Read<FoundedWork>
  /** What keeps a step from being whole; empty = it is. */
  faults: Record<Step, Finding[]>
  /** Sums that cannot come out: the year can be begun all the same, and built when they are mended. */
  sums: Finding[]
}

export function makeFounding(typed: Typed): Made {
  const faults: Made['faults'] = { programme: [], year: [], people: [], work: [], demands: [] }
  const say = (step: Step, says: string, can: string) =>
    faults[step].push(finding('founding.typed', says, { can }))
  const ids = [...new Set(typed.levels.split(/[,;\n]/).flatMap((part) => part.trim() || []))]
  if (typed.name.trim() === '') say('programme', 'The programme has no name.', 'Give it one.')
  if (typed.specialty.trim() === '') say('programme', 'The specialty is missing.', 'Name it.')
  if (ids.length === 0) say('programme', 'There is no level.', 'Name at least one, such as R1.')
  if (ids.length > 12)
    say('programme', `There are ${ids.length} levels; 12 are the most.`, 'Name fewer.')
  const first = isDay(typed.from) ? typed.from : undefined
  if (!first) say('year', `“${typed.from}” is no day.`, 'Write it as YYYY-MM-DD.')
  const blocks = first ? cutYear(first, typed.cut) : []
  const people = readPeople(typed.people, ids)
  const works = readWorks(typed.works)
  faults.people.push(...people.findings)
  faults.work.push(...works.findings)
  if (people.rows.length === 0)
    say('people', 'Nobody is in the list yet.', 'Type or paste a name a line.')
  if (people.rows.length > 500)
    say(
      'people',
      `${people.rows.length} people are in the list; 500 are the most.`,
      'Begin with one class.',
    )
  if (works.rows.length === 0)
    say('work', 'No rotation is in the list yet.', 'Type or paste one a line.')
  if (works.rows.length > 300)
    say(
      'work',
      `${works.rows.length} rotations are in the list; 300 are the most.`,
      'Leave some out.',
    )
  const { demands, services, wrong } = readDemands(typed, works.rows, ids)
  for (const text of wrong)
    say('demands', `“${text}” is no number of blocks or people.`, 'Write 2, 2-3 or 2+.')
  const founding: Made['founding'] = {
    ...{ name: typed.name.trim(), kind: typed.kind, specialty: typed.specialty.trim() },
    title: first ? `${typed.name.trim()}, ${sayYear(first)}` : typed.name,
    levels: ids.map((id) => ({ id, label: id })),
    ...{ blocks, demands, services },
    people: people.rows.map(({ line: _, ...person }) => person),
    works: works.rows.map(({ line: _, ...work }) => work),
  }
  const sums = blocks.length > 0 ? weigh(founding) : []
  return { founding, people, works, faults, sums }
}

const sayYear = (from: Day) =>
  from.endsWith('-01-01')
    ? from.slice(0, 4)
    : `${from.slice(0, 4)}-${String(Number(from.slice(2, 4)) + 1).padStart(2, '0')}`

function readDemands(typed: Typed, works: readonly FoundedWork[], levels: readonly string[]) {
  const demands: Demand[] = []
  const services: Service[] = []
  const wrong: string[] = []
  const read = (text: string | undefined) => {
    if (!text?.trim()) return undefined
    const range = readRange(text)
    if (!range) wrong.push(text)
    return range
  }
  for (const { code } of works) {
    for (const level of levels) {
      const range = read(typed.demands[`${code} ${level}`])
      if (range) demands.push({ work: code, level, ...range })
    }
    const range = read(typed.services[code])
    if (range) services.push({ work: code, ...range })
  }
  return { demands, services, wrong }
}
