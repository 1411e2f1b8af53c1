// How is a record shown whose shape only its programme knows? Words first, nothing raw.
import { createContext, type ReactNode, useContext } from 'react'
import {
  capital,
  type Facts,
  HIDDEN,
  isNothing,
  joinFacts,
  type NameMap,
  sayEntry,
  sayParts,
  sayText,
  sayThing,
} from './phrases.ts'

export const Names = createContext<NameMap>(new Map())

export function FactList(props: { facts: Facts; without?: readonly string[] }) {
  const entries = Object.entries(joinFacts(props.facts)).filter(
    ([key, value]) => !HIDDEN.has(key) && !props.without?.includes(key) && !isNothing(value),
  )
  if (entries.length === 0) return null
  return (
    <dl className="facts">
      {entries.map(([key, value]) => {
        const entry = sayEntry(key, value)
        return (
          <div key={key}>
            <dt>{entry.head}</dt>
            <dd>
              <Fact value={entry.value} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

export function Fact({ value }: { value: unknown }): ReactNode {
  if (isNothing(value)) return <span className="subtle">not given</span>
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return <Text text={value} />
  if (Array.isArray(value)) return <List items={value} />
  if (typeof value === 'object') return <Thing thing={value as Facts} />
  return String(value)
}

function Text({ text }: { text: string }) {
  const names = useContext(Names)
  if (/^https?:\/\//.test(text))
    return (
      <a href={text} rel="noreferrer">
        {text.replace(/^https?:\/\/(www\.)?/, '').slice(0, 60)}
      </a>
    )
  return capital(sayText(text, names))
}

function List({ items }: { items: unknown[] }) {
  const names = useContext(Names)
  if (items.every((item) => typeof item !== 'object' || item === null)) {
    const texts = items.map((item) => sayText(String(item), names))
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
function Thing({ thing }: { thing: Facts }) {
  const names = useContext(Names)
  const known = sayThing(thing, names)
  if (known) return known
  const name = thing.name ?? thing.label ?? thing.says ?? thing.asks
  const rest = capital(sayParts(thing, names, ['label', 'says', 'asks']))
  return (
    <>
      {name !== undefined && <span>{String(name)}</span>}
      {rest !== '' && <span className="subtle small fact-rest">{rest}</span>}
    </>
  )
}
