// The main job, walked in a browser: from three programmes to a published year and a calendar.
import ical from 'ical.js'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  DESKTOP,
  type Look,
  PHONE,
  signInAs,
  signInThroughPage,
  violations,
  visit,
} from './browser.ts'
import { visitor } from './process.ts'
import { setScene } from './scene.ts'
import { codesOf, gridCell } from './year-page.ts'

const scene = setScene()

describe('the main job', () => {
  test('a coordinator generates a year, mends a cell, undoes it, publishes; a fellow sees tomorrow and subscribes', async () => {
    const coordinator = await visit(scene.browser, scene.server.url)
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
    // The plan has been read anew; the year on screen is still the one that was published.
    expect((await cell.textContent())!.trim()).toBe(before)
    await page.getByText(/^0 must-fix|No must-fix/).waitFor()
    await page.getByText('Published: version 1').waitFor()

    await cell.click()
    await page.keyboard.press('Delete')
    await page.getByText(/^[1-9]\d* must-fix/).waitFor()
    await page.getByText('Saved', { exact: true }).waitFor()
    await lookAgain(page, '/api/plans/mayo-2026')
    expect((await cell.textContent())!.trim()).toBe('')
    await page.keyboard.press('Control+z')
    await page.getByText(/^0 must-fix|No must-fix/).waitFor()
    expect((await cell.textContent())!.trim()).toBe(before)
    expect(coordinator.complaints).toEqual([])

    const fellow = await visit(scene.browser, scene.server.url, PHONE)
    await signInThroughPage(fellow, 'Tariq Haddadin')
    await fellow.page
      .getByText(/Tomorrow/)
      .first()
      .waitFor()
    const call = await visitor(scene.server.url, 'mayo', 'tariq-haddadin')
    const today = await call<{ tomorrow: { name: string }[] }>('GET', '/today')
    await fellow.page.getByRole('main').getByText(today.tomorrow[0]!.name).first().waitFor()
    const feed = await call<{ url: string }>('POST', '/feeds', { label: 'Phone' })
    const text = await (await fetch(feed.url)).text()
    const events = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent')
    expect(events.length).toBeGreaterThan(4)
    expect(fellow.complaints).toEqual([])
  })
})

