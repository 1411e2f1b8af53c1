// What would the rules about work hours find if this draft were published?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { HoursAhead } from '../../hours/pages/hours-ahead.tsx'
import { Trouble, Waiting } from '../../people/pages/frame.tsx'
import { draftHoursQuery } from './queries.ts'

export function DraftHours({ draft }: { draft: string }) {
  const { data, error, isFetching, refetch } = useQuery(draftHoursQuery(draft))
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  if (!data.hours) return <p className="subtle small">Nobody here judges hours.</p>
  const { foreseen, pack, isBarrier } = data.hours
  return (
    <>
      <HoursAhead foreseen={foreseen} pack={pack} come="would come with this draft" />
      <p className="small subtle">
        {isBarrier
          ? 'What would break a core rule is published only with a reason.'
          : 'It is advice; the year can be published.'}
      </p>
      <Button
        variant="default"
        size="compact-md"
        loading={isFetching}
        onClick={() => void refetch()}
      >
        Look again
      </Button>
    </>
  )
}
