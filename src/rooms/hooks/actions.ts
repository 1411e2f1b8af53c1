// Which systems hear of a programme: made, listed, ended, tried.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeOutbox } from '../../platform/outbox.ts'
import { type Reach, refuseAddress } from '../../platform/outgoing.ts'
import { newToken } from '../../platform/token.ts'
import type { Actor } from '../people/schema.ts'
import { ATTEMPTS_MAX } from './delivering.ts'
import type { Hook } from './schema.ts'
import {
  deleteHook,
  type DeliveryRow,
  findDeliveries,
  findHooks,
  type HookRow,
  insertHook,
} from './store.ts'

const HOOKS_MAX = 20

export async function listHooks(db: Database, actor: Actor, programme: string) {
  return db.inTenant(actor.institution.id, async (tx) => {
    const rows = await findHooks(tx, programme)
    const deliveries = await findDeliveries(tx, programme)
    return { hooks: rows.map((row) => viewHook(row, deliveries)) }
  })
}

function viewHook(row: HookRow, deliveries: DeliveryRow[], secret: string | null = null): Hook {
  const { id, label, url, kinds } = row
  return {
    ...{ id, label, url, kinds, secret, createdAt: row.created_at.toISOString() },
    deliveries: deliveries
      .filter(({ hook }) => hook === id)
      .map(({ event, kind, at, attempts, done_at, says }) => ({
        ...{ event, kind, attempts, says, at: at.toISOString() },
        state: done_at ? 'told' : attempts >= ATTEMPTS_MAX ? 'given-up' : 'waiting',
      })),
  }
}

/** The secret is in this answer and in no later one. */
export async function createHook(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: Pick<Hook, 'label' | 'url' | 'kinds'>,
  reach: Reach,
): Promise<Outcome<Hook>> {
  const says = refuseAddress(wanted.url, reach)
  if (says)
    return refused(
      finding('hooks.address', says, {
        can: 'Give a public https address, or start Isocenter with ISOCENTER_HOOKS=any.',
        path: 'url',
      }),
    )
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    const present = await findHooks(tx, programme)
    if (present.length >= HOOKS_MAX)
      return refused(
        finding(
          'hooks.most',
          `${HOOKS_MAX} systems hear of this programme already; that is the most.`,
          {
            can: 'End one that is no longer used.',
          },
        ),
      )
    const secret = `hook_${newToken()}`
    const row = await insertHook(tx, tenant, { ...wanted, programme, secret, by: actor.person.id })
    return done(viewHook(row, [], secret))
  })
}

export async function endHook(
  db: Database,
  actor: Actor,
  programme: string,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await deleteHook(tx, programme, id)) ? done({}) : missing('There is no such hook any more.'),
  )
}

/** A message that says nothing, on the same way as all others. */
export async function testHook(
  db: Database,
  actor: Actor,
  programme: string,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    if (!(await findHooks(tx, programme)).some((row) => row.id === id))
      return missing('There is no such hook any more.')
    await writeOutbox(tx, tenant, { programme, kind: 'test', facts: { hook: id } })
    return done({})
  })
}
