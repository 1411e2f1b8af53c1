// Does a domain count only when it is proven, a proof only while it is fresh, and a lost one never for long?
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openLive } from '../src/platform/live.ts'
import { confirmDomain } from '../src/rooms/accounts/index.ts'
import { enter as signIn } from '../src/rooms/accounts/signing-in.ts'
import { clock, cloneDatabase, type TestDatabase, value } from './database.ts'
import { FOUNDER, PASSWORD, says, Visitor } from './door.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let founder: Visitor
/** What stands in the DNS, or how it fails. */
let records: Map<string, string[] | Error>

beforeEach(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  records = new Map()
  const resolve = async (domain: string) => {
    const found = records.get(domain) ?? Object.assign(new Error('none'), { code: 'ENODATA' })
    if (found instanceof Error) throw found
    return found
  }
  app = makeApp(here.db, live, clock, { within: 'any', resolve })
  founder = new Visitor(app)
  await founder.post('/institutions', FOUNDER)
})
afterEach(async () => {
  await live.close()
  await here.drop()
})

const NOOR = FOUNDER.account.email
const enter = (visitor: Visitor, more: object = {}) =>
  visitor.post<{ state: string; ticket: string }>('/session/password', {
    ...{ email: NOOR, password: PASSWORD, device: 'mine' },
    ...more,
  })
const who = async (visitor: Visitor) =>
  (await visitor.get<{ person: { name: string } | null }>('/me')).body.person?.name ?? null
const codeAt = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.parse(clock.now()) + seconds * 1_000,
  })
const age = () => here.db.pool.query(`update session set proven_at = now() - interval '11 minutes'`)
const setUpPhone = async (visitor: Visitor, password = PASSWORD) => {
  const begun = await visitor.post<{ secret: string }>('/account/codes', { password })
  const { secret } = begun.body
  const made = await visitor.post<{ codes: string[] }>('/account/codes/confirmation', {
    code: codeAt(secret),
  })
  expect(made.status).toBe(200)
  return { secret, codes: made.body.codes }
}
const lettersTo = async (email: string) => {
  const mail = await founder.get<{ mail: { text: string; to: string; subject: string }[] }>('/mail')
  return mail.body.mail.filter((one) => one.to === email)
}
/** Mika, who works here and has a password. */
const inviteMika = async (email = 'mika@riverside.example') => {
  await here.db.inTenant('riverside', async (tx) => {
    await sql`insert into person (tenant, id, given, family)
      values ('riverside', 'mika', 'Mika', 'Aalto')`.execute(tx)
    await sql`insert into office (tenant, person, office, during)
      values ('riverside', 'mika', 'dio', daterange('2026-01-01', null))`.execute(tx)
  })
  await founder.post('/invitations', { person: 'mika', email })
  const [letter] = await lettersTo(email)
  const token = /invitation\/(\S+)/.exec(letter!.text)![1]!
  const mika = new Visitor(app)
  const accepted = await mika.post(`/invitations/${token}`, {
    ...{ password: 'eleven grey umbrellas wait', device: 'mine' },
  })
  expect(accepted.status).toBe(200)
  return mika
}
const MIKA = { email: 'mika@riverside.example', password: 'eleven grey umbrellas wait' }

type Provider = {
  id: string
  isOnly: boolean
  domains: { domain: string; isProven: boolean; provenBy: string | null; record: string }[]
}
/** SAML is kept without asking the other side. */
const claim = async (visitor: Visitor, domains: string[]) => {
  const { generate } = await import('selfsigned')
  const { cert } = await generate([{ name: 'commonName', value: 'idp' }], { keySize: 2048 })
  const idp = 'https://idp.example'
  return visitor.post<Provider>('/sign-on-providers', {
    ...{ kind: 'saml', label: 'Riverside', domains },
    facts: { entryPoint: `${idp}/sso`, issuer: idp, certificate: cert },
  })
}
const look = (id: string, domain = 'riverside.example') =>
  founder.post(`/sign-on-providers/${id}/domains/${domain}/proof`)
const signOn = async () =>
  (await new Visitor(app).post<{ provider: { id: string } | null }>('/sign-on', { email: NOOR }))
    .body.provider
