// A season from the side of those outside: coming in by letter, sending in time, letters that stay closed.
import { sql } from 'kysely'
import PDFDocument from 'pdfkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inventedPdf, inventedPhoto, inventedScan } from '../demo/invented-files.ts'
import { openLive } from '../src/platform/live.ts'
import { makeApp } from '../src/app/server.ts'
import { findMail } from '../src/rooms/mail/store.ts'
import { findCycle, findDocuments, findRecommendations } from '../src/rooms/recruitment/index.ts'
import { remindApplicants, remindWriters } from '../src/rooms/recruitment/reminding.ts'
import { type ApplicationForm, emptyForm } from '../src/rooms/recruitment/schema.ts'
import { setTenant } from '../src/platform/database.ts'
import { clock, cloneDatabase, NOW, type TestDatabase } from './database.ts'
import { says, Visitor } from './door.ts'

const HOUSE = 'johns-hopkins'
const CYCLE = 'jh-msk-season'
let here: TestDatabase
let live: Awaited<ReturnType<typeof openLive>>
let app: ReturnType<typeof makeApp>

beforeEach(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
  await setClock(NOW)
})
afterEach(async () => {
  await live.close()
  await here.drop()
})

/** The clock of the fence; everything else goes on by that of the machine. */
const setClock = (moment: string) =>
  here.db.pool.query(
    `create or replace function recruitment_clock() returns timestamptz language sql volatile
     as $$ select '${moment}'::timestamptz $$`,
  )
const mail = async (to: string) =>
  (await here.db.inTenant(HOUSE, (tx) => findMail(tx, 100))).filter((one) => one.email === to)
const lastMail = async (to: string) => (await mail(to))[0]!.text
const path = (rest: string) => `/applying/${HOUSE}/${rest}`

const asked = (email: string) => ({
  ...{ cycle: CYCLE, email, given: 'Mirela', family: 'Stanković', zone: 'Europe/Belgrade' },
})

async function comeIn(email = 'mirela@example.org') {
  const visitor = new Visitor(app)
  expect((await visitor.post(path('entries'), asked(email))).status).toBe(200)
  const code = /^\d{6}$/m.exec(await lastMail(email))![0]
  const came = await visitor.put<{ application: string }>(path('entries'), {
    ...{ cycle: CYCLE, email, code },
  })
  expect(came.status).toBe(200)
  const at = path(`applications/${came.body.application}`)
  return { visitor, id: came.body.application, at }
}
type Came = Awaited<ReturnType<typeof comeIn>>

