// The demo in the database is the demo of the files: the same planning problems come out again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { books, demo, demoProblem } from '../demo/index.ts'
import { problemSchema } from '../src/rooms/planning/schema.ts'
import { readFrame } from '../src/rooms/rota/frame.ts'
import { findDrafts } from '../src/rooms/rota/draft-store.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'

let here: TestDatabase
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())

const tenantOf = (programme: string) =>
  books.find((book) => book.programmes.some((entry) => entry.id === programme))!.institution.id

test.each(demo.plans.map((plan) => [plan.id, plan.programme] as const))(
  '%s: people, work, absences, wishes, pins, history and rules survive the way through the records',
  async (id, programme) => {
    const stored = await here.db.inTenant(tenantOf(programme), async (tx) => {
      const [draft] = await findDrafts(tx, id)
      return (await readFrame(tx, id, draft?.id))!.problem
    })
    const given = problemSchema.parse(demoProblem(id))
    const sorted = <T>(list: readonly T[]) => list.map((entry) => JSON.stringify(entry)).sort()
    const pick = <T extends object, K extends keyof T>(list: readonly T[], ...keys: K[]) =>
      sorted(list.map((entry) => keys.map((key) => entry[key])))
    expect(stored.periods).toEqual(given.periods)
    expect(pick(stored.people, 'id', 'name', 'monthsTrained')).toEqual(
      pick(given.people, 'id', 'name', 'monthsTrained'),
    )
    expect(pick(stored.work, 'id', 'code', 'kind', 'resource')).toEqual(
      pick(given.work, 'id', 'code', 'kind', 'resource'),
    )
    // Two plans of one programme share its work; each may bring categories that the other lacks.
    for (const work of given.work)
      expect(stored.work.find((entry) => entry.id === work.id)!.categories).toEqual(
        expect.arrayContaining(work.categories),
      )
    expect(pick(stored.absences, 'person', 'from', 'to')).toEqual(
      pick(given.absences, 'person', 'from', 'to'),
    )
    expect(pick(stored.wishes, 'person', 'work', 'periods', 'rank', 'avoid')).toEqual(
      pick(given.wishes, 'person', 'work', 'periods', 'rank', 'avoid'),
    )
    expect(pick(stored.pins, 'person', 'period', 'work')).toEqual(
      pick(given.pins, 'person', 'period', 'work'),
    )
    expect(pick(stored.history, 'person', 'work', 'days')).toEqual(
      pick(given.history, 'person', 'work', 'days'),
    )
    expect(pick(stored.resources, 'id', 'capacity', 'usable')).toEqual(
      pick(given.resources, 'id', 'capacity', 'usable'),
    )
    expect(stored.rules.map(({ rule, params, strength }) => ({ rule, params, strength }))).toEqual(
      given.rules.map(({ rule, params, strength }) => ({ rule, params, strength })),
    )
  },
)
