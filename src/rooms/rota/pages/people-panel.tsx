// Who could fill this hole, best first: what they do then, what they have, what it does to the rules?
import { NativeSelect } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { EMPTY } from '../../planning/world.ts'
import { bestOf, type Candidate, peopleFor, standingsIn } from './candidates.ts'
import { ChoiceItem, EffectWords } from './choice-list.tsx'
import type { Change } from './clipboard.ts'
import type { Hole } from './coverage-keys.ts'
import { better, Effects } from './effect.ts'
import { sayRange } from './grid-frame.tsx'
import type { PlanModel, Rows, Service } from './plan-model.ts'
import { SidePanel } from './side-panel.tsx'
import { Swatch } from './swatch.tsx'
import { totalOf } from './totals.ts'
import { useJudged } from './use-judged.ts'

export function PeoplePanel(props: {
  model: PlanModel
  rows: Rows
  hole: Hole
  turn: (hole: Hole) => void
  assign: (changes: Change[], label: string) => void
  close: () => void
}) {
  const { model, rows, hole } = props
  const { t } = hole
  const standings = useMemo(() => standingsIn(model, rows, t), [model, rows, t])
  const standing = standings.find(({ service }) => service.key === hole.service) ?? standings[0]
  const block = model.heads[t]!.says
  return (
    <SidePanel title="Who could fill it" label={`Who could work in ${block}`} close={props.close}>
      <p className="subtle small">{block}</p>
      <NativeSelect
        mt="xs"
        label="Service"
        value={standing?.service.key ?? ''}
        onChange={(event) => props.turn({ service: event.currentTarget.value, t })}
        data={standings.map(({ service, count, missing }) => ({
          value: service.key,
          label: `${service.says}: ${round(count)} there, ${sayRange(service)} asked${missing > 0 ? `, ${round(missing)} missing` : ''}`,
        }))}
      />
      {standing && <Candidates {...props} service={standing.service} />}
    </SidePanel>
  )
}

function Candidates(props: {
  model: PlanModel
  rows: Rows
  hole: Hole
  service: Service
  assign: (changes: Change[], label: string) => void
}) {
  const { model, rows, service } = props
  const { t } = props.hole
  const people = useMemo(() => peopleFor(model, rows, service, t), [model, rows, service, t])
  const effects = useMemo(() => new Effects(model, rows), [model, rows])
  const ask = useCallback(
    (p: number) => bestOf(model, rows, { service, t, p }, effects),
    [model, rows, service, t, effects],
  )
  const { list, ready } = useJudged(people, ask)
  const ranked = list.toSorted((one, other) => better(one.effect, other.effect))
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (ready) first.current?.focus()
    // Once, when the list is there; afterwards the focus is the person's own.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ready && people.length > 0])
  return (
    <div className="rank">
      <h3>People, best first</h3>
      {ready && ranked.length === 0 && (
        <p className="subtle small">Nobody else of the right level is there in this block.</p>
      )}
      <ul aria-busy={!ready}>
        {ranked.map((candidate, index) => (
          <ChoiceItem
            key={candidate.p}
            effect={candidate.effect}
            ref={index === 0 ? first : undefined}
            choose={() => props.assign(candidate.changes, labelOf(model, candidate, t))}
            anyway={`Set anyway: ${model.works[candidate.work]!.name} for ${model.names[candidate.p]}`}
          >
            <Person {...{ model, rows, t, candidate }} />
          </ChoiceItem>
        ))}
      </ul>
    </div>
  )
}

function Person(props: { model: PlanModel; rows: Rows; t: number; candidate: Candidate }) {
  const { model, rows, t, candidate } = props
  const { p, work, exchange } = candidate
  const now = rows[p]![t]!
  const level = model.levels[p]
  const totals = model.totals
    .filter((column) => column.works.has(work))
    .map((column) => {
      const { text } = totalOf(model, column, p, rows[p]!)
      return text === '·' ? `no ${column.code} yet` : `${column.code} ${text}`
    })
  return (
    <span className="rank-words">
      <b>{model.names[p]}</b>
      {level ? ` · ${level}` : ''}
      <span className="rank-note">
        {now === EMPTY ? 'Free then' : <Swatch work={model.works[now]!} />}
        <span aria-label="becomes"> → </span>
        <Swatch work={model.works[work]!} />
        {exchange !== null &&
          ` and block ${model.heads[exchange]!.label} in exchange: totals stay the same`}
        {exchange === null && totals.length > 0 && ` · has ${totals.join(', ')}`}
      </span>
      <EffectWords effect={candidate.effect} every />
    </span>
  )
}

function labelOf(model: PlanModel, { p, work, exchange }: Candidate, t: number): string {
  const blocks =
    exchange === null
      ? `block ${model.heads[t]!.label}`
      : `block ${model.heads[t]!.label} in exchange for block ${model.heads[exchange]!.label}`
  return `${model.names[p]}, ${blocks} set to ${model.works[work]!.code}`
}

function round(count: number): number {
  return Math.round(count * 100) / 100
}
