// The office at its seasons: which there are, a new one, other dates.
import { addDays, addMonths, type Day } from '../../kernel/day.ts'
import { clockAt } from '../../kernel/wall-clock.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment, momentAt } from '../../kernel/moment.ts'
import { databaseFault, type Database, type Tx, UNIQUE_VIOLATION } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople, isOn, policy } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { findApplications } from './application-store.ts'
import type { PageState, RecruitmentView } from './office-schema.ts'
import { findCycles, insertCycle, updateCycle } from './cycle-store.ts'
import { findDocuments } from './document-store.ts'
import { findRecommendations } from './letter-store.ts'
import { findPages, type PageRow } from './page-store.ts'
import { isStale } from './public-page.ts'
import { fileState } from './rules/checklist.ts'
import { judgeCycle, judgeQuota, phaseOf } from './rules/cycle.ts'
import { usualSettings } from './rules/defaults.ts'
import type { Cycle, CycleWords } from './schema.ts'
import { byApplication } from './views.ts'

export async function viewRecruitment(
  db: Database,
  actor: Actor,
  id: string,
  now: Moment,
): Promise<Outcome<RecruitmentView>> {
  const { institution } = actor
  const today = dayAt(now, institution.timeZone)
  return db.look(institution.id, async (tx) => {
    const programme = (await findProgrammes(tx)).find((one) => one.id === id)
    if (!programme) return missing('There is no such programme.')
    const cycles = await findCycles(tx, { programme: id })
    const [page] = await findPages(tx, id)
    const counted = []
    for (const cycle of cycles)
      counted.push({ ...cycle, phase: phaseOf(cycle, now), counts: await countFiles(tx, cycle) })
    const people = await findPeople(tx)
    return done({
      programme: { id, name: programme.name },
      ...{ institution: institution.id, zone: institution.timeZone, today, cycles: counted },
      next: nextCycle(cycles[0], institution.timeZone, today),
      page: page ? pageStateOf(page, today) : null,
      owners: people
        .filter(({ roles }) =>
          roles.some(
            (held) =>
              held.programme === id &&
              policy.recruiter.roles.includes(held.role) &&
              isOn(held, today),
          ),
        )
        .map((one) => ({ id: one.id, name: one.name })),
    })
  })
}

function pageStateOf(page: PageRow, today: Day): PageState {
  const { isPublic, version, changedOn, lookedOverOn, lookedOverBy, staleDays } = page
  return {
    ...{ isPublic, version, changedOn, lookedOverOn, lookedOverBy, staleDays },
    owner: page.owner === null ? null : { id: page.owner, name: page.ownerName ?? page.owner },
    isStale: isStale(page, today),
  }
}

async function countFiles(tx: Tx, cycle: Cycle) {
  const applications = await findApplications(tx, { cycle: cycle.id })
  const ids = applications.map(({ id }) => id)
  const documents = byApplication(await findDocuments(tx, { applications: ids }))
  const letters = byApplication(await findRecommendations(tx, { applications: ids }))
  const count = (state: string) => applications.filter((one) => one.state === state).length
  return {
    ...{ begun: count('begun'), submitted: count('submitted'), withdrawn: count('withdrawn') },
    complete: applications.filter(
      ({ id, form, state }) =>
        state === 'submitted' &&
        fileState(cycle.settings, {
          ...{ form, documents: documents.get(id) ?? [], letters: letters.get(id) ?? [] },
        }) === 'complete',
    ).length,
  }
}

/** A year after the last one, day for day; or the usual, opening in a month. */
function nextCycle(last: Cycle | undefined, zone: string, today: Day): CycleWords {
  if (!last) {
    const [opens, deadline] = [addMonths(today, 1), addMonths(today, 3)]
    const year = Number(today.slice(0, 4)) + 2
    return {
      ...{ label: `Fellowship ${year}`, match: 'none', matchCode: '', quota: null },
      ...{ interviewMode: 'virtual', zone, settings: usualSettings },
      opens: momentAt(opens, '08:00', zone),
      deadline: momentAt(deadline, '23:59', zone),
      lettersUntil: momentAt(addMonths(deadline, 1), '23:59', zone),
      ...{ interviews: null, societyInterviews: null, rankOpens: null, quotaDeadline: null },
      ...{ rankDeadline: null, matchDay: null, starts: `${year}-07-01` as Day },
    }
  }
  const { id: _, programme: __, version: ___, ...words } = last
  const laterDay = (day: Day) => addMonths(day, 12)
  // The same time of the clock, also when summer time begins on another day.
  const later = (at: Moment) =>
    momentAt(laterDay(dayAt(at, last.zone)), clockAt(at, last.zone), last.zone)
  // Interviews and matches keep their days of the week.
  const weeks = (day: Day) => addDays(day, 52 * 7)
  const weeksLater = (at: Moment) =>
    momentAt(weeks(dayAt(at, last.zone)), clockAt(at, last.zone), last.zone)
  const span = (one: CycleWords['interviews']) =>
    one && { from: weeks(one.from), to: weeks(one.to) }
  return {
    ...words,
    label: last.label.replace(/\b20\d\d\b/, (year) => String(Number(year) + 1)),
    ...{ opens: later(last.opens), deadline: later(last.deadline) },
    lettersUntil: later(last.lettersUntil),
    ...{ interviews: span(last.interviews), societyInterviews: span(last.societyInterviews) },
    rankOpens: last.rankOpens && weeksLater(last.rankOpens),
    quotaDeadline: last.quotaDeadline && weeksLater(last.quotaDeadline),
    rankDeadline: last.rankDeadline && weeksLater(last.rankDeadline),
    matchDay: last.matchDay && weeks(last.matchDay),
    starts: last.starts && laterDay(last.starts),
  }
}

const taken = (label: string) =>
  refused<never>(
    finding('recruitment.label', `There is a season ${label} already.`, {
      ...{ can: 'Give this one another name.', path: 'label' },
    }),
  )
const isLabelTaken = (error: unknown) => databaseFault(error)?.code === UNIQUE_VIOLATION

export async function addCycle(
  db: Database,
  actor: Actor,
  programme: string,
  words: CycleWords,
): Promise<Outcome<{ cycle: string }>> {
  const findings = judgeCycle(words)
  if (findings.length > 0) return refused(...findings)
  const { id: tenant } = actor.institution
  return db
    .inTenant(tenant, async (tx) =>
      done({ cycle: await insertCycle(tx, tenant, { ...words, programme, by: actor.person.id }) }),
    )
    .catch((error: unknown) => {
      if (isLabelTaken(error)) return taken(words.label)
      throw error
    })
}

export async function setCycle(
  db: Database,
  actor: Actor,
  at: { id: string; cycle: string },
  { version, ...words }: CycleWords & { version: number },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const findings = judgeCycle(words)
  if (findings.length > 0) return refused(...findings)
  return db
    .inTenant(actor.institution.id, async (tx): Promise<Outcome<{ version: number }>> => {
      const [cycle] = await findCycles(tx, { programme: at.id, id: at.cycle, lock: true })
      if (!cycle) return missing('There is no such season.')
      const late = judgeQuota(cycle, words, now)
      if (late.length > 0) return refused(...late)
      if (!(await updateCycle(tx, cycle.id, version, words)))
        return refused(
          finding(
            'recruitment.stale',
            `Somebody has changed ${cycle.label} since you opened it (version ${cycle.version}, you saw ${version}).`,
            { can: 'Look at it again, then change it.' },
          ),
        )
      return done({ version: version + 1 })
    })
    .catch((error: unknown) => {
      if (isLabelTaken(error)) return taken(words.label)
      throw error
    })
}
