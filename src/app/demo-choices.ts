// What the demo shows of choosing: a round that is open now, with the wishes of some; plans of a year.
import type { DemoPlan } from '../../demo/types.ts'
import type { Moment } from '../kernel/moment.ts'
import type { Tx } from '../platform/database.ts'
import { findCatalogueOn } from '../rooms/catalogue/index.ts'
import { loadStudyPlans } from './demo-study-plans.ts'
import {
  insertChooser,
  insertOffers,
  insertRound,
  markOpened,
  numbersOf,
  offersOf,
  periodsOf,
  saveWishesOf,
} from '../rooms/electives/index.ts'

const DAY_MS = 86_400_000
const PLAN = 'bwh-r4-2026'
/** Some people of the plan have ranked these already; the others have not. */
const WISHES: Record<string, string[]> = {
  'bogdan-ionescu-pall': ['abdominal-intervention', 'ir-senior', 'msk-advanced'],
  'camila-restreponi': ['breast-advanced', 'ultrasound-advanced', 'educator'],
  'finnian-gallowglass': [
    'emergency-trauma',
    'data-science',
    'thoracic-advanced:thoracic-diagnostic',
  ],
  'isaac-feldmanov': ['abdominal-intervention', 'thoracic-advanced:thoracic-both', 'mini-thoracic'],
  'kofi-ampontuah': ['emergency-trauma', 'abdominal-mri', 'msk-advanced'],
}

/** Does nothing for any other plan. Open by the clock of the machine, whatever year the demo shows. */
export async function loadChoices(
  tx: Tx,
  tenant: string,
  plan: DemoPlan,
  now: Moment,
): Promise<void> {
  if (plan.id !== PLAN) return
  const { programme } = plan
  const after = (days: number) => new Date(Date.parse(now) + days * DAY_MS).toISOString()
  const periods = periodsOf(plan.calendar, { from: 'b27', to: 'b50', size: 4 })
  const round = await insertRound(tx, tenant, {
    ...{ programme, plan: plan.id, periods, by: 'theodore-lacombiere' },
    title: 'Electives of the spring',
    ...{ opensAt: after(-7), closesAt: after(14), mechanism: 'serial-dictatorship' },
    ...{ seed: 'Public lottery of the closing day', mostWishes: 8, places: 2, showsDemand: true },
  })
  const { catalogue } = await findCatalogueOn(tx, programme, plan.calendar[0]!.from)
  const offers = offersOf(catalogue, periods)
  await insertOffers(tx, tenant, round, 1, offers)
  const numbers = numbersOf(plan.people.length)
  for (const [nth, { person }] of plan.people.entries())
    await insertChooser(tx, tenant, round, { person, number: numbers[nth]! })
  await markOpened(tx, round)
  const known = new Set(offers.map(({ id }) => id))
  for (const [person, list] of Object.entries(WISHES)) {
    const wishes = list.filter((id) => known.has(id))
    await saveWishesOf(tx, round, person, { version: 0, wishes, offersVersion: 1 })
  }
  await loadStudyPlans(tx, tenant, plan)
}