const send = (visitor: Visitor, to: string, bytes: Uint8Array | ReadableStream) =>
  app.request(`http://localhost/api${to}`, {
    method: 'POST',
    body: bytes as never,
    // @ts-expect-error a stream needs it, and the types of Node 20 do not know it
    duplex: 'half',
    headers: {
      'content-type': 'application/octet-stream',
      cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
  })
const upload = async ({ visitor, at }: Came, kind: string, bytes: Uint8Array, name = 'a.pdf') => {
  const answer = await send(
    visitor,
    `${at}/documents/${kind}?name=${encodeURIComponent(name)}`,
    bytes,
  )
  return { status: answer.status, body: (await answer.json()) as { id: string } & Answerish }
}
type Answerish = { findings?: { says: string }[]; flags?: object; pages?: number }

const form: ApplicationForm = {
  ...emptyForm,
  ...{ address: '1 Street', citizenship: 'citizen', board: 'certified', discipline: 'no' },
  ...{ signed: 'Mirela Stanković', scores: { 'step-1': 'pass', 'step-2': '251' } },
  answers: { licence: { says: 'yes', note: '' } },
  schooling: [
    { kind: 'medical-school', place: 'A', from: '2017-08', to: '2021-05', degree: 'MD' },
    { kind: 'residency', place: 'B', from: '2022-07', to: '', degree: '' },
  ],
}
const contact = { given: 'Mirela', family: 'Stanković', phone: '', zone: 'Europe/Belgrade' }
const writer = (nth: number, waived = true) => ({
  ...{ writerName: `Writer ${nth}`, writerEmail: `writer${nth}@example.org` },
  ...{ writerRole: 'Mentor', waived },
})

async function fillIn(came: Came) {
  const { visitor, at } = came
  expect((await visitor.put(`${at}/form`, { version: 1, form, contact })).status).toBe(200)
  await upload(came, 'cv', inventedPdf([['A life']]))
  await upload(came, 'statement', inventedPdf([['What for']]))
  await upload(came, 'photo', inventedPhoto(2), 'me.png')
  for (const nth of [1, 2, 3])
    expect((await visitor.post(`${at}/letters`, writer(nth))).status).toBe(200)
}
const state = (came: Came, to: string) => came.visitor.put(`${came.at}/state`, { state: to })
const linkOf = async (nth: number) =>
  /\/recommend\/(\S+)/.exec(await lastMail(`writer${nth}@example.org`))![1]!

describe('coming in', () => {
  test('a letter brings digits and a link; both together are good once', async () => {
    const { visitor, at } = await comeIn()
    expect((await visitor.get(at)).status).toBe(200)
    const text = await lastMail('mirela@example.org')
    const token = /\/enter\/(\S+)/.exec(text)![1]
    const other = new Visitor(app)
    expect(says(await other.put(path('entries'), { token }))).toContain('used already')
    expect((await other.get(at)).status).toBe(401)
    // On another device: a new letter, and the same application.
    const again = await comeIn()
    expect(again.at).toBe(at)
    expect((await visitor.remove(path('entries'))).status).toBe(200)
    expect((await visitor.get(at)).status).toBe(401)
  })

  test('digits are tried five times', async () => {
    const visitor = new Visitor(app)
    await visitor.post(path('entries'), asked('guess@example.org'))
    const right = /^\d{6}$/m.exec(await lastMail('guess@example.org'))![0]
    const wrong = right === '000000' ? '000001' : '000000'
    const email = 'guess@example.org'
    for (let nth = 0; nth < 5; nth++)
      expect(
        says(await visitor.put(path('entries'), { cycle: CYCLE, email, code: wrong })),
      ).toContain('not the digits')
    expect(
      says(await visitor.put(path('entries'), { cycle: CYCLE, email, code: right })),
    ).toContain('mistyped too often')
  })

  test('a mailbox is not filled from here: three letters an hour, also when asked for at once', async () => {
    const visitor = new Visitor(app)
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => visitor.post(path('entries'), asked('bomb@example.org'))),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(says(answers.find(({ status }) => status === 409)!)).toContain('letters went to bomb@')
    expect(await mail('bomb@example.org')).toHaveLength(3)
  })

  test('nobody is sent a link by way of a name, and nobody sends letters to all the world', async () => {
    const visitor = new Visitor(app)
    const named = { ...asked('victim@example.org'), given: 'Win at http://bad.example' }
    expect((await visitor.post(path('entries'), named)).status).toBe(400)
    const statuses = []
    for (let nth = 0; nth < 31; nth++)
      statuses.push((await visitor.post(path('entries'), asked(`v${nth}@example.org`))).status)
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([200]))
    expect(statuses[30]).toBe(429)
  })

  test('whether somebody applies is not told', async () => {
    const visitor = new Visitor(app)
    const known = await visitor.post(path('entries'), asked('adaeze-nwokolo@example.org'))
    const unknown = await visitor.post(path('entries'), asked('nobody@example.org'))
    expect(Object.keys(known.body as object)).toEqual(Object.keys(unknown.body as object))
    expect(known.status).toBe(unknown.status)
  })

  test('applicants see their own and nothing of the house', async () => {
    const { visitor, at } = await comeIn()
    expect((await visitor.get(path('applications/application-adaeze-nwokolo'))).status).toBe(404)
    for (const other of ['/programmes', `/programmes/jh-msk/cycles/${CYCLE}`, '/mail'])
      expect((await visitor.get(other)).status).toBe(401)
    const mine = await visitor.get<{ applications: unknown[] }>(path('applications'))
    expect(mine.body.applications).toHaveLength(1)
    expect((await new Visitor(app).get(at)).status).toBe(401)
    // The role itself, whatever a query asks for.
    const seen = await here.db.asApplicant(HOUSE, 'applicant-adaeze-nwokolo', async (tx) => ({
      applicants: (await sql<{ id: string }>`select id from applicant`.execute(tx)).rows,
      letters: (await sql`select id from application_document where kind = 'letter'`.execute(tx))
        .rows,
      bytes: (await sql`select document from document_bytes`.execute(tx)).rows,
    }))
    expect(seen.applicants).toEqual([{ id: 'applicant-adaeze-nwokolo' }])
    expect(seen.letters).toEqual([])
    expect(seen.bytes).toHaveLength(3)
    for (const table of ['person', 'role', 'audit', 'mail', 'link', 'applicant_session'])
      await expect(
        here.db.asApplicant(HOUSE, 'x', (tx) => sql`select * from ${sql.table(table)}`.execute(tx)),
      ).rejects.toThrow('permission denied')
  })
})