/** The window is looked at again after a minute elsewhere: what has become stale is read anew. */
async function lookAgain(page: Page, path: string): Promise<void> {
  const answer = page.waitForResponse((response) => new URL(response.url()).pathname === path)
  await page.evaluate(() => {
    const now = Date.now
    Date.now = () => now() + 60_000
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
  await (await answer).finished()
  // What the answer changes is drawn.
  await page.waitForTimeout(300)
}

describe('the year by hand', () => {
  test('blocks are moved, swapped, pushed and painted, by mouse and by key; every step can be undone', async () => {
    const coordinator = await visit(scene.browser, scene.server.url)
    const { page } = coordinator
    await signInAs(coordinator, 'mayo', 'solveig-bergstrand')
    await page.goto('/plans/mayo-2026')
    await page.getByRole('grid').waitFor()
    const rows = await Promise.all([...Array(9).keys()].map((nth) => codesOf(page, nth)))
    // Somebody with other work in the blocks that are exchanged, so that every step is a change.
    const p = rows.findIndex(([one, two, , four]) => one !== two && one !== four)
    const [a, b, c, d] = rows[p] as [string, string, string, string]
    const shows = async (codes: string[]) =>
      expect((await codesOf(page, p)).slice(0, codes.length)).toEqual(codes)
    const undo = async () => {
      await page.keyboard.press('Control+z')
      await expect.poll(() => codesOf(page, p)).toEqual(rows[p])
    }
    await drag(page, [p, 0], [p, 3])
    await shows(['', b, c, a])
    await undo()
    await drag(page, [p, 0], [p, 3], 'Control')
    await shows([d, b, c, a])
    await undo()
    await drag(page, [p, 0], [p, 3], 'Shift')
    await shows([b, c, d, a])
    await undo()

    await cellAt(page, [p, 0]).click()
    for (const key of ['Alt+m', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'x'])
      await page.keyboard.press(key)
    await shows([d, b, c, a])
    await page.getByRole('status').filter({ hasText: 'Swapped with' }).first().waitFor()
    await undo()

    await cellAt(page, [p, 0]).click()
    await page.keyboard.press('Alt+b')
    await cellAt(page, [p, 1]).click()
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.press('Escape')
    await shows([a, a])
    await undo()
    expect(coordinator.complaints).toEqual([])
  })

  test('a merged run is pasted whole; blanks of plain text clear, or are filled when asked', async () => {
    const coordinator = await visit(scene.browser, scene.server.url)
    const { page } = coordinator
    await signInAs(coordinator, 'mayo', 'solveig-bergstrand')
    await page.goto('/plans/mayo-2026')
    await page.getByRole('grid').waitFor()
    const before = await codesOf(page, 2)
    // Others than stand there, so that every paste is a change.
    const [x, y] = [before[0] === 'CT' ? 'XR' : 'CT', before[2] === 'MR' ? 'US' : 'MR']
    await cellAt(page, [2, 0]).click()
    await paste(
      page,
      `${x}\t\t${y}`,
      `<table><tr><td colspan="2">${x}</td><td>${y}</td></tr></table>`,
    )
    expect((await codesOf(page, 2)).slice(0, 3)).toEqual([x, x, y])
    await page.keyboard.press('Control+z')
    await expect.poll(() => codesOf(page, 2)).toEqual(before)
    await paste(page, `${x}\t\t${y}`)
    expect((await codesOf(page, 2)).slice(0, 3)).toEqual([x, '', y])
    await page.getByRole('button', { name: 'Fill blanks' }).click()
    expect((await codesOf(page, 2)).slice(0, 3)).toEqual([x, x, y])
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(() => codesOf(page, 2)).toEqual(before)
  })

  test('what a must forbids is not chosen by the same click; the grid keeps the keys', async () => {
    const coordinator = await visit(scene.browser, scene.server.url)
    const { page } = coordinator
    await signInAs(coordinator, 'mayo', 'solveig-bergstrand')
    await page.goto('/plans/mayo-2026')
    await page.getByRole('grid').waitFor()
    const before = await codesOf(page, 1)
    await cellAt(page, [1, 1]).dblclick()
    const panel = page.getByRole('complementary')
    const refused = panel.locator('.rank-item[aria-disabled]').first()
    await refused.waitFor()
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('yg-cell')
    await refused.click({ force: true })
    expect(await codesOf(page, 1)).toEqual(before)
    await panel
      .getByRole('button', { name: /^Set anyway/ })
      .first()
      .click()
    await page.getByText(/^[1-9]\d* must-fix/).waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => codesOf(page, 1)).toEqual(before)

    // Who could fill a hole; one click, and it is filled. A hole is where a service has no more than it needs.
    const needs: Record<string, number> = { XR: 2, MR: 2, CT: 1 }
    const rows = await Promise.all([...Array(9).keys()].map((nth) => codesOf(page, nth)))
    const t = before.findIndex(
      (code, at) => at > 0 && rows.filter((row) => row[at] === code).length === needs[code],
    )
    expect(t).toBeGreaterThan(0)
    await cellAt(page, [1, t]).click()
    await page.keyboard.press('Delete')
    await page.getByText(/^[1-9]\d* must-fix/).waitFor()
    await page.keyboard.press('.')
    await panel.getByText('People, best first').waitFor()
    await panel.locator('.rank-item:not([aria-disabled])').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /must-fix/ }).click()
    await panel
      .getByRole('button', { name: /^Set .*Haddadin/ })
      .first()
      .click()
    await page.getByText(/^0 must-fix/).waitFor()
  })
})

const cellAt = (page: Page, [p, t]: [number, number]) => gridCell(page, p, t)

async function drag(
  page: Page,
  from: [number, number],
  to: [number, number],
  key?: 'Control' | 'Shift',
): Promise<void> {
  await cellAt(page, from).click()
  const [start, end] = [await middleOf(page, from), await middleOf(page, to)]
  await page.mouse.move(start.x, start.y)
  if (key) await page.keyboard.down(key)
  await page.mouse.down()
  await page.mouse.move(end.x - 8, end.y)
  await page.mouse.move(end.x, end.y)
  await page.mouse.up()
  if (key) await page.keyboard.up(key)
}

