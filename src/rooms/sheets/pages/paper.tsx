// On which paper can the year be read? Every paper with the size of its codes, and the PDF of it.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { call } from '../../../platform/client.ts'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { planQuery } from '../../rota/pages/queries.ts'
import { sheetsContract } from '../contract.ts'
import { LEAST_POINTS, type PaperChoice, PAPERS, papers, type Split } from '../paper.ts'
import './paper.css'

const SAID: Record<Split, string> = { year: 'The year on one page', halves: 'A page for each half' }

export function PaperPage() {
  const { id = '' } = useParams({ strict: false })
  const { draft } = useSearch({ strict: false }) as { draft?: string }
  const plan = useQuery(planQuery(id))
  const { data, error } = useQuery({
    queryKey: ['paper', id, draft ?? null],
    queryFn: () =>
      draft
        ? call(sheetsContract.paperOfDraft, { params: { id: draft } })
        : call(sheetsContract.paperOfPlan, { params: { id } }),
  })
  const back = (
    <Button
      variant="default"
      renderRoot={(rest) => (
        <Link
          to="/plans/$id"
          params={{ id }}
          search={(draft ? { draft } : {}) as never}
          {...rest}
        />
      )}
    >
      Back to the year
    </Button>
  )
  if (plan.error) return <Trouble error={plan.error} />
  if (error)
    return (
      <Page title="On paper" actions={back} narrow>
        <Empty says="Nothing is published yet, so there is nothing to print.">{back}</Empty>
      </Page>
    )
  if (!plan.data || !data) return <Waiting />
  const address = draft ? `/api/drafts/${draft}/sheet.pdf` : `/api/plans/${id}/published.pdf`
  return (
    <Page
      title="On paper"
      beside={<span className="subtle">{plan.data.title}</span>}
      actions={back}
    >
      <p className="subtle paper-why">
        A PDF with codes in every cell, totals, legend, the date, and a code to point a phone at for
        the live page. Codes below {LEAST_POINTS} points cannot be read on a wall.
      </p>
      <ul className="papers">
        {papers.map((paper) => (
          <li key={paper} className="card">
            <h2>{PAPERS[paper].says}</h2>
            {data.choices
              .filter((choice) => choice.paper === paper)
              .map((choice) => (
                <Choice key={choice.split} choice={choice} address={address} />
              ))}
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Choice({ choice, address }: { choice: PaperChoice; address: string }) {
  const { paper, split, points, isReadable } = choice
  const { width, height } = PAPERS[paper]
  return (
    <div className="paper-choice">
      <span className="paper-pictures" aria-hidden>
        {Array.from({ length: split === 'halves' ? 2 : 1 }, (_, nth) => (
          <i key={nth} style={{ inlineSize: width / 22, blockSize: height / 22 }}>
            <b style={{ fontSize: `${points}px` }}>CHT</b>
          </i>
        ))}
      </span>
      <span className="paper-words">
        {SAID[split]}
        <span className="subtle small num">
          {points} pt{isReadable ? '' : ', too small to read'}
        </span>
      </span>
      {isReadable && (
        <Button
          component="a"
          variant="default"
          href={`${address}?paper=${paper}&split=${split}`}
          aria-label={`PDF, ${PAPERS[paper].says}, ${SAID[split].toLowerCase()}`}
          download
        >
          PDF
        </Button>
      )}
    </div>
  )
}
