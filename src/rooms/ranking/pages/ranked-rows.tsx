// The list in its order: dragged, moved by keys, or given a number; in tiers, with notes.
import { ActionIcon, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react'
import { useOrderedList } from '../../people/pages/ordered-list.ts'
import type { Candidate, Entry } from '../schema.ts'
import { Scores } from './scores.tsx'

export function RankedRows(props: {
  entries: readonly Entry[]
  candidates: ReadonlyMap<string, Candidate>
  /** Ranks (from 0) whose score is higher than that of whoever stands above. */
  odd: ReadonlySet<number>
  off: boolean
  move: (from: number, to: number) => void
  tier: (nth: number, tier: number) => void
  note: (nth: number, note: string) => void
  remove: (nth: number) => void
}) {
  const { entries, candidates, off } = props
  const { list, moveBy, rowOf } = useOrderedList(props.move)
  return (
    <ol className="rows ranking-rows" ref={list} aria-label="The rank list, the dearest first">
      {entries.map(({ application, tier, note }, nth) => {
        const one = candidates.get(application)
        const name = one?.name ?? 'Somebody who is not here any more'
        const isNewTier = nth > 0 && entries[nth - 1]!.tier !== tier
        return (
          <li
            key={application}
            draggable={!off}
            data-new-tier={isNewTier || undefined}
            data-out={one?.state === 'withdrawn' || undefined}
            {...rowOf(nth, name)}
          >
            {off ? (
              <b className="ranking-nth num">{nth + 1}</b>
            ) : (
              <>
                <GripVertical size={16} aria-hidden className="ranking-grip" />
                <NumberInput
                  className="ranking-nth num"
                  aria-label={`Rank of ${name}`}
                  key={`${application} ${nth}`}
                  defaultValue={nth + 1}
                  min={1}
                  max={entries.length}
                  hideControls
                  allowDecimal={false}
                  onBlur={(event) => {
                    const to = Number(event.currentTarget.value)
                    if (to >= 1 && to - 1 !== nth) props.move(nth, to - 1)
                  }}
                  onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
                />
              </>
            )}
            <span className="ranking-who">
              <strong>{name}</strong>
              <span className="small subtle">
                {one?.state === 'withdrawn' && 'has withdrawn · '}
                {one?.aamcId ?? one?.nrmpId ?? 'no number of the match'}
                {props.odd.has(nth) && ' · scored higher than the one above'}
              </span>
            </span>
            <Scores candidate={one} />
            {off ? (
              <span className="small subtle">
                tier {tier}
                {note && ` · ${note}`}
              </span>
            ) : (
              <>
                <NativeSelect
                  aria-label={`Tier of ${name}`}
                  className="ranking-tier"
                  value={String(tier)}
                  data={Array.from({ length: Math.max(6, tier) }, (_, at) => ({
                    value: String(at + 1),
                    label: `Tier ${at + 1}`,
                  }))}
                  onChange={(event) => props.tier(nth, Number(event.currentTarget.value))}
                />
                <TextInput
                  key={`note ${application}`}
                  aria-label={`Note about ${name}`}
                  placeholder="Note of the discussion"
                  className="ranking-note"
                  defaultValue={note}
                  maxLength={500}
                  onBlur={(event) =>
                    event.currentTarget.value.trim() !== note &&
                    props.note(nth, event.currentTarget.value.trim())
                  }
                />
                <span className="ranking-acts">
                  <ActionIcon
                    data-way="up"
                    variant="default"
                    size={36}
                    aria-label={`${name}: up`}
                    disabled={nth === 0}
                    onClick={() => moveBy(nth, nth - 1, 'up')}
                  >
                    <ArrowUp size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    data-way="down"
                    variant="default"
                    size={36}
                    aria-label={`${name}: down`}
                    disabled={nth === entries.length - 1}
                    onClick={() => moveBy(nth, nth + 1, 'down')}
                  >
                    <ArrowDown size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size={36}
                    aria-label={`${name}: off the list`}
                    onClick={() => props.remove(nth)}
                  >
                    <X size={16} aria-hidden />
                  </ActionIcon>
                </span>
              </>
            )}
          </li>
        )
      })}
    </ol>
  )
}
