// Does the institution's own sign-in open the right door, and does nobody come in by bending it?
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import Provider from 'oidc-provider'
import { Secret, TOTP } from 'otpauth'
import * as samlify from 'samlify'
import { generate } from 'selfsigned'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openLive } from '../src/platform/live.ts'
import { beginTotp, findAccount } from '../src/rooms/accounts/account-store.ts'
import { newTotp } from '../src/rooms/accounts/codes.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'
import { FOUNDER, says, Visitor } from './door.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let founder: Visitor
/** What stands in the DNS, as far as this test goes. */
let records: Map<string, string[]>

beforeEach(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  records = new Map()
  const resolve = async (domain: string) => records.get(domain) ?? []
  app = makeApp(here.db, live, clock, { within: 'any', resolve })
  founder = new Visitor(app)
  await founder.post('/institutions', FOUNDER)
  await here.db.inTenant('riverside', async (tx) => {
    await sql`insert into person (tenant, id, given, family)
      values ('riverside', 'mika', 'Mika', 'Aalto')`.execute(tx)
    await sql`insert into office (tenant, person, office, during)
      values ('riverside', 'mika', 'dio', daterange('2026-01-01', null))`.execute(tx)
  })
})
afterEach(async () => {
  await live.close()
  await here.drop()
})

type Made = { id: string; answersTo: string; ourName: string; domains: { record: string }[] }
/** The administrator sets the record that the page shows, and lets it be looked for. */
const prove = async ({ id, domains }: Made) => {
  records.set('riverside.example', ['v=spf1 -all', domains[0]!.record])
  const path = `/sign-on-providers/${id}/domains/riverside.example/proof`
  expect((await founder.post(path)).status).toBe(200)
}
const invite = () =>
  founder.post('/invitations', { person: 'mika', email: 'mika@riverside.example' })
const who = async (visitor: Visitor) =>
  (await visitor.get<{ person: { name: string } | null }>('/me')).body.person?.name ?? null
/** The sentence that the page of signing in will show. */
const whyOf = (visitor: Visitor) => decodeURIComponent(visitor.cookies.get('isocenter-why') ?? '')
const place = (answer: { headers: Headers }) => answer.headers.get('location')!

