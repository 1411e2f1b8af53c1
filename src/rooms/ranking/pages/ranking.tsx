// The rank list: who stands where and why, how far down it will go, certified, and what came of it.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { sayDay } from '../../../kernel/day.ts'
import { Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { SeasonNav } from '../../recruitment/pages/season-nav.tsx'
import { sayAt } from '../../recruitment/rules/cycle.ts'
import type { Ranking } from '../contract.ts'
import { AfterMatch } from './after-match.tsx'
import { Depth } from './depth.tsx'
import { ListPart } from './list-part.tsx'
import { rankingQuery } from './queries.ts'
import './ranking.css'

const PARTS = { list: 'List', depth: 'How far down', after: 'After the match' } as const
type Part = keyof typeof PARTS

export function RankingPage() {
  const { id = '', cycle = '' } = useParams({ strict: false }) as { id?: string; cycle?: string }
  const search = useSearch({ strict: false }) as { part?: string }
  const navigate = useNavigate()
  const { data, error } = useQuery(rankingQuery(id, cycle))
  if (error)
    return (
      <Page title="Rank list" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const part: Part = search.part && search.part in PARTS ? (search.part as Part) : 'list'
  return (
    <Page
      title="Rank list"
      beside={
        <span className="subtle">
          {data.programme.name}, {data.cycle.label}
        </span>
      }
    >
      <SeasonNav id={id} cycle={cycle} />
      <p className="subtle ranking-dates">{sayDates(data)}</p>
      <SegmentedControl
        value={part}
        data={Object.entries(PARTS).map(([value, label]) => ({ value, label }))}
        onChange={(value) =>
          void navigate({ to: '.', search: { part: value } as never, replace: true })
        }
        aria-label="Part of the page"
        mb="md"
      />
      {part === 'list' && <ListPart view={data} />}
      {part === 'depth' && <Depth view={data} />}
      {part === 'after' && <AfterMatch view={data} />}
    </Page>
  )
}

function sayDates({ cycle, isOver }: Ranking): string {
  const { zone, rankOpens, rankDeadline, matchDay, quota } = cycle
  return [
    quota === null ? 'No number of places yet.' : `${quota} places.`,
    rankOpens && !isOver && `Ranking opens ${sayAt(rankOpens, zone)}.`,
    rankDeadline &&
      (isOver
        ? `Ranking ended ${sayAt(rankDeadline, zone)}.`
        : `It ends ${sayAt(rankDeadline, zone)}.`),
    matchDay && `Match day ${sayDay(matchDay, { year: true })}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
