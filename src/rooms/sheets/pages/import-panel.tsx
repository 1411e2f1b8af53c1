// Somebody's workbook: which sheet, who is who, what means what, and what would come of it.
import { Button, Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Finding, finding } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section, Waiting } from '../../people/pages/frame.tsx'
import { planQuery } from '../../rota/pages/queries.ts'
import type { PlanView } from '../../rota/schema.ts'
import { sheetsContract } from '../contract.ts'
import { type Import, labelsIn, makeImport, namesIn, type SheetRow } from '../importing.ts'
import type { ListColumns } from '../lists.ts'
import { formsOf, type Match, matchLabel, plainWords } from '../matching.ts'
import type { Alias, Table, WorkbookView } from '../schema.ts'
import { learntColumns, readSource, type Source } from '../sources.ts'
import { ColumnsForm } from './columns-form.tsx'
import { MatchList } from './match-list.tsx'

type Props = { book: WorkbookView; name: string; plan: PlanView; go: (draft: string) => void }

export function ImportPanel(props: Props) {
  const { plan } = props
  const aliases = useQuery({
    queryKey: ['plans', plan.id, 'aliases'],
    queryFn: () => call(sheetsContract.aliases, { params: { id: plan.id } }),
  })
  return aliases.data ? <Sheets {...props} aliases={aliases.data.aliases} /> : <Waiting />
}

function Sheets(props: Props & { aliases: Alias[] }) {
  const { book, plan, aliases } = props
  const { periods } = plan.problem
  const sources = useMemo(
    () =>
      book.tables
        .filter((table) => !table.hidden && table.rows.length > 0)
        .map((table) => readSource(table, periods, aliases)),
    [book, periods, aliases],
  )
  const most = sources.toSorted((one, other) => other.size - one.size)[0]!
  const [chosen, choose] = useState(most.table.name)
  const [byHand, setByHand] = useState<ListColumns>()
  const found = sources.find(({ table }) => table.name === chosen)!
  const source = byHand ? readSource(found.table, periods, aliases, byHand) : found
  const columns = (
    <ColumnsForm
      key={chosen}
      table={source.table}
      columns={source.list?.columns}
      choose={setByHand}
    />
  )
  return (
    <>
      {sources.length > 1 && (
        <Select
          className="sheet-choice"
          label="Sheet"
          data={sources.map(({ table }) => table.name)}
          value={chosen}
          onChange={(next) => {
            if (!next) return
            choose(next)
            setByHand(undefined)
          }}
          allowDeselect={false}
        />
      )}
      {source.rows ? (
        <>
          <p className="subtle layout-found">{source.says}</p>
          {source.list && (
            <details className="listed">
              <summary>Other columns</summary>
              {columns}
            </details>
          )}
          <Mapping
            key={`${chosen} ${JSON.stringify(byHand ?? null)}`}
            {...props}
            {...{ source, rows: source.rows }}
          />
        </>
      ) : (
        <>
          <Findings
            findings={[noBlocks(source.table, plan)]}
            title="No year was found in this sheet"
          />
          <Section title="It is a list with a line for each day or stretch">{columns}</Section>
        </>
      )}
    </>
  )
}

function noBlocks({ name }: Table, { problem }: PlanView): Finding {
  const { from, label } = problem.periods[0]!
  return finding('sheets.layout', `No row of “${name}” names the blocks of this year.`, {
    can: `Name them in one row, by number (${label ?? 1}, ...) or by first day (${from}, ...), and bring the file again.`,
  })
}

