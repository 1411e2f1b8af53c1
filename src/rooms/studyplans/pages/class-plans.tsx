// What does the class plan for the year, who has not begun, whom does each plan wait for?
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type CSSProperties, useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import type { StudyClass } from '../schema.ts'
import { PlaceAll, PlaceInYear } from './placement.tsx'
import { CAPACITIES, STATES, studyClassQuery } from './queries.ts'
import { monthsOf } from './ribbon.tsx'
import './study.css'

type Shown = 'all' | StudyClass['rows'][number]['state']
const SHOWN: [Shown, string][] = [
  ['all', 'All'],
  ['none', 'Not begun'],
  ['draft', 'Draft'],
  ['submitted', 'Handed in'],
  ['approved', 'Approved'],
]

export function StudyClassPage() {
  const { id = '' } = useParams({ strict: false })
  const { plan: year } = useSearch({ strict: false }) as { plan?: string }
  const navigate = useNavigate()
  const [shown, setShown] = useState<Shown>('all')
  const [words, setWords] = useState('')
  const { data, error } = useQuery(studyClassQuery(id, year))
  if (error)
    return (
      <Page title="Plans of the year" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const count = (state: Shown) => data.rows.filter((row) => row.state === state).length
  const word = words.trim().toLowerCase()
  const found = data.works.filter(({ name, code }) =>
    `${name} ${code}`.toLowerCase().includes(word),
  )
  const rows = data.rows.filter(
    (row) =>
      (shown === 'all' || row.state === shown) &&
      (word === '' ||
        row.person.name.toLowerCase().includes(word) ||
        row.items.some((item) => found.some((one) => one.id === item.work))),
  )
  const approved = rows
    .filter(({ state, placed }) => state === 'approved' && !placed)
    .map(({ person }) => ({ id, plan: data.year?.id, person: person.id, name: person.name }))
  return (
    <Page
      title="Plans of the year"
      beside={<span className="subtle">{data.year?.title ?? data.programme.name}</span>}
    >
      {data.rows.length === 0 ? (
        <Empty says="Nobody is in this year yet. Add people to the year first." />
      ) : (
        <div className="study">
          <div className="class-tools">
            <div className="class-states">
              <SegmentedControl
                aria-label="Which plans"
                value={shown}
                onChange={(value) => setShown(value as Shown)}
                data={SHOWN.map(([value, label]) => ({
                  value,
                  label: value === 'all' ? label : `${label} ${count(value)}`,
                }))}
              />
            </div>
            <TextInput
              type="search"
              label="Find a person or an elective"
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            {data.years.length > 1 && (
              <NativeSelect
                label="Year"
                value={data.year?.id ?? ''}
                data={data.years.map(({ id: value, title }) => ({ value, label: title }))}
                onChange={(event) =>
                  navigate({
                    to: '/programmes/$id/study-plans',
                    params: { id },
                    search: { plan: event.currentTarget.value } as never,
                    replace: true,
                  })
                }
              />
            )}
          </div>
          {approved.length > 1 && <PlaceAll plans={approved} />}
          <p className="small subtle" role="status">
            {sayCount(rows.length, 'plan')}.{' '}
            {count('none') > 0 &&
              `${sayCount(count('none'), 'person has', 'people have')} not begun.`}
          </p>
          <ul className="class-rows">
            {rows.map((row) => (
              <ClassRow key={row.person.id} data={data} row={row} word={word} programme={id} />
            ))}
          </ul>
        </div>
      )}
    </Page>
  )
}

function ClassRow({
  data,
  row,
  word,
  programme,
}: {
  data: StudyClass
  row: StudyClass['rows'][number]
  word: string
  programme: string
}) {
  const { person, state, waits } = row
  const at = { id: programme, person: person.id, plan: data.year!.id }
  const look = (work: string) => data.works.find(({ id }) => id === work)
  const covered = new Set(
    row.items.flatMap(({ from, weeks }) => Array.from({ length: weeks }, (_, nth) => from + nth)),
  )
  const style = { '--weeks': data.weeks.length } as CSSProperties
  return (
    <li>
      <div className="class-who">
        <Link
          to="/programmes/$id/study-plans/$person"
          params={{ id: programme, person: person.id }}
          search={{ plan: at.plan } as never}
        >
          {person.name}
        </Link>
        <span className="chip" data-tone={STATES[state].tone}>
          {row.placed ? 'in the year' : STATES[state].says}
        </span>
        <span className="small subtle num">
          {[
            `${row.weeks} of ${data.budget}`,
            ...(waits ? [`waits for ${CAPACITIES[waits].toLowerCase()}`] : []),
            ...(state === 'draft' && row.musts > 0 ? [`${row.musts} to mend`] : []),
            ...(row.comments > 0 ? [sayCount(row.comments, 'comment')] : []),
          ].join(' · ')}
        </span>
        {state === 'approved' && (
          <PlaceInYear at={at} label={row.placed ? 'Put in again' : 'Put into the year'} />
        )}
      </div>
      <div className="class-strip" style={style} role="img" aria-label={sayRow(row, look)}>
        {monthsOf(data).map(({ key, from, weeks }) => (
          <i key={key} className="class-month" style={{ gridColumn: `${from} / span ${weeks}` }} />
        ))}
        {row.fixed
          .filter(({ week }) => !covered.has(week))
          .map(({ week, color, kind }) => (
            <i
              key={week}
              className="ribbon-fixed"
              data-kind={kind}
              data-color={color}
              style={{ gridColumn: week }}
            />
          ))}
        {row.items.map((item) => {
          const one = look(item.work)
          const isFound =
            word !== '' && one && `${one.name} ${one.code}`.toLowerCase().includes(word)
          return (
            <i
              key={item.id}
              className="work class-piece"
              data-color={item.kind === 'leave' ? 11 : one?.color}
              data-pattern={item.kind === 'leave' ? 'leave' : undefined}
              data-found={isFound || undefined}
              title={one?.name}
              style={{
                gridColumn: `${item.from} / span ${Math.max(1, Math.min(item.weeks, data.weeks.length - item.from + 1))}`,
              }}
            >
              {item.weeks > 1 ? (one?.code ?? '') : ''}
            </i>
          )
        })}
      </div>
    </li>
  )
}

function sayRow(
  row: StudyClass['rows'][number],
  look: (work: string) => StudyClass['works'][number] | undefined,
): string {
  if (row.items.length === 0) return 'Nothing is planned yet.'
  return row.items
    .map(
      ({ work, from, weeks }) =>
        `${look(work)?.name ?? work}, weeks ${from} to ${from + weeks - 1}`,
    )
    .join('; ')
}
