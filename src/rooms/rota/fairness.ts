// How evenly could a burden be shared at best? Worked out once for each state of the facts and rules.
import { createHash } from 'node:crypto'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { type FairBound, startFairness } from '../planning/index.ts'
import { bind } from '../planning/rule.ts'
import { openDraft } from './drafts.ts'
import { rotaRules } from './rules/index.ts'

const SECONDS = 6
const KEPT = 200

/** Answers of this process; another process works them out for itself. */
const known = new Map<string, Promise<FairBound>>()
/** One question at a time: the machine also builds years. */
let last: Promise<unknown> = Promise.resolve()

export async function findFairBound(
  db: Database,
  actor: Actor,
  draft: string,
  asked: { choice: string; nth: number },
  workerUrl: URL,
): Promise<Outcome<FairBound>> {
  const open = await db.inTenant(actor.institution.id, (tx) => openDraft(tx, draft, false))
  if (!open) return missing('This draft does not exist any more.')
  // Pins and wishes do not change how even a year could be; without them the answer serves longer.
  const problem = { ...open.frame.problem, pins: [], wishes: [] }
  const bound = bind(problem, rotaRules)
  if (!bound.ok) return refused(...bound.findings)
  const chosen = bound.value.rules.find(({ choice }) => choice.id === asked.choice)
  if (!chosen?.rule.loads?.(chosen.params, bound.value.world)[asked.nth])
    return refused(
      finding('rota.fairness', 'This rule shares out no burden.', {
        can: 'Choose a rule about fair shares.',
      }),
    )
  const question = { choice: chosen.index, nth: asked.nth }
  const key = createHash('sha256')
    .update(JSON.stringify([problem, question]))
    .digest('hex')
  const answer =
    known.get(key) ??
    enqueue(() => startFairness(bound.value, question, { seconds: SECONDS, workerUrl }).done)
  known.set(key, answer)
  if (known.size > KEPT) known.delete(known.keys().next().value!)
  // A thread that died has not answered; the next one may.
  answer.catch(() => known.delete(key))
  return done(await answer)
}

function enqueue<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work)
  last = next.catch(() => {})
  return next
}
