// A real browser for journeys: one page a visitor, errors collected, accessibility judged by axe.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export type Visitor = {
  page: Page
  context: BrowserContext
  /** What the console and the page complained about so far. */
  complaints: string[]
}

/** `zone`: where the clock of the visitor stands; otherwise that of the machine. */
export type Look = { width: number; height: number; scheme: 'light' | 'dark'; zone?: string }
export const DESKTOP: Look = { width: 1440, height: 900, scheme: 'light' }
export const PHONE: Look = { width: 390, height: 844, scheme: 'light' }

export async function visit(browser: Browser, base: string, look = DESKTOP): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
    ...(look.zone ? { timezoneId: look.zone } : {}),
    // The policy of the server would refuse the script of the judge, not the pages' own.
    bypassCSP: false,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { page, context, complaints }
}

/** Signs in through the page, as a person does. */
export async function signInThroughPage({ page }: Visitor, name: string): Promise<void> {
  await page.goto('/')
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
}

export async function signInAs(
  { context }: Visitor,
  institution: string,
  person: string,
): Promise<void> {
  const answer = await context.request.post('/api/session', { data: { institution, person } })
  expect(answer.ok()).toBe(true)
}

type Judged = { id: string; nodes: { target: string[]; failureSummary: string }[] }

/** Every violation of WCAG 2.2 AA that axe sees, as readable lines. */
export async function violations(page: Page): Promise<string[]> {
  // `evaluate` runs outside the page's own policy, so the policy stays strict.
  await page.evaluate(axe)
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(TAGS)} } }).then((r) => r.violations)`,
  )) as Judged[]
  return found.flatMap((entry) =>
    entry.nodes
      .slice(0, 5)
      .map((node) => `${entry.id} at ${node.target.join(' ')}: ${node.failureSummary}`),
  )
}

/** Kept in the folder PICTURES, to be looked at; nothing without it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** Nothing for axe to say, and nothing that sticks out of the window. */
export async function isSound(page: Page, about: readonly unknown[] = []): Promise<void> {
  expect([...about, await violations(page)]).toEqual([...about, []])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
    true,
  )
}

/** Sound in both sizes and schemes, with a picture of each. */
export async function look({ page }: Visitor, name: string): Promise<void> {
  // What passes by or is scrolled under a bar covers what is there without it; one may go by itself just then.
  const notes = page.getByRole('button', { name: 'Close this message' })
  while ((await notes.count()) > 0)
    await notes
      .first()
      .click({ timeout: 1_000 })
      .catch(() => {})
  const was = page.viewportSize()!
  for (const colorScheme of ['light', 'dark'] as const)
    for (const { width, height } of [DESKTOP, PHONE]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height })
      await page.evaluate(() => {
        for (const one of [document.documentElement, ...document.querySelectorAll('main')])
          one.scrollTop = 0
      })
      await page.waitForTimeout(150)
      await picture(page, `${name}-${width}-${colorScheme}`)
      await isSound(page, [name, width, colorScheme])
    }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(was)
}
