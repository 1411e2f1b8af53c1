// Does a letter go out once, when its reader wants it, again after a fault, and never to two?
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Moment } from '../src/kernel/moment.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { listMail, setPreference } from '../src/rooms/mail/actions.ts'
import {
  deliverMail,
  openPostman,
  type Postman,
  upsertAddress,
  writeAccountMail,
  writeNews,
} from '../src/rooms/mail/index.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { editDraft } from '../src/rooms/rota/draft-edits.ts'
import { createDraft } from '../src/rooms/rota/drafts.ts'
import { publish } from '../src/rooms/rota/publishing.ts'
import { actAs, cloneDatabase, type TestDatabase, value } from './database.ts'

type Got = { to: string[]; subject: string; text: string; id: string; headers: string }
let here: TestDatabase
let fellow: Actor
let server: SMTPServer
let postman: Postman
let got: Got[]
/** How many connections are refused before one is let in. */
let refuses: number

beforeEach(async () => {
  here = await cloneDatabase()
  fellow = await actAs(here.db, 'mayo', 'tariq-haddadin')
  got = []
  refuses = 0
  server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onMailFrom: (_, __, done) => (refuses-- > 0 ? done(new Error('Try again later')) : done()),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts)
        void simpleParser(raw).then((letter) => {
          got.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            ...{ subject: letter.subject ?? '', text: letter.text ?? '' },
            ...{ id: letter.messageId ?? '', headers: raw.toString().split('\r\n\r\n')[0]! },
          })
          done()
        })
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()))
  const { port } = server.server.address() as { port: number }
  const origin = new URL('https://isocenter.example')
  postman = openPostman(`smtp://127.0.0.1:${port}`, 'Isocenter <isocenter@mail.example>', origin)
})
afterEach(async () => {
  postman?.close()
  await new Promise<void>((closed) => server.close(() => closed()))
  await here.drop()
})

const at = (text: string) => text as Moment
const NOON = at('2026-11-21T18:00:00Z')
const deliver = (now: Moment, by: Postman = postman) =>
  deliverMail(here.db, fixedClock(now), { postman: by, pusher: null }, new AbortController().signal)
const address = () =>
  here.db.inTenant('mayo', (tx) =>
    upsertAddress(tx, 'mayo', { person: 'tariq-haddadin', email: 'tariq@mayo.example' }),
  )
const news = (key: string, now: Moment = NOON, subject = `News ${key}`) =>
  here.db.inTenant('mayo', (tx) =>
    writeNews(
      tx,
      { tenant: 'mayo', zone: 'America/Chicago', now },
      { key, topic: key },
      new Map([
        [
          'tariq-haddadin',
          { subject, text: `Text of ${key}`, note: { title: subject, line: 'x', path: '/' } },
        ],
      ]),
    ),
  )
const account = (email: string, subject = 'Come in') =>
  here.db.inTenant('mayo', (tx) =>
    writeAccountMail(
      tx,
      { tenant: 'mayo', now: NOON },
      { key: `k/${email}`, email, person: null, subject, text: 'https://isocenter.example/x' },
    ),
  )
const prefer = (preference: Omit<Parameters<typeof setPreference>[2], 'push'>) =>
  setPreference(here.db, fellow, { ...preference, push: true })

