// All applications of a season: what reviewers say beside what is decided, and many at once.
import { Button, Checkbox, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { SeasonNav } from '../../recruitment/pages/season-nav.tsx'
import type { Pile, PileRow } from '../contract.ts'
import { verdicts } from '../schema.ts'
import { BulkBar } from './bulk-bar.tsx'
import { Calibration } from './calibration.tsx'
import { pileQuery, REVIEW_STATES, VERDICTS, whole } from './queries.ts'
import { SetupDialog } from './setup-dialog.tsx'
import './review.css'

const FILTERS = ['All', 'Mine to do', 'Undecided', 'Decided'] as const
type Filter = (typeof FILTERS)[number]
const isIn: Record<Filter, (row: PileRow) => boolean> = {
  All: () => true,
  'Mine to do': ({ mine }) => mine === 'assigned',
  Undecided: ({ decision, state }) => decision === null && state === 'submitted',
  Decided: ({ decision }) => decision !== null,
}
const byMark = (one: PileRow, other: PileRow) =>
  (other.mark.adjusted ?? -1) - (one.mark.adjusted ?? -1) || one.nth - other.nth

export function PilePage() {
  const { id = '', cycle = '' } = useParams({ strict: false }) as { id?: string; cycle?: string }
  const { data, error } = useQuery(pileQuery(id, cycle))
  const [filter, setFilter] = useState<Filter>('All')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isSettingUp, setSettingUp] = useState(false)
  if (error)
    return (
      <Page title="Review" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const rows = data.rows.filter(isIn[filter]).sort(byMark)
  const first = data.rows.find(({ mine }) => mine === 'assigned')
  const toggle = (application: string) =>
    setChosen((now) => {
      const next = new Set(now)
      if (!next.delete(application)) next.add(application)
      return next
    })
  const choosable = rows.filter(({ state }) => state === 'submitted')
  const isAll = choosable.length > 0 && choosable.every((row) => chosen.has(row.application))
  return (
    <Page
      title="Review"
      beside={
        <span className="subtle">
          {data.programme.name}, {data.cycle.label}
        </span>
      }
      actions={
        <>
          {data.decides && (
            <Button variant="default" onClick={() => setSettingUp(true)}>
              What is scored
            </Button>
          )}
          {first && (
            <Button
              renderRoot={(rest) => (
                <Link
                  to="/programmes/$id/cycles/$cycle/review/$application"
                  params={{ id, cycle, application: first.application }}
                  {...rest}
                />
              )}
            >
              Read the next one
            </Button>
          )}
        </>
      }
    >
      <SeasonNav id={id} cycle={cycle} />
      {data.rows.length === 0 ? (
        <Empty says="No application has been sent yet. They stand here as soon as they come." />
      ) : (
        <>
          <Funnel view={data} />
          <Section title="Applications" count={rows.length}>
            <div className="review-tools">
              <SegmentedControl
                value={filter}
                data={[...FILTERS]}
                onChange={(value) => setFilter(value as Filter)}
                aria-label="Which applications are shown"
              />
              {data.decides && choosable.length > 0 && (
                <Checkbox
                  label="All of these"
                  checked={isAll}
                  indeterminate={!isAll && choosable.some((row) => chosen.has(row.application))}
                  onChange={() =>
                    setChosen(new Set(isAll ? [] : choosable.map((row) => row.application)))
                  }
                />
              )}
            </div>
            {rows.length === 0 ? (
              <Empty says="None of the applications is of this kind." />
            ) : (
              <ul className="rows review-pile">
                {rows.map((row) => (
                  <PileLine
                    key={row.application}
                    row={row}
                    view={data}
                    isChosen={chosen.has(row.application)}
                    toggle={() => toggle(row.application)}
                  />
                ))}
              </ul>
            )}
          </Section>
          <Calibration view={data} />
        </>
      )}
      {chosen.size > 0 && (
        <BulkBar view={data} chosen={[...chosen]} clear={() => setChosen(new Set())} />
      )}
      {isSettingUp && <SetupDialog view={data} close={() => setSettingUp(false)} />}
    </Page>
  )
}

/** How many stand where; the bars share one scale. */
function Funnel({ view }: { view: Pile }) {
  const sent = view.rows.filter(({ state }) => state === 'submitted')
  const steps = [
    ['Sent', sent.length],
    [
      'Read by all',
      sent.filter(
        (row) =>
          row.reviewers.length > 0 && row.reviewers.every(({ state }) => state !== 'assigned'),
      ).length,
    ],
    ['Decided', sent.filter(({ decision }) => decision !== null).length],
    ...verdicts.map(
      (name) =>
        [
          VERDICTS[name].says,
          sent.filter(({ decision }) => decision?.verdict === name).length,
        ] as const,
    ),
    ['Told', sent.filter(({ decision }) => decision?.toldAt).length],
  ] as const
  return (
    <dl className="review-funnel">
      {steps.map(([says, count]) => (
        <div key={says}>
          <dt>{says}</dt>
          <dd>
            <b className="num">{count}</b>
            <i aria-hidden style={{ inlineSize: `${(100 * count) / Math.max(1, sent.length)}%` }} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function PileLine(props: { row: PileRow; view: Pile; isChosen: boolean; toggle: () => void }) {
  const { row, view } = props
  const name = row.name ?? `Applicant ${row.nth}`
  const isOut = row.state === 'withdrawn'
  return (
    <li className="review-line" data-out={isOut || undefined}>
      {view.decides && (
        <Checkbox
          aria-label={`Choose ${name}`}
          checked={props.isChosen}
          disabled={isOut}
          onChange={props.toggle}
        />
      )}
      <Link
        to="/programmes/$id/cycles/$cycle/review/$application"
        params={{ id: view.programme.id, cycle: view.cycle.id, application: row.application }}
        className="review-who"
      >
        <strong>{name}</strong>
        <span className="small subtle">
          {isOut ? 'withdrawn' : row.submittedOn && `sent ${sayDay(row.submittedOn)}`}
          {row.mine === 'assigned' && ' · yours to do'}
        </span>
      </Link>
      <span className="review-mark">
        {row.mark.mean === null ? (
          <span className="small subtle">
            {row.mine === 'assigned' ? 'shown once you have scored' : 'not scored'}
          </span>
        ) : (
          <span
            className="review-bar"
            role="img"
            aria-label={`Score ${whole(row.mark.adjusted)} of 100: ${sayCount(row.mark.reviews, 'review')}, mean ${whole(row.mark.mean)}${row.mark.spread === null ? '' : `, ${whole(row.mark.spread)} apart`}`}
          >
            <i style={{ inlineSize: `${row.mark.adjusted ?? 0}%` }} />
            <b className="num">{whole(row.mark.adjusted)}</b>
          </span>
        )}
        {row.isSplit && (
          <span className="chip" data-tone="warning">
            talk: they disagree
          </span>
        )}
      </span>
      <span className="review-readers small subtle">
        {row.reviewers.length === 0
          ? 'no reviewer'
          : row.reviewers.map(({ id, name: reviewer, state }) => (
              <span
                key={id}
                role="img"
                aria-label={`${reviewer}: ${REVIEW_STATES[state]}`}
                title={`${reviewer}: ${REVIEW_STATES[state]}`}
                data-state={state}
              >
                {initialsOf(reviewer)}
              </span>
            ))}
      </span>
      <span className="review-decided">
        {row.decision && (
          <span className="chip" data-tone={VERDICTS[row.decision.verdict].tone}>
            {VERDICTS[row.decision.verdict].says}
          </span>
        )}
        <span className="small subtle">
          {row.decision ? (row.decision.toldAt ? 'told' : 'not told') : ''}
        </span>
      </span>
    </li>
  )
}

const initialsOf = (name: string) =>
  name
    .split(' ')
    .map((word) => word[0])
    .join('')
    .slice(0, 3)