describe('OpenID Connect, with a real provider', () => {
  let server: Server
  let issuer: string
  /** Whom the provider takes the browser for. */
  let claims: Record<string, unknown> & { sub: string }

  beforeEach(async () => {
    server = createServer()
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    claims = { sub: 'subject-1', email: 'mika@riverside.example', email_verified: true }
  })
  afterEach(() => void server.close())

  /** The addresses it answers to are known when we have told it. */
  const start = (redirect: string) => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'isocenter',
          client_secret: 'a secret of forty letters or thereabouts',
          redirect_uris: [redirect],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub', 'email', 'email_verified', 'amr'] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      findAccount: (_, id) => ({ accountId: id, claims: async () => ({ ...claims, sub: id }) }),
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, interaction) => `/ask/${interaction.uid}` },
    })
    // The person at the provider says yes at once.
    server.on('request', (request, response) => {
      if (!request.url!.startsWith('/ask/')) return void provider.callback()(request, response)
      void (async () => {
        const details = await provider.interactionDetails(request, response)
        const grant = new provider.Grant({ accountId: claims.sub, clientId: 'isocenter' })
        grant.addOIDCScope('openid email profile')
        await provider.interactionFinished(
          request,
          response,
          {
            login: {
              accountId: claims.sub,
              ...(claims['amr'] ? { amr: claims['amr'] } : {}),
            } as never,
            consent: { grantId: await grant.save() },
          },
          { mergeWithLastSubmission: details.prompt.name === 'consent' },
        )
      })()
    })
  }
  const connect = async () => {
    // It must describe itself before it is kept; where it answers to is known only then.
    const first = createServer((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ issuer, authorization_endpoint: issuer, jwks_uri: issuer }))
    })
    server.once('request', (request, response) => first.emit('request', request, response))
    const made = await founder.post<Made>('/sign-on-providers', {
      ...{ kind: 'oidc', label: 'Riverside', domains: ['riverside.example'] },
      secret: 'a secret of forty letters or thereabouts',
      facts: { issuer, clientId: 'isocenter' },
    })
    expect(made.status).toBe(200)
    await prove(made.body)
    start(made.body.answersTo)
    return made.body.id
  }
  /** Follows the provider with cookies of its own until it sends the browser back to us. */
  const walk = async (start: string) => {
    const jar = new Map<string, string>()
    let address = start
    for (let nth = 0; nth < 10 && address.startsWith(issuer); nth++) {
      const answer = await fetch(address, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      })
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
        jar.set(name!, value!)
      }
      address = new URL(answer.headers.get('location') ?? '', address).href
    }
    return address
  }
  const begin = (visitor: Visitor, id: string, next = '/plans') =>
    visitor.call('GET', `/api/sign-on/${id}/start?next=${encodeURIComponent(next)}&device=mine`)

  test('opens the record of whoever was invited, and leads on to where they wanted', async () => {
    const id = await connect()
    expect((await invite()).status).toBe(200)
    const asked = await new Visitor(app).post('/sign-on', { email: 'mika@riverside.example' })
    expect(asked.body).toEqual({ provider: { id, institution: 'Riverside' } })
    const visitor = new Visitor(app)
    const back = await walk(place(await begin(visitor, id)))
    const arrived = await visitor.call('GET', back)
    expect([arrived.status, place(arrived)]).toEqual([303, '/plans'])
    expect(await who(visitor)).toBe('Mika Aalto')
    // The subject is known from now on, whatever its address becomes.
    claims.email = 'renamed@riverside.example'
    const again = new Visitor(app)
    await again.call('GET', await walk(place(await begin(again, id))))
    expect(await who(again)).toBe('Mika Aalto')
  })
  test('lets nobody in who was not invited, or whose address it does not vouch for', async () => {
    const id = await connect()
    for (const email of ['stranger@riverside.example', 'mika@elsewhere.example']) {
      claims = { ...claims, email }
      if (email.startsWith('mika')) await invite()
      const visitor = new Visitor(app)
      const arrived = await visitor.call('GET', await walk(place(await begin(visitor, id))))
      expect(place(arrived)).toBe('/sign-in')
      expect(whyOf(visitor)).toContain('has no place for you')
      expect(await who(visitor)).toBe(null)
    }
  })
  test('an answer serves only the browser that asked, and once', async () => {
    const id = await connect()
    await invite()
    const visitor = new Visitor(app)
    const back = await walk(place(await begin(visitor, id)))
    const thief = new Visitor(app)
    expect(place(await thief.call('GET', back))).toBe('/sign-in')
    expect(place(await visitor.call('GET', back))).toBe('/sign-in')
    const second = await walk(place(await begin(visitor, id)))
    expect(place(await visitor.call('GET', second))).toBe('/plans')
    expect(place(await visitor.call('GET', second))).toBe('/sign-in')
    expect(await who(thief)).toBe(null)
  })
  const phone = async () => {
    const { secret } = newTotp('mika@riverside.example')
    const found = await findAccount(here.db, { email: 'mika@riverside.example' })
    await beginTotp(here.db, found!.id, secret)
    await here.db.pool.query('update account set totp_confirmed = true where id = $1', [found!.id])
    return new TOTP({ secret: Secret.fromBase32(secret) })
  }
  test('whoever has given two proofs there is not asked again; whoever has not is asked for ours', async () => {
    const id = await connect()
    await invite()
    await here.db.pool.query(`update tenant set second_factor = 'everybody'`)
    const totp = await phone()
    claims['amr'] = ['pwd', 'otp']
    const twice = new Visitor(app)
    expect(place(await twice.call('GET', await walk(place(await begin(twice, id)))))).toBe('/plans')
    expect(await who(twice)).toBe('Mika Aalto')
    claims['amr'] = ['pwd']
    const once = new Visitor(app)
    const asked = await once.call('GET', await walk(place(await begin(once, id))))
    expect(place(asked)).toBe('/sign-in?next=%2Fplans')
    expect(await who(once)).toBe(null)
    const step = JSON.parse(decodeURIComponent(once.cookies.get('isocenter-step')!)) as object
    expect(step).toMatchObject({ state: 'code', passkeys: false })
    const code = totp.generate({ timestamp: Date.parse(clock.now()) })
    const { ticket } = step as { ticket: string }
    expect((await once.post('/session/code', { ticket, code: '000000' })).status).toBe(409)
    expect((await once.post('/session/code', { ticket, code })).body).toMatchObject({ state: 'in' })
    expect(await who(once)).toBe('Mika Aalto')
  })
  test('who has no second proof, here or there, comes in as far as to set one up', async () => {
    const id = await connect()
    await invite()
    await here.db.pool.query(`update tenant set second_factor = 'everybody'`)
    await here.db.pool.query(`update account set created_at = now() - interval '15 days'`)
    const visitor = new Visitor(app)
    await visitor.call('GET', await walk(place(await begin(visitor, id))))
    expect((await visitor.get('/rights')).status).toBe(403)
    expect((await visitor.get('/account')).status).toBe(200)
  })
  test('leads to no other site afterwards', async () => {
    const id = await connect()
    await invite()
    for (const next of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      'javascript:1',
    ]) {
      const visitor = new Visitor(app)
      const arrived = await visitor.call('GET', await walk(place(await begin(visitor, id, next))))
      expect(place(arrived)).toBe('/')
    }
  })
})

