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

export type Look = { width: number; height: number; scheme: 'light' | 'dark' }
export const DESKTOP: Look = { width: 1440, height: 900, scheme: 'light' }
export const PHONE: Look = { width: 390, height: 844, scheme: 'light' }

export async function visit(browser: Browser, base: string, look = DESKTOP): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
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
