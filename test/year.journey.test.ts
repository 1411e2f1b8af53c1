// The main job, walked in a browser: from three programmes to a published year and a calendar.
import ical from 'ical.js'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  DESKTOP,
  type Look,
  openBrowser,
  PHONE,
  signInAs,
  signInThroughPage,
  violations,
  visit,
} from './browser.ts'
import { type Process, startProcess, temporaryFolder, visitor } from './process.ts'

const data = temporaryFolder()
let server: Process
let browser: Browser

beforeAll(async () => {
  server = await startProcess({ ISOCENTER_DATA: data.path })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  data.remove()
})

describe('the main job', () => {
  test('a coordinator generates a year, mends a cell, undoes it, publishes; a fellow sees tomorrow and subscribes', async () => {
    const coordinator = await visit(browser, server.url)
    const { page } = coordinator
    await signInThroughPage(coordinator, 'Solveig Bergstrand')
    await page.goto('/plans/mayo-2026')
    await page.getByRole('grid').waitFor()

    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('dialog').getByText('10 s', { exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Generate' }).click()
    // A page that is loaded again finds the engine at work.
    await page.reload()
    await page.getByRole('button', { name: /^Apply/ }).click({ timeout: 60_000 })
    // The preview ends when the draft holds the roster; only then may a cell be changed.
    await page.getByRole('button', { name: /^Apply/ }).waitFor({ state: 'hidden' })
    await page.getByText(/^0 must-fix|No must-fix/).waitFor({ timeout: 15_000 })

    const cell = page
      .getByRole('row', { name: /Haddadin/ })
      .getByRole('gridcell')
      .nth(2)
    const before = (await cell.textContent())!.trim()
    await cell.click()
    await page.keyboard.press('Delete')
    await page.getByText(/^[1-9]\d* must-fix/).waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText(/^0 must-fix|No must-fix/).waitFor()
    expect((await cell.textContent())!.trim()).toBe(before)

    await page.getByRole('button', { name: 'Publish…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Haddadin').first().waitFor()
    await dialog.getByRole('textbox').first().fill('First year')
    await dialog.getByRole('button', { name: /^Publish/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(coordinator.complaints).toEqual([])

    const fellow = await visit(browser, server.url, PHONE)
    await signInThroughPage(fellow, 'Tariq Haddadin')
    await fellow.page
      .getByText(/Tomorrow/)
      .first()
      .waitFor()
    const call = await visitor(server.url, 'mayo', 'tariq-haddadin')
    const today = await call<{ tomorrow: { name: string }[] }>('GET', '/today')
    await fellow.page.getByText(today.tomorrow[0]!.name).first().waitFor()
    const feed = await call<{ url: string }>('POST', '/feeds', { label: 'Phone' })
    const text = await (await fetch(feed.url)).text()
    const events = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent')
    expect(events.length).toBeGreaterThan(4)
    expect(fellow.complaints).toEqual([])
  })
})

const LOOKS: [string, Look][] = [
  ['desktop, light', DESKTOP],
  ['desktop, dark', { ...DESKTOP, scheme: 'dark' }],
  ['phone, light', PHONE],
  ['phone, dark', { ...PHONE, scheme: 'dark' }],
]
const PAGES = [
  '/',
  '/programmes',
  '/programmes/bwh-dr',
  '/plans',
  '/plans/bwh-r1r3-2026',
  '/plans/bwh-r1r3-2026/rules',
  '/people',
  '/people/wesley-tran-huynh',
  '/feeds',
]

describe.each(LOOKS)('no page has an accessibility violation: %s', (_, look) => {
  test('before signing in', async () => {
    const { page } = await visit(browser, server.url, look)
    await page.goto('/sign-in')
    await page
      .getByRole('button', { name: /Lacombière/ })
      .first()
      .waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('as a coordinator, page by page', async () => {
    const person = await visit(browser, server.url, look)
    await signInAs(person, 'brigham', 'theodore-lacombiere')
    const faults: Record<string, string[]> = {}
    for (const path of PAGES) {
      await person.page.goto(path)
      await person.page.locator('h1').first().waitFor()
      await person.page.waitForLoadState('networkidle')
      faults[path] = await violations(person.page)
      const wider = await person.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wider > 1) faults[path].push(`the page is ${wider} px wider than the window`)
    }
    expect(faults).toEqual(Object.fromEntries(PAGES.map((path) => [path, []])))
    expect(person.complaints).toEqual([])
  })

  test('with the palette, the generate dialog and the publish dialog open', async () => {
    const person = await visit(browser, server.url, look)
    await signInAs(person, 'brigham', 'theodore-lacombiere')
    const { page } = person
    await page.goto('/plans/bwh-r4-2026')
    await page.getByRole('button', { name: 'Generate' }).waitFor()
    const faults: string[] = []
    for (const open of ['Generate', 'Publish…']) {
      await page.getByRole('button', { name: open }).click()
      await page.getByRole('dialog').waitFor()
      await page.waitForTimeout(300)
      faults.push(...(await violations(page)))
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(/search/i).waitFor()
    await page.waitForTimeout(300)
    faults.push(...(await violations(page)))
    expect(faults).toEqual([])
  })
})
