// Reviewing in a real database: what is held back, what is not lost, who tells whom.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import { actingAs } from '../../platform/acting.ts'
import type { Actor } from '../people/schema.ts'
import { findApplications, tieApplicant } from '../recruitment/index.ts'
import { assign, decide, recuse, saveReview, setUp, tell, unassign } from './actions.ts'
import { viewFile, viewPile } from './looking.ts'
import type { ReviewWords } from './schema.ts'
import { findReviews } from './store.ts'
import { usualSetup } from './usual.ts'

const TENANT = 'johns-hopkins'
const at = { id: 'jh-msk', cycle: 'jh-msk-season' }
const now = '2026-11-20T15:00:00Z'
let here: TestDatabase
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())

const as = (id: string) => actAs(here.db, TENANT, id)
const within = <T>(actor: Actor, work: () => Promise<T>) =>
  actingAs({ actor: actor.person.id }, work)
const pileOf = async (actor: Actor) =>
  value(await within(actor, () => viewPile(here.db, actor, at, now)))
const words: ReviewWords = {
  scores: { training: 4, interest: 4, letters: 5, scholarship: 3 },
  recommendation: 'interview',
  note: 'Good.',
}

test('whoever has not judged yet sees no scores of others, and sees them afterwards', async () => {
  const jamal = await as('jamal-whitfieldson')
  const mine = (await pileOf(jamal)).rows.find((row) => row.mine === 'assigned')!
  expect(mine.mark).toEqual({ reviews: 0, mean: null, adjusted: null, spread: null })
  const one = { ...at, application: mine.application }
  const before = value(await within(jamal, () => viewFile(here.db, jamal, one, now)))
  expect([before.others, before.decision]).toEqual([[], null])
  const saved = await within(jamal, () =>
    saveReview(here.db, jamal, one, { ...words, version: before.mine!.version, isDone: true }, now),
  )
  expect(value(saved).version).toBe(before.mine!.version + 1)
  const after = value(await within(jamal, () => viewFile(here.db, jamal, one, now)))
  expect(after.others.length).toBeGreaterThan(0)
  expect(after.mine).toMatchObject({ state: 'done', recommendation: 'interview' })
  const again = await within(jamal, () =>
    saveReview(here.db, jamal, one, { ...words, version: before.mine!.version, isDone: true }, now),
  )
  expect(again).toMatchObject({ ok: false })
})

test('an unfinished review is kept, and finishing says all that is lacking', async () => {
  const lucia = await as('lucia-ferrandiz')
  const row = (await pileOf(lucia)).rows.find(({ mine }) => mine === 'assigned')!
  const one = { ...at, application: row.application }
  const half = { scores: { training: 2 }, recommendation: null, note: 'Half.', version: 1 }
  value(await within(lucia, () => saveReview(here.db, lucia, one, { ...half, isDone: false }, now)))
  const refusedOne = await within(lucia, () =>
    saveReview(here.db, lucia, one, { ...half, version: 2, isDone: true }, now),
  )
  expect(refusedOne).toMatchObject({ ok: false, findings: { length: 4 } })
  const file = value(await within(lucia, () => viewFile(here.db, lucia, one, now)))
  expect(file.mine).toMatchObject({ state: 'assigned', note: 'Half.', scores: { training: 2 } })
})

test('blinded reviewers see neither name nor document before their own scores', async () => {
  const ingrid = await as('ingrid-halvorsdottir')
  value(
    await within(ingrid, () =>
      setUp(here.db, ingrid, at, { setup: { ...usualSetup, isBlinded: true }, version: 0 }),
    ),
  )
  const lucia = await as('lucia-ferrandiz')
  const row = (await pileOf(lucia)).rows.find(({ mine }) => mine === 'assigned')!
  expect(row.name).toBeNull()
  const file = value(
    await within(lucia, () =>
      viewFile(here.db, lucia, { ...at, application: row.application }, now),
    ),
  )
  expect([file.name, file.isBlinded, file.documents, file.form.aamcId]).toEqual([
    null,
    true,
    [],
    '',
  ])
  const [other] = (await pileOf(ingrid)).rows.filter(({ mine }) => mine !== 'assigned')
  expect(other!.name).not.toBeNull()
  const back = { setup: usualSetup, version: 1 }
  value(await within(ingrid, () => setUp(here.db, ingrid, at, back)))
  expect(await within(ingrid, () => setUp(here.db, ingrid, at, back))).toMatchObject({ ok: false })
})

