// The roster comes back: compared, settled line by line, released by a second person, people made of it.
import { createHash } from 'node:crypto'
import { sayDay } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { freeId } from '../../kernel/id.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeAccountMail } from '../mail/index.ts'
import { findPeople, insertPeople, insertRoles } from '../people/index.ts'
import type { Actor, Person } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { findApplication, tieApplicant } from '../recruitment/index.ts'
import { gone } from './actions.ts'
import { insertIncoming, insertTasks } from './incoming-store.ts'
import { onboardingTasks } from './onboarding.ts'
import { type At, type ListRead, readList } from './reading.ts'
import { readRoster, reconcile } from './roster.ts'
import {
  ensureList,
  findRoster,
  releaseRoster,
  type RosterRow,
  updateRosterLines,
  writeRoster,
} from './store.ts'

const released = () =>
  refused<never>(
    finding('ranking.released', 'The roster was released; those who come are made from it.', {
      can: 'Change them under People.',
    }),
  )
const stale = () =>
  refused<never>(
    finding('ranking.version', 'The roster was changed meanwhile.', { can: 'Look at it anew.' }),
  )

export async function importRoster(
  db: Database,
  actor: Actor,
  at: At,
  { fileName, text }: { fileName: string; text: string },
  now: Moment,
): Promise<Outcome<{ matched: number; held: number }>> {
  const { lines, findings } = readRoster(text)
  if (findings.length > 0) return refused(...findings)
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const read = await readList(tx, actor, at, now)
    if (!read) return gone()
    if (!read.certified)
      return refused(
        finding(
          'ranking.uncertified',
          'No list is certified, so there is nothing to compare it with.',
          {
            can: 'Certify the list that you sent first.',
          },
        ),
      )
    await ensureList(tx, tenant, at.cycle)
    if ((await findRoster(tx, at.cycle))?.releasedAt) return released()
    const { quota, matchCode: code } = read.cycle
    const verdicts = reconcile(lines, read.certified.entries, read.candidates, { quota, code })
    await writeRoster(tx, tenant, at.cycle, {
      ...{ lines: verdicts, fileName, by: actor.person.id },
      sha256: createHash('sha256').update(text).digest('hex'),
    })
    const count = (state: string) => verdicts.filter((one) => one.state === state).length
    return done({ matched: count('matched'), held: count('held') })
  })
}

async function onRoster<T>(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
  work: (tx: Tx, roster: RosterRow, read: ListRead) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const read = await readList(tx, actor, at, now)
    if (!read) return gone()
    await ensureList(tx, actor.institution.id, at.cycle)
    const roster = await findRoster(tx, at.cycle)
    if (!roster) return missing('There is no roster yet.')
    return roster.releasedAt ? released() : work(tx, roster, read)
  })
}

export async function settleLine(
  db: Database,
  actor: Actor,
  at: At & { line: number },
  wanted: { version: number; as: 'matched' | 'not-ours'; application: string | null; note: string },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  return onRoster(db, actor, at, now, async (tx, roster, { candidates }) => {
    const line = roster.lines.find((one) => one.line === at.line)
    if (line?.state !== 'held') return missing('There is no such line that is held.')
    const one = candidates.find(({ application }) => application === wanted.application)
    const taken = roster.lines.find(
      ({ state, application }) => state === 'matched' && application === wanted.application,
    )
    if (wanted.as === 'matched' && !one)
      return refused(finding('ranking.who', 'Say whose line it is.', { path: 'application' }))
    if (wanted.as === 'matched' && taken)
      return refused(
        finding('ranking.who', `${one!.name} is on line ${taken.line} already.`, {
          path: 'application',
        }),
      )
    if (wanted.note.trim().length < 3)
      return refused(
        finding('ranking.note', 'Whoever releases the roster reads why.', {
          can: 'Write a sentence.',
          path: 'note',
        }),
      )
    const says = `${actor.person.name}: ${wanted.note}`
    const lines = roster.lines.map((each) =>
      each.line === at.line
        ? { ...each, says, state: wanted.as, application: one?.application ?? null }
        : each,
    )
    const isSaved = await updateRosterLines(tx, at.cycle, { version: wanted.version, lines })
    return isSaved ? done({ version: wanted.version + 1 }) : stale()
  })
}

