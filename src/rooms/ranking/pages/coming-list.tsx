// Those who come: whether they sign in already, and what is still to be done, theirs and the office's.
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { accountsContract } from '../../accounts/contract.ts'
import { MEMBERS_KEY } from '../../accounts/pages/entry-rules.tsx'
import type { Member } from '../../accounts/schema.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type Incoming, type Ranking, rankingContract as contract } from '../contract.ts'
import { RANKING } from './queries.ts'

export function Coming({ view }: { view: Ranking }) {
  const { data } = useQuery({
    queryKey: MEMBERS_KEY,
    queryFn: () => call(accountsContract.members),
  })
  return (
    <Section title="Those who come" count={view.incoming.length}>
      {view.incoming.map((one) => (
        <One
          key={one.application}
          one={one}
          view={view}
          member={data?.members.find(({ person }) => person.id === one.person)}
        />
      ))}
    </Section>
  )
}

/** Their list is on a page of their own, so the first thing is a way to it. */
function WayIn({ one, member }: { one: Incoming; member: Member | undefined }) {
  const step = useStepOf<unknown>(MEMBERS_KEY)
  if (!member) return null
  if (member.state === 'active' || member.state === 'invited')
    return (
      <p className="small subtle">
        {member.state === 'active' ? 'Signs in' : 'Invited to sign in'} with {member.email}.
      </p>
    )
  return (
    <div className="ranking-acts-row">
      <Button
        variant="default"
        size="compact-md"
        loading={step.isPending}
        aria-label={`Invite to sign in: ${one.name}`}
        onClick={() =>
          step.mutate({
            act: () =>
              call(accountsContract.invite, { body: { person: one.person, email: one.email } }),
            says: `A letter with a way in goes to ${one.email}.`,
          })
        }
      >
        Invite to sign in
      </Button>
      <span className="small subtle">
        {member.state === 'expired' ? 'The invitation has ended. ' : ''}A letter goes to {one.email}
        ; without it they do not see their list.
      </span>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </div>
  )
}

function One({ one, view, member }: { one: Incoming; view: Ranking; member: Member | undefined }) {
  const step = useStepOf<unknown>(RANKING)
  const tick = (task: Incoming['tasks'][number], isDone: boolean) => {
    const params = { id: view.programme.id, cycle: view.cycle.id, task: task.id }
    const { version, note } = task
    step.mutate({
      act: () => call(contract.doTask, { params, body: { version, isDone, note } }),
      says: isDone ? `${task.name}: done.` : `${task.name}: open again.`,
      undo: () =>
        call(contract.doTask, { params, body: { version: version + 1, isDone: !isDone, note } }),
    })
  }
  const settled = one.tasks.filter(({ doneOn }) => doneOn !== null).length
  return (
    <section className="ranking-state" aria-label={one.name}>
      <p>
        <Link to="/people/$id" params={{ id: one.person }}>
          <strong>{one.name}</strong>
        </Link>{' '}
        <span className="subtle">
          begins {sayDay(one.starts, { year: true })} · {settled} of {one.tasks.length} done
        </span>
      </p>
      <WayIn one={one} member={member} />
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      <ul className="rows ranking-tasks">
        {one.tasks.map((task) => (
          <li key={task.id}>
            <Checkbox
              label={task.name}
              checked={task.doneOn !== null}
              onChange={(event) => tick(task, event.currentTarget.checked)}
            />
            <span className="small subtle">
              {task.doneOn
                ? `${sayDay(task.doneOn)}, ${task.doneBy}`
                : `${task.isTheirs ? 'theirs' : 'ours'}${task.due ? `, by ${sayDay(task.due, { year: true })}` : ''}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