describe('the file', () => {
  test('whatever is sent, the answer is one sentence and what was there stays', async () => {
    const came = await comeIn()
    const first = await upload(came, 'statement', inventedPdf([['One page']]), 'first.pdf')
    const says_ = async (kind: string, bytes: Uint8Array, name?: string) => {
      const { status, body } = await upload(came, kind, bytes, name)
      expect(status).toBe(409)
      expect(body.findings).toHaveLength(1)
      return body.findings![0]!.says
    }
    expect(await says_('statement', inventedPdf([['a'], ['b']]))).toContain('has 2 pages; one page')
    expect(await says_('statement', new Uint8Array(0))).toContain('is empty')
    expect(await says_('cv', Buffer.from('<svg/>'), 'x.pdf')).toContain('drawing')
    expect(await says_('photo', inventedPdf([['me']]), 'me.pdf')).toContain('must be a picture')
    const { body: view } = await came.visitor.get<{ documents: { id: string }[] }>(came.at)
    expect(view.documents.map(({ id }) => id)).toEqual([first.body.id])
    // A newer one takes its place; that can be taken back.
    const second = await upload(came, 'statement', inventedScan(20), '../../etc/scan "1".pdf')
    expect(second.body).toMatchObject({ fileName: 'scan 1.pdf', flags: { noText: true } })
    await came.visitor.put(`${came.at}/documents/${first.body.id}`, { isKept: true })
    const { body: after } = await came.visitor.get<{ documents: { id: string }[] }>(came.at)
    expect(after.documents.map(({ id }) => id)).toEqual([first.body.id])
    // The same twice is one.
    expect((await upload(came, 'other', inventedPdf([['x y']]))).body.id).toBe(
      (await upload(came, 'other', inventedPdf([['x y']]))).body.id,
    )
  })

  test('200 MB are refused while they come, and are never held', async () => {
    const came = await comeIn()
    let given = 0
    const endless = new ReadableStream({
      pull(controller) {
        given += 65_536
        if (given > 200 * 1024 * 1024) controller.close()
        else controller.enqueue(new Uint8Array(65_536))
      },
    })
    const before = process.memoryUsage().rss
    const answer = await send(came.visitor, `${came.at}/documents/cv?name=big.pdf`, endless)
    expect(answer.status).toBe(413)
    expect(given).toBeLessThan(10 * 1024 * 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  test('what comes back is a file and no page', async () => {
    const came = await comeIn()
    const made = await upload(came, 'cv', inventedPdf([['A life']]), 'Résumé “2”.pdf')
    const answer = await app.request(
      `http://localhost/api${came.at}/documents/${made.body.id}/file`,
      {
        headers: { cookie: [...came.visitor.cookies].map((pair) => pair.join('=')).join('; ') },
      },
    )
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w. -]+"/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(
      new Uint8Array(inventedPdf([['A life']])),
    )
  })

  test('a form that was changed elsewhere is not written over', async () => {
    const { visitor, at } = await comeIn()
    expect((await visitor.put(`${at}/form`, { version: 1, form, contact })).status).toBe(200)
    const late = await visitor.put(`${at}/form`, { version: 1, form: emptyForm, contact })
    expect([late.status, says(late)]).toEqual([409, expect.stringContaining('another window')])
    const { body } = await visitor.get<{ form: ApplicationForm }>(at)
    expect(body.form.board).toBe('certified')
  })
})

describe('in time', () => {
  const deadline = async () =>
    Date.parse((await here.db.inTenant(HOUSE, (tx) => findCycle(tx, CYCLE)))!.deadline)
  const at = async (ms: number) => setClock(new Date((await deadline()) + ms).toISOString())

  test.each([
    [-1, true],
    [0, true],
    [1, false],
  ])('sent %i ms from the deadline it is taken: %s', async (ms, isTaken) => {
    const came = await comeIn()
    await fillIn(came)
    await at(ms)
    const answer = await state(came, 'submitted')
    expect(answer.status).toBe(isTaken ? 200 : 409)
    if (!isTaken)
      expect(says(answer)).toMatch(/The deadline of Fellowship 2028 was .*, \d\d:\d\d CET/)
    const after = await upload(came, 'other', inventedPdf([['More']]))
    expect(after.status).toBe(isTaken ? 200 : 409)
  })

  test('an edit a millisecond after is refused and nothing is lost; withdrawing is never too late', async () => {
    const came = await comeIn()
    await fillIn(came)
    await at(1)
    const edit = await came.visitor.put(`${came.at}/form`, { version: 2, form: emptyForm, contact })
    expect(says(edit)).toContain('what came later is not taken')
    const { body } = await came.visitor.get<{ form: ApplicationForm; documents: unknown[] }>(
      came.at,
    )
    expect([body.form.board, body.documents.length]).toEqual(['certified', 3])
    expect((await state(came, 'withdrawn')).status).toBe(200)
    expect((await state(came, 'begun')).status).toBe(409)
  })

  test('of two that send at once both are told that it is there, and it is there once', async () => {
    const came = await comeIn()
    await fillIn(came)
    const both = await Promise.all([state(came, 'submitted'), state(came, 'submitted')])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(both[0]!.body).toEqual(both[1]!.body)
    const letters = (await mail('mirela@example.org')).filter(({ subject }) =>
      /is there/.test(subject),
    )
    expect(letters).toHaveLength(1)
    // What was sent is closed, until it is taken back.
    expect((await upload(came, 'cv', inventedPdf([['Another']]))).status).toBe(409)
    expect((await state(came, 'begun')).status).toBe(200)
    expect((await upload(came, 'cv', inventedPdf([['Another']]))).status).toBe(200)
    expect((await state(came, 'withdrawn')).status).toBe(200)
    expect((await state(came, 'begun')).status).toBe(200)
  })

  test('everything that is lacking is said at once', async () => {
    const came = await comeIn()
    const answer = await state(came, 'submitted')
    expect(answer.status).toBe(409)
    const all = (answer.body as { findings: { says: string }[] }).findings.map((one) => one.says)
    expect(all.length).toBeGreaterThan(8)
  })
})

describe('letters', () => {
  test('a writer comes with a link, sees no more than the name, and the link is good once', async () => {
    const came = await comeIn()
    await fillIn(came)
    const token = await linkOf(1)
    const outsider = new Visitor(app)
    const seen = await outsider.get<Record<string, unknown>>(`/recommendations/${token}`)
    expect(seen.body).toMatchObject({ applicant: 'Mirela Stanković', waived: true })
    expect(JSON.stringify(seen.body)).not.toContain('mirela@example.org')
    const empty = await send(
      outsider,
      `/recommendations/${token}/file?name=l.pdf`,
      new Uint8Array(0),
    )
    expect(empty.status).toBe(409)
    const there = await send(
      outsider,
      `/recommendations/${token}/file?name=l.pdf`,
      inventedScan(20),
    )
    expect(await there.json()).toEqual({ pages: 1, noText: true })
    for (const again of [
      await outsider.get(`/recommendations/${token}`),
      await outsider.post(`/recommendations/${token}`, { declines: true }),
    ])
      expect(says(again)).toContain('This link is not valid')
    expect(await lastMail('mirela@example.org')).toContain('the letter of Writer 1 has arrived')
    // The writer's own role reaches that one letter and nothing else of the file.
    const [link] = (
      await here.db.pool.query(`select id from link where purpose = 'recommendation' limit 1`)
    ).rows
    const reach = await here.db.asGuest(HOUSE, link.id, async (tx) => ({
      applications: (await sql`select id from application`.execute(tx)).rows.length,
      letters: (await sql`select id from recommendation`.execute(tx)).rows.length,
    }))
    expect(reach).toEqual({ applications: 1, letters: 1 })
    await expect(
      here.db.asGuest(HOUSE, link.id, (tx) => sql`select * from document_bytes`.execute(tx)),
    ).rejects.toThrow('permission denied')
  })

  test('written on the page, declined, or too late', async () => {
    const came = await comeIn()
    await fillIn(came)
    const outsider = new Visitor(app)
    const text = 'I have known this doctor for three years, and gladly.'
    const [one, two, three] = [await linkOf(1), await linkOf(2), await linkOf(3)]
    expect(
      (await outsider.post(`/recommendations/${one}`, { text: 'Short', signed: 'W' })).status,
    ).toBe(400)
    expect(
      (await outsider.post(`/recommendations/${one}`, { text, signed: 'Writer 1' })).status,
    ).toBe(200)
    expect((await outsider.post(`/recommendations/${two}`, { declines: true })).status).toBe(200)
    expect(await lastMail('mirela@example.org')).toContain('would rather not')
    const until = (await here.db.inTenant(HOUSE, (tx) => findCycle(tx, CYCLE)))!.lettersUntil
    await setClock(new Date(Date.parse(until) + 1).toISOString())
    const late = await outsider.post(`/recommendations/${three}`, { text, signed: 'Writer 3' })
    expect(says(late)).toBe('Letters are not taken any more.')
    await setClock(until)
    expect((await outsider.post(`/recommendations/${three}`, { text, signed: 'W' })).status).toBe(
      200,
    )
    const states = await here.db.inTenant(HOUSE, (tx) =>
      findRecommendations(tx, { applications: [came.id] }),
    )
    expect(states.map((letter) => letter.state)).toEqual(['received', 'declined', 'received'])
  })

  test('a waiver is given once: an open letter can be read, a waived one never, and neither changes', async () => {
    const came = await comeIn()
    const { visitor, at } = came
    await visitor.post(`${at}/letters`, writer(1, true))
    await visitor.post(`${at}/letters`, writer(2, false))
    for (const nth of [1, 2])
      await send(
        visitor,
        `/recommendations/${await linkOf(nth)}/file?name=l.pdf`,
        inventedPdf([['Dear']]),
      )
    const { body } = await visitor.get<{ letters: { document: string | null }[] }>(at)
    expect(body.letters.map(({ document }) => document !== null)).toEqual([false, true])
    const documents = await here.db.inTenant(HOUSE, (tx) =>
      findDocuments(tx, { applications: [came.id] }),
    )
    const statuses = []
    for (const { id } of documents)
      statuses.push((await visitor.get(`${at}/documents/${id}/file`)).status)
    expect(statuses).toEqual([404, 200])
    // Named again with the other answer: it is said that she is named already.
    const again = await visitor.post(`${at}/letters`, writer(1, false))
    expect(says(again)).toContain('is named already')
  })

  test('writers are not bothered through us: no more than are needed, a reminder in three days', async () => {
    const { visitor, at } = await comeIn()
    const made = []
    for (let nth = 1; nth <= 6; nth++)
      made.push(await visitor.post<{ letter: string }>(`${at}/letters`, writer(nth)))
    expect(made.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 409])
    expect(says(made[5]!)).toContain('5 writers are named; 3 letters')
    const one = `${at}/letters/${made[0]!.body.letter}`
    expect(says(await visitor.post(`${one}/reminders`))).toContain('less than 3 days ago')
    expect(await mail('writer1@example.org')).toHaveLength(1)
    const first = await linkOf(1)
    await visitor.put(`${one}/end`)
    expect((await visitor.get(`/recommendations/${first}`)).status).toBe(409)
    expect(
      says(
        await visitor.post(`${at}/letters`, { ...writer(9), writerEmail: 'Mirela@Example.org' }),
      ),
    ).toContain('your own address')
  })

  test('who is silent is reminded by itself, each time with a new link, and not for ever', async () => {
    const { visitor, at } = await comeIn()
    await visitor.post(`${at}/letters`, writer(1))
    const origin = new URL('https://isocenter.example')
    const first = await linkOf(1)
    const ages = async (days: number) =>
      here.db.unfenced(async (tx) => {
        await setTenant(tx, HOUSE)
        await sql`update recommendation set asked_at = clock_timestamp() - make_interval(days => ${days}),
          made_at = clock_timestamp() - make_interval(days => ${days})
          where writer_email = 'writer1@example.org'`.execute(tx)
        await sql`update recruitment_cycle set opens = clock_timestamp() - interval '90 days',
          deadline = clock_timestamp() + interval '30 days',
          letters_until = clock_timestamp() + interval '40 days'`.execute(tx)
      })
    const count = async () => (await mail('writer1@example.org')).length
    for (const [days, letters] of [
      [9, 1],
      [10, 2],
      [19, 2],
      [20, 3],
      [60, 3],
    ] as const) {
      await ages(days)
      await remindWriters(here.db, HOUSE, NOW, origin)
      expect([days, await count()]).toEqual([days, letters])
    }
    expect((await visitor.get(`/recommendations/${first}`)).status).toBe(409)
    expect((await visitor.get(`/recommendations/${await linkOf(1)}`)).status).toBe(200)
  })
})

