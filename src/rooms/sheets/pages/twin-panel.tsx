// A sheet of ours has come back: which cells were changed in it, and may they be applied?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Finding, sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Findings, findingsOf, Section, Waiting } from '../../people/pages/frame.tsx'
import { rotaContract } from '../../rota/contract.ts'
import { draftQuery, publishedQuery } from '../../rota/pages/queries.ts'
import { Swatch } from '../../rota/pages/swatch.tsx'
import type { CellChange, PlanView } from '../../rota/schema.ts'
import { sheetsContract } from '../contract.ts'
import type { WorkbookView } from '../schema.ts'
import { type Now, originOf, takeBack, wholeSheet } from '../twin.ts'

type Props = { book: WorkbookView; name: string; plan: PlanView; go: (draft?: string) => void }

export function TwinPanel(props: Props) {
  const { book, plan } = props
  const line = originOf(book)!.line
  const isPublished = line === 'published'
  const draft = useQuery({ ...draftQuery(line), enabled: !isPublished, retry: false })
  const published = useQuery({ ...publishedQuery(plan.id), enabled: isPublished })
  const asked = isPublished ? published : draft
  const isWaiting = asked.isPending || asked.isFetching
  const now = useMemo((): Now => {
    const { problem } = plan
    const base = {
      ...{ plan: plan.id, planTitle: plan.title, people: problem.people },
      periods: problem.periods.map(({ id, label = id }) => ({ id, label })),
      works: plan.works,
    }
    if (!isPublished)
      return { ...base, version: draft.data?.version, cells: draft.data?.cells ?? {} }
    const version = published.data?.publication?.version
    return { ...base, version, cells: published.data?.cells ?? {} }
  }, [plan, isPublished, draft.data, published.data])
  if (isWaiting) return <Waiting />
  return <Judged {...props} now={now} />
}

function Judged({ book, name, plan, go, now }: Props & { now: Now }) {
  const [state, setState] = useState<{ busy: boolean; faults: Finding[] }>({
    busy: false,
    faults: [],
  })
  const result = useMemo(() => takeBack(book, now), [book, now])
  const whole = useMemo(() => wholeSheet(book, now), [book, now])
  const attempt = async (act: () => Promise<string>) => {
    setState({ busy: true, faults: [] })
    try {
      go(await act())
    } catch (error) {
      setState({ busy: false, faults: findingsOf(error) })
    }
  }
  const asNewDraft = async () => {
    const cells = plan.problem.people.flatMap(({ id }) =>
      plan.problem.periods.flatMap((period, t) => {
        const work = whole!.cells[id]?.[t]
        return work ? [{ person: id, period: period.id, work }] : []
      }),
    )
    const body = { name: `From ${name}`.slice(0, 120), cells, aliases: [], notes: [] }
    return (await call(sheetsContract.importDraft, { params: { id: plan.id }, body })).id
  }
  if (!result.ok)
    return (
      <>
        <Findings findings={result.findings} title="The sheet cannot go back" />
        <Findings findings={state.faults} />
        {whole && (
          <Button loading={state.busy} onClick={() => attempt(asNewDraft)}>
            Make a new draft of the sheet as it is
          </Button>
        )}
      </>
    )
  const { changes, unknown, origin } = result.value
  const apply = async () => {
    const label = `From ${name}`.slice(0, 120)
    let target = origin.line
    if (target === 'published') {
      const body = { name: label, from: 'published' }
      target = (await call(rotaContract.createDraft, { params: { id: plan.id }, body })).id
    }
    await call(rotaContract.edit, { params: { id: target }, body: { changes, label } })
    return target
  }
  return (
    <Section title={`Changed in the sheet of “${origin.title}”`} count={changes.length}>
      <Findings findings={unknown} title="These cells say something that is not known here" />
      <Findings findings={state.faults} />
      {changes.length === 0 ? (
        <Empty says="Nothing was changed in this sheet.">
          <Button
            variant="default"
            onClick={() => go(origin.line === 'published' ? undefined : origin.line)}
          >
            Back to the year
          </Button>
        </Empty>
      ) : (
        <>
          <Changes changes={changes} plan={plan} />
          <div className="steps">
            <Button
              loading={state.busy}
              disabled={unknown.length > 0}
              onClick={() => attempt(apply)}
            >
              {origin.line === 'published' ? 'Make a draft with' : 'Apply'}{' '}
              {sayCount(changes.length, 'change')}
            </Button>
            {unknown.length > 0 && (
              <span className="subtle small">
                Correct the cells named above in the sheet first.
              </span>
            )}
          </div>
        </>
      )}
    </Section>
  )
}

function Changes({ changes, plan }: { changes: CellChange[]; plan: PlanView }) {
  const people = [...new Set(changes.map(({ person }) => person))]
  const works = new Map(plan.works.map((work) => [work.id, work]))
  const labels = new Map(plan.problem.periods.map(({ id, label = id }) => [id, label]))
  const show = (id: string | null) => {
    const work = works.get(id ?? '')
    return work ? <Swatch work={work} /> : <span className="subtle">nothing</span>
  }
  return (
    <ul className="rows changes">
      {people.map((person) => (
        <li key={person}>
          <strong>{plan.listNames[person] ?? person}</strong>
          <span className="change-cells">
            {changes
              .filter((change) => change.person === person)
              .map(({ period, before, after }) => (
                <span key={period} className="change-cell">
                  <span className="subtle small">{labels.get(period)}</span> {show(before)} →{' '}
                  {show(after)}
                </span>
              ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
