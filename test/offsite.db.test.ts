// Does a stay elsewhere keep its word: settled, agreed, covered, confirmed by another, and only then counted?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDays, day } from '../src/kernel/day.ts'
import { dayAt } from '../src/kernel/moment.ts'
import { actingAs } from '../src/platform/acting.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { askForStay, changeStay, stepStay } from '../src/rooms/offsite/actions.ts'
import {
  addAgreement,
  endAgreement,
  listToDo,
  sendAlarms,
} from '../src/rooms/offsite/agreements.ts'
import { listStays, viewStay } from '../src/rooms/offsite/looking.ts'
import { answerFromOutside, askDirector, lookFromOutside } from '../src/rooms/offsite/outside.ts'
import type { StayWords } from '../src/rooms/offsite/schema.ts'
import { addTask, setTask } from '../src/rooms/offsite/tasks.ts'
import { findMail } from '../src/rooms/mail/store.ts'
import { viewChecklist } from '../src/rooms/progress/ledger.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'bwh-dr'
let here: TestDatabase
let coordinator: Actor
let director: Actor
let elif: Actor
let kofi: Actor

beforeEach(async () => {
  here = await cloneDatabase()
  const who = (person: string) => actAs(here.db, 'brigham', person)
  coordinator = await who('theodore-lacombiere')
  director = await who('josephine-harrowgate')
  elif = await who('elif-karadenizli')
  kofi = await who('kofi-ampontuah')
})
afterEach(() => here.drop())

const as = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
const TODAY = dayAt(NOW, 'America/New_York')
const origin = new URL('https://isocenter.example')

const words: StayWords = {
  ...{ elective: 'neuro-advanced', site: 'mass-eye-ear', place: 'Eye and Ear', abroad: false },
  ...{ from: day('2027-04-05'), to: day('2027-05-02') },
  aim: 'Temporal bones.',
  ...{ directorName: 'Oriel Vandersloot', directorEmail: 'vandersloot@example.org' },
}
const ask = async (actor: Actor, more: Partial<StayWords> = {}) => {
  const made = await as(actor, () =>
    askForStay(here.db, actor, programme, { ...words, ...more, person: actor.person.id }, NOW),
  )
  return { id: programme, stay: value(made).stay }
}
type At = Awaited<ReturnType<typeof ask>>
const step = (actor: Actor, at: At, state: 'asked' | 'confirmed' | 'withdrawn' | 'declined') =>
  as(actor, () => stepStay(here.db, actor, at, { state, note: '' }, NOW))
const view = async (actor: Actor, at: At) => value(await viewStay(here.db, actor, at, NOW))
const settle = async (at: At) => {
  for (const task of (await view(coordinator, at)).list)
    value(
      await as(coordinator, () =>
        setTask(
          here.db,
          coordinator,
          { ...at, task: task.id },
          { state: 'done', note: '', owner: task.owner?.id ?? null, due: task.due },
          NOW,
        ),
      ),
    )
}
/** The token in the last letter to the director. */
async function lastToken(): Promise<string> {
  const letters = await here.db.inTenant('brigham', (tx) => findMail(tx, 50))
  const letter = letters.find(({ email }) => email === 'vandersloot@example.org')!
  return /\/stay\/(\S+)/.exec(letter.text)![1]!
}
const agree = async (at: At) => {
  value(await as(coordinator, () => askDirector(here.db, coordinator, at, { origin, now: NOW })))
  const answer = { says: 'agrees', name: 'Oriel Vandersloot', note: '' } as const
  value(await answerFromOutside(here.db, await lastToken(), answer, NOW))
}
const ready = async (actor: Actor, more: Partial<StayWords> = {}) => {
  const at = await ask(actor, more)
  value(await step(actor, at, 'asked'))
  await settle(at)
  await agree(at)
  return at
}
const confirmed = async () => {
  const at = await ready(kofi)
  value(await step(coordinator, at, 'confirmed'))
  return at
}