const prove = async () => {
  const made = await claim(founder, ['riverside.example'])
  records.set('riverside.example', [made.body.domains[0]!.record])
  expect((await look(made.body.id)).status).toBe(200)
  return made.body.id
}
const only = (id: string, wanted = true) =>
  founder.put(`/sign-on-providers/${id}/only`, { only: wanted })

describe('a domain', () => {
  test('counts for nothing until the record that the page shows stands in the DNS', async () => {
    const { body } = await claim(founder, ['riverside.example'])
    const [domain] = body.domains
    expect(domain).toMatchObject({ isProven: false, provenBy: null })
    expect(domain!.record).toMatch(/^isocenter-domain=[0-9a-f]{64}$/)
    expect(await signOn()).toBe(null)
    expect((await new Visitor(app).call('GET', `/api/sign-on/${body.id}/start`)).status).toBe(303)
    expect(says(await look(body.id))).toBe('The record is not in the DNS of riverside.example yet.')
    records.set('riverside.example', ['isocenter-domain=of-somebody-else'])
    expect((await look(body.id)).status).toBe(409)
    records.set('riverside.example', Object.assign(new Error('x'), { code: 'ETIMEOUT' }))
    expect(says(await look(body.id))).toContain('gave no answer')
    expect(await signOn()).toBe(null)
    records.set('riverside.example', ['v=spf1', domain!.record])
    expect((await look(body.id)).status).toBe(200)
    expect(await signOn()).toMatchObject({ id: body.id })
    const listed = await founder.get<{ providers: Provider[] }>('/sign-on-providers')
    expect(listed.body.providers[0]!.domains[0]).toMatchObject({ isProven: true, provenBy: 'dns' })
    const noted = await here.db.pool.query(`select after from audit where action = 'prove-domain'`)
    expect(noted.rows).toEqual([{ after: { domain: 'riverside.example', by: 'dns' } }])
  })
  test('may be claimed by anybody, and belongs to who has proven it', async () => {
    const first = (await claim(founder, ['riverside.example'])).body
    const second = (await claim(founder, ['riverside.example'])).body
    records.set('riverside.example', [first.domains[0]!.record, second.domains[0]!.record])
    expect((await look(second.id)).status).toBe(200)
    expect(says(await look(first.id))).toContain('was proven by somebody else')
    expect(await signOn()).toMatchObject({ id: second.id })
    expect(says(await claim(founder, ['riverside.example']))).toContain('sign in somewhere else')
  })
  test('is confirmed on the machine where no DNS can be asked', async () => {
    await claim(founder, ['riverside.example'])
    const wrong = await confirmDomain(here.db, 'riverside.example', 'mayo')
    expect(wrong).toMatchObject({ ok: false })
    value(await confirmDomain(here.db, 'riverside.example', 'riverside'))
    expect(await signOn()).not.toBe(null)
  })
})

describe('an institution that lets people in through its provider only', () => {
  test('refuses passwords, letters for passwords and passkeys, in the same words for every address', async () => {
    const mika = await inviteMika()
    const reset = await (async () => {
      await new Visitor(app).post('/password-resets', { email: MIKA.email })
      return /new-password\/(\S+)/.exec((await lettersTo(MIKA.email))[0]!.text)![1]!
    })()
    const id = await prove()
    expect(says(await only(id))).toBe('You have no second proof here yet.')
    await setUpPhone(founder)
    expect((await only(id)).status).toBe(200)
    const sentence = 'People of Riverside sign in with their institution, not with a password.'
    const attempts = [
      await enter(new Visitor(app), MIKA),
      await enter(new Visitor(app), { ...MIKA, password: 'not the one' }),
      await enter(new Visitor(app), { ...MIKA, email: 'nobody@riverside.example' }),
      await new Visitor(app).post('/password-resets', { email: MIKA.email }),
      await new Visitor(app).post('/password-resets', { email: 'nobody@riverside.example' }),
      await new Visitor(app).post(`/password-resets/${reset}`, { password: 'nine quiet tractors' }),
    ]
    expect(attempts.map((answer) => [answer.status, says(answer)])).toEqual(
      attempts.map(() => [409, sentence]),
    )
    const { rows } = await here.db.pool.query<{ id: string }>(
      `select id from account where email = $1`,
      [MIKA.email],
    )
    const byPasskey = { way: 'passkey', device: 'mine', browser: 'x', isStrong: true } as const
    const refused = await signIn(here.db, { ...byPasskey, account: rows[0]!.id }, clock.now())
    expect(refused).toMatchObject({ ok: false, findings: [{ says: sentence }] })
    // Who is in stays in; who has a phone is not asked for its code in vain.
    expect(await who(mika)).toBe('Mika Aalto')
    await setUpPhone(mika, MIKA.password)
    expect(says(await enter(new Visitor(app), MIKA))).toBe(sentence)
    expect((await only(id, false)).status).toBe(200)
    expect((await enter(new Visitor(app), MIKA)).body).toMatchObject({ state: 'code' })
  })
  test('lets an administrator in with two proofs, writes it down and tells the others', async () => {
    await inviteMika()
    const { secret } = await setUpPhone(founder)
    await only(await prove())
    const visitor = new Visitor(app)
    const begun = await enter(visitor)
    expect(begun.body.state).toBe('code')
    const { ticket } = begun.body
    const opened = await visitor.post('/session/code', { ticket, code: codeAt(secret, 30) })
    expect(opened.body).toMatchObject({ state: 'in' })
    expect(await who(visitor)).toBe('Noor Haddad')
    const noted = await here.db.pool.query(`select actor from audit where action = 'break-glass'`)
    expect(noted.rows).toEqual([{ actor: 'noor-haddad' }])
    expect((await lettersTo(NOOR))[0]!.subject).toContain('came in past the sign-in')
  })
})

