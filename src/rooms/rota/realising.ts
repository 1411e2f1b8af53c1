// A what-if becomes real: what it changes is written where such facts and rules belong.
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../../kernel/day.ts'
import { endTraining, insertPeople, insertRoles, makePersonReal } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import type { PlanChange } from '../planning/changes.ts'
import { insertWorks } from '../programme/index.ts'
import type { Frame } from './frame.ts'
import { asFacts } from './scenario.ts'
import { upsertMarks } from './draft-store.ts'
import {
  addPlanPerson,
  addPlanWork,
  endChoice,
  endResource,
  insertChoice,
  setCapacity,
} from './store.ts'
import { insertTime, moveAbsence, PUBLISHED } from '../time/index.ts'

type Realising = { actor: Actor; frame: Frame; draft: string; reason: string }

/** People and work that only the what-if knows need rows of their own, for its cells to name them. */
export async function insertImagined(
  tx: Tx,
  tenant: string,
  programme: string,
  changes: readonly PlanChange[],
): Promise<void> {
  for (const change of changes) {
    if (change.kind === 'arrival') {
      const { id, name } = change.person
      const [given = name, ...family] = name.split(' ')
      const person = { id, given, family: family.join(' ') || '(new)', facts: { imagined: true } }
      await insertPeople(tx, tenant, [person])
    }
    if (change.kind === 'new-work') {
      const { id, code = id, name = id, kind, categories, resource, site } = change.work
      const look = { color: 10, pattern: 'plain' as const, facts: { imagined: true } }
      await insertWorks(tx, tenant, programme, [
        {
          ...{ id, code, name, kind, categories, ...look },
          resource: resource ?? null,
          site: site ?? null,
        },
      ])
    }
  }
}

/** Writes the changes in order; a double booking among them is refused by the database. */
export async function realise(
  tx: Tx,
  { actor, frame, draft, reason }: Realising,
  changes: readonly PlanChange[],
): Promise<void> {
  const tenant = actor.institution.id
  const { plan, real } = frame
  const leaveWork = real.work.find(({ kind }) => kind === 'leave')?.id ?? 'leave'
  const author = actor.person.name
  for (const change of changes.flatMap((one) => asFacts(real, one))) {
    switch (change.kind) {
      case 'leave':
        await insertTime(tx, tenant, [
          {
            ...{ person: change.person, programme: plan.programme, line: PUBLISHED },
            ...{ layer: 'absence', kind: 'leave', work: change.work ?? leaveWork },
            ...{ from: change.from, to: change.to, source: 'leave' },
          },
        ])
        break
      case 'resignation':
        await endTraining(tx, change.person, plan.programme, change.from)
        break
      case 'arrival': {
        const { id, level, groups, monthsTrained, share } = change.person
        await makePersonReal(tx, id)
        await insertRoles(tx, tenant, [
          {
            ...{ person: id, programme: plan.programme, role: 'trainee', level: level ?? null },
            from: change.person.from ?? plan.from,
            to: change.person.to ?? plan.to,
          },
        ])
        const row = { person: id, months_trained: monthsTrained, share, groups }
        await addPlanPerson(tx, tenant, plan.id, row)
        break
      }
      case 'new-work':
        await addPlanWork(tx, plan.id, change.work.id)
        break
      case 'capacity':
        await setCapacity(tx, plan.id, change.resource, change.capacity)
        break
      case 'resource-out':
        await endResource(tx, plan.id, change.resource, change.from)
        break
      case 'move-leave':
        await moveAbsence(tx, change.person, change.from, change.days)
        break
      case 'unpin': {
        const { person, period } = change
        await upsertMarks(tx, tenant, draft, [{ person, period, pinned: false }])
        break
      }
      case 'new-rule':
        await insertChoice(tx, tenant, plan.id, {
          ...change.rule,
          ...{ author, reason: change.rule.reason ?? reason },
        })
        break
      case 'drop-rule':
        await endChoice(tx, plan.id, change.choice, actor.person.id)
        break
      case 'rule': {
        const known = frame.choices.find(({ id }) => id === change.choice)
        if (!known || !(await endChoice(tx, plan.id, known.id, actor.person.id))) break
        const params = change.params ?? known.params
        const strength = change.strength ?? known.strength
        const choice = { rule: known.rule, params, strength, author, reason }
        await insertChoice(tx, tenant, plan.id, choice, known.id)
        break
      }
      case 'service-needs':
        // Said as a rule by `asFacts`.
        break
    }
  }
}

/** The day from which a repair may change anything: the first of the next block, never the past. */
export function firstOpenBlock(blocks: Frame['plan']['blocks'], today: Day): number {
  const next = blocks.findIndex((block) => block.from > today)
  return next < 0 ? blocks.length : next
}