describe('a stay', () => {
  test('is not confirmed before it is settled, agreed and covered, and says all that is lacking', async () => {
    const at = await ask(kofi, { ...SHORT_OF_AGREEMENT })
    value(await step(kofi, at, 'asked'))
    const outcome = await step(coordinator, at, 'confirmed')
    expect(rules(outcome)).toEqual(['offsite.open', 'offsite.director', 'offsite.agreement'])
    expect((await view(coordinator, at)).lacks).toHaveLength(3)
    expect((await view(coordinator, at)).state).toBe('asked')
  })

  test('BW-91: is confirmed once it is, by somebody else, and the trainee hears of it', async () => {
    const at = await confirmed()
    const seen = await view(kofi, at)
    expect(seen).toMatchObject({ state: 'confirmed', lacks: [], settled: 4, tasks: 4 })
    expect(seen.decided?.by).toBe('Théodore Lacombière')
  })

  test('is never confirmed by the trainee, nor by the database for them', async () => {
    // A chief plans, and still does not confirm their own.
    expect(rules(await step(kofi, await ready(kofi), 'confirmed'))).toEqual(['offsite.own'])
    const at = await ready(elif)
    expect(rules(await step(elif, at, 'confirmed'))).toEqual(['offsite.right'])
    const force = (by: string) =>
      here.db.inTenant('brigham', (tx) =>
        sql`update stay set state = 'confirmed', decided_by = ${by} where id = ${at.stay}`.execute(
          tx,
        ),
      )
    await expect(force(elif.person.id)).rejects.toThrow(/not_confirmed_by_oneself/)
    await force(coordinator.person.id)
  })

  test('keeps its days once it is confirmed, whoever writes', async () => {
    const at = await confirmed()
    const late = { ...words, to: addDays(words.to, 7), version: (await view(kofi, at)).version }
    expect(rules(await changeStay(here.db, kofi, at, late, NOW))).toEqual(['offsite.settled'])
    const force = here.db.inTenant('brigham', (tx) =>
      sql`update stay set during = '[2027-04-05,2027-06-01)' where id = ${at.stay}`.execute(tx),
    )
    await expect(force).rejects.toThrow(/this stay is confirmed/)
  })

  test('a task of a confirmed stay is not opened again, not even past the program', async () => {
    const at = await confirmed()
    const { list } = await view(kofi, at)
    const wanted = { state: 'open', note: '', owner: null, due: null } as const
    expect(
      rules(await setTask(here.db, coordinator, { ...at, task: list[0]!.id }, wanted, NOW)),
    ).toEqual(['offsite.settled'])
    const force = here.db.inTenant('brigham', (tx) =>
      sql`update stay_task set state = 'open' where stay = ${at.stay}`.execute(tx),
    )
    await expect(force).rejects.toThrow(/this stay is confirmed/)
  })

  test('two confirmed stays of one person never share a day', async () => {
    await confirmed()
    const other = await ready(kofi, { from: day('2027-05-02'), to: day('2027-05-20') })
    expect(rules(await step(coordinator, other, 'confirmed'))).toEqual(['offsite.twice'])
  })

  test('saved in two tabs: the second hears so, and loses nothing of the first', async () => {
    const at = await ask(kofi)
    const put = (aim: string) => changeStay(here.db, kofi, at, { ...words, aim, version: 1 }, NOW)
    value(await put('First'))
    expect(rules(await put('Second'))).toEqual(['offsite.stale'])
    expect((await view(kofi, at)).aim).toBe('First')
  })

  test('is seen by its trainee and by planners; another trainee does not know that it is there', async () => {
    const at = await ask(kofi)
    expect((await viewStay(here.db, elif, at, NOW)).ok).toBe(false)
    const others = value(await listStays(here.db, elif, programme, NOW)).stays
    expect(others.map(({ person }) => person.id)).toEqual(['elif-karadenizli'])
    const all = value(await listStays(here.db, coordinator, programme, NOW)).stays
    expect(all.length).toBeGreaterThan(3)
  })

  test('a task is settled by whose it is; the office settles its own; not needed wants a reason', async () => {
    const at = await ask(elif)
    const { list } = await view(elif, at)
    const of = (kind: string) => list.find((task) => task.kind === kind)!
    const set = (actor: Actor, kind: string, state: 'done' | 'not-needed', note = '') => {
      const { id, owner, due } = of(kind)
      const wanted = { state, note, owner: owner?.id ?? null, due }
      return as(actor, () => setTask(here.db, actor, { ...at, task: id }, wanted, NOW))
    }
    value(await set(elif, 'contact', 'done'))
    expect(rules(await set(elif, 'malpractice', 'done'))).toEqual(['offsite.right'])
    expect(rules(await set(coordinator, 'malpractice', 'not-needed'))).toEqual(['offsite.reason'])
    value(await set(coordinator, 'malpractice', 'not-needed', 'Covered by ours.'))
    value(await addTask(here.db, coordinator, at, { name: 'Badge there', due: null }, NOW))
    expect(await view(elif, at)).toMatchObject({ settled: 2, tasks: 5 })
  })

  test('becomes one abroad: what that asks for besides is added once', async () => {
    const at = await ask(kofi)
    const put = async (abroad: boolean) => {
      const { version } = await view(kofi, at)
      value(await changeStay(here.db, kofi, at, { ...words, abroad, version }, NOW))
    }
    await put(true)
    await put(false)
    await put(true)
    expect((await view(kofi, at)).tasks).toBe(10)
  })
})