async function middleOf(page: Page, cell: [number, number]) {
  const box = (await cellAt(page, cell).boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** As a spreadsheet puts it on the clipboard. */
function paste(page: Page, plain: string, html = ''): Promise<void> {
  return page.evaluate(
    ([text, table]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text!)
      if (table) clipboardData.setData('text/html', table)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement!.dispatchEvent(event)
    },
    [plain, html],
  )
}

const PLANNERS = {
  brigham: 'theodore-lacombiere',
  'johns-hopkins': 'rosalind-achterberg',
  mayo: 'solveig-bergstrand',
}
const YEARS: [string, keyof typeof PLANNERS][] = [
  ['mayo-2026', 'mayo'],
  ['jh-2026', 'johns-hopkins'],
  ['bwh-r4-2026', 'brigham'],
  ['bwh-r1r3-2026', 'brigham'],
]

describe('on paper', () => {
  test.each(YEARS)('%s is one page of Letter or A4, with every name whole', async (plan, at) => {
    await fillYear(plan, at)
    const planner = await visit(scene.browser, scene.server.url)
    const { page } = planner
    await signInAs(planner, at, PLANNERS[at])
    await page.goto(`/plans/${plan}`)
    await page.getByRole('grid').waitFor()
    await page.evaluate(() => document.fonts.ready)
    for (const format of ['Letter', 'A4'])
      expect([format, await pagesOf(page, format)]).toEqual([format, 1])
    const sheet = await page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'))
      const root = document.querySelector<HTMLElement>('.print-sheet')!
      const cut = (selector: string) =>
        [...root.querySelectorAll<HTMLElement>(selector)]
          .filter((part) => part.scrollWidth > part.clientWidth + 1)
          .map((part) => part.textContent)
      const found = {
        names: cut('.yg-body .yg-name-text'),
        totals: cut('.yg-total'),
        services: root.querySelectorAll('.yg:last-of-type .yg-coverage').length > 0,
        points: Number(root.style.getPropertyValue('--print-zoom')) * 9,
      }
      window.dispatchEvent(new Event('afterprint'))
      return found
    })
    expect(sheet).toMatchObject({ names: [], totals: [], services: true })
    expect(sheet.points).toBeGreaterThanOrEqual(5.5)
    expect(planner.complaints).toEqual([])
  })

  test('each half-year on a page of its own, when that is chosen', async () => {
    const planner = await visit(scene.browser, scene.server.url)
    const { page } = planner
    await signInAs(planner, 'brigham', PLANNERS.brigham)
    await page.goto('/plans/bwh-r4-2026')
    await page.getByRole('grid').waitFor()
    // The dialog of the browser would wait for somebody to answer it.
    await page.evaluate(() => (window.print = () => {}))
    await page.getByRole('button', { name: 'What if, export, print and rules' }).click()
    await page.getByRole('menuitem', { name: /half-year/ }).click()
    await page.waitForTimeout(400)
    expect(await pagesOf(page, 'Letter')).toBe(2)
    expect(await pagesOf(page, 'Letter')).toBe(1)
  })
})

async function pagesOf(page: Page, format: string): Promise<number> {
  const file = await page.pdf({ format, landscape: true, printBackground: true })
  return file.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0
}

/** A year of the engine, so that what is printed is as full as it will be. */
async function fillYear(plan: string, at: keyof typeof PLANNERS): Promise<void> {
  const call = await visitor(scene.server.url, at, PLANNERS[at])
  const { drafts } = await call<{ drafts: { id: string }[] }>('GET', `/plans/${plan}`)
  const draft = drafts[0]!.id
  const { id } = await call<{ id: string }>('POST', `/drafts/${draft}/solves`, { seconds: 6 })
  let solve: { status: string; cells: unknown }
  do {
    await new Promise((next) => setTimeout(next, 500))
    solve = await call('GET', `/solves/${id}`)
  } while (['waiting', 'running'].includes(solve.status))
  const { version } = await call<{ version: number }>('GET', `/drafts/${draft}`)
  if (solve.cells) await call('POST', `/solves/${id}/application`, { version })
}

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
  '/nowhere',
]

describe.each(LOOKS)('no page has an accessibility violation: %s', (_, look) => {
  test('before signing in', async () => {
    const { page } = await visit(scene.browser, scene.server.url, look)
    await page.goto('/sign-in')
    await page
      .getByRole('button', { name: /Lacombière/ })
      .first()
      .waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('as a coordinator, page by page', async () => {
    const person = await visit(scene.browser, scene.server.url, look)
    await signInAs(person, 'brigham', 'theodore-lacombiere')
    const faults: Record<string, string[]> = {}
    for (const path of PAGES) {
      await person.page.goto(path)
      await person.page.locator('h1').first().waitFor()
      // A year keeps a line open to hear what others do: it is never idle for good.
      await person.page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => {})
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
    const person = await visit(scene.browser, scene.server.url, look)
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

  // In one look of each screen: the colours are the same as everywhere.
  const isOneOfEach = look.width > 1000 === (look.scheme === 'light')
  test.runIf(isOneOfEach)('with the panels beside the year and the paint open', async () => {
    const person = await visit(scene.browser, scene.server.url, look)
    await signInAs(person, 'brigham', 'theodore-lacombiere')
    const { page } = person
    await page.goto('/plans/bwh-r4-2026')
    await page.getByRole('button', { name: 'Generate' }).waitFor()
    const asGrid = page.getByRole('button', { name: 'Show as grid' })
    if (await asGrid.isVisible()) await asGrid.click()
    const faults: string[] = []
    const judge = async () => {
      await page.waitForTimeout(400)
      faults.push(...(await violations(page)))
    }
    await cellAt(page, [1, 2]).click()
    await page.keyboard.press('Enter')
    await page.locator('.rank-item').first().waitFor()
    await judge()
    await cellAt(page, [1, 2]).focus()
    await page.keyboard.press('.')
    await page.getByText('People, best first').waitFor()
    await judge()
    await page.keyboard.press('Escape')
    for (const key of ['Alt+b', 'Alt+m']) {
      await cellAt(page, [1, 2]).focus()
      await page.keyboard.press(key)
      await page.locator('.hand').waitFor()
      await judge()
      await page.keyboard.press('Escape')
    }
    expect(faults).toEqual([])
    expect(person.complaints).toEqual([])
  })
})