describe('a letter', () => {
  test('is written once for what happened, goes out once, and under its own id', async () => {
    await address()
    await news('a')
    await news('a')
    expect(await deliver(NOON)).toBe(1)
    expect(await deliver(NOON)).toBe(0)
    expect(got).toMatchObject([
      { to: ['tariq@mayo.example'], subject: 'News a', text: 'Text of a\n' },
    ])
    expect(got[0]!.id).toMatch(/^<[0-9a-f-]{36}@mail\.example>$/)
  })
  test('comes again after a fault, under the same id, and is given up after two days', async () => {
    await account('somebody@mayo.example')
    refuses = 2
    await deliver(NOON)
    await deliver(NOON)
    expect(got).toEqual([])
    await deliver(at('2026-11-21T18:01:30Z'))
    await deliver(at('2026-11-21T18:10:00Z'))
    expect(got).toHaveLength(1)
    await account('other@mayo.example')
    refuses = 100
    for (let hour = 0; hour < 24 * 4; hour++)
      await deliver(at(new Date(Date.parse(NOON) + hour * 3_600_000).toISOString()))
    const { mail } = await listMail(here.db, fellow, true)
    expect(mail[0]).toMatchObject({ state: 'failed', to: 'other@mayo.example' })
    expect(refuses).toBe(92)
  })
  test('of two processes that deliver at once goes out once', async () => {
    for (let nth = 0; nth < 15; nth++) await account(`n${nth}@mayo.example`)
    await Promise.all([deliver(NOON), deliver(NOON), deliver(NOON)])
    expect(got.map(({ to }) => to[0]).sort()).toEqual(
      Array.from({ length: 15 }, (_, nth) => `n${nth}@mayo.example`).sort(),
    )
  })
  test('has one reader and no header that a name has smuggled in', async () => {
    await account('a@mayo.example', 'Hello\r\nBcc: evil@example.org\r\n\r\nBuy this')
    await account('b@mayo.example, evil@example.org')
    await deliver(NOON)
    expect(got.flatMap(({ to }) => to)).not.toContain('evil@example.org')
    expect(got[0]!.headers).not.toMatch(/^Bcc:/im)
    expect(got[0]!.subject).toBe('Hello Bcc: evil@example.org Buy this')
  })
  test('without a mail server is only shown, and where it went out its link is the reader’s', async () => {
    await account('a@mayo.example')
    await deliver(NOON, null)
    expect(got).toEqual([])
    const shown = await listMail(here.db, fellow, false)
    expect(shown.mail[0]).toMatchObject({ state: 'shown', text: 'https://isocenter.example/x' })
    await account('b@mayo.example')
    await deliver(NOON)
    const sent = await listMail(here.db, fellow, true)
    expect(sent.mail.find(({ to }) => to.startsWith('b@'))).toMatchObject({
      ...{ state: 'sent', text: '(a link that only the receiver has)' },
    })
  })
})

test('no letter goes out before it is said where its links lead', () => {
  expect(() => openPostman('smtp://127.0.0.1:25', 'isocenter@mail.example', undefined)).toThrow(
    'ISOCENTER_ORIGIN is not',
  )
})

describe('news', () => {
  beforeEach(address)
  test('once a day comes together at seven in the morning of the place', async () => {
    await prefer({ news: 'daily', quiet: null })
    await news('a')
    await news('b')
    expect(await deliver(at('2026-11-22T12:59:00Z'))).toBe(0)
    expect(await deliver(at('2026-11-22T13:00:00Z'))).toBe(1)
    expect(got).toMatchObject([{ subject: '2 news from Isocenter' }])
    expect(got[0]!.text).toContain('Text of a')
    expect(got[0]!.text).toContain('Text of b')
  })
  test('waits through quiet hours, and what concerns the account does not', async () => {
    await prefer({ news: 'at-once', quiet: { from: 21, to: 6 } })
    const night = at('2026-11-22T05:30:00Z')
    await news('a', night)
    await account('tariq@mayo.example')
    expect(await deliver(night)).toBe(1)
    expect(got[0]!.subject).toBe('Come in')
    expect(await deliver(at('2026-11-22T12:00:00Z'))).toBe(1)
  })
  test('is not written for whoever wants none', async () => {
    await prefer({ news: 'never', quiet: null })
    await news('a')
    expect(await deliver(NOON)).toBe(0)
  })
  test('of a publication says to each person what is different for them and to nobody else', async () => {
    const coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
    const draft = value(
      await createDraft(here.db, coordinator, 'mayo-2026', { name: 'Mine', from: 'published' }),
    )
    const [person] = Object.keys(draft.cells)
    await here.db.inTenant('mayo', (tx) =>
      upsertAddress(tx, 'mayo', { person: person!, email: 'first@mayo.example' }),
    )
    const period = (
      await here.db.pool.query(`select blocks -> 0 ->> 'id' as id from plan
      where id = 'mayo-2026'`)
    ).rows[0].id as string
    const before = draft.cells[person!]![0] ?? null
    const edited = value(
      await editDraft(here.db, coordinator, draft.id, {
        changes: [{ person: person!, period, before, after: 'mayo-xr' }],
        label: 'One cell',
      }),
    )
    const wish = { version: edited.version, message: 'Sorry', waiver: 'For a test' }
    value(await publish(here.db, coordinator, draft.id, wish))
    await deliver(at('2030-01-01T12:00:00Z'))
    expect(got.map(({ to }) => to[0])).toEqual(['first@mayo.example'])
    expect(got[0]!.text).toContain('Sorry')
    expect(got[0]!.text).toMatch(/: XR/)
  })
})