describe('a proof that is no longer fresh', () => {
  test('ends no session, removes no passkey, shows no codes, until it is given again', async () => {
    const { secret } = await setUpPhone(founder)
    await here.db.pool.query(`insert into passkey (id, account, public_key, counter, label)
      select 'key', id, '', 0, 'Key' from account`)
    const other = new Visitor(app)
    const begun = await enter(other)
    await other.post('/session/code', {
      ...{ ticket: begun.body.ticket, code: codeAt(secret, 30) },
    })
    const account = await founder.get<{ sessions: { id: string; isThis: boolean }[] }>('/account')
    const { id } = account.body.sessions.find(({ isThis }) => !isThis)!
    await age()
    const acts = [
      () => founder.remove(`/account/sessions/${id}`),
      () => founder.post('/account/codes/recovery'),
      () => founder.post('/account/codes/removal', { password: '' }),
      () => founder.remove('/account/passkeys/key'),
    ]
    for (const act of acts) {
      const refused = await act()
      expect([
        refused.status,
        (refused.body as { findings: { rule: string }[] }).findings[0]!.rule,
      ]).toEqual([409, expect.stringMatching(/accounts\.(proof|unlock)/)])
    }
    expect(await who(other)).toBe('Noor Haddad')
    expect((await founder.post('/account/proof', { password: 'wrong' })).status).toBe(409)
    expect((await founder.post('/account/proof', { code: '000000' })).status).toBe(409)
    expect((await acts[0]!()).status).toBe(409)
    expect((await founder.post('/account/proof', { password: PASSWORD })).status).toBe(200)
    expect((await acts[0]!()).status).toBe(200)
    expect(await who(other)).toBe(null)
    expect((await acts[1]!()).status).toBe(200)
    expect((await acts[3]!()).status).toBe(200)
    await age()
    expect((await founder.post('/account/proof', { code: codeAt(secret, 60) })).status).toBe(409)
    expect((await acts[1]!()).status).toBe(409)
  })
  test('is a code of the phone too, once', async () => {
    const { secret } = await setUpPhone(founder)
    await age()
    const code = codeAt(secret, 30)
    expect((await founder.post('/account/proof', { code })).status).toBe(200)
    expect((await founder.post('/account/codes/recovery')).status).toBe(200)
    await age()
    expect((await founder.post('/account/proof', { code })).status).toBe(409)
  })
})

