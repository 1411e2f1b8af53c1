// Is as much of the year in sight as can be read, on a desk and on a phone?
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, signInAs, violations, visit } from './browser.ts'
import { type Process, startProcess, temporaryFolder } from './process.ts'

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

async function openYear(plan: string, look = DESKTOP): Promise<Page> {
  const planner = await visit(browser, server.url, look)
  await signInAs(planner, 'brigham', 'theodore-lacombiere')
  await planner.page.goto(`/plans/${plan}`)
  await planner.page.getByRole('heading', { level: 1 }).waitFor()
  await planner.page.waitForLoadState('networkidle')
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
    await page.waitForLoadState('networkidle')
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
    await page.keyboard.press('Alt+0')
    await expect.poll(() => inSight(page)).toBe(52)
  })
})
