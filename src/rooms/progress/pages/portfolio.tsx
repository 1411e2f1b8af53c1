// What have I done and shown so far? On paper, or as a file that is mine.
import { Button } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Download, Printer } from 'lucide-react'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { type Portfolio, progressContract as contract } from '../contract.ts'
import { wordsFor } from './standing.ts'
import { PROGRESS } from './queries.ts'
import './progress.css'

const portfolioQuery = (id: string) =>
  queryOptions({
    queryKey: [...PROGRESS, 'portfolio', id],
    queryFn: () => call(contract.portfolio, { params: { id } }),
  })

export function PortfolioPage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(portfolioQuery(id))
  if (error)
    return (
      <Page title="Portfolio" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  return (
    <Page
      title={`Portfolio of ${data.person}`}
      beside={
        <span className="subtle">
          {data.programme.name}, {data.institution}, {sayDay(data.on, { year: true })}
        </span>
      }
      actions={
        <>
          <Button
            variant="default"
            leftSection={<Printer size={15} aria-hidden />}
            onClick={() => window.print()}
          >
            Print
          </Button>
          <Button leftSection={<Download size={15} aria-hidden />} onClick={() => keep(data)}>
            Take it along
          </Button>
        </>
      }
      narrow
    >
      <Section title="Handed in and counted" count={data.pieces.length}>
        {data.pieces.length === 0 ? (
          <Empty says="Nothing is handed in yet. What you enter on your checklist stands here, and stays yours." />
        ) : (
          <ul className="rows">
            {data.pieces.map((piece) => (
              <li key={`${piece.what} ${piece.on}`} className="progress-decision">
                <div className="progress-words">
                  <strong>{piece.what}</strong>
                  {piece.note && <span className="small">{piece.note}</span>}
                  <span className="small subtle num">
                    {sayDay(piece.on, { year: true })}
                    {piece.unit !== 'piece' && ` · ${piece.amount} ${piece.unit}`}
                    {!piece.confirmed && ' · not confirmed yet'}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {data.pathways.length > 0 && (
        <Section title="Pathways" count={data.pathways.length}>
          <ul className="rows">
            {data.pathways.map(({ name, entry, state, since }) => (
              <li key={`${name} ${since}`}>
                {name}: {wordsFor(entry).states[state].says.toLowerCase()}, since{' '}
                {sayDay(since, { year: true })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Time until today" count={data.time.length}>
        {data.time.length === 0 ? (
          <p className="subtle">No time is published yet.</p>
        ) : (
          <ul className="rows">
            {data.time.map(({ work, name, weeks }) => (
              <li key={work}>
                {name}: {sayCount(weeks, 'week')}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  )
}

/** The same as JSON: no program is needed to read it, and any may take it in. */
function keep(data: Portfolio): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }),
  )
  link.download = `portfolio ${data.person} ${data.on}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
