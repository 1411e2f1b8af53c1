// A year that is over is closed: nobody changes it any more, unless two people open it again.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database, Tx } from '../../platform/database.ts'
import type { Actor } from '../people/schema.ts'
import {
  agreeToReopening,
  findReopening,
  findSeal,
  insertReopening,
  insertSeal,
} from './closing-store.ts'
import { findPublication, lockPlan } from './publication-store.ts'
import type { Closing } from './schema.ts'

type Nothing = Record<string, never>

export async function findClosing(db: Database, actor: Actor, plan: string): Promise<Closing> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const seal = await findSeal(tx, plan)
    const asked = seal && (await findReopening(tx, seal.id))
    return {
      closed: seal ? { by: seal.by, at: seal.at.toISOString(), hash: seal.hash } : null,
      asked: asked
        ? {
            ...{
              id: asked.id,
              reason: asked.reason,
              by: asked.by,
              at: asked.askedAt.toISOString(),
            },
            isMine: asked.askedBy === actor.person.id,
          }
        : null,
    }
  })
}

export async function closeYear(
  db: Database,
  actor: Actor,
  plan: string,
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    await lockPlan(tx, plan)
    if (!(await findPublication(tx, plan)))
      return refused(
        finding(
          'rota.closing',
          'Nothing of this year was published, so there is nothing to keep.',
          {
            can: 'Publish it first.',
          },
        ),
      )
    if (await findSeal(tx, plan)) return done({})
    await insertSeal(tx, actor.institution.id, plan, actor.person.id)
    return done({})
  })
}

export async function askToReopen(
  db: Database,
  actor: Actor,
  plan: string,
  reason: string,
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const seal = await findSeal(tx, plan)
    if (!seal) return refused(finding('rota.closing', 'This year is open.'))
    const asked = await findReopening(tx, seal.id)
    if (asked)
      return refused(
        finding('rota.closing', `${asked.by} has asked for it already: ${asked.reason}`, {
          can: 'Agree to it, or talk to them.',
        }),
      )
    await insertReopening(tx, actor.institution.id, {
      ...{ seal: seal.id, reason, person: actor.person.id },
    })
    return done({})
  })
}

export async function agreeToReopen(
  db: Database,
  actor: Actor,
  plan: string,
  id: string,
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const seal = await findSeal(tx, plan)
    const asked = seal && (await findReopening(tx, seal.id))
    if (asked?.id !== id) return refused(finding('rota.closing', 'Nobody asks for this any more.'))
    if (await agreeToReopening(tx, id)) return done({})
    return refused(
      finding('rota.closing', 'It takes two: whoever asks cannot agree.', {
        can: 'Ask another coordinator, chief or director of the programme.',
      }),
    )
  })
}

/** Why nothing can be published into this year; undefined while it is open. */
export async function refuseClosed(tx: Tx, plan: string) {
  const seal = await findSeal(tx, plan)
  return (
    seal &&
    finding('rota.closing', `${seal.by} has closed this year; it gets no new version.`, {
      can: 'Ask for it to be opened again, on the page of versions; a second person must agree.',
    })
  )
}
