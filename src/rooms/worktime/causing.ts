// What did a broken rule come of, and what will be done? Said by who worked it, and by who plans.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import type { CauseWords } from './schema.ts'
import { findCauses, upsertCause } from './store.ts'

/** The plan is the programme's; whoever worked it says what it came of. */
export async function sayCause(
  db: Database,
  actor: Actor,
  at: { id: string; person: string },
  words: CauseWords,
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const isOwn = at.person === actor.person.id
  const plans = mayPlan(actor, at.id, now)
  if (!isOwn && !plans) return missing('There are no such hours for you.')
  if (words.from > dayAt(now, zone))
    return refused(
      finding('worktime.ahead', 'This has not happened; what is ahead is planned otherwise.', {
        path: 'from',
      }),
    )
  return db.inTenant(tenant, async (tx) => {
    const known = (await findCauses(tx, at.id, { person: at.person, from: words.from })).find(
      ({ rule, from }) => rule === words.rule && from === words.from,
    )
    if (!plans && words.plan.trim() !== (known?.plan ?? ''))
      return refused(
        finding('worktime.plan', 'What will be done about it is for who plans the programme.', {
          path: 'plan',
          can: 'Say what it came of; they see it.',
        }),
      )
    const row = {
      ...{ programme: at.id, person: at.person, by: actor.person.id },
      ...{ ...words, says: words.says.trim(), plan: words.plan.trim() },
    }
    const version = await upsertCause(tx, tenant, row)
    if (version !== undefined) return done({ version })
    return refused(
      finding('worktime.stale', 'Somebody has written about it at the same moment.', {
        can: 'Look at it again; what you typed is still here.',
      }),
    )
  })
}
