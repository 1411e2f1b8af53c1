// How do the facts of a record read as words? Nothing that only a program would understand.
import { isDay, sayDay } from '../../../kernel/day.ts'
import { sayCount, sayList } from '../../../kernel/finding.ts'

/** Names of the things that records point at by id: sites, rotations, people, programmes. */
export type NameMap = ReadonlyMap<string, string>
export type Facts = Record<string, unknown>

/** Bookkeeping that readers need not see, or that a heading already says. */
export const HIDDEN = new Set([
  'id',
  'name',
  'cites',
  'assumed',
  'invented',
  'color',
  'programme',
  'institution',
  'order',
  'hideEmailFromHarvesters',
  'granularity',
])

/** `timesAMonth` becomes `Times a month`; `on-call` becomes `On call`. */
export function sayKey(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase()
  return capital(upperShorts(words))
}

/** Addresses of mail stay as they are. */
export function capital(text: string): string {
  return text === '' || text.includes('@') ? text : text[0]!.toUpperCase() + text.slice(1)
}

const SHORTS =
  /\b(msk|mr|mri|imri|ct|us|xr|nm|fl|mg|pet|ir|dr|esir|cebi|ccc|pgy|r[1-5]|bwh|jh|gme|acgme)\b/g

function upperShorts(text: string): string {
  return text.replace(SHORTS, (word) => (word === 'imri' ? 'iMRI' : word.toUpperCase()))
}

/** Prefixes that stay joined in plain English. */
const JOINED = /^(intra|cross|image|multi|non|sub|post|pre|high|low|co)-/

/** A name that is known, a day in words, or an id made readable: `night-float` is `night float`. */
export function sayText(text: string, names: NameMap): string {
  const name = names.get(text)
  if (name) return name
  if (isDay(text)) return sayDay(text, { year: true })
  if (/^[a-z]+$/.test(text)) return upperShorts(text)
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(text) || /^\d/.test(text)) return text
  return upperShorts(JOINED.test(text) ? text : text.replace(/-/g, ' '))
}

const UNITS = /^(.*?)(Weeks|Months|Years|Days|Hours|Minutes)$/
/** Keys whose own words say too little. */
const KEYS: Record<string, string> = { gate: 'must be passed' }
const HEADS: Record<string, string> = {
  min: 'At least',
  minCommitment: 'At least',
  cap: 'At most',
  max: 'At most',
  nominal: 'Usual length',
}

/** `minWeeks: 4` is `At least` `4 weeks`; other entries as they are. */
export function sayEntry(key: string, value: unknown): { head: string; value: unknown } {
  const match = typeof value === 'number' ? UNITS.exec(key) : null
  if (!match) return { head: sayKey(key), value }
  const [, what = '', unit = ''] = match
  const amount = sayCount(value as number, unit.toLowerCase().slice(0, -1))
  return { head: HEADS[what] ?? (what === '' ? 'Length' : sayKey(what)), value: amount }
}

/** Facts that only together mean something: `exactly 2 months`, `8 machines`. */
export function joinFacts(facts: Facts): Facts {
  const { amount, unit, bound, most, atLeast, count, ...rest } = facts
  if (typeof unit !== 'string') return facts
  const one = unit.replace(/s$/, '')
  const say = (value: number) => sayCount(value, one, unit)
  if (typeof amount === 'number') {
    const limit = typeof bound === 'string' ? `${bound.replace(/-/g, ' ')} ` : ''
    const asked =
      bound === 'between' && typeof most === 'number'
        ? `${amount} to ${say(most)}`
        : `${limit}${say(amount)}`
    return { asked, ...rest }
  }
  if (typeof atLeast === 'number') return { asked: `at least ${say(atLeast)}`, ...rest }
  if (typeof count === 'number') return { count: say(count), ...rest }
  return facts
}

/** A nested record as one phrase, when its shape is known; null = as a list of its parts. */
export function sayThing(thing: Facts, names: NameMap): string | null {
  return (
    sayAmount(thing) ??
    sayScope(thing, names) ??
    sayHours(thing) ??
    sayCall(thing) ??
    sayFrequency(thing) ??
    sayAgreement(thing) ??
    sayOffSite(thing, names) ??
    sayPortion(thing, names) ??
    sayAddress(thing) ??
    sayCounts(thing)
  )
}

/** `{ amount: 4, unit: 'weeks' }` reads `4 weeks`. */
function sayAmount({ amount, unit }: Facts): string | null {
  if (typeof amount !== 'number' || typeof unit !== 'string') return null
  return sayCount(amount, unit.replace(/s$/, ''), unit)
}

/** `{ kind: 'home', timesAMonth: 3 }` reads `Home call, about 3 times a month`. */
function sayCall({ timesAMonth, kind }: Facts): string | null {
  if (typeof timesAMonth !== 'number') return null
  if (timesAMonth === 0) return 'No call'
  const where = typeof kind === 'string' ? `${capital(kind.replace(/-/g, ' '))} call` : 'Call'
  return `${where}, about ${sayTimes(timesAMonth)} a month`
}