/** The agreement with this house ends before the stay does. */
const SHORT_OF_AGREEMENT = {
  ...{ site: 'boston-childrens', elective: null },
  ...{ from: day('2027-02-01'), to: day('2027-02-28') },
}

describe('the director there', () => {
  test('reads what is asked without an account, answers once, and the link is used up', async () => {
    const at = await ask(kofi)
    value(await as(coordinator, () => askDirector(here.db, coordinator, at, { origin, now: NOW })))
    const token = await lastToken()
    const asked = value(await lookFromOutside(here.db, token))
    expect(asked).toMatchObject({ trainee: 'Kofi Ampontuah', place: 'Eye and Ear' })
    const answer = { says: 'declines', name: 'Oriel Vandersloot', note: 'In May rather.' } as const
    value(await answerFromOutside(here.db, token, answer, NOW))
    expect(rules(await answerFromOutside(here.db, token, answer, NOW))).toEqual(['offsite.link'])
    expect(rules(await lookFromOutside(here.db, token))).toEqual(['offsite.link'])
    expect((await view(kofi, at)).director).toMatchObject({
      says: 'declines',
      note: 'In May rather.',
    })
  })

  test('asked again: the older letter leads nowhere', async () => {
    const at = await ask(kofi)
    const send = () => askDirector(here.db, coordinator, at, { origin, now: NOW })
    value(await as(coordinator, send))
    const first = await lastToken()
    value(await as(coordinator, send))
    expect(rules(await lookFromOutside(here.db, first))).toEqual(['offsite.link'])
    expect((await lookFromOutside(here.db, await lastToken())).ok).toBe(true)
  })

  test('agreed to other days: a stay that is moved asks anew', async () => {
    const at = await ask(kofi)
    await agree(at)
    const { version } = await view(kofi, at)
    const put = (more: object, of = version) =>
      changeStay(here.db, kofi, at, { ...words, ...more, version: of }, NOW)
    value(await put({ aim: 'Another aim.' }))
    expect((await view(kofi, at)).director.says).toBe('agrees')
    value(await put({ to: addDays(words.to, 7) }, version + 1))
    expect((await view(kofi, at)).director.says).toBeNull()
  })
})

