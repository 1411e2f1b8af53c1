// What whoever comes has to do before the first day, and what the office does meanwhile.
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sayDay } from '../../../kernel/day.ts'
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
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type Task, rankingContract as contract } from '../contract.ts'
import { ownTasksQuery } from './queries.ts'
import './ranking.css'

export function BeforeYouBeginPage() {
  const { data, error } = useQuery(ownTasksQuery)
  const step = useStepOf<{ version: number }>(ownTasksQuery.queryKey)
  if (error)
    return (
      <Page title="Before you begin" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const tick = ({ id: task, version, name }: Task, isDone: boolean) =>
    step.mutate({
      act: () => call(contract.doMine, { params: { task }, body: { version, isDone } }),
      says: isDone ? `${name}: done.` : `${name}: open again.`,
      undo: ({ version: next }) =>
        call(contract.doMine, { params: { task }, body: { version: next, isDone: !isDone } }),
    })
  return (
    <Page title="Before you begin" narrow>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {data.incoming.length === 0 && (
        <Empty says="Nothing is to be done: this list is for those who are about to begin." />
      )}
      {data.incoming.map((one) => (
        <Section
          key={one.application}
          title={`Your first day is ${sayDay(one.starts, { year: true })}`}
        >
          <ul className="rows ranking-tasks">
            {one.tasks.map((task) => (
              <li key={task.id}>
                {task.isTheirs ? (
                  <Checkbox
                    label={task.name}
                    checked={task.doneOn !== null}
                    disabled={step.isPending}
                    onChange={(event) => tick(task, event.currentTarget.checked)}
                  />
                ) : (
                  <span>
                    {task.name} <span className="small subtle">the office does it</span>
                  </span>
                )}
                <span className="small subtle">
                  {task.doneOn
                    ? `done ${sayDay(task.doneOn)}`
                    : task.due && `by ${sayDay(task.due, { year: true })}`}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}
