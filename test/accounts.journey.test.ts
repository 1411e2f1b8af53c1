// An institution of one's own: opened, people invited, signed in with codes and passkeys, locked, looked into.
import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { Secret, TOTP } from 'otpauth'
import pg from 'pg'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findRunning } from '../src/platform/postgres/embedded.ts'
import { DESKTOP, openBrowser, PHONE, violations, visit, type Visitor } from './browser.ts'
import { FOUNDER, PASSWORD } from './door.ts'
import { type Process, startProcess, temporaryFolder } from './process.ts'

const folder = temporaryFolder()
const picture = process.env['PICTURES']
if (picture) mkdirSync(picture, { recursive: true })
let server: Process
let browser: Browser
/** Passkeys belong to a name, not to a number. */
let url: string

beforeAll(async () => {
  server = await startProcess({ ISOCENTER_DATA: folder.path, ISOCENTER_DEMO: 'none' })
  url = server.url.replace('127.0.0.1', 'localhost')
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await server.stop()
  folder.remove()
})

async function see({ page }: Visitor, name: string) {
  const width = page.viewportSize()!.width
  if (picture) await page.screenshot({ path: `${picture}/${name}-${width}.png`, fullPage: true })
  expect(await violations(page), name).toEqual([])
  const wide = await page.evaluate('document.documentElement.scrollWidth')
  expect(wide, `${name} is not wider than the window`).toBeLessThanOrEqual(width)
}
const menu = async ({ page }: Visitor, item: string) => {
  await page.getByRole('button', { name: /^Menu of/ }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
async function signIn(visitor: Visitor, email: string, password: string, shared = false) {
  const { page } = visitor
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  if (shared) await page.getByLabel('Others use this computer too').check()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('an institution opens its doors to the right people and to no others', async () => {
  const noor = await visit(browser, url, DESKTOP)
  const { page } = noor
  await page.goto('/')
  await page.getByRole('link', { name: 'Begin with your own programme' }).click()
  await page.getByLabel('Institution').fill(FOUNDER.institution)
  await page.getByLabel('Your given name').fill(FOUNDER.given)
  await page.getByLabel('Your family name').fill(FOUNDER.family)
  await page.getByLabel('Your e-mail address').fill(FOUNDER.account.email)
  await page.getByLabel('A password').fill('riverside2026')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('among the first that somebody would try').waitFor()
  await see(noor, 'opening-real')
  await page.getByLabel('A password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Begin a programme' }).waitFor()

  // A programme with three people, so that there is somebody to invite.
  await page.getByLabel('Name').fill('Body Imaging')
  await page.getByLabel('Levels').fill('Fellow')
  const next = () => page.getByRole('button', { name: 'Next' }).click()
  await next()
  await page.getByRole('radio', { name: /Four weeks/ }).waitFor()
  await next()
  await page.getByLabel('One a line').fill('Aalto\tMika\tFellow\nVarga\tIlse\tFellow')
  await next()
  await page.getByLabel('One a line').fill('ABD Abdomen\nCHT Chest\nVAC Vacation')
  await next()
  await page.getByRole('button', { name: 'Create the year' }).click()
  await page.waitForURL(/\/plans\/body-imaging/)

  await menu(noor, 'Who can come in')
  await page.getByText('1 of 3 sign in').waitFor()
  await see(noor, 'members')
  await page.getByRole('button', { name: 'Invite Mika Aalto' }).click()
  await page.getByLabel('E-mail address').fill('mika@riverside.example')
  await see(noor, 'members-invite')
  await page.getByRole('button', { name: 'Send the letter' }).click()
  await page.getByText('mika@riverside.example').waitFor()
  await page.getByRole('link', { name: 'Letters' }).click()
  await page.getByText('Riverside: your schedule in Isocenter').click()
  await page.getByText('nothing leaves the machine').waitFor()
  await see(noor, 'mail')
  const address = await page.getByRole('link', { name: /invitation/ }).getAttribute('href')

  const mika = await visit(browser, url, PHONE)
  await mika.page.goto(address!)
  await mika.page.getByRole('heading', { name: 'Welcome, Mika Aalto' }).waitFor()
  await see(mika, 'invitation')
  await mika.page.getByLabel('Choose a password').fill('eleven grey umbrellas wait')
  await mika.page.getByRole('button', { name: 'Come in' }).click()
  await mika.page.getByRole('button', { name: 'Menu of Mika Aalto' }).waitFor()
  await mika.page.goto('/members')
  await mika.page.getByText('This is not open to you.').waitFor()
  await mika.page.goto(address!)
  await mika.page.getByText('This link is not valid').waitFor()
  await see(mika, 'invitation-gone')

  await menu(noor, 'Audit')
  await page.getByText('nothing is missing').waitFor()
  await page.getByText('signed in').first().waitFor()
  await see(noor, 'audit')
  await page.getByLabel('About').selectOption('role')
  await page.getByText('made a role of').first().waitFor()
  await page.goto('/rights')
  await page.getByRole('heading', { name: 'Who may see and do what' }).waitFor()
  await see(noor, 'rights')
  await page.goto('/sign-on')
  await page.getByRole('button', { name: 'Connect a sign-in' }).click()
  await see(noor, 'sign-on')
  await page.getByText('SAML 2.0').click()
  const { cert } = await generate([{ name: 'commonName', value: 'idp' }], { keySize: 2048 })
  for (const [label, text] of [
    ['Name', 'Riverside'],
    ['Domains of addresses', 'riverside.example'],
    ['Issuer', 'https://idp.riverside.example'],
    ['Address of its sign-in page', 'https://idp.riverside.example/sso'],
    ['Its certificate', cert],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('is not proven yet and counts for nothing').waitFor()
  await page.getByText(/^isocenter-domain=[0-9a-f]{64}$/).waitFor()
  await see(noor, 'sign-on-claim')
  // The password that was refused at the beginning, and nothing else.
  expect(noor.complaints).toEqual([expect.stringContaining('409')])
}, 180_000)

test('a phone that shows codes, a passkey, and a screen that locks itself', async () => {
  const noor = await visit(browser, url, DESKTOP)
  const { page } = noor
  // A key stick that is plugged in and whose owner touches it.
  const line = await noor.context.newCDPSession(page)
  await line.send('WebAuthn.enable')
  await line.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  await page.goto('/sign-in')
  await see(noor, 'sign-in-words')
  await signIn(noor, FOUNDER.account.email, 'not the password')
  await page.getByText('do not belong together').waitFor()
  await signIn(noor, FOUNDER.account.email, PASSWORD)
  await page.getByRole('button', { name: 'Menu of Noor Haddad' }).waitFor()
  await menu(noor, 'My account')
  await page.getByText('proves twice who they are').waitFor()
  await page.getByRole('button', { name: 'Set up a phone' }).click()
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  const secret = (await page.locator('.form-dialog code').textContent())!
  const codeAt = (timestamp: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
  await see(noor, 'account-code')
  await page.getByLabel('What the phone shows now').fill(codeAt(Date.now()))
  await page.getByRole('button', { name: 'It works' }).click()
  await page.getByText('They are not shown again.').waitFor()
  const codes = (await page.locator('.account-codes').textContent())!.split('\n')
  expect(codes).toHaveLength(10)
  await see(noor, 'account-recovery')
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('What do you call the device?').fill('My laptop')
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('My laptop').waitFor()
  await see(noor, 'account')
  // Ten minutes later, at a screen that was left open.
  const database = new pg.Client({ connectionString: findRunning(folder.path, 'isocenter')! })
  await database.connect()
  await database.query(`update session set proven_at = now() - interval '11 minutes'`)
  await database.end()
  await page.getByRole('button', { name: 'Remove My laptop' }).click()
  await page.getByRole('heading', { name: 'Is it you?' }).waitFor()
  await see(noor, 'account-again')
  await page.keyboard.press('Escape')
  await page.getByText('My laptop').waitFor()
  await page.getByRole('button', { name: 'New recovery codes' }).click()
  await page.getByRole('button', { name: 'Make new ones' }).click()
  await page.getByRole('dialog', { name: 'Is it you?' }).getByLabel('Your password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('They are not shown again.').waitFor()
  const renewed = (await page.locator('.account-codes').textContent())!.split('\n')
  expect(renewed).toHaveLength(10)
  expect(renewed).not.toContain(codes[0])
  await page.getByRole('button', { name: 'I have kept them' }).click()

  await menu(noor, 'Sign out')
  await page.getByLabel('E-mail address').waitFor()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('button', { name: 'Menu of Noor Haddad' }).waitFor()

  await menu(noor, 'Sign out')
  await signIn(noor, FOUNDER.account.email, PASSWORD, true)
  await page.getByLabel('Code').fill('000000')
  await page.keyboard.press('Enter')
  await page.getByText('This code is not valid now').waitFor()
  await see(noor, 'sign-in-code')
  await page.getByLabel('Code').fill(renewed[0]!)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Menu of Noor Haddad' }).waitFor()
  // As after a quarter of an hour without a touch.
  const locked = await noor.context.request.put('/api/session/lock', { data: {} })
  expect(locked.status()).toBe(200)
  await page.goto('/people')
  await page.getByRole('heading', { name: 'This screen is locked' }).waitFor()
  expect(await page.content()).not.toContain('Aalto')
  await see(noor, 'locked')
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'People' }).waitFor()

  // The same pages on a phone, in the dark.
  await page.setViewportSize({ width: PHONE.width, height: PHONE.height })
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const [path, heading] of [
    ['/account', 'My account'],
    ['/members', 'Who can come in'],
    ['/audit', 'Audit'],
    ['/rights', 'Who may see and do what'],
    ['/mail', 'Letters'],
    ['/sign-on', 'Sign-in of your institution'],
  ] as const) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await page.locator('.rows, .empty').first().waitFor()
    await see(noor, `phone${path.replace('/', '-')}`)
  }
}, 180_000)

test('a password that is lost is set anew with a letter', async () => {
  const mika = await visit(browser, url, { ...PHONE, scheme: 'dark' })
  const { page } = mika
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'I do not know my password' }).click()
  await page.getByLabel('E-mail address').fill('mika@riverside.example')
  await page.keyboard.press('Enter')
  await page.getByText('a letter with a link is on its way').waitFor()
  await see(mika, 'forgot')
  const noor = await visit(browser, url, DESKTOP)
  await signIn(noor, FOUNDER.account.email, PASSWORD)
  await noor.page.getByRole('textbox', { name: 'Code' }).waitFor()
  expect((await noor.context.request.get('/api/mail')).status()).toBe(401)
})
