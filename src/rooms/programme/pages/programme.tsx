// What does a programme teach, where, with what, and who is in it?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Findings, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { isAllowed } from '../../people/policy.ts'
import type { CatalogueRecord, ProgrammeView } from '../schema.ts'
import { Equipment } from './equipment.tsx'
import { FactList, Names } from './facts.tsx'
import { namesWithin, sayKey } from './phrases.ts'
import { onePerPerson, PeopleList } from './people.tsx'
import { RecordCard } from './record-card.tsx'
import { programmeQuery, programmesQuery } from './queries.ts'
import { SiteTree } from './site-tree.tsx'
import './programme.css'

type Lists = [string, CatalogueRecord[]][]

export function ProgrammePage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(programmeQuery(id))
  const { data: mine } = useQuery(programmesQuery)
  const hash = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    // The records come after the page: what the address points at is looked for once they are there.
    const record = data && hash ? document.getElementById(hash) : null
    record?.scrollIntoView({ block: 'center' })
    record?.focus({ preventScroll: true })
  }, [data, hash])
  if (error)
    return (
      <Page title="Programme" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const { lists, plain } = splitFacts(data.facts)
  return (
    <Names value={namesOf(data, mine?.programmes ?? [])}>
      <Page
        title={data.name}
        beside={
          <span className="subtle">
            {data.institution.name} · {data.specialty}
          </span>
        }
        actions={
          <>
            <ClassLink programme={id} />
            <StudyPlansLink programme={id} offers={data.electives.length > 0} />
            {data.plans.map((plan) => (
              <Button
                key={plan.id}
                variant="default"
                renderRoot={(rest) => <Link to="/plans/$id" params={{ id: plan.id }} {...rest} />}
              >
                {plan.title}
              </Button>
            ))}
            {data.electives.length > 0 && (
              <Button
                variant="default"
                renderRoot={(rest) => (
                  <Link to="/programmes/$id/choices" params={{ id: data.id }} {...rest} />
                )}
              >
                Choosing electives
              </Button>
            )}
            <Button
              variant="default"
              renderRoot={(rest) => (
                <Link to="/programmes/$id/leave/mine" params={{ id: data.id }} {...rest} />
              )}
            >
              Leave
            </Button>
            {data.electives.length > 0 && (
              <Button
                variant="default"
                renderRoot={(rest) => (
                  <Link to="/programmes/$id/stays" params={{ id: data.id }} {...rest} />
                )}
              >
                Stays elsewhere
              </Button>
            )}
          </>
        }
      >
        <Contents data={data} lists={lists} />
        <Findings findings={data.warnings} tone="warning" title="Worth a look" />
        <div className="card programme-facts">
          <FactList facts={plain} />
        </div>
        <Catalogue data={data} lists={lists} />
      </Page>
    </Names>
  )
}

/** For those who plan: who is behind on the way to graduation. */
function ClassLink({ programme }: { programme: string }) {
  const { person, today } = useMe()
  if (!person || !isAllowed(person, 'planner', today, programme)) return null
  return (
    <Button
      variant="default"
      renderRoot={(rest) => (
        <Link to="/programmes/$id/class" params={{ id: programme }} {...rest} />
      )}
    >
      The class
    </Button>
  )
}

/** To the plans of the class for those who plan; a trainee finds their own on the first page. */
function StudyPlansLink({ programme, offers }: { programme: string; offers: boolean }) {
  const { person, today } = useMe()
  if (!offers || !person || !isAllowed(person, 'planner', today, programme)) return null
  return (
    <Button
      variant="default"
      renderRoot={(rest) => (
        <Link to="/programmes/$id/study-plans" params={{ id: programme }} {...rest} />
      )}
    >
      Plans of the year
    </Button>
  )
}

function Catalogue({ data, lists }: { data: ProgrammeView; lists: Lists }) {
  return (
    <>
      <Cards id="rotations" title="Rotations" records={data.rotations} />
      {sectionsOf(data.electives).map(({ section, records }) => (
        <Cards
          key={section}
          id={`electives-${section}`}
          title={section === '' ? 'Electives' : `${sayKey(section)} electives`}
          records={records}
        />
      ))}
      {lists.map(([key, records]) => (
        <Section key={key} id={`part-${key}`} title={sayKey(key)} count={records.length}>
          <div className="masonry">
            {records.map((record, index) => (
              <RecordCard key={index} record={record} />
            ))}
          </div>
        </Section>
      ))}
      {data.sites.length > 0 && (
        <Section id="part-sites" title="Sites" count={data.sites.length}>
          <SiteTree sites={data.sites} />
        </Section>
      )}
      {data.equipment.length > 0 && (
        <Section id="part-equipment" title="Equipment" count={data.equipment.length}>
          <Equipment units={data.equipment} sites={data.sites} />
        </Section>
      )}
      <Section id="part-people" title="People" count={onePerPerson(data.people).length}>
        <PeopleList people={data.people} />
      </Section>
    </>
  )
}

