// Who agrees to the plan, who has, what was said; and what one may do about it now.
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { studyPlansContract as contract } from '../contract.ts'
import type { StepKind, StudyView } from '../schema.ts'
import {
  addressOf,
  type At,
  CAPACITIES,
  lookOf,
  sayStation,
  STEPS,
  STUDY,
  studyQuery,
} from './queries.ts'

export type Kind = Exclude<StepKind, 'placed'>

export function useStep(view: StudyView, at: At) {
  const client = useQueryClient()
  const { queryKey } = studyQuery(at)
  return useMutation({
    mutationFn: async ({
      kind,
      comment = '',
      seen,
    }: {
      kind: Kind
      comment?: string
      seen?: StudyView
    }) => {
      const { version, step } = (seen ?? client.getQueryData<StudyView>(queryKey) ?? view).study
      return call(contract.step, { ...addressOf(at), body: { kind, comment, version, step } })
    },
    onSuccess: (next) => client.setQueryData(queryKey, next),
    onSettled: (_, error) => {
      if (error) void client.invalidateQueries({ queryKey })
      void client.invalidateQueries({ queryKey: [...STUDY, 'waiting'] })
    },
  })
}

export function ChainCard({ view, at }: { view: StudyView; at: At }) {
  const { study, steps, comments, may, names } = view
  const step = useStep(view, at)
  const client = useQueryClient()
  const [says, setSays] = useState('')
  const [about, setAbout] = useState('')
  const say = useMutation({
    mutationFn: () =>
      call(contract.comment, {
        ...addressOf(at),
        body: { says, week: about === '' ? null : Number(about) },
      }),
    onSuccess: (next) => {
      setSays('')
      setAbout('')
      client.setQueryData(studyQuery(at).queryKey, next)
    },
  })
  const act = (kind: Kind) => step.mutate({ kind, comment: says }, { onSuccess: () => setSays('') })
  const told = [
    ...steps.map((one) => ({
      key: `s${one.seq}`,
      who: one.byName,
      did: STEPS[one.kind],
      at: one.at,
      says: one.comment,
    })),
    ...comments.map((one) => ({
      ...{ key: one.id, who: one.byName, at: one.at, says: one.says },
      did: one.week === null ? 'wrote' : `wrote about week ${one.week}`,
    })),
  ].sort((one, other) => (one.at < other.at ? -1 : 1))
  const error = step.error ?? say.error
  return (
    <Section title="Agreement" id="agreement">
      {study.state !== 'draft' && (
        <ol className="stations" aria-label="Who agrees">
          {study.chain.map((station, nth) => (
            <li
              key={nth}
              data-state={nth < study.taken ? 'done' : nth === study.taken ? 'now' : 'next'}
            >
              <i aria-hidden>{nth < study.taken ? <Check size={14} /> : nth + 1}</i>
              <span>
                {CAPACITIES[station.capacity]}
                <small>{sayStation(station, names)}</small>
              </span>
              <span className="vh">
                {nth < study.taken ? 'has agreed' : nth === study.taken ? 'is asked now' : 'later'}
              </span>
            </li>
          ))}
        </ol>
      )}
      {told.length > 0 && (
        <ul className="told">
          {told.map((one) => (
            <li key={one.key}>
              <p>
                <strong>{one.who}</strong> {one.did}{' '}
                <span className="small subtle">{sayMoment(one.at)}</span>
              </p>
              {one.says && <blockquote>{one.says}</blockquote>}
            </li>
          ))}
        </ul>
      )}
      <Textarea
        label={may.judge ? 'A word to the trainee' : 'A word on the plan'}
        autosize
        minRows={2}
        maxLength={2000}
        value={says}
        onChange={(event) => setSays(event.currentTarget.value)}
      />
      {says.trim() !== '' && study.items.length > 0 && (
        <NativeSelect
          mt="xs"
          label="A comment is about"
          value={about}
          data={[
            { value: '', label: 'the whole plan' },
            ...study.items
              .toSorted((one, other) => one.from - other.from)
              .map((one) => ({
                value: String(one.from),
                label: `${lookOf(view.facts, one).name}, from week ${one.from}`,
              })),
          ]}
          onChange={(event) => setAbout(event.currentTarget.value)}
        />
      )}
      <Findings findings={error ? findingsOf(error) : []} />
      <div className="study-acts">
        {may.judge && (
          <>
            <Button loading={step.isPending} onClick={() => act('approved')}>
              Agree
            </Button>
            <Button variant="default" loading={step.isPending} onClick={() => act('returned')}>
              Send it back
            </Button>
          </>
        )}
        {may.takeBack && (
          <Button variant="default" onClick={() => act('taken-back')}>
            Take my step back
          </Button>
        )}
        {may.reopen && (
          <Button variant="default" onClick={() => act('reopened')}>
            Reopen it
          </Button>
        )}
        {may.withdraw && (
          <Button variant="default" onClick={() => act('withdrawn')}>
            Withdraw it
          </Button>
        )}
        <Button
          variant="default"
          disabled={says.trim() === ''}
          loading={say.isPending}
          onClick={() => say.mutate()}
        >
          Only comment
        </Button>
      </div>
    </Section>
  )
}
