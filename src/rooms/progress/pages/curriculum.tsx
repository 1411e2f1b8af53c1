// What does this programme ask until graduation, and what will it ask of those who begin later?
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import {
  Empty,
  Findings,
  findingsOf,
  Page,
  Section,
  Trouble,
  Waiting,
} from '../../people/pages/frame.tsx'
import { type Curricula, progressContract as contract } from '../contract.ts'
import { checkCurriculum } from '../curriculum.ts'
import { type Curriculum, groupNames } from '../schema.ts'
import { NewRequirement } from './new-requirement.tsx'
import { curriculaQuery } from './queries.ts'
import { PathwayRows, RequirementRow } from './requirement-row.tsx'
import { useStep } from './use-step.tsx'
import { GROUPS } from './groups.ts'
import './progress.css'

export function CurriculumPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(curriculaQuery(id))
  if (error)
    return (
      <Page title="What is asked" narrow>
        <Trouble error={error} />
      </Page>
    )
  return data ? <Versions data={data} /> : <Waiting />
}

const EMPTY: Omit<Curriculum, 'since'> = { requirements: [], pathways: [] }

function Versions({ data }: { data: Curricula }) {
  const key = `curriculum ${data.programme.id}`
  // What is being written outlives a reload; nobody else sees it before it is put in force.
  const [draft, keep] = useState<Curriculum | null>(() => readDraft(key))
  const setDraft = (next: Curriculum | null) => {
    keep(next)
    if (next) sessionStorage.setItem(key, JSON.stringify(next))
    else sessionStorage.removeItem(key)
  }
  const [at, setAt] = useState(data.versions.length - 1)
  const shown = draft ?? data.versions[at]
  const step = useStep<unknown>({ done: () => setDraft(null) })
  const begin = () => setDraft({ ...EMPTY, ...data.versions.at(-1), since: data.next })
  const put = () =>
    step.mutate({
      act: () => call(contract.setCurriculum, { params: { id: data.programme.id }, body: draft! }),
      says: `It binds whoever begins on ${sayDay(draft!.since, { year: true })} or later.`,
    })
  const faults = draft ? checkCurriculum(draft) : []
  return (
    <Page
      title="What is asked"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        data.plans &&
        (draft ? (
          <>
            <Button variant="default" onClick={() => setDraft(null)}>
              Throw it away
            </Button>
            <Button loading={step.isPending} disabled={faults.length > 0} onClick={put}>
              Put it in force
            </Button>
          </>
        ) : (
          <Button onClick={begin}>New version</Button>
        ))
      }
      narrow
    >
      {draft ? (
        <TextInput
          label="Binds whoever begins on this day or later"
          description="Those who train already keep the version under which they began."
          type="date"
          value={draft.since}
          onChange={(event) => setDraft({ ...draft, since: event.currentTarget.value as Day })}
        />
      ) : (
        <VersionTabs data={data} at={at} choose={setAt} />
      )}
      <Findings
        findings={step.error ? findingsOf(step.error) : faults}
        tone={step.error ? 'danger' : 'warning'}
      />
      {!shown || shown.requirements.length === 0 ? (
        <Empty says="This programme has not said yet what it asks until graduation." />
      ) : (
        groupNames.map((group) => {
          const rows = shown.requirements.filter((one) => one.group === group)
          return rows.length === 0 ? null : (
            <Section key={group} title={GROUPS[group]} count={rows.length}>
              <ul className="rows">
                {rows.map((one) => (
                  <RequirementRow
                    key={one.id}
                    one={one}
                    pathways={shown.pathways}
                    works={data.works}
                    change={
                      draft &&
                      ((next) =>
                        setDraft({
                          ...draft,
                          requirements: draft.requirements.flatMap((old) =>
                            old.id === one.id ? (next ?? []) : old,
                          ),
                        }))
                    }
                  />
                ))}
              </ul>
            </Section>
          )
        })
      )}
      {draft && (
        <NewRequirement
          draft={draft}
          works={data.works}
          add={(one) => setDraft({ ...draft, requirements: [...draft.requirements, one] })}
        />
      )}
      {shown && shown.pathways.length > 0 && (
        <PathwayRows
          pathways={shown.pathways}
          levels={data.levels}
          change={draft && ((pathways) => setDraft({ ...draft, pathways }))}
        />
      )}
    </Page>
  )
}

function VersionTabs(props: { data: Curricula; at: number; choose: (at: number) => void }) {
  const { data, at, choose } = props
  if (data.versions.length === 0) return null
  return (
    <div className="progress-acts" role="group" aria-label="Versions">
      {data.versions.map(({ since }, nth) => (
        <Button
          key={since}
          size="compact-md"
          variant={nth === at ? 'filled' : 'default'}
          aria-pressed={nth === at}
          onClick={() => choose(nth)}
        >
          From {sayDay(since, { year: true })}
        </Button>
      ))}
    </div>
  )
}

function readDraft(key: string): Curriculum | null {
  const text = sessionStorage.getItem(key)
  return text ? (JSON.parse(text) as Curriculum) : null
}