function Contents({ data, lists }: { data: ProgrammeView; lists: Lists }) {
  const parts: [string, string][] = [
    ...(data.rotations.length ? [['rotations', 'Rotations'] as [string, string]] : []),
    ...sectionsOf(data.electives).map(({ section }): [string, string] => [
      `electives-${section}`,
      section === '' ? 'Electives' : `${sayKey(section)} electives`,
    ]),
    ...lists.map(([key]): [string, string] => [key, sayKey(key)]),
    ...(data.sites.length ? [['sites', 'Sites'] as [string, string]] : []),
    ...(data.equipment.length ? [['equipment', 'Equipment'] as [string, string]] : []),
    ['people', 'People'],
  ]
  return (
    <nav className="contents" aria-label="Parts of this page">
      {parts.map(([id, says]) => (
        <a key={id} href={`#part-${id}`}>
          {says}
        </a>
      ))}
    </nav>
  )
}

function Cards(props: { id: string; title: string; records: CatalogueRecord[] }) {
  if (props.records.length === 0) return null
  return (
    <Section id={`part-${props.id}`} title={props.title} count={props.records.length}>
      <div className="masonry">
        {props.records.map((record) => (
          <RecordCard key={record.id} record={record} anchor={`record-${record.id}`} />
        ))}
      </div>
    </Section>
  )
}

function sectionsOf(electives: CatalogueRecord[]) {
  const names = [...new Set(electives.map((elective) => String(elective.facts.section ?? '')))]
  return names.map((section) => ({
    section,
    records: electives.filter((elective) => String(elective.facts.section ?? '') === section),
  }))
}

const NAMES = ['name', 'says', 'title']
const SHOWN_ELSEWHERE = new Set(['rotation', 'elective', 'site', 'equipment'])

/** Records of other kinds: services, checklists, conference series, mini-fellowships. */
function otherRecords(catalogue: unknown): [string, CatalogueRecord[]][] {
  return Object.entries((catalogue ?? {}) as Record<string, CatalogueRecord[]>).filter(
    ([kind, records]) => !SHOWN_ELSEWHERE.has(kind) && Array.isArray(records) && records.length > 0,
  )
}

function namesOf(
  data: ProgrammeView,
  programmes: readonly { id: string; name: string }[],
): ReadonlyMap<string, string> {
  const records = [...data.rotations, ...data.electives, ...data.sites, ...data.equipment]
  return new Map([
    ...namesWithin({ ...data.facts, records }),
    ...programmes.map(({ id, name }): [string, string] => [id, name]),
    [data.institution.id, data.institution.name],
    ...otherRecords(data.facts.catalogue).flatMap(([, list]) =>
      list.map((record): [string, string] => [record.id, record.name]),
    ),
    ...records.map((record): [string, string] => [record.id, record.name]),
    ...data.people.map((person): [string, string] => [person.id, person.name]),
    [data.id, data.name],
  ])
}

/** Lists of named things (tracks, pathways, requirements) become sections; the rest stays a table. */
function splitFacts(facts: Record<string, unknown>) {
  const lists: [string, CatalogueRecord[]][] = []
  const plain: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(facts)) {
    if (key === 'catalogue') {
      lists.push(...otherRecords(value))
      continue
    }
    const named =
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((item) => item && typeof item === 'object' && NAMES.some((name) => name in item))
    if (!named) plain[key] = value
    else
      lists.push([
        key,
        (value as Record<string, unknown>[]).map((item, index) => ({
          id: String(item.id ?? index),
          kind: String(item.kind ?? ''),
          name: String(item.name ?? item.says ?? item.title),
          facts: item,
        })),
      ])
  }
  lists.sort(([one], [other]) => placeOf(one) - placeOf(other))
  return { lists, plain }
}

/** What people look for first; kinds that are not named here keep their place after these. */
const FIRST = [
  'requirements',
  'tracks',
  'pathways',
  'elective-section',
  'mini-fellowship',
  'conference',
  'service',
  'deliverables',
  'competencies',
  'goals',
  'aims',
  'committees',
  'contacts',
]

function placeOf(key: string): number {
  const place = FIRST.indexOf(key)
  return place < 0 ? FIRST.length : place
}
