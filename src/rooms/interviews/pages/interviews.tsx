// Interviews of a season: who is invited, which days there are, who meets whom.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Findings, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { SeasonNav } from '../../recruitment/pages/season-nav.tsx'
import { DayCard } from './day-card.tsx'
import { DayDialog } from './day-dialog.tsx'
import { GuestList } from './guest-list.tsx'
import { QuestionsDialog } from './questions-dialog.tsx'
import { interviewsQuery } from './queries.ts'
import './interviews.css'

export function InterviewsPage() {
  const { id = '', cycle = '' } = useParams({ strict: false }) as { id?: string; cycle?: string }
  const { data, error } = useQuery(interviewsQuery(id, cycle))
  const [open, setOpen] = useState<'day' | 'questions'>()
  if (error)
    return (
      <Page title="Interviews" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const add = data.plans && <Button onClick={() => setOpen('day')}>Plan a day</Button>
  return (
    <Page
      title="Interviews"
      beside={
        <span className="subtle">
          {data.programme.name}, {data.cycle.label}
        </span>
      }
      actions={
        <>
          {data.plans && (
            <Button variant="default" onClick={() => setOpen('questions')}>
              What is asked
            </Button>
          )}
          <Button
            variant="default"
            renderRoot={(rest) => (
              <Link
                to="/programmes/$id/cycles/$cycle/interviews/mine"
                params={{ id, cycle }}
                {...rest}
              />
            )}
          >
            My interviews
          </Button>
          {data.days.length > 0 && add}
        </>
      }
    >
      <SeasonNav id={id} cycle={cycle} />
      {data.cycle.windows.length > 0 && <p className="subtle">{data.cycle.windows.join(' · ')}</p>}
      <Findings findings={data.quiet} tone="warning" />
      <GuestList view={data} />
      <Section title="Days" count={data.days.length}>
        {data.days.length === 0 ? (
          <Empty says="No day is planned yet. Say when it begins and how many seats there are; who meets whom is arranged for you.">
            {add}
          </Empty>
        ) : (
          data.days.map((day) => <DayCard key={day.id} day={day} view={data} />)
        )}
      </Section>
      {open === 'day' && <DayDialog view={data} close={() => setOpen(undefined)} />}
      {open === 'questions' && <QuestionsDialog view={data} close={() => setOpen(undefined)} />}
    </Page>
  )
}