function Mapping({
  name,
  plan,
  go,
  source,
  rows,
  aliases,
}: Props & { source: Source; rows: SheetRow[]; aliases: Alias[] }) {
  const client = useQueryClient()
  const found = useMemo(() => matchAll(rows, plan, aliases), [rows, plan, aliases])
  const [people, setPeople] = useState(() => sure(found.people))
  const [labels, setLabels] = useState(() => sure(found.labels, plainWords))
  const [title, setTitle] = useState(`From ${name}`.slice(0, 120))
  const [state, setState] = useState<{ busy: boolean; faults: Finding[] }>({
    busy: false,
    faults: [],
  })
  const made = useMemo(() => {
    const { report, ...rest } = makeImport(rows, { people, labels })
    return { ...rest, report: { ...report, left: [...source.left, ...report.left] } }
  }, [rows, people, labels, source])
  const create = async () => {
    setState({ busy: true, faults: [] })
    try {
      const body = {
        name: title,
        cells: made.cells,
        notes: made.notes,
        aliases: [
          ...learnt(found, people, labels),
          ...(source.list ? learntColumns(source.list) : []),
        ],
      }
      const draft = await call(sheetsContract.importDraft, { params: { id: plan.id }, body })
      await client.invalidateQueries({ queryKey: planQuery(plan.id).queryKey, exact: true })
      go(draft.id)
    } catch (error) {
      setState({ busy: false, faults: findingsOf(error) })
    }
  }
  const persons = plan.problem.people.map(({ id, name: full }) => ({
    value: id,
    label: plan.listNames[id] ?? full,
  }))
  const works = plan.works.map(({ id, code, name: full }) => ({
    value: id,
    label: `${code} · ${full}`,
  }))
  return (
    <>
      <MatchList
        title="People"
        noun="person"
        matches={found.people}
        options={persons}
        value={(label) => people.get(label)}
        change={(label, means) => setPeople(new Map(people).set(label, means))}
      />
      <MatchList
        title="Labels"
        noun="rotation"
        matches={found.labels}
        options={works}
        works={plan.works}
        uses={found.uses}
        value={(label) => labels.get(plainWords(label))}
        change={(label, means) => setLabels(new Map(labels).set(plainWords(label), means))}
      />
      <Report made={made} />
      <Findings findings={state.faults} title="No draft was made" />
      <div className="steps">
        <TextInput
          aria-label="Name of the draft"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          maxLength={120}
        />
        <Button
          loading={state.busy}
          disabled={made.report.errors.length > 0 || made.cells.length === 0 || title.trim() === ''}
          onClick={create}
        >
          Create draft
        </Button>
        {made.report.errors.length > 0 && (
          <span className="small subtle">
            Decide first what the labels and people above mean, or leave them out.
          </span>
        )}
      </div>
    </>
  )
}

type Found = { people: Match[]; labels: Match[]; uses: ReturnType<typeof labelsIn> }

function matchAll(rows: SheetRow[], plan: PlanView, aliases: Alias[]): Found {
  const persons = plan.problem.people.map(({ id, name }) => {
    const [family = '', given = ''] = (plan.listNames[id] ?? '').split(', ')
    return { id, words: [name, ...formsOf(given, family)] }
  })
  const works = plan.works.map(({ id, code, name }) => ({ id, words: [code, name] }))
  const of = (kind: Alias['kind']) => aliases.filter((alias) => alias.kind === kind)
  const uses = labelsIn(rows)
  return {
    people: namesIn(rows).map((label) => matchLabel(label, persons, of('person'))),
    labels: uses.map(({ label }) => matchLabel(label, works, of('work'))),
    uses,
  }
}

function sure(matches: Match[], key = (label: string) => label): Map<string, string | null> {
  return new Map(
    matches.flatMap(({ label, means }) => (means ? [[key(label), means] as const] : [])),
  )
}

/** What a person has decided, for the next time; what was sure needs no remembering. */
function learnt(
  found: Found,
  people: Map<string, string | null>,
  labels: Map<string, string | null>,
): Alias[] {
  const open = (matches: Match[]) => matches.filter(({ how }) => how !== 'same')
  const of = (kind: 'person' | 'work', label: string, means: string | null | undefined): Alias[] =>
    means === undefined
      ? []
      : [{ kind, label: label.slice(0, 120).replace(/\p{Cc}/gu, ' '), means }]
  return [
    ...open(found.people).flatMap(({ label }) => of('person', label, people.get(label))),
    ...open(found.labels).flatMap(({ label }) => of('work', label, labels.get(plainWords(label)))),
  ]
}

function Report({ made: { cells, notes, report } }: { made: Import }) {
  return (
    <Section title="What would come of it">
      <dl className="report">
        {(
          [
            ['Rows', report.rows],
            ['People', report.people],
            ['Cells with a label', report.total],
            ['New cells', cells.length],
            ['Notes', notes.length],
            ['Open questions', report.errors.length],
            ['To look at', report.warnings.length],
            ['Left out', report.left.length],
          ] as const
        ).map(([says, count]) => (
          <div key={says}>
            <dt className="subtle small">{says}</dt>
            <dd className="num">{count}</dd>
          </div>
        ))}
      </dl>
      <Listed title="To look at" findings={report.warnings} />
      <Listed title="Left out" findings={report.left} />
    </Section>
  )
}

function Listed({ title, findings }: { title: string; findings: Finding[] }) {
  if (findings.length === 0) return null
  return (
    <details className="listed">
      <summary>
        {title} <span className="subtle num">{findings.length}</span>
      </summary>
      <ul>
        {findings.map((entry, nth) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={nth}>{entry.says}</li>
        ))}
      </ul>
    </details>
  )
}
