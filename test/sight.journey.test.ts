// Is as much of the year in sight as can be read, on a desk and on a phone?
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()

async function openYear(plan: string, look = DESKTOP): Promise<Page> {
  const planner = await visit(scene.browser, scene.server.url, look)
  await signInAs(planner, 'brigham', 'theodore-lacombiere')
  await planner.page.goto(`/plans/${plan}`)
  await planner.page.getByRole('heading', { level: 1 }).waitFor()
  await planner.page.locator('.yg-cell, .plan-person').first().waitFor()
  return planner.page
}

describe('52 blocks', () => {
  const inSight = (page: Page) =>
    page.evaluate(() => {
      const { right } = document.querySelector('.yg-scroll')!.getBoundingClientRect()
      return [...document.querySelectorAll('.yg-head .yg-block')].filter(
        (head) => head.getBoundingClientRect().right <= right + 1,
      ).length
    })
  const width = (page: Page) =>
    page
      .locator('.yg-block')
      .first()
      .evaluate((head) => head.getBoundingClientRect().width)

  test('stand whole on a desk; Alt 0 and the button show every code; the choice is remembered', async () => {
    const page = await openYear('bwh-r4-2026')
    const fit = page.getByRole('button', { name: 'Fit the year' })
    expect(await inSight(page)).toBe(52)
    expect(await width(page)).toBeGreaterThanOrEqual(18)
    expect(await fit.getAttribute('aria-pressed')).toBe('true')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Alt+0')
    await expect.poll(() => inSight(page)).toBeLessThan(52)
    expect(await width(page)).toBeGreaterThanOrEqual(30)
    await page.reload()
    await page.locator('.yg-cell').first().waitFor()
    expect(await inSight(page)).toBeLessThan(52)
    await fit.click()
    await expect.poll(() => inSight(page)).toBe(52)
  })

  test('no code is cut: it stands whole or not at all', async () => {
    const page = await openYear('bwh-r4-2026', { ...DESKTOP, width: 1180 })
    await page.locator('.yg-body > [data-p="0"] > [data-t="4"]').click()
    await page.keyboard.type('cal')
    await page.keyboard.press('Enter')
    const code = page.locator('.yg-body > [data-p="0"] > [data-t="4"] .yg-code')
    await expect.poll(() => code.textContent()).toBe('CAL')
    const cut = await code.evaluate((box) => {
      const range = document.createRange()
      range.selectNodeContents(box)
      const [text, room] = [range.getBoundingClientRect(), box.getBoundingClientRect()]
      const isOut = text.top >= room.bottom - 1
      return !isOut && (text.left < room.left - 1 || text.right > room.right + 1)
    })
    expect(cut).toBe(false)
    await page.keyboard.press('Control+z')
  })

  test('on a phone codes stay readable until the whole year is asked for', async () => {
    const page = await openYear('bwh-r4-2026', PHONE)
    await page.getByRole('button', { name: 'Show as grid' }).click()
    expect(await width(page)).toBeGreaterThanOrEqual(30)
    await page.getByRole('button', { name: 'What if, export, print and rules' }).click()
    await page.getByRole('menuitem', { name: 'Fit the year' }).click()
    await expect.poll(() => inSight(page)).toBe(52)
  })
})

describe('the services under the people', () => {
  test('take a quarter of the height at most, scroll by themselves and fold away for good', async () => {
    const page = await openYear('bwh-r1r3-2026')
    const height = (selector: string) =>
      page.locator(selector).evaluate((box) => box.getBoundingClientRect().height)
    const sheet = await height('.year-sheet')
    expect(await height('.yg-foot')).toBeLessThan(sheet / 4)
    expect((await height('.yg-foot')) + (await height('.under-grid'))).toBeLessThan(sheet * 0.28)
    expect(await page.locator('.yg-coverage').count()).toBe(19)
    // Those that are short of people stand first.
    const bad = await page
      .locator('.yg-coverage')
      .evaluateAll((rows) => rows.map((row) => row.querySelector('[data-state=short]') !== null))
    expect(bad).toEqual([...bad].sort((one, other) => Number(other) - Number(one)))
    // A key reaches the last of them, and it comes into sight.
    await page.locator('.yg-body > :last-child > [data-t="3"]').click()
    for (let row = 0; row < 19; row++) await page.keyboard.press('ArrowDown')
    const isSeen = await page.evaluate(() => {
      const foot = document.querySelector('.yg-foot')!.getBoundingClientRect()
      const at = document.activeElement!.getBoundingClientRect()
      return document.activeElement!.className === 'yg-count' && at.bottom <= foot.bottom + 1
    })
    expect(isSeen).toBe(true)
    const fold = page.getByRole('button', { name: /services|Coverage/ })
    await fold.click()
    expect(await page.locator('.yg-foot').count()).toBe(0)
    await page.reload()
    await page.locator('.yg-cell').first().waitFor()
    expect(await page.locator('.yg-foot').count()).toBe(0)
    await fold.click()
    expect(await violations(page)).toEqual([])
  })

  test('stay under their blocks when the year is scrolled to the side', async () => {
    const page = await openYear('bwh-r4-2026')
    await page.keyboard.press('Alt+0')
    await page.locator('.yg-body > [data-p="0"] > [data-t="40"]').click()
    await expect
      .poll(() =>
        page.evaluate(() => {
          const left = (selector: string) =>
            document.querySelector(selector)!.getBoundingClientRect().left
          return [
            left('.yg-body > [data-p="0"] > [data-t="40"]') - left('.yg-count[data-t="40"]'),
            left('.yg-body .yg-name') - left('.yg-coverage .yg-name'),
          ]
        }),
      )
      .toEqual([0, 0])
  })
})

test('all codes open under the grid, one line of them stands there whole', async () => {
  const page = await openYear('bwh-r1r3-2026')
  const legend = page.getByRole('list', { name: 'Legend' })
  expect((await legend.boundingBox())!.height).toBeLessThan(32)
  await page.getByRole('button', { name: 'All codes' }).click()
  expect((await legend.boundingBox())!.height).toBeGreaterThan(50)
  await page.getByRole('button', { name: 'Codes in one line' }).click()
})

test('the grid on a phone: names whole in two lines, tools in two rows', async () => {
  const page = await openYear('bwh-r1r3-2026', PHONE)
  await page.getByRole('button', { name: 'Show as grid' }).click()
  const cut = await page
    .locator('.yg-body .yg-name-text')
    .evaluateAll(
      (all) =>
        all.filter(
          (one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1,
        ).length,
    )
  expect(cut).toBe(0)
  const tops = await page
    .locator('.year-head :is(button:not(.other), .verdict)')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)))
  expect(new Set(tops).size).toBe(2)
  expect(await violations(page)).toEqual([])
})
