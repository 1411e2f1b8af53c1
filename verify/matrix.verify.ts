// `npm run verify:matrix`: routes x principals x ownership, and whether seeded leaks are found.
import { describe, expect, test } from 'vitest'
import type { Hono } from 'hono'
import { makeApp } from '../src/app/server.ts'
import { openDatabase } from '../src/platform/database.ts'
import type { Declared } from '../src/platform/http.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { openLive } from '../src/platform/live.ts'
import { makePace } from '../src/platform/pace.ts'
import { policy } from '../src/rooms/people/policy.ts'
import { insideRoles, officeNames, roleNames } from '../src/rooms/people/schema.ts'
import { clock, cloneDatabase, copyDatabase } from '../test/database.ts'
import { buildEstate, type Estate, HOUSES, type House, PRINCIPALS } from './estate.ts'
import { type Fault, type Tally, walk } from './matrix.ts'
import { probeRows } from './rows.ts'
import { keepSection } from './section.ts'

/** What the guard says is measured here, and not how often it may be asked. */
const UNHURRIED = makePace({ usual: 1e9, edits: 1e9, strangers: 1e9 })

type Opened = { app: Hono; routes: Declared[]; close: () => Promise<void> }

async function open(url: string): Promise<Opened> {
  const db = openDatabase(url, { connections: 4 })
  const live = await openLive(db.pool)
  const routes: Declared[] = []
  const app = makeApp(db, live, clock, { declared: routes, pace: UNHURRIED })
  return {
    ...{ app, routes },
    close: async () => {
      await live.close()
      await db.close()
    },
  }
}

const add = (one: Tally, other: Tally): Tally => ({
  calls: one.calls + other.calls,
  refused: one.refused + other.refused,
  passed: one.passed + other.passed,
  faults: [...one.faults, ...other.faults],
})
const NOTHING: Tally = { calls: 0, refused: 0, passed: 0, faults: [] }
const houses = Object.keys(HOUSES) as House[]

/** Each principal on a copy of its own: what one of them may end is there for the next. */
async function walkAll(template: string, estate: Estate): Promise<Tally> {
  let all = NOTHING
  for (const house of houses)
    for (const principal of PRINCIPALS) {
      const copy = await copyDatabase(template)
      const opened = await open(copy.url)
      all = add(all, await walk(opened.app, opened.routes, estate, house, principal))
      await opened.close()
      await copy.drop()
    }
  return all
}

type Mutant = { says: string; access: string; seed: () => () => void }

const MEMBERS_BESIDES = new Set(['planner', 'selector', 'recruiter', 'programme-director'])

/** Every way to write one row of the table of rights too generously. */
function mutants(): Mutant[] {
  const made: Mutant[] = []
  for (const [access, right] of Object.entries(policy)) {
    if (['anyone', 'account', 'applicant'].includes(access)) continue
    const change = (says: string, change: Partial<typeof right>) =>
      made.push({
        ...{ says: `${access}: ${says}`, access },
        seed: () => {
          const old = { ...right }
          // Behind its second lock a row that is too generous lets nobody in: the row forgets that too.
          Object.assign(right, right.operates ? { ...change, operates: undefined } : change)
          return () => Object.assign(right, old)
        },
      })
    for (const role of roleNames)
      // Whoever plans or selects must be a member besides, so an outsider among them still gets nothing.
      if (
        !right.roles.includes(role) &&
        (!MEMBERS_BESIDES.has(access) || insideRoles.includes(role))
      )
        change(`+ ${role}`, { roles: [...right.roles, role] })
    if (right.within === 'institution')
      for (const office of officeNames)
        if (!right.offices.includes(office))
          change(`+ ${office}`, { offices: [...right.offices, office] })
    if (right.within === 'programme') {
      change('any programme of the house', { within: 'institution' })
      change('any inside role, any programme', { within: 'institution', roles: insideRoles })
    }
  }
  return made
}

describe('who may call what', () => {
  test(
    'nobody passes who must not, nobody is kept out who may, and nobody sees a foreign word',
    async () => {
      const here = await cloneDatabase()
      await (await startJobs(here.db.pool, {}, { alone: true })).stop()
      const estate = await buildEstate(here)
      await here.db.close()
      const template = here.name
      const all = await walkAll(template, estate)
      const of = (kind: Fault['kind']) => all.faults.filter((fault) => fault.kind === kind)
      for (const fault of all.faults.slice(0, 60)) console.log(fault.kind, fault.says)

      // Seeded faults in the table: each must be seen.
      const copy = await copyDatabase(template)
      const opened = await open(copy.url)
      const missed: string[] = []
      const seeded = mutants()
      for (const mutant of seeded) {
        const undo = mutant.seed()
        const routes = opened.routes
          .filter(({ access, method }) => access === mutant.access && method === 'GET')
          .filter(({ path }) => !path.endsWith('/events'))
          .slice(0, 4)
        const others = opened.routes
          .filter(({ access, method }) => access === mutant.access && method === 'POST')
          .slice(0, 2)
        let found = false
        for (const principal of PRINCIPALS) {
          if (found) break
          const owners = ['same-programme', 'other-programme'] as const
          const tally = await walk(
            opened.app,
            routes.length > 0 ? routes : others,
            estate,
            'brigham',
            principal,
            owners,
          )
          found = tally.faults.some(({ kind }) => kind === 'passed' || kind === 'leak')
        }
        undo()
        if (!found) missed.push(mutant.says)
      }
      const routes = opened.routes.length
      await opened.close()
      await copy.drop()
      const rows = await probeRows(template)
      await here.drop()
      keepSection(
        'Who may call what',
        'npm run verify:matrix',
        [
          `${routes} routes x ${PRINCIPALS.length} principals x 5 kinds of ownership x 2 institutions. The oracle (verify/oracle.ts) is written from the threat model and shares no code with the guard. Every answer, headers too, is searched for the canaries of every institution, programme and person.`,
          missed.length > 0 ? `Not found: ${missed.join('; ')}.` : '',
        ].filter(Boolean),
        [
          { what: 'calls', figure: all.calls, goal: '>= 20,000' },
          { what: 'refused / answered', figure: `${all.refused} / ${all.passed}`, goal: '' },
          { what: 'passed who must not', figure: of('passed').length, goal: 0 },
          { what: 'kept out who may', figure: of('kept-out').length, goal: 0 },
          { what: 'foreign words seen', figure: of('leak').length, goal: 0 },
          { what: 'answers of 5xx', figure: of('broke').length, goal: 0 },
          {
            what: 'seeded faults of the table of rights found',
            figure: `${seeded.length - missed.length} of ${seeded.length}`,
            goal: '>= 99 %',
          },
          {
            what: 'rows of another institution seen by raw queries',
            figure: rows.seen,
            goal: 0,
          },
          {
            what: 'dropped row policies found by them',
            figure: `${rows.found} of ${rows.dropped}`,
            goal: '>= 99 %',
          },
        ],
      )
      expect(all.faults).toEqual([])
      expect(all.calls).toBeGreaterThanOrEqual(20_000)
      expect(missed.length / seeded.length).toBeLessThanOrEqual(0.01)
      expect(rows).toMatchObject({ seen: 0, found: rows.dropped })
    },
    30 * 60_000,
  )
})
