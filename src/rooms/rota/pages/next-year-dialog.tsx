// Who goes on into the next year, at which level, who leaves, who comes? Confirmed, then it is there.
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { rotaContract } from '../contract.ts'
import type { NextPerson, NextYearView, PlanView } from '../schema.ts'
import { useNextYear } from './use-next-year.ts'
import './next-year.css'

export function NextYearDialog({ plan, close }: { plan: PlanView; close: () => void }) {
  const [ahead, setAhead] = useState(1)
  const query = useQuery({
    queryKey: ['plans', plan.id, 'next-year', ahead],
    queryFn: () => call(rotaContract.nextYear, { params: { id: plan.id }, query: { ahead } }),
    gcTime: 0,
  })
  const isOpen = ahead > 1 || query.data?.published
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={<strong>Next year from this one</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <NativeSelect
        mb="sm"
        label="Which year"
        value={String(ahead)}
        data={AHEAD}
        onChange={(event) => setAhead(Number(event.currentTarget.value))}
      />
      {query.error && <Trouble error={query.error} />}
      {!query.data && !query.error && <Waiting />}
      {query.data && !isOpen && (
        <p>
          This year is not published yet, so nothing of it would count as history. Publish it first,
          or prepare a later year.
        </p>
      )}
      {query.data?.there && (
        <p>
          It is there already:{' '}
          <Link to="/plans/$id" params={{ id: query.data.there.id }} onClick={close}>
            {query.data.there.title}
          </Link>
        </p>
      )}
      {query.data && isOpen && !query.data.there && (
        <Confirm key={ahead} plan={plan.id} {...{ ahead, close }} proposal={query.data} />
      )}
    </Modal>
  )
}

const AHEAD = [
  { value: '1', label: 'The next one' },
  { value: '2', label: 'In two years' },
  { value: '3', label: 'In three years' },
]

type ConfirmProps = { plan: string; ahead: number; proposal: NextYearView; close: () => void }

function Confirm(props: ConfirmProps) {
  const { plan, proposal } = props
  const year = useNextYear(proposal, props.ahead)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const start = async () => {
    setBusy(true)
    try {
      const made = await call(rotaContract.startNextYear, {
        params: { id: plan },
        body: year.wanted,
      })
      await client.invalidateQueries()
      props.close()
      sayLeftOut(made.leftOut)
      const search = { draft: made.draft } as never
      await navigate({ to: '/plans/$id', params: { id: made.plan }, search })
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  const { on, elsewhere, away } = year.counts
  return (
    <>
      <TextInput
        label="Name"
        value={year.title}
        maxLength={120}
        onChange={(event) => year.setTitle(event.currentTarget.value)}
      />
      <p className="small subtle next-year-says">
        {sayCount(proposal.rules, 'rule')}, the blocks and the work come along; months served and
        burdens carried stay with the people.
      </p>
      <h3 className="dialog-label">
        {sayCount(on, 'person is', 'people are')} in it
        {elsewhere > 0 && `, ${elsewhere} into another year`}
        {away > 0 && `, ${sayCount(away, 'leaves', 'leave')}`}
      </h3>
      <People {...{ proposal, year }} />
      <Textarea
        mt="sm"
        label={year.first ? `New people, at ${year.first}` : 'New people'}
        description="One name a line. More can come later as an arrival, under What if…"
        autosize
        minRows={2}
        maxRows={10}
        value={year.names}
        onChange={(event) => year.setNames(event.currentTarget.value)}
      />
      {error !== null && <Findings findings={findingsOf(error)} title="The year was not made" />}
      <div className="dialog-actions">
        <Button variant="default" onClick={props.close}>
          Cancel
        </Button>
        <Button
          loading={busy}
          disabled={on + year.wanted.newcomers.length === 0 || year.title.trim() === ''}
          onClick={start}
        >
          Start {year.title.trim() || 'it'}
        </Button>
      </div>
    </>
  )
}

type Year = ReturnType<typeof useNextYear>

function People({ proposal, year }: { proposal: NextYearView; year: Year }) {
  const choices = [
    ...year.levels.map((level) => ({ value: `on:${level}`, label: level || 'goes on' })),
    ...proposal.levels.map((level) => ({
      value: `elsewhere:${level}`,
      label: `${level}, in another year`,
    })),
    { value: 'away:', label: 'leaves' },
  ]
  return (
    <div className="next-year" tabIndex={0} role="region" aria-label="Who goes on">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Was</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {proposal.people.map(({ person, name, was, rises }) => (
            <tr key={person}>
              <th scope="row">{name}</th>
              <td>{rises ? `${was ?? 'new'}, not in this year` : (was ?? '–')}</td>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={`${name}, then`}
                  data={rises ? risersOnly(choices) : choices}
                  value={valueOf(year.people.get(person)!)}
                  onChange={(event) => year.decide(person, event.currentTarget.value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Whoever comes from elsewhere is in it or is not; where else they go is decided there. */
const risersOnly = (choices: readonly { value: string; label: string }[]) =>
  choices.flatMap((one) =>
    one.value === 'away:'
      ? [{ ...one, label: 'not in it' }]
      : one.value.startsWith('on:')
        ? [one]
        : [],
  )

const valueOf = ({ goes, level }: NextPerson) =>
  goes === 'away' ? 'away:' : `${goes}:${level ?? ''}`

function sayLeftOut(leftOut: readonly string[]): void {
  if (leftOut.length === 0) return
  notifications.show({
    autoClose: 20_000,
    title: `${sayCount(leftOut.length, 'rule')} left out, because the new year has not what it names`,
    message: leftOut.join(' '),
  })
}
