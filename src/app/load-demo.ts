// The demo goes in on the first start only: three programmes as data, one tenant each.
import { books, demo } from '../../demo/index.ts'
import type { Book, DemoPlan, Programme } from '../../demo/types.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { dayAt, type Moment } from '../kernel/moment.ts'
import { type Database, setTenant, type Tx } from '../platform/database.ts'
import {
  findTenants,
  insertOffice,
  insertPeople,
  insertRoles,
  insertTenant,
  lockDirectory,
} from '../rooms/people/index.ts'
import { insertCatalogue, insertProgramme, insertWorks } from '../rooms/programme/index.ts'
import { insertEquipment, insertSites } from '../rooms/sites/index.ts'
import {
  insertChoice,
  insertDraft,
  insertPlan,
  insertPlanPeople,
  insertResources,
  insertWishes,
  upsertMarks,
} from '../rooms/rota/index.ts'
import { insertTime, PUBLISHED } from '../rooms/time/index.ts'
import { loadCatalogue } from './load-catalogue.ts'
import { loadCall, loadHolidays } from './load-call.ts'
import { loadChoices } from './demo-choices.ts'
import { catalogueRecords, worksOf } from './demo-records.ts'
import { equipmentRow } from './demo-equipment.ts'
import { loadConferences } from './load-conferences.ts'
import { loadLeave } from './load-leave.ts'
import { loadProgress } from './load-progress.ts'
import { loadRecruitment } from './load-recruitment.ts'
import { loadSelection } from './load-selection.ts'
import { loadStays } from './load-stays.ts'
import { academicYear, DEMO_YEAR, moveYears } from './demo-years.ts'

/**
 * False when there is data already. All institutions come in one transaction, or none. Roles and
 * plans are moved to the academic year of `now`, so that somebody of the cast is always at work.
 */
export async function loadDemo(db: Database, now: Moment): Promise<boolean> {
  const years = academicYear(now) - DEMO_YEAR
  const cast = moveYears(demo.cast, years)
  const plans = moveYears(demo.plans, years)
  const progress = moveYears(demo.progress, years)
  const stays = moveYears(demo.stays, years)
  const catalogues = moveYears(demo.catalogues, years)
  const holidays = moveYears(demo.holidays, years)
  return db.unfenced(async (tx) => {
    // Two processes that start together on one new database: the second finds the demo there.
    await lockDirectory(tx)
    if ((await findTenants(db)).length > 0) return false
    for (const book of books) {
      const { id, name, timeZone } = book.institution
      await insertTenant(tx, { id, name, timeZone, demo: true })
      await setTenant(tx, id)
      await loadBook(tx, id, book, { cast, plans, progress, stays, catalogues, holidays, now })
    }
    return true
  })
}

type Moved = Pick<
  typeof demo,
  'cast' | 'plans' | 'progress' | 'stays' | 'catalogues' | 'holidays'
> & {
  now: Moment
}

async function loadBook(tx: Tx, tenant: string, book: Book, moved: Moved): Promise<void> {
  const programmes = new Set(book.programmes.map((programme) => programme.id))
  const cast = moved.cast.filter((person) =>
    person.roles.some((role) => programmes.has(role.programme)),
  )
  await insertSites(
    tx,
    tenant,
    book.sites.map(({ id, parent, name, kind, ...facts }) => ({
      ...{ id, name, kind, facts },
      parent: parent ?? null,
    })),
  )
  await insertEquipment(tx, tenant, book.equipment.map(equipmentRow))
  for (const [position, programme] of book.programmes.entries())
    await loadProgramme(tx, tenant, book, programme, position)
  await insertPeople(
    tx,
    tenant,
    cast.map(({ id, given, family, roles: _, ...facts }) => ({ id, given, family, facts })),
  )
  await insertRoles(
    tx,
    tenant,
    cast.flatMap((person) =>
      person.roles
        .filter((role) => programmes.has(role.programme))
        .map((role) => ({ person: person.id, ...role })),
    ),
  )
  // In a small house the coordinator also lets people in.
  for (const person of cast) {
    const first = person.roles.find(
      ({ role, programme }) => role === 'coordinator' && programmes.has(programme),
    )
    if (first)
      await insertOffice(tx, tenant, {
        ...{ person: person.id, office: 'administrator', from: first.from },
      })
  }
  for (const of of moved.catalogues)
    if (programmes.has(of.programme)) await loadCatalogue(tx, tenant, of)
  for (const [position, plan] of moved.plans.entries()) {
    if (!programmes.has(plan.programme)) continue
    await loadPlan(tx, tenant, plan, position)
    await loadChoices(tx, tenant, plan, moved.now)
  }
  for (const of of moved.progress)
    if (programmes.has(of.programme)) await loadProgress(tx, tenant, of)
  const place = { now: moved.now, zone: book.institution.timeZone }
  await loadHolidays(tx, tenant, moved.holidays)
  const today = dayAt(moved.now, place.zone)
  for (const of of demo.call)
    if (programmes.has(of.programme))
      await loadCall(tx, tenant, of, { cast, today, zone: place.zone })
  for (const of of moved.stays)
    if (programmes.has(of.programme)) await loadStays(tx, tenant, of, place)
  await loadLeave(tx, tenant, programmes, place)
  await loadConferences(tx, tenant, programmes, place)
  await loadRecruitment(tx, tenant, programmes, { ...place, name: book.institution.name })
  await loadSelection(tx, tenant, programmes, place)
}