describe('SAML, with a real provider', () => {
  const pair = async (name: string) => {
    const made = await generate([{ name: 'commonName', value: name }], { keySize: 2048 })
    return { key: made.private, certificate: made.cert }
  }
  const ISSUER = 'https://idp.riverside.example/saml'

  samlify.setSchemaValidator({ validate: async () => 'skipped: the other side checks' })
  const idpWith = (
    { key, certificate }: { key: string; certificate: string },
    algorithm?: string,
  ) =>
    samlify.IdentityProvider({
      entityID: ISSUER,
      privateKey: key,
      signingCert: certificate,
      isAssertionEncrypted: false,
      ...(algorithm ? { requestSignatureAlgorithm: algorithm } : {}),
      singleSignOnService: [
        {
          Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
          Location: `${ISSUER}/sso`,
        },
      ],
      nameIDFormat: ['urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
      loginResponseTemplate: { context: TEMPLATE, attributes: [] },
    } as never)

  const TEMPLATE =
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}" InResponseTo="{InResponseTo}"><saml:Issuer>{Issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="{AssertionID}" Version="2.0" IssueInstant="{IssueInstant}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><saml:Issuer>{Issuer}</saml:Issuer><saml:Subject><saml:NameID Format="{NameIDFormat}">{NameID}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{SubjectConfirmationDataNotOnOrAfter}" Recipient="{SubjectRecipient}" InResponseTo="{InResponseTo}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{ConditionsNotBefore}" NotOnOrAfter="{ConditionsNotOnOrAfter}"><saml:AudienceRestriction><saml:Audience>{Audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="{AssertionID}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement></saml:Assertion></samlp:Response>'

  const setUp = async () => {
    const keys = await pair('idp')
    const made = await founder.post<Made>('/sign-on-providers', {
      ...{ kind: 'saml', label: 'Riverside', domains: ['riverside.example'] },
      facts: { entryPoint: `${ISSUER}/sso`, issuer: ISSUER, certificate: keys.certificate },
    })
    expect(made.status).toBe(200)
    await prove(made.body)
    await invite()
    return { ...made.body, keys }
  }
  type Place = Awaited<ReturnType<typeof setUp>>

  /** What the provider would post for this browser: the form's two fields. */
  const assertion = async (
    visitor: Visitor,
    { id, answersTo, ourName, keys }: Place,
    more: {
      email?: string
      keys?: Place['keys']
      audience?: string
      minutes?: number
      algorithm?: string
    } = {},
  ) => {
    const begun = await visitor.call('GET', `/api/sign-on/${id}/start?next=/feeds&device=mine`)
    const sent = new URL(place(begun))
    const idp = idpWith(more.keys ?? keys, more.algorithm)
    const sp = samlify.ServiceProvider({
      entityID: ourName,
      wantAssertionsSigned: true,
      assertionConsumerService: [
        { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: answersTo },
      ],
    } as never)
    const asked = await idp.parseLoginRequest(sp, 'redirect', {
      query: Object.fromEntries(sent.searchParams),
    })
    const now = Date.now() + (more.minutes ?? 0) * 60_000
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
    const words: Record<string, string> = {
      ID: `_r${crypto.randomUUID()}`,
      AssertionID: `_a${crypto.randomUUID()}`,
      IssueInstant: at(0),
      ...{ Destination: answersTo, SubjectRecipient: answersTo },
      ...{ Issuer: ISSUER, Audience: more.audience ?? ourName },
      NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      NameID: more.email ?? 'mika@riverside.example',
      ...{ ConditionsNotBefore: at(-1), ConditionsNotOnOrAfter: at(5) },
      SubjectConfirmationDataNotOnOrAfter: at(5),
      InResponseTo: String(asked.extract.request!.id),
    }
    const made = await idp.createLoginResponse(
      sp,
      asked as never,
      'post',
      {},
      (template: string) => ({
        id: words['ID']!,
        context: template.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? ''),
      }),
    )
    return {
      SAMLResponse: (made as { context: string }).context,
      RelayState: sent.searchParams.get('RelayState')!,
    }
  }
  const post = (visitor: Visitor, id: string, form: Record<string, string>) =>
    visitor.call('POST', `/api/sign-on/${id}/assertion`, new URLSearchParams(form).toString(), {
      ...{ 'content-type': 'application/x-www-form-urlencoded', origin: 'https://idp.example' },
    })

  test('opens the record of whoever was invited', async () => {
    const made = await setUp()
    const visitor = new Visitor(app)
    const posted = await post(visitor, made.id, await assertion(visitor, made))
    expect(place(posted)).toContain(`/api/sign-on/${made.id}/finish?ticket=`)
    const arrived = await visitor.call('GET', place(posted))
    expect(place(arrived)).toBe('/feeds')
    expect(await who(visitor)).toBe('Mika Aalto')
  })
  test('is refused when it is signed with SHA-1, though the key is the right one', async () => {
    const made = await setUp()
    const visitor = new Visitor(app)
    const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'
    const form = await assertion(visitor, made, { algorithm: sha1 })
    expect(Buffer.from(form.SAMLResponse, 'base64').toString()).toContain(sha1)
    expect(place(await post(visitor, made.id, form))).toBe('/sign-in')
    expect(whyOf(visitor)).toContain('no longer safe')
  })
  test('is refused when it was altered, signed by another, meant for another, or too old', async () => {
    const made = await setUp()
    const stranger = await pair('stranger')
    const attempts: Parameters<typeof assertion>[2][] = [
      { keys: stranger },
      { audience: 'https://other.example' },
      { minutes: -60 },
      { minutes: 60 },
      { email: 'stranger@riverside.example' },
    ]
    const whys: string[] = []
    for (const attempt of attempts) {
      const visitor = new Visitor(app)
      let last = await post(visitor, made.id, await assertion(visitor, made, attempt))
      if (place(last).startsWith('/api/')) last = await visitor.call('GET', place(last))
      expect([attempt, place(last)]).toEqual([attempt, '/sign-in'])
      whys.push(whyOf(visitor))
      expect(await who(visitor)).toBe(null)
    }
    expect(whys).toEqual([
      expect.stringContaining('Invalid signature'),
      expect.stringContaining('audience mismatch'),
      expect.stringContaining('No valid subject confirmation'),
      expect.stringContaining('not yet valid'),
      expect.stringContaining('has no place for you'),
    ])
    // An unsigned assertion before the signed one is the oldest trick.
    const evil = `<saml:Assertion ID="_evil" Version="2.0"><saml:Issuer>${ISSUER}</saml:Issuer><saml:Subject><saml:NameID>noor@riverside.example</saml:NameID></saml:Subject></saml:Assertion><saml:Assertion `
    const changes: ((text: string) => string)[] = [
      (text) => text.replace('mika@', 'noor@'),
      (text) => text.replace('mika@riverside', 'noor@riverside.example<!-- -->'),
      (text) => text.replace(/<ds:Signature[\s\S]*<\/ds:Signature>/, ''),
      (text) => text.replace('<saml:Assertion ', evil),
    ]
    for (const change of changes) {
      const visitor = new Visitor(app)
      const form = await assertion(visitor, made)
      const text = Buffer.from(form.SAMLResponse, 'base64').toString()
      expect(change(text)).not.toBe(text)
      const SAMLResponse = Buffer.from(change(text)).toString('base64')
      const refused = await post(visitor, made.id, { ...form, SAMLResponse })
      expect([place(refused), whyOf(visitor)]).toEqual([
        '/sign-in',
        expect.stringMatching(/Invalid signature|No signature|Invalid SAML|multiple/),
      ])
      expect(await who(visitor)).toBe(null)
    }
  })
  test('serves once, and only the browser that asked', async () => {
    const made = await setUp()
    const visitor = new Visitor(app)
    const form = await assertion(visitor, made)
    const posted = await post(visitor, made.id, form)
    const thief = new Visitor(app)
    expect(place(await thief.call('GET', place(posted)))).toBe('/sign-in')
    const again = await post(visitor, made.id, form)
    expect(place(again)).toBe('/sign-in')
    expect(await who(visitor)).toBe(null)
    expect(await who(thief)).toBe(null)
  })
  test('describes us to the provider without a secret', async () => {
    const { id, answersTo, ourName } = await setUp()
    const answer = await new Visitor(app).call<string>('GET', `/api/sign-on/${id}/metadata`)
    expect(answer.body).toContain(answersTo)
    expect(answer.body).toContain(`entityID="${ourName}"`)
    expect(answer.body).toContain('WantAssertionsSigned="true"')
  })
})

test('a provider that does not answer, a bad certificate and a taken domain are said', async () => {
  const add = (facts: object, more: object = {}) =>
    founder.post('/sign-on-providers', {
      ...{ kind: 'saml', label: 'X', domains: ['riverside.example'], facts },
      ...more,
    })
  const saml = { entryPoint: 'https://idp.example/sso', issuer: 'x', certificate: 'x'.repeat(200) }
  expect(says(await add(saml))).toBe('This is no certificate.')
  const oidc = { kind: 'oidc', secret: 'x' }
  const nobody = await add({ issuer: 'http://127.0.0.1:9', clientId: 'x' }, oidc)
  expect(says(nobody)).toContain('does not describe itself as a provider')
})