describe('an agreement', () => {
  test('that ends takes the confirmation of what rests on it alone, and is told', async () => {
    const at = await confirmed()
    const { agreements } = value(await listStays(here.db, coordinator, programme, NOW))
    const held = agreements.find(({ site }) => site === 'mass-eye-ear')!
    const ended = value(
      await as(director, () =>
        endAgreement(here.db, director, { id: programme, agreement: held.id }, NOW),
      ),
    )
    expect(ended.stays).toContain(at.stay)
    expect(await view(kofi, at)).toMatchObject({
      state: 'asked',
      note: 'Letter of agreement with Massachusetts Eye and Ear holds no longer.',
    })
  })

  test('cannot be ended under a confirmed stay past the program', async () => {
    await confirmed()
    const force = here.db.inTenant('brigham', (tx) =>
      sql`update agreement set ended_at = now(), ended_by = ${director.person.id}
        where site = 'mass-eye-ear'`.execute(tx),
    )
    await expect(force).rejects.toThrow(/rests on this agreement/)
  })

  test('ended while a stay is confirmed on it: one waits for the other, and nothing hangs in the air', async () => {
    const at = await ready(kofi)
    const { agreements } = value(await listStays(here.db, coordinator, programme, NOW))
    const held = agreements.find(({ site }) => site === 'mass-eye-ear')!
    await Promise.all([
      step(coordinator, at, 'confirmed'),
      as(director, () =>
        endAgreement(here.db, director, { id: programme, agreement: held.id }, NOW),
      ),
    ])
    expect((await view(kofi, at)).state).toBe('asked')
  })

  test('lapses: planners are told once, tasks that are due are told to whose they are', async () => {
    const clock = fixedClock(NOW)
    const signal = new AbortController().signal
    await here.db.inTenant('brigham', (tx) =>
      sql`insert into mail_address (tenant, person, email) values
        ('brigham', ${coordinator.person.id}, 'theo@example.org'),
        ('brigham', ${kofi.person.id}, 'kofi@example.org')
        on conflict (tenant, person) do update set email = excluded.email`.execute(tx),
    )
    const at = await ask(kofi, { from: addDays(TODAY, 30), to: addDays(TODAY, 57) })
    value(
      await addAgreement(here.db, coordinator, programme, {
        ...{ site: 'dfci', title: 'Letter', note: '', alarmDays: 60 },
        ...{ from: addDays(TODAY, -300), to: addDays(TODAY, 59) },
      }),
    )
    await sendAlarms(here.db, clock, signal)
    await sendAlarms(here.db, clock, signal)
    const letters = await here.db.inTenant('brigham', (tx) => findMail(tx, 200))
    const told = letters.filter(
      ({ email, subject }) =>
        email === 'theo@example.org' && subject.startsWith('The agreement with Dana-Farber'),
    )
    expect(told).toHaveLength(1)
    const tasks = letters.filter(
      ({ email, text }) => email === 'kofi@example.org' && text.includes('Eye and Ear'),
    )
    expect(tasks.map(({ subject }) => subject.split(':')[0])).toEqual(
      expect.arrayContaining(['Contact found there', 'Credentials there']),
    )
    const mine = await listToDo(here.db, kofi, NOW)
    expect(mine.items.some(({ stay }) => stay === at.stay)).toBe(true)
    const theirs = await listToDo(here.db, coordinator, NOW)
    expect(
      theirs.items.some(({ stay, title }) => stay === null && title.startsWith('Letter')),
    ).toBe(true)
  })
})

describe('on the checklist', () => {
  test('time abroad counts on days of a confirmed stay and on no other', async () => {
    await here.db.inTenant('brigham', async (tx) => {
      await sql`delete from person_time where person = ${elif.person.id} and line = 'published'`.execute(
        tx,
      )
      await sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during, source)
        values ('brigham', ${elif.person.id}, ${programme}, 'published', 'assignment', 'elective',
          'global-health', daterange('2026-10-05', '2026-11-01', '[]'), 'test')`.execute(tx)
    })
    const list = async () =>
      value(await viewChecklist(here.db, elif, elif.person.id, programme, NOW, []))
    const electiveWeeks = async () => {
      const { items } = await list()
      return items.flatMap(({ evidence }) => evidence).filter(({ says }) => /abroad/i.test(says))
    }
    expect((await list()).unconfirmed).toMatchObject([{ from: '2026-10-05', to: '2026-11-01' }])
    expect(await electiveWeeks()).toEqual([])
    await here.db.inTenant('brigham', (tx) =>
      sql`insert into stay (tenant, programme, person, elective, site, place, during, made_by, state,
          decided_by, director_says, director_at)
        values ('brigham', ${programme}, ${elif.person.id}, 'global-health', 'abroad', 'Lakeside',
          '[2026-10-05,2026-10-19)', ${elif.person.id}, 'confirmed', ${director.person.id}, 'agrees',
          now())`.execute(tx),
    )
    expect((await list()).unconfirmed).toMatchObject([{ from: '2026-10-19', to: '2026-11-01' }])
    const counted = await electiveWeeks()
    expect(counted.map(({ amount, unit }) => [amount, unit])).toContainEqual([2, 'weeks'])
  })
})
