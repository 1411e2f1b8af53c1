// A spreadsheet comes in: a sheet of ours goes back into its draft, any other becomes a new one.
import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { FileSpreadsheet } from 'lucide-react'
import { type DragEvent, useId, useRef, useState } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { planQuery } from '../../rota/pages/queries.ts'
import { sheetsContract } from '../contract.ts'
import type { WorkbookView } from '../schema.ts'
import { originOf } from '../twin.ts'
import { ImportPanel } from './import-panel.tsx'
import { TwinPanel } from './twin-panel.tsx'
import './workbook.css'

const MOST_BYTES = 8 * 1024 * 1024
type Read = { name: string; book: WorkbookView }

export function WorkbookPage() {
  const { id = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false }) as { draft?: string }
  const navigate = useNavigate()
  const plan = useQuery(planQuery(id))
  const [read, setRead] = useState<Read>()
  const [state, setState] = useState<{ busy?: string; faults: Finding[] }>({ faults: [] })
  if (plan.error) return <Trouble error={plan.error} />
  if (!plan.data) return <Waiting />
  const toDraft = (draft?: string) =>
    navigate({ to: '/plans/$id', params: { id }, search: (draft ? { draft } : {}) as never })
  const take = async (file: File) => {
    setRead(undefined)
    if (file.size > MOST_BYTES) return setState({ faults: [tooLarge(file)] })
    setState({ busy: file.name, faults: [] })
    try {
      const body = new Uint8Array(await file.arrayBuffer())
      const book = await call(sheetsContract.read, { params: { id }, body })
      setRead({ name: file.name, book })
      setState({ faults: [] })
    } catch (error) {
      setState({ faults: findingsOf(error) })
    }
  }
  const Panel = read && originOf(read.book) ? TwinPanel : ImportPanel
  return (
    <Page
      title="Bring in a workbook"
      beside={<span className="subtle">{plan.data.title}</span>}
      actions={
        <Button
          variant="default"
          renderRoot={(rest) => (
            <Link to="/plans/$id" params={{ id }} search={search as never} {...rest} />
          )}
        >
          Back to the year
        </Button>
      }
    >
      <Drop busy={state.busy} name={read?.name} take={take} />
      <Findings findings={state.faults} title="The file cannot be used" />
      <Findings findings={read?.book.remarks ?? []} tone="warning" />
      {read && <Panel key={read.name} {...read} plan={plan.data} go={toDraft} />}
    </Page>
  )
}

function tooLarge({ name, size }: File): Finding {
  const says = `${name} has ${Math.ceil(size / 1024 / 1024)} MB; at most 8 MB are read.`
  const can = 'Copy the sheet with the year into a new workbook and bring that one.'
  return { rule: 'sheets.size', says, by: 1, who: [], periods: [], works: [], can }
}

function Drop(props: {
  busy: string | undefined
  name: string | undefined
  take: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const label = useId()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) props.take(file)
  }
  return (
    <div
      className="drop"
      data-over={over || undefined}
      data-small={props.name ? true : undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileSpreadsheet size={28} strokeWidth={1.5} aria-hidden />
      <div>
        <p id={label}>
          {props.busy ? (
            <span role="status">
              Reading {props.busy} <Loader size="xs" type="dots" />
            </span>
          ) : (
            (props.name ?? 'Drop an .xlsx or .csv file here')
          )}
        </p>
        {!props.name && !props.busy && (
          <p className="small subtle">
            A sheet that was taken from here goes back into its draft; only what was changed in it
            is applied. Any other workbook becomes a new draft. Nothing is saved before you say so.
          </p>
        )}
      </div>
      <Button variant={props.name ? 'default' : 'filled'} onClick={() => input.current?.click()}>
        {props.name ? 'Another file' : 'Choose a file'}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-labelledby={label}
        accept=".xlsx,.csv,.tsv,.txt"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) props.take(file)
        }}
      />
    </div>
  )
}