/** Files of those who are not matched stay as they are. */
export async function release(
  db: Database,
  actor: Actor,
  at: At,
  version: number,
  { now, origin }: { now: Moment; origin: URL },
): Promise<Outcome<{ incoming: number }>> {
  return onRoster(db, actor, at, now, async (tx, roster, { cycle }) => {
    if (roster.importedBy === actor.person.id)
      return refused(
        finding(
          'ranking.own',
          'You have imported it; somebody else looks it over and releases it.',
          {
            can: 'Ask another one who recruits for this programme.',
          },
        ),
      )
    const held = roster.lines.filter(({ state }) => state === 'held')
    if (held.length > 0)
      return refused(
        ...held
          .slice(0, 10)
          .map(({ line, says }) =>
            finding('ranking.held', `Line ${line} is held: ${says}`, { can: 'Say what it means.' }),
          ),
      )
    const { matchDay, zone } = cycle
    if (matchDay !== null && dayAt(now, zone) < matchDay)
      return refused(
        finding(
          'ranking.early',
          `Match day is ${sayDay(matchDay, { year: true })}; nobody is told before.`,
          { can: 'Release it on that day.' },
        ),
      )
    if (cycle.starts === null)
      return refused(
        finding('ranking.starts', 'The cycle does not say when the training begins.', {
          can: 'Write it down with the cycle.',
        }),
      )
    if (!(await releaseRoster(tx, at.cycle, { version, by: actor.person.id }))) return stale()
    const matched = roster.lines.flatMap(({ state, application }) =>
      state === 'matched' && application !== null ? [application] : [],
    )
    const people = await findPeople(tx)
    const programme = (await findProgrammes(tx)).find(({ id }) => id === cycle.programme)!.name
    const house = { people, taken: new Set(people.map(({ id }) => id)), programme }
    for (const application of matched)
      await makeIncoming(tx, actor, { application, cycle, now, origin, house })
    return done({ incoming: matched.length })
  })
}

async function makeIncoming(
  tx: Tx,
  actor: Actor,
  of: {
    application: string
    cycle: ListRead['cycle']
    now: Moment
    origin: URL
    /** `taken`: ids of people; each new one is added. */
    house: { people: readonly Person[]; taken: Set<string>; programme: string }
  },
): Promise<void> {
  const { id: tenant } = actor.institution
  const { cycle, application } = of
  const { people, taken, programme } = of.house
  const { applicant } = (await findApplication(tx, application))!
  const starts = cycle.starts!
  // Whoever trains here already, a resident say, stays the same person.
  const known = applicant.person
  const person = known ?? freeId(`${applicant.given} ${applicant.family}`, taken)
  const { given, family } = applicant
  if (known === null) await insertPeople(tx, tenant, [{ id: person, given, family }])
  const levels = people
    .flatMap(({ roles }) => roles)
    .filter((held) => held.programme === cycle.programme && held.role === 'trainee')
    .flatMap(({ level }) => level ?? [])
    .sort()
  // Somebody may have written the role down by hand already.
  const isThere = people
    .find(({ id }) => id === person)
    ?.roles.some(
      (held) =>
        held.programme === cycle.programme &&
        held.role === 'trainee' &&
        (held.to === null || held.to >= starts),
    )
  if (!isThere)
    await insertRoles(tx, tenant, [
      {
        ...{ person, programme: cycle.programme, role: 'trainee' },
        ...{ level: levels[0] ?? null, from: starts },
      },
    ])
  if (known === null) await tieApplicant(tx, applicant.id, person)
  await insertIncoming(tx, tenant, { application, person, starts })
  await insertTasks(tx, tenant, application, onboardingTasks(starts, cycle.settings.eligibility))
  await writeAccountMail(
    tx,
    { tenant, now: of.now },
    {
      ...{ key: `incoming/${application}`, email: applicant.email, person },
      subject: `Welcome to ${programme}`,
      text: `Dear ${given} ${family},

the match has brought us together, and we are glad. Your training in ${programme} begins on ${sayDay(starts, { year: true })}. The office sends you an invitation to sign in; then what is to be done before that stands here:

${new URL('/onboarding', of.origin).href}

${actor.person.name}
`,
    },
  )
}
