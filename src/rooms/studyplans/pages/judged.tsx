// How full is the budget, what must be mended, what is worth knowing?
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { sayCount } from '../../../kernel/finding.ts'
import { Section } from '../../people/pages/frame.tsx'
import type { StudyItem, StudyNote, YearFacts } from '../schema.ts'
import { budgetOf, uncovered, weeksUsed } from '../weeks.ts'
import { lookOf } from './queries.ts'

export function Budget({ facts, items }: { facts: YearFacts; items: readonly StudyItem[] }) {
  const [used, budget] = [weeksUsed(facts, items), budgetOf(facts)]
  const parts = [
    ...items.map((item) => ({
      key: item.id,
      weeks: item.weeks,
      ...lookOf(facts, item),
      kind: item.kind,
    })),
    ...uncovered(facts, items).map(({ week, name, color, kind }) => ({
      ...{ key: `f${week}`, weeks: 1, name, color, kind },
    })),
  ]
  const whole = Math.max(used, budget)
  return (
    <div className="budget" data-over={used > budget || undefined}>
      <p>
        <strong className="num">
          {used} of {budget}
        </strong>{' '}
        weeks
        <span className="small subtle">
          {' '}
          {used > budget
            ? `${sayCount(used - budget, 'week')} too many`
            : used === budget
              ? 'full'
              : `${sayCount(budget - used, 'week')} to choose`}
        </span>
      </p>
      <div className="budget-bar" aria-hidden>
        {parts.map(({ key, weeks, color, kind }) => (
          <i
            key={key}
            className="work"
            data-color={color}
            data-pattern={kind === 'leave' ? 'leave' : undefined}
            style={{ inlineSize: `${(weeks / whole) * 100}%` }}
          />
        ))}
        {used > budget && <b style={{ insetInlineStart: `${(budget / whole) * 100}%` }} />}
      </div>
      {facts.required.length > 0 && (
        <p className="small subtle">
          {facts.weeks.length} weeks, without{' '}
          {facts.required.map(({ name, weeks }) => `${weeks} of ${name}`).join(' and ')}. Leave is
          taken out of the {budget}.
        </p>
      )}
    </div>
  )
}

export function Judged(props: { notes: readonly StudyNote[]; choose: (id: string) => void }) {
  const musts = props.notes.filter(({ must }) => must)
  const mild = props.notes.filter(({ must }) => !must)
  return (
    <Section title="Checks" count={musts.length}>
      <div role="status" className="judged-sum" data-good={musts.length === 0 || undefined}>
        {musts.length === 0 ? (
          <CircleCheck size={18} aria-hidden />
        ) : (
          <CircleAlert size={18} aria-hidden />
        )}
        {musts.length === 0
          ? 'Nothing stands in the way.'
          : `${sayCount(musts.length, 'thing')} to mend before it can be handed in.`}
      </div>
      <ul className="judged">
        {musts.map((note, nth) => (
          <Note key={nth} note={note} choose={props.choose} />
        ))}
      </ul>
      {mild.length > 0 && (
        <details className="judged-mild" open={musts.length === 0}>
          <summary>{sayCount(mild.length, 'notice')}</summary>
          <ul className="judged">
            {mild.map((note, nth) => (
              <Note key={nth} note={note} choose={props.choose} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

function Note({ note, choose }: { note: StudyNote; choose: (id: string) => void }) {
  const [first] = note.items
  const words = (
    <>
      {note.must ? <CircleAlert size={15} aria-hidden /> : <Info size={15} aria-hidden />}
      <span>
        {note.says}
        {note.can && <span className="subtle"> {note.can}</span>}
      </span>
    </>
  )
  return (
    <li data-must={note.must || undefined}>
      {first ? (
        <button type="button" onClick={() => choose(first)}>
          {words}
        </button>
      ) : (
        <div>{words}</div>
      )}
    </li>
  )
}