function sayTimes(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`
}

function sayFrequency({ every, times }: Facts): string | null {
  if (typeof every !== 'string' || typeof times !== 'number') return null
  return `${capital(sayTimes(times))} a ${every}`
}

function sayAgreement({ needed, note, ...rest }: Facts): string | null {
  if (typeof needed !== 'boolean' || Object.keys(rest).some((key) => !HIDDEN.has(key))) return null
  if (typeof note !== 'string') return needed ? 'Needed' : 'Not needed'
  return needed ? note : `Not needed. ${note}`
}

function sayOffSite({ site, arrangedSeparately, agreement }: Facts, names: NameMap): string | null {
  if (typeof site !== 'string' || typeof arrangedSeparately !== 'boolean') return null
  const how = arrangedSeparately ? ', arranged for each stay' : ''
  const needs = typeof agreement === 'string' ? `. ${agreement}` : ''
  return `${sayText(site, names)}${how}${needs}`
}

/** `1 Example Street, Suite 100, Exampleton MD 00000`. */
function sayAddress({ street, room, city, state, postalCode }: Facts): string | null {
  if (typeof street !== 'string' || typeof city !== 'string') return null
  const place = [city, state, postalCode].filter(Boolean).join(' ')
  return [street, room, place].filter(Boolean).join(', ')
}

/** `Thoracic imaging, 8 weeks`; `DR residency, 4 years`. */
function sayPortion(thing: Facts, names: NameMap): string | null {
  const what = thing.elective ?? thing.part ?? thing.rotation
  const parts = Object.entries(thing).filter(
    ([key, value]) => value !== what && !HIDDEN.has(key) && typeof value === 'number',
  )
  if (parts.length !== 1) return null
  const [key, value] = parts[0]!
  if (!['weeks', 'months', 'years'].includes(key)) return null
  const time = sayCount(value as number, key.slice(0, -1))
  if (typeof what === 'string') return `${capital(sayText(what, names))}, ${time}`
  return Object.keys(thing).length === 1 ? time : null
}

/** `{ faculty: 1, trainees: 3 }` reads `1 faculty, 3 trainees`. */
function sayCounts(thing: Facts): string | null {
  const entries = Object.entries(thing)
  if (entries.length < 2 || !entries.every(([, value]) => typeof value === 'number')) return null
  return entries
    .map(([key, value]) =>
      sayCount(
        value as number,
        sayKey(key).toLowerCase().replace(/s$/, ''),
        sayKey(key).toLowerCase(),
      ),
    )
    .join(', ')
}

/** What a trainee on a rotation does, with which modality, where: one sentence. */
function sayScope(thing: Facts, names: NameMap): string | null {
  if (!Array.isArray(thing.modalities) || !Array.isArray(thing.duties)) return null
  const words = (key: string) =>
    (Array.isArray(thing[key]) ? (thing[key] as string[]) : []).map((id) => sayText(id, names))
  const sentence = (text: string) => (text === '' ? [] : [`${capital(text)}.`])
  const what = [words('modalities').join(', '), sayList(words('setting'))]
    .filter(Boolean)
    .join(', ')
  const except = words('except').length > 0 ? `, except ${sayList(words('except'))}` : ''
  return [
    ...sentence(sayList(words('duties'))),
    ...sentence(
      `${thing.all ? 'all ' : ''}${[sayList(words('acts')), what].filter(Boolean).join(': ')}${except}`,
    ),
    ...(words('guidance').length > 0 ? sentence(`guided by ${sayList(words('guidance'))}`) : []),
  ].join(' ')
}

/** `Night float: 20:00 to 08:00, Sun-Thu`. */
function sayHours({ name, from, to, days }: Facts): string | null {
  if (typeof from !== 'string' || typeof to !== 'string' || !/^\d\d:\d\d$/.test(from)) return null
  return `${name ? `${String(name)}: ` : ''}${from} to ${to}${days ? `, ${String(days)}` : ''}`
}

/** The parts of a nested record in one quiet line; what is not so is not said. */
export function sayParts(thing: Facts, names: NameMap, without: readonly string[] = []): string {
  return Object.entries(joinFacts(thing))
    .filter(([key, value]) => !HIDDEN.has(key) && !without.includes(key) && !isNothing(value))
    .flatMap(([key, value]) => {
      if (typeof value === 'boolean') return value ? [KEYS[key] ?? sayKey(key).toLowerCase()] : []
      const entry = sayEntry(key, value)
      const says = sayInline(entry.value, names)
      return says === '' ? [] : [`${entry.head.toLowerCase()}: ${says}`]
    })
    .join(' · ')
}

function sayInline(value: unknown, names: NameMap): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return sayText(value, names)
  if (Array.isArray(value)) return value.map((item) => sayInline(item, names)).join(', ')
  if (value && typeof value === 'object') {
    const thing = value as Facts
    const known = sayThing(thing, names) ?? thing.name ?? thing.says ?? thing.label
    return known === undefined ? sayParts(thing, names) : String(known)
  }
  return String(value)
}

export function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && Object.keys(value as object).length === 0)
  )
}

/**
 * Names of what has an id and a name within: tracks, parts, competencies. Deep inside only ids of
 * several words count: a part called `us` must not rename every other thing that is called so.
 */
export function namesWithin(facts: Facts): Map<string, string> {
  const names = new Map<string, string>()
  const walk = (value: unknown, depth: number) => {
    if (!value || typeof value !== 'object') return
    const { id, name, label } = value as Facts
    const known = name ?? label
    if (typeof id === 'string' && typeof known === 'string' && (depth <= 2 || id.includes('-')))
      names.set(id, known)
    for (const part of Object.values(value)) walk(part, depth + 1)
  }
  walk(facts, 0)
  return names
}
