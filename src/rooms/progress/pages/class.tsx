// Who of the class is behind, and with what?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import type { ClassView } from '../contract.ts'
import { Applications } from './applications.tsx'
import { classQuery } from './queries.ts'
import { STATES } from './state-chip.tsx'
import './progress.css'

export function ClassPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(classQuery(id))
  if (error)
    return (
      <Page title="The class" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const behind = data.trainees.filter((trainee) => trainee.behind > 0).length
  return (
    <Page
      title="The class"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <Button
          variant="default"
          renderRoot={(rest) => (
            <Link to="/programmes/$id/curriculum" params={{ id: data.programme.id }} {...rest} />
          )}
        >
          What is asked
        </Button>
      }
    >
      <Applications view={data} />
      <Section title="Who is behind" count={behind}>
        {data.trainees.length === 0 || data.requirements.length === 0 ? (
          <Empty
            says={
              data.trainees.length === 0
                ? 'Nobody trains here today.'
                : 'This programme has not said yet what it asks until graduation.'
            }
          />
        ) : (
          <Matrix view={data} />
        )}
      </Section>
    </Page>
  )
}

const STEPS: Record<string, [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Arrow keys go from cell to cell, Enter opens the person; what a cell means stands below. */
function Matrix({ view }: { view: ClassView }) {
  const [at, setAt] = useState<[number, number]>([0, 0])
  const table = useRef<HTMLTableElement>(null)
  const navigate = useNavigate()
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const row = clamp(at[0] + step[0], view.trainees.length)
    const column = clamp(at[1] + step[1], view.requirements.length)
    setAt([row, column])
    table.current?.querySelector<HTMLElement>(`[data-at="${row},${column}"]`)?.focus()
  }
  return (
    <>
      <p className="progress-told small num" role="status">
        {tell(view, at)}
      </p>
      <div className="progress-scroll" role="region" aria-label="Matrix of the class" tabIndex={-1}>
        <table className="progress-matrix" ref={table} onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col">Trainee</th>
              {view.requirements.map(({ id, name, pathway }) => (
                <th key={id} scope="col" title={pathway ? `${name} (${pathway})` : name}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.trainees.map((trainee, row) => (
              <tr key={trainee.id}>
                <th scope="row">
                  <Link to="/people/$id/checklist" params={{ id: trainee.id }}>
                    {trainee.name}
                  </Link>{' '}
                  <span className="small subtle">
                    {trainee.level}
                    {trainee.behind > 0 && ` · ${trainee.behind} behind`}
                  </span>
                </th>
                {trainee.cells.map((cell, column) => (
                  <td key={column}>
                    <button
                      type="button"
                      className="progress-cell"
                      data-state={cell?.state ?? 'none'}
                      data-at={`${row},${column}`}
                      tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                      aria-label={tell(view, [row, column])}
                      onFocus={() => setAt([row, column])}
                      onClick={() =>
                        navigate({ to: '/people/$id/checklist', params: { id: trainee.id } })
                      }
                    >
                      {cell ? STATES[cell.state].sign : ''}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small subtle">
        {Object.values(STATES)
          .map(({ sign, says }) => `${sign} ${says.toLowerCase()}`)
          .join(' · ')}
        {' · empty: does not bind. '}
        {view.drafts.length > 0 &&
          `Planned time also from ${sayCount(view.drafts.length, 'draft')}: ${view.drafts.join('; ')}.`}
      </p>
    </>
  )
}

const clamp = (value: number, length: number) => Math.max(0, Math.min(length - 1, value))

function tell(view: ClassView, [row, column]: [number, number]): string {
  const trainee = view.trainees[row]
  const requirement = view.requirements[column]
  if (!trainee || !requirement) return ''
  const cell = trainee.cells[column]
  const what = `${trainee.name}, ${requirement.name}`
  return cell
    ? `${what}: ${STATES[cell.state].says.toLowerCase()}. ${cell.says}`
    : `${what}: does not bind.`
}