test('who has begun and not sent is told a week and a day before the deadline, once each', async () => {
  const email = 'late@example.org'
  await comeIn(email)
  const house = { id: HOUSE, name: 'Johns Hopkins' }
  const origin = new URL('https://isocenter.example')
  const [cycle] = [await here.db.inTenant(HOUSE, (tx) => findCycle(tx, CYCLE))]
  const count = async () =>
    (await mail(email)).filter(({ subject }) => subject.startsWith('Not sent yet')).length
  for (const [hours, letters] of [
    [24 * 7 + 1, 0],
    [24 * 7, 1],
    [24 * 3, 1],
    [24, 2],
    [1, 2],
    [-1, 2],
  ] as const) {
    const now = new Date(Date.parse(cycle!.deadline) - hours * 3_600_000).toISOString()
    await remindApplicants(here.db, house, now, origin)
    expect([hours, await count()]).toEqual([hours, letters])
  }
})

test('a locked PDF is refused with a way on', async () => {
  const came = await comeIn()
  const bytes = await new Promise<Uint8Array>((settle) => {
    const document = new PDFDocument({ userPassword: 'x' })
    const parts: Buffer[] = []
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => settle(Buffer.concat(parts)))
    document.text('secret').end()
  })
  const { body } = await upload(came, 'cv', bytes)
  expect(body.findings![0]!.says).toContain('locked with a password')
})
