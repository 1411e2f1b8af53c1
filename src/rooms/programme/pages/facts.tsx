// How is a record shown whose shape only its programme knows? Words first, nothing raw.
import { createContext, type ReactNode, useContext } from 'react'
import { isDay, sayDay } from '../../../kernel/day.ts'
import { sayList } from '../../../kernel/finding.ts'

/** Names of the things that records point at by id: sites, rotations, people. */
export const Names = createContext<ReadonlyMap<string, string>>(new Map())

/** Bookkeeping that readers need not see, or that a heading already says. */
const HIDDEN = new Set([
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

/** `lengthWeeks` becomes `Length weeks`; `on-call` becomes `On call`. */
export function sayKey(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase()
  return words[0] ? words[0].toUpperCase() + words.slice(1) : words
}

export function FactList(props: { facts: Record<string, unknown>; without?: readonly string[] }) {
  const entries = Object.entries(props.facts).filter(
    ([key, value]) => !HIDDEN.has(key) && !props.without?.includes(key) && !isNothing(value),
  )
  if (entries.length === 0) return null
  return (
    <dl className="facts">
      {entries.map(([key, value]) => (
        <div key={key}>
          <dt>{sayKey(key)}</dt>
          <dd>
            <Fact value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

export function Fact({ value }: { value: unknown }): ReactNode {
  if (isNothing(value)) return <span className="subtle">not given</span>
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return <Text text={value} />
  if (Array.isArray(value)) return <List items={value} />
  if (typeof value === 'object') return <Thing thing={value as Record<string, unknown>} />
  return String(value)
}

function Text({ text }: { text: string }) {
  const name = useContext(Names).get(text)
  if (name) return name
  if (isDay(text)) return sayDay(text, { year: true })
  if (/^https?:\/\//.test(text))
    return (
      <a href={text} rel="noreferrer">
        {text.replace(/^https?:\/\/(www\.)?/, '').slice(0, 60)}
      </a>
    )
  return text
}

function List({ items }: { items: unknown[] }) {
  const names = useContext(Names)
  if (items.every((item) => typeof item !== 'object' || item === null)) {
    const texts = items.map((item) => names.get(String(item)) ?? String(item))
    if (texts.some((text) => text.length > 36))
      return (
        <ul className="fact-sentences">
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )
    return (
      <span className="fact-chips">
        {texts.map((text, index) => (
          <span key={index} className="chip">
            {text}
          </span>
        ))}
      </span>
    )
  }
  return (
    <ul className="fact-things">
      {items.map((item, index) => (
        <li key={index}>
          <Fact value={item} />
        </li>
      ))}
    </ul>
  )
}

/** A nested record: its name, then everything else in one quiet line. */
function Thing({ thing }: { thing: Record<string, unknown> }) {
  const names = useContext(Names)
  const known = sayAmount(thing) ?? sayScope(thing, names) ?? sayHours(thing)
  if (known) return known
  const name = thing.name ?? thing.label ?? thing.says
  const rest = Object.entries(thing).filter(
    ([key, value]) => !HIDDEN.has(key) && !['label', 'says'].includes(key) && !isNothing(value),
  )
  return (
    <>
      {name !== undefined && <span>{String(name)}</span>}
      {rest.length > 0 && (
        <span className="subtle small fact-rest">
          {rest
            .map(([key, value]) => `${sayKey(key).toLowerCase()} ${sayInline(value, names)}`)
            .join(' · ')}
        </span>
      )}
    </>
  )
}

/** `{ amount: 4, unit: 'weeks' }` reads `4 weeks`. */
function sayAmount(thing: Record<string, unknown>): string | null {
  const { amount, unit } = thing
  if (typeof amount !== 'number' || typeof unit !== 'string') return null
  return `${amount} ${amount === 1 ? unit.replace(/s$/, '') : unit}`
}

/** What a trainee on a rotation does, with which modality, where: one sentence. */
function sayScope(
  thing: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
): string | null {
  if (!Array.isArray(thing.modalities) || !Array.isArray(thing.duties)) return null
  const words = (key: string) =>
    (Array.isArray(thing[key]) ? (thing[key] as string[]) : []).map((id) => names.get(id) ?? id)
  const sentence = (text: string) =>
    text === '' ? [] : [`${text[0]!.toUpperCase()}${text.slice(1)}.`]
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
function sayHours(thing: Record<string, unknown>): string | null {
  const { name, from, to, days } = thing
  if (typeof from !== 'string' || typeof to !== 'string' || !/^\d\d:\d\d$/.test(from)) return null
  return `${name ? `${String(name)}: ` : ''}${from} to ${to}${days ? `, ${String(days)}` : ''}`
}

function sayInline(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string')
    return names.get(value) ?? (isDay(value) ? sayDay(value, { year: true }) : value)
  if (Array.isArray(value)) return value.map((item) => sayInline(item, names)).join(', ')
  if (value && typeof value === 'object') {
    const thing = value as Record<string, unknown>
    const known = sayAmount(thing) ?? thing.name ?? thing.says ?? thing.label
    if (known !== undefined) return String(known)
    return Object.entries(thing)
      .filter(([key]) => !HIDDEN.has(key))
      .map(([key, part]) => `${sayKey(key).toLowerCase()} ${sayInline(part, names)}`)
      .join(', ')
  }
  return String(value)
}

function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && Object.keys(value as object).length === 0)
  )
}
