// Can one look at some rows only, by mouse, key and link, without losing sight of what is hidden?
import { expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit } from './browser.ts'
import { visitor } from './process.ts'
import { setScene } from './scene.ts'
import { codesOf, gridCell, writeRows } from './year-page.ts'

const scene = setScene()
const YEAR = '/plans/bwh-r1r3-2026'

test('rows are filtered and grouped by keys; a link shows the same; what is hidden is said', async () => {
  const planner = await visit(scene.browser, scene.server.url, DESKTOP)
  await signInAs(planner, 'brigham', 'theodore-lacombiere')
  const { page } = planner
  await page.goto(YEAR)
  await page.getByRole('grid').waitFor()
  const names = page.locator('.yg-body .yg-row[data-p]')
  const all = await names.count()

  await page.keyboard.press('Alt+f')
  const bar = page.getByRole('group', { name: 'Whose rows are shown' })
  await expect.poll(() => bar.getByRole('button', { name: 'R1' }).evaluate(isFocused)).toBe(true)
  await bar.getByRole('button', { name: 'R2' }).press('Enter')
  await bar.getByText(/^11 of 33 shown/).waitFor()
  expect(await names.count()).toBe(11)
  await page.keyboard.press('Alt+g')
  await page.getByRole('button', { name: 'R2 11 people' }).waitFor()

  // A range and its keys go over what is on screen alone.
  const first = Number(await names.first().getAttribute('data-p'))
  await gridCell(page, first, 0).click()
  await page.keyboard.press('Control+a')
  expect(await page.locator('.yg-cell[aria-selected=true]').count()).toBe(11 * 26)
  expect(await violations(page)).toEqual([])

  const other = await visit(scene.browser, scene.server.url, PHONE)
  await signInAs(other, 'brigham', 'theodore-lacombiere')
  await other.page.goto(page.url())
  await other.page.getByRole('button', { name: 'R2 11 people' }).waitFor()
  expect(await other.page.locator('.plan-person').count()).toBe(11)
  expect(await violations(other.page)).toEqual([])

  await bar.getByRole('button', { name: 'Show all', exact: true }).click()
  await expect.poll(() => names.count()).toBe(all)
  // Folded away, a level is still counted.
  await page.getByRole('button', { name: 'R1 11 people' }).click()
  await bar.getByText('22 of 33 shown, some folded away').waitFor()
  expect(planner.complaints).toEqual([])
  expect(other.complaints).toEqual([])
})

test('a block is split for everybody and joined again; whoever has it open sees it at once', async () => {
  const MAYO = ['mayo', 'solveig-bergstrand'] as const
  const call = await visitor(scene.server.url, ...MAYO)
  await writeRows(call, 'mayo-2026', ['CT MR US'])
  const open = async () => {
    const planner = await visit(scene.browser, scene.server.url, DESKTOP)
    await signInAs(planner, ...MAYO)
    await planner.page.goto('/plans/mayo-2026')
    await gridCell(planner.page, 0, 0).waitFor()
    return planner
  }
  const [one, other] = [await open(), await open()]
  const { page } = one
  await gridCell(page, 0, 1).click()
  await page.keyboard.press('Alt+c')
  await page.getByRole('button', { name: 'Split into halves' }).waitFor()
  await page.waitForTimeout(300)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Split into halves' }).click()
  const four = async (at: typeof page) => (await codesOf(at, 0)).slice(0, 4)
  await expect.poll(() => four(page)).toEqual(['CT', 'MR', 'MR', 'US'])
  await expect.poll(() => four(other.page)).toEqual(['CT', 'MR', 'MR', 'US'])
  expect(await page.locator('.yg-block b').allTextContents()).toContain('2b')

  await gridCell(other.page, 0, 2).click()
  await other.page.keyboard.type('ct')
  await other.page.keyboard.press('Shift+Enter')
  await expect.poll(() => four(page)).toEqual(['CT', 'MR', 'CT', 'US'])
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText(/has different work in blocks 2a and 2b/).waitFor()
  await other.page.keyboard.press('Control+z')
  await expect.poll(() => four(page)).toEqual(['CT', 'MR', 'MR', 'US'])
  await gridCell(page, 0, 1).click()
  await page.keyboard.press('Alt+c')
  await page.getByRole('button', { name: 'Join 2a and 2b' }).click()
  for (const at of [page, other.page])
    await expect.poll(async () => (await codesOf(at, 0)).slice(0, 3)).toEqual(['CT', 'MR', 'US'])
  expect([...one.complaints, ...other.complaints].filter((says) => !says.includes('409'))).toEqual(
    [],
  )
})

const isFocused = (at: Element) => at === document.activeElement
