// Can somebody turn notifications on, see one, and put the program on a home screen?
import { createECDH } from 'node:crypto'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DESKTOP, type Look, PHONE, signInAs, violations, visit, type Visitor } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const DARK: Look = { ...PHONE, scheme: 'dark' }

async function openAccount(look: Look, before?: (context: BrowserContext) => Promise<unknown>) {
  const visitor = await visit(scene.browser, scene.server.url, look)
  await signInAs(visitor, 'mayo', 'tariq-haddadin')
  await before?.(visitor.context)
  await visitor.page.goto('/account')
  await row(visitor.page).waitFor()
  return visitor
}
const row = (page: Page) =>
  page.getByRole('listitem').filter({ hasText: 'Notifications on this device' })

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

/** A browser of this kind has no push service behind it: the address is made here, the rest is real. */
async function withPushService(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['notifications'], { origin: scene.server.url })
  const pair = createECDH('prime256v1')
  const p256dh = pair.generateKeys('base64url')
  await context.addInitScript((key) => {
    let held: unknown = null
    const make = (options: { applicationServerKey: string }) => {
      const text = options.applicationServerKey.replaceAll('-', '+').replaceAll('_', '/')
      const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
      const endpoint = `https://push.invalid/${crypto.randomUUID()}`
      return {
        options: { applicationServerKey: bytes.buffer },
        toJSON: () => ({ endpoint, keys: { p256dh: key, auth: 'AAAAAAAAAAAAAAAAAAAAAA' } }),
        unsubscribe: async () => ((held = null), true),
      }
    }
    PushManager.prototype.getSubscription = async () => held as PushSubscription
    PushManager.prototype.subscribe = async (options) => (held = make(options as never)) as never
  }, p256dh)
}

/** What the browser does when a message of the push service has come in. */
async function receive({ page, context }: Visitor, note: object): Promise<void> {
  const session: CDPSession = await context.newCDPSession(page)
  const found = new Promise<string>((settle) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) settle(first.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: scene.server.url,
    registrationId: await found,
    data: JSON.stringify(note),
  })
}

describe('notifications on this device', () => {
  test('are turned on, tried and turned off; what comes is shown; nothing is kept', async () => {
    const visitor = await openAccount(DESKTOP, withPushService)
    const { page } = visitor
    await page.getByText('Off. They hold a line').waitFor()
    await picture(page, 'off')
    await row(page).getByRole('button', { name: 'Turn on' }).press('Enter')
    await page.getByText('On, until you sign out here.').waitFor()
    await row(page).getByRole('button', { name: 'Try it' }).press('Enter')
    await page.getByText('On its way.').waitFor()
    await picture(page, 'on')
    expect(await violations(page)).toEqual([])
    const note = {
      title: 'Your schedule has changed',
      line: '3 changes, from 7 December 2026 on.',
      path: '/people/tariq-haddadin',
      tag: 'x',
    }
    // The browser may forget what is asked for while it is being put up: then it comes once more.
    const received = async () => {
      await receive(visitor, note)
      await page.waitForTimeout(500)
      return page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        const all = await registration.getNotifications()
        return all.map(({ title, body, tag }) => ({ title, line: body, tag }))
      })
    }
    await expect.poll(received).toEqual([{ title: note.title, line: note.line, tag: 'x' }])
    expect(await page.evaluate(() => caches.keys())).toEqual([])
    // Once more after a new sign-in of the same person, without a question; then off for good.
    await signInAs(visitor, 'mayo', 'tariq-haddadin')
    await page.reload()
    await page.getByText('On, until you sign out here.').waitFor()
    await row(page).getByRole('button', { name: 'Turn off' }).click()
    await page.getByText('Off. They hold a line').waitFor()
    await page.reload()
    await page.getByText('Off. They hold a line').waitFor()
    expect(visitor.complaints).toEqual([])
  })

  test('that the browser refuses are said to be refused, on a phone in the dark too', async () => {
    const { page } = await openAccount(DARK)
    await row(page).getByText('does not let Isocenter show them').waitFor()
    expect(await row(page).getByRole('button').count()).toBe(0)
    await row(page).scrollIntoViewIfNeeded()
    await picture(page, 'denied')
    expect(await violations(page)).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true)
  })

  test('on an iPhone come after the home screen, and elsewhere without push not at all', async () => {
    const { page } = await openAccount(PHONE, (context) =>
      context.addInitScript(() => {
        delete (window as { PushManager?: unknown }).PushManager
        Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 (iPhone)' })
      }),
    )
    await row(page).getByText('First put Isocenter on the home screen').waitFor()
    await row(page).scrollIntoViewIfNeeded()
    await picture(page, 'iphone')
    expect(await violations(page)).toEqual([])
    const other = await openAccount(PHONE, (context) =>
      context.addInitScript(() => delete (window as { PushManager?: unknown }).PushManager),
    )
    await row(other.page).getByText('This browser cannot show them.').waitFor()
  })
})

test('the program can be put on a home screen: every picture is there in its size', async () => {
  const { page, context } = await openAccount(PHONE)
  const session = await context.newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A window of a private kind, as every journey has, is never offered for installing.
  expect(
    installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
  ).toEqual([])
  const { data, errors } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons } = JSON.parse(data!) as { icons: { src: string; sizes: string }[] }
  const pictures = [
    ...icons,
    { src: '/apple-touch-icon.png', sizes: '180x180' },
    { src: '/badge-96.png', sizes: '96x96' },
  ].filter(({ sizes }) => sizes !== 'any')
  for (const { src, sizes } of pictures) {
    const real = await page.evaluate(async (from) => {
      const image = new Image()
      image.src = from
      await image.decode()
      return `${image.naturalWidth}x${image.naturalHeight}`
    }, src)
    expect([src, real]).toEqual([src, sizes])
  }
})

test('the worker gets a policy of its own, may talk to this server, and is never kept', async () => {
  const answer = await fetch(`${scene.server.url}/sw.js`)
  expect(answer.headers.get('content-type')).toContain('javascript')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  )
  expect(await answer.text()).not.toMatch(/addEventListener\('fetch'|caches/)
})