test('when a factor changes every other session ends', async () => {
  const other = async () => {
    const visitor = new Visitor(app)
    await here.db.pool.query('update account set totp_confirmed = false')
    await enter(visitor)
    expect(await who(visitor)).toBe('Noor Haddad')
    return visitor
  }
  const first = await other()
  await setUpPhone(founder)
  expect(await who(first)).toBe(null)
  const second = await other()
  await founder.post('/account/codes/removal', { password: PASSWORD })
  expect(await who(second)).toBe(null)
  await here.db.pool.query(`insert into passkey (id, account, public_key, counter, label)
    select 'key', id, '', 0, 'Key' from account`)
  await here.db.pool
    .query(`insert into session (token_hash, tenant, person, account, way, expires_at)
    select 'hash', 'riverside', 'noor-haddad', id, 'password', now() + interval '1 day' from account`)
  expect((await founder.remove('/account/passkeys/key')).status).toBe(200)
  const left = await here.db.pool.query(`select 1 from session where token_hash = 'hash'`)
  expect(left.rows).toEqual([])
  expect(await who(founder)).toBe('Noor Haddad')
})

describe('a second proof that is lost', () => {
  test('is taken away by an administrator with a reason, told, and set up anew before anything else', async () => {
    const mika = await inviteMika()
    await setUpPhone(mika, MIKA.password)
    const reset = (reason: string) => founder.post('/members/mika/lost-proof', { reason })
    expect((await mika.post('/members/mika/lost-proof', { reason: 'mine' })).status).toBe(403)
    expect((await reset('')).status).toBe(400)
    expect((await reset('Phone fell into the lake')).status).toBe(200)
    expect(await who(mika)).toBe(null)
    const noted = await here.db.pool.query(
      `select actor, subject, reason from audit where action = 'reset-factors'`,
    )
    expect(noted.rows).toEqual([
      { actor: 'noor-haddad', subject: 'mika', reason: 'Phone fell into the lake' },
    ])
    expect((await lettersTo(MIKA.email))[0]!.text).toContain('Phone fell into the lake')
    const back = new Visitor(app)
    expect((await enter(back, MIKA)).body.state).toBe('in')
    expect((await back.get('/rights')).status).toBe(403)
    await setUpPhone(back, MIKA.password)
    expect((await back.get('/rights')).status).toBe(200)
    expect(says(await founder.post('/members/noor-haddad/lost-proof', { reason: 'lost' }))).toBe(
      'You cannot reset your own second proof.',
    )
  })
  test('is not taken away where the account opens another institution too', async () => {
    const mika = await inviteMika()
    await setUpPhone(mika, MIKA.password)
    await here.db.pool.query(`insert into account_person (account, tenant, person)
      select id, 'mayo', 'tariq-haddadin' from account where email = 'mika@riverside.example'`)
    const refused = await founder.post('/members/mika/lost-proof', { reason: 'lost' })
    expect(says(refused)).toContain('opens another institution too')
    expect(await who(mika)).toBe('Mika Aalto')
  })
})

test('a recovery code has 128 bits, and none is like another', async () => {
  const { codes } = await setUpPhone(founder)
  for (const code of codes) {
    const letters = code.replaceAll('-', '')
    expect(letters).toMatch(/^[a-hj-km-np-z2-9]{26}$/)
    expect(letters.length * Math.log2(31)).toBeGreaterThan(128)
  }
  expect(new Set(codes).size).toBe(10)
})

test('opening a locked screen gives another token, and the one before opens nothing', async () => {
  const visitor = new Visitor(app)
  await enter(visitor, { device: 'shared' })
  const old = visitor.cookies.get('isocenter')!
  await visitor.put('/session/lock')
  expect((await visitor.post('/session/unlock', { password: PASSWORD })).status).toBe(200)
  expect(visitor.cookies.get('isocenter')).not.toBe(old)
  const thief = new Visitor(app)
  thief.cookies.set('isocenter', old)
  expect(await who(thief)).toBe(null)
  expect(await who(visitor)).toBe('Noor Haddad')
})

test('an own device stays signed in from day to day, and is out after two weeks without use', async () => {
  const unused = (days: number) =>
    here.db.pool.query(`update session set seen_at = now() - make_interval(days => $1)`, [days])
  await unused(13)
  expect(await who(founder)).toBe('Noor Haddad')
  await unused(15)
  expect(await who(founder)).toBe(null)
  await enter(founder)
  const rules = { idleMinutes: 15, ownDays: 30, secondFactor: 'planners' }
  expect((await founder.put('/rules-of-entry', rules)).status).toBe(200)
  await unused(29)
  expect(await who(founder)).toBe('Noor Haddad')
  expect((await founder.put('/rules-of-entry', { ...rules, ownDays: 365 })).status).toBe(400)
})
