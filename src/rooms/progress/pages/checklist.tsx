// What does somebody still have to do until the end of the training?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { saySpan } from '../../../kernel/span.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import type { Checklist } from '../contract.ts'
import { type GroupName, groupNames, type StateName, stateNames } from '../schema.ts'
import { GROUPS } from './groups.ts'
import { ItemRow } from './item-row.tsx'
import { PathwayList } from './pathway-list.tsx'
import { checklistQuery } from './queries.ts'
import { STATES } from './state-chip.tsx'
import './progress.css'

export function ChecklistPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(checklistQuery(id))
  if (error)
    return (
      <Page title="Checklist" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  return (
    <Page
      title={`Checklist of ${data.person.name}`}
      beside={
        <span className="subtle">
          {data.person.level ? `${data.person.level} · ` : ''}
          {data.programme.name}, until {sayDay(data.to, { year: true })}
        </span>
      }
      actions={<Ways list={data} />}
      narrow
    >
      {data.items.length === 0 ? (
        <Empty says="This programme has not said yet what it asks until graduation." />
      ) : (
        <>
          <Sums list={data} />
          <Unconfirmed list={data} />
          {groupNames.map((group) => (
            <Group key={group} list={data} group={group} />
          ))}
        </>
      )}
      <PathwayList list={data} />
    </Page>
  )
}

function Ways({ list }: { list: Checklist }) {
  return (
    <>
      <Button
        variant="default"
        renderRoot={(rest) => <Link to="/people/$id" params={{ id: list.person.id }} {...rest} />}
      >
        The year
      </Button>
      <Button
        variant="default"
        renderRoot={(rest) => (
          <Link to="/people/$id/portfolio" params={{ id: list.person.id }} {...rest} />
        )}
      >
        Portfolio
      </Button>
      {list.may.waive && (
        <Button
          variant="default"
          renderRoot={(rest) => (
            <Link to="/programmes/$id/class" params={{ id: list.programme.id }} {...rest} />
          )}
        >
          The class
        </Button>
      )}
    </>
  )
}

function Sums({ list }: { list: Checklist }) {
  const count = (state: StateName) => list.items.filter((item) => item.state === state).length
  const shown = stateNames.filter((state) => count(state) > 0)
  return (
    <div className="progress-sums">
      <p className="num">
        {shown.map((state) => `${count(state)} ${STATES[state].says.toLowerCase()}`).join(' · ')}
      </p>
      <p className="small subtle">
        {list.since &&
          `By the requirements of ${sayDay(list.since, { year: true })}, which stay yours. `}
        {list.drafts.length > 0 &&
          `Planned time also from ${sayCount(list.drafts.length, 'draft')} that only planners see: ${list.drafts.join('; ')}.`}
      </p>
    </div>
  )
}

function Unconfirmed({ list }: { list: Checklist }) {
  if (list.unconfirmed.length === 0) return null
  return (
    <div className="findings" data-tone="warning" role="note">
      <strong>Does not count yet</strong>
      <ul>
        {list.unconfirmed.map((one) => (
          <li key={one.from}>
            {one.name}, {saySpan(one)}: it is spent elsewhere, and no stay is confirmed.{' '}
            <Link to="/programmes/$id/stays" params={{ id: list.programme.id }}>
              Stays elsewhere
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Group({ list, group }: { list: Checklist; group: GroupName }) {
  const items = list.items.filter((item) => item.group === group)
  if (items.length === 0) return null
  return (
    <Section title={GROUPS[group]} count={items.length}>
      <ul className="progress-items">
        {items.map((item) => (
          <ItemRow key={item.id} list={list} item={item} />
        ))}
      </ul>
    </Section>
  )
}
