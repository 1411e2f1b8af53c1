// By which rules are hours judged here, since when, and what comes next?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { plainId } from '../../../kernel/id.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { hoursContract as contract } from '../contract.ts'
import type { PackChoice, PacksView, PackView } from '../schema.ts'
import { ChoosePack } from './choose-pack.tsx'
import { PackEditor } from './pack-editor.tsx'
import { PackRules } from './pack-rules.tsx'
import { packsQuery, PACKS } from './queries.ts'
import './hours.css'

/** `after` 0: saved as a pack of its own. */
type Editing = { facts: unknown; after: number }

export function PacksPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(packsQuery(id))
  const [editing, setEditing] = useState<Editing>()
  if (error)
    return (
      <Page title="Rules about hours">
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  return (
    <Page title="Rules about hours" beside={<span className="subtle">{data.programme.name}</span>}>
      {editing ? (
        <PackEditor
          id={data.programme.id}
          first={editing.facts}
          after={editing.after}
          close={() => setEditing(undefined)}
        />
      ) : (
        <Overview data={data} edit={setEditing} />
      )}
    </Page>
  )
}

function Overview({ data, edit }: { data: PacksView; edit: (one: Editing) => void }) {
  const { inForce } = data
  return (
    <>
      <p>
        Hours are judged by “{inForce.title}”
        {inForce.version === null ? '' : `, version ${inForce.version}`} ({inForce.edition}).{' '}
        <span className="subtle">
          {inForce.isBarrier
            ? 'A year that would break a core rule is not published without a reason.'
            : 'What it finds in a year beforehand is advice.'}
        </span>
      </p>
      <Choices data={data} />
      {data.plans && <ChoosePack data={data} />}
      <Section title="Packs" count={data.packs.length}>
        <ul className="rows">
          {data.packs.map((pack) => (
            <PackRow key={pack.facts.id} pack={pack} plans={data.plans} edit={edit} />
          ))}
        </ul>
        {data.plans && (
          <Button mt="sm" variant="default" onClick={() => edit({ facts: EMPTY, after: 0 })}>
            New pack
          </Button>
        )}
      </Section>
    </>
  )
}

const EMPTY = {
  ...{ format: 'isocenter.hours-pack', version: 1, id: '', title: '', edition: '' },
  rules: [],
}

function Choices({ data }: { data: PacksView }) {
  const step = useStepOf<unknown>(PACKS)
  const id = data.programme.id
  if (data.choices.length === 0) return null
  const { choices, today } = data
  const now = choices.findLast(({ from }) => from <= today)
  const drop = ({ from, pack, version, isBarrier }: PackChoice) =>
    step.mutate({
      act: () => call(contract.drop, { params: { id, from } }),
      says: 'Taken back.',
      undo: () =>
        call(contract.choose, { params: { id, from }, body: { pack, version, isBarrier } }),
    })
  return (
    <Section title="From which day on" count={choices.length}>
      <ul className="rows">
        {choices.map((one) => (
          <li key={one.from} className="packs-row">
            <span>
              {one.title}
              {one.version === null ? '' : `, version ${one.version}`}
              <small className="subtle">
                from {sayDay(one.from, { year: true })}, chosen by {one.by}
                {one.isBarrier && '; a barrier to publishing'}
              </small>
            </span>
            {one === now && (
              <span className="chip" data-tone="success">
                in force
              </span>
            )}
            {data.plans && one.from >= today && (
              <Button
                variant="default"
                size="compact-md"
                aria-label={`Take back ${one.title} from ${sayDay(one.from)}`}
                onClick={() => drop(one)}
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
      {step.error && <Trouble error={step.error} />}
    </Section>
  )
}

function PackRow(props: { pack: PackView; plans: boolean; edit: (one: Editing) => void }) {
  const { facts, versions, by } = props.pack
  const [isOpen, setOpen] = useState(false)
  const isUsual = versions === 0
  return (
    <li className="packs-row">
      <span>
        {facts.title}
        <small className="subtle">
          {facts.id}, edition {facts.edition}, {sayCount(facts.rules.length, 'rule')};{' '}
          {isUsual ? 'comes with the program' : `version ${versions} by ${by}`}
        </small>
      </span>
      <Button
        variant="default"
        size="compact-md"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide rules' : 'Rules'}
      </Button>
      <Button variant="default" size="compact-md" onClick={() => download(facts)}>
        As a file
      </Button>
      {props.plans && (
        <Button
          variant="default"
          size="compact-md"
          onClick={() =>
            props.edit(
              isUsual
                ? {
                    facts: copyOf(facts),
                    after: 0,
                  }
                : { facts, after: versions },
            )
          }
        >
          {isUsual ? 'Make a copy' : 'Change'}
        </Button>
      )}
      {isOpen && <PackRules pack={facts} />}
    </li>
  )
}

/** As long as its id is its name's, it follows the name. */
function copyOf(facts: PackView['facts']): PackView['facts'] {
  const title = `${facts.title}, ours`
  return { ...facts, title, id: plainId(title) }
}

/** For `isocenter hours --pack`, and for another programme. */
function download(facts: PackView['facts']): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(
    new Blob([`${JSON.stringify(facts, null, 2)}\n`], { type: 'application/json' }),
  )
  link.download = `${facts.id}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