async function loadProgramme(
  tx: Tx,
  tenant: string,
  book: Book,
  programme: Programme,
  position: number,
): Promise<void> {
  const { id, name, kind, specialty, ...facts } = programme
  await insertProgramme(tx, tenant, { id, name, kind, specialty, facts }, position)
  await insertWorks(tx, tenant, id, worksOf(book, id))
  await insertCatalogue(tx, tenant, id, catalogueRecords(book, id))
}

async function loadPlan(tx: Tx, tenant: string, plan: DemoPlan, position: number): Promise<void> {
  const { id, programme, title, year } = plan
  await insertPlan(tx, tenant, {
    ...{ id, programme, title, position, facts: {} },
    ...year,
    blocks: plan.calendar,
    works: plan.works.map((work) => work.id),
  })
  await insertPlanPeople(
    tx,
    tenant,
    id,
    plan.people.map((entry) => ({
      person: entry.person,
      months_trained: entry.monthsTrained ?? 0,
      share: 1,
      groups: entry.groups ?? [],
    })),
  )
  await insertResources(
    tx,
    tenant,
    id,
    plan.resources.map((resource) => ({
      id: resource.id,
      name: resource.name ?? resource.id,
      capacity: resource.capacity,
      usable: resource.usable ?? true,
      from: (resource.from as Day | undefined) ?? null,
      to: (resource.to as Day | undefined) ?? null,
    })),
  )
  await insertTime(tx, tenant, plan.absences.map(absenceRow(plan)))
  await insertTime(tx, tenant, pastTime(plan))
  await insertWishes(
    tx,
    tenant,
    id,
    plan.wishes.map((wish) => ({
      ...{ person: wish.person, work: wish.work, rank: wish.rank ?? 1 },
      periods: wish.periods ?? null,
      avoid: wish.avoid ?? false,
    })),
  )
  for (const { rule, params, strength, author, reason } of plan.rules)
    await insertChoice(tx, tenant, id, {
      ...{ rule, params, strength },
      author: author ?? 'Isocenter demo',
      reason: reason ?? '',
    })
  if (plan.pins.length > 0) await loadPins(tx, tenant, plan)
}

function absenceRow(plan: DemoPlan) {
  return (absence: DemoPlan['absences'][number]) => ({
    ...{ person: absence.person, programme: plan.programme, line: PUBLISHED, kind: 'leave' },
    layer: 'absence' as const,
    work: absence.work ?? 'leave',
    from: absence.from as Day,
    to: absence.to as Day,
    source: 'leave',
  })
}

/** Earlier training, known by its length only: laid end to end before the year begins. */
function pastTime(plan: DemoPlan) {
  const kinds = new Map(plan.works.map((work) => [work.id, work.kind ?? 'rotation']))
  const next = new Map<string, Day>()
  return plan.history.map(({ person, work, days }) => {
    const to = next.get(person) ?? addDays(plan.year.from, -1)
    const from = addDays(to, 1 - days)
    next.set(person, addDays(from, -1))
    return {
      ...{ person, programme: plan.programme, line: PUBLISHED, work, from, to },
      layer: 'assignment' as const,
      kind: kinds.get(work) ?? 'rotation',
      source: 'history',
    }
  })
}

/** What has been promised stands in a first draft, so that Generate builds around it. */
async function loadPins(tx: Tx, tenant: string, plan: DemoPlan): Promise<void> {
  const draft = await insertDraft(tx, tenant, { plan: plan.id, name: 'First draft', by: 'demo' })
  const blocks = new Map(plan.calendar.map((block) => [block.id, block]))
  const works = new Map(plan.works.map((work) => [work.id, work]))
  await insertTime(
    tx,
    tenant,
    plan.pins.flatMap((pin) => {
      const work = pin.work === null ? undefined : works.get(pin.work)
      const block = blocks.get(pin.period)
      if (!work || !block) return []
      return [
        {
          ...{ person: pin.person, programme: plan.programme, line: draft, work: work.id },
          layer: work.kind === 'leave' ? ('absence' as const) : ('assignment' as const),
          kind: work.kind ?? 'rotation',
          from: block.from,
          to: block.to,
          source: 'draft',
        },
      ]
    }),
  )
  await upsertMarks(
    tx,
    tenant,
    draft,
    plan.pins.map((pin) => ({
      ...{ person: pin.person, period: pin.period, pinned: true },
      note: pin.reason ?? '',
    })),
  )
}