test('a conflict takes somebody out, is read by nobody else, and is not assigned again', async () => {
  const lucia = await as('lucia-ferrandiz')
  const row = (await pileOf(lucia)).rows.find(({ mine }) => mine === 'assigned')!
  const one = { ...at, application: row.application }
  const file = value(await within(lucia, () => viewFile(here.db, lucia, one, now)))
  const said = { version: file.mine!.version, conflict: 'We published together.' }
  value(await within(lucia, () => recuse(here.db, lucia, one, said, now)))
  const saved = await within(lucia, () =>
    saveReview(here.db, lucia, one, { ...words, version: said.version + 1, isDone: true }, now),
  )
  expect(saved).toMatchObject({ ok: false })
  const ingrid = await as('ingrid-halvorsdottir')
  const theirs = value(await within(ingrid, () => viewFile(here.db, ingrid, one, now)))
  expect(JSON.stringify(theirs)).not.toContain('We published together')
  const wanted = { applications: [row.application], reviewers: ['lucia-ferrandiz'], each: 3 }
  const { pairs, says } = value(
    await within(ingrid, () => assign(here.db, ingrid, at, wanted, now)),
  )
  expect([pairs, says]).toEqual([[], expect.stringContaining('nobody else is free')])
})

test('assigning refuses strangers, keeps loads equal, and what nobody began is taken back', async () => {
  const ingrid = await as('ingrid-halvorsdottir')
  const ids = (await pileOf(ingrid)).rows
    .filter(({ state }) => state === 'submitted')
    .map(({ application }) => application)
  const wrong = { applications: [...ids, 'nobody'], reviewers: ['amara-okafor'], each: 3 }
  expect(await within(ingrid, () => assign(here.db, ingrid, at, wrong, now))).toMatchObject({
    ok: false,
    findings: { length: 2 },
  })
  const reviewers = ['ingrid-halvorsdottir', 'jamal-whitfieldson', 'lucia-ferrandiz']
  const { pairs } = value(
    await within(ingrid, () =>
      assign(here.db, ingrid, at, { applications: ids, reviewers, each: 3 }, now),
    ),
  )
  expect(pairs.length).toBeGreaterThan(5)
  value(await within(ingrid, () => unassign(here.db, ingrid, at, pairs, now)))
  const left = await here.db.inTenant(TENANT, (tx) => findReviews(tx, at))
  for (const { application, reviewer } of pairs)
    expect(left.some((one) => one.application === application && one.reviewer === reviewer)).toBe(
      false,
    )
})

test('a decision tells nobody; whoever decided does not send; nobody is told twice', async () => {
  const ingrid = await as('ingrid-halvorsdottir')
  const rosalind = await as('rosalind-achterberg')
  const open = (await pileOf(ingrid)).rows.filter(({ decision }) => decision === null).slice(0, 2)
  const chosen = open.map(({ application }) => application)
  const decisions = chosen.map((application) => ({ application, verdict: 'interview' as const }))
  const decided = await within(ingrid, () =>
    decide(here.db, ingrid, at, { decisions, note: 'Strong.' }, now),
  )
  expect(value(decided)).toEqual({ decided: 2 })
  const mail = () =>
    here.db.inTenant(TENANT, async (tx) =>
      (
        await tx
          .selectFrom('mail' as never)
          .selectAll()
          .execute()
      ).filter((one) => String((one as { key: string }).key).startsWith('decision/')),
    )
  expect(await mail()).toHaveLength(0)
  const own = await within(ingrid, () => tell(here.db, ingrid, at, chosen, now))
  expect(value(own)).toMatchObject({ told: 0, left: { length: 2 } })
  const quiet = '2027-03-20T12:00:00Z'
  const silent = await within(rosalind, () => tell(here.db, rosalind, at, chosen, quiet))
  expect(silent).toMatchObject({ ok: false, findings: [{ rule: 'recruitment.quiet' }] })
  const sent = await within(rosalind, () => tell(here.db, rosalind, at, chosen, now))
  expect(value(sent)).toEqual({ told: 2, left: [] })
  const twice = await within(rosalind, () => tell(here.db, rosalind, at, chosen, now))
  expect(value(twice).told).toBe(0)
  const letters = (await mail()) as unknown as { subject: string; text: string }[]
  expect(letters).toHaveLength(2)
  expect(letters[0]!.text).not.toContain('{')
})

test('nobody reads what was said of their own application, whatever they have become', async () => {
  const ingrid = await as('ingrid-halvorsdottir')
  const row = (await pileOf(ingrid)).rows.find(({ mark }) => mark.reviews > 0)!
  const rosalind = await as('rosalind-achterberg')
  const seen = async () =>
    (await pileOf(rosalind)).rows.find(({ application }) => application === row.application)!
  expect((await seen()).mark.reviews).toBeGreaterThan(0)
  await within(ingrid, () =>
    here.db.inTenant(TENANT, async (tx) => {
      const [one] = await findApplications(tx, { id: row.application })
      await tieApplicant(tx, one!.applicant.id, 'rosalind-achterberg')
    }),
  )
  expect(await seen()).toMatchObject({ mark: { reviews: 0 }, decision: null, reviewers: [] })
})
