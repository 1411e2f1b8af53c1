// Does the year look right at first sight, and does the focus stay where a person works?
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()

async function openYear(plan: string, at: [string, string], look = DESKTOP): Promise<Page> {
  const planner = await visit(scene.browser, scene.server.url, look)
  await signInAs(planner, ...at)
  await planner.page.goto(`/plans/${plan}`)
  await planner.page.getByRole('heading', { level: 1 }).waitFor()
  await planner.page.locator('.yg-cell, .plan-person').first().waitFor()
  return planner.page
}
const BRIGHAM: [string, string] = ['brigham', 'theodore-lacombiere']
const MAYO: [string, string] = ['mayo', 'solveig-bergstrand']

describe('the year at first sight', () => {
  test('an empty year offers a way in and raises no alarm', async () => {
    const page = await openYear('bwh-r1r3-2026', BRIGHAM)
    const way = page.getByRole('region', { name: 'This year is still empty' })
    await way.waitFor()
    expect(await page.locator('.verdict').first().getAttribute('data-tone')).toBeNull()
    expect(await page.locator('[data-here]').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    await way.getByRole('button', { name: 'Propose a year' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await page.locator('.yg-body > [data-p="0"] > [data-t="0"]').click()
    await page.keyboard.type('che')
    await page.keyboard.press('Enter')
    await way.waitFor({ state: 'hidden' })
    expect(await page.locator('.verdict').first().getAttribute('data-tone')).toBe('danger')
    await page.keyboard.press('Control+z')
    await way.waitFor()
  })

  test('each month is named once, over its first block; every block still says its month', async () => {
    const page = await openYear('bwh-r1r3-2026', BRIGHAM)
    expect(await page.locator('.yg-month').allTextContents()).toEqual(
      'Jul Aug Sep Oct Nov Dec Jan Feb Mar Apr May Jun'.split(' '),
    )
    const heads = await page.locator('.yg-head .yg-block').allTextContents()
    expect(heads.slice(0, 4)).toEqual(['11 Jul', '215 Jul', '329 Jul', '412 Aug'])
  })

  test('a run shows its code once, in the middle; its pin and its note once, at the end', async () => {
    const page = await openYear('bwh-r4-2026', BRIGHAM)
    const row = page.getByRole('row', { name: /Sandhawal/ })
    const run = row.locator('.yg-cell.work')
    const drawn = await run.evaluateAll((cells) => {
      const boxes = cells.map((cell) => cell.getBoundingClientRect())
      const code = cells[0]!.querySelector('.yg-code')!.getBoundingClientRect()
      return {
        cells: cells.length,
        codes: cells.filter((cell) => cell.textContent).length,
        locks: cells.map((cell) => cell.querySelectorAll('.yg-lock').length),
        off: Math.abs((boxes[0]!.left + boxes.at(-1)!.right) / 2 - (code.left + code.right) / 2),
      }
    })
    expect(drawn).toMatchObject({ cells: 6, codes: 1, locks: [0, 0, 0, 0, 0, 1] })
    expect(drawn.off).toBeLessThan(2)
  })

  test('on paper no head of a block is cut', async () => {
    for (const plan of ['bwh-r1r3-2026', 'bwh-r4-2026']) {
      const page = await openYear(plan, BRIGHAM)
      await page.emulateMedia({ media: 'print' })
      const cut = await page.evaluate(() => {
        window.dispatchEvent(new Event('beforeprint'))
        return [...document.querySelectorAll('.print-sheet .yg-block')].filter((head) => {
          const [month, label] = [head.querySelector('.yg-month'), head.querySelector('b')!]
          const [top, bottom] = [label.getBoundingClientRect(), head.getBoundingClientRect()]
          const above = month?.getBoundingClientRect().bottom ?? bottom.top
          const below = head.querySelector('.yg-date')!.getBoundingClientRect().bottom
          return top.top < above - 1 || below > bottom.bottom + 0.5
        }).length
      })
      expect([plan, cut]).toEqual([plan, 0])
    }
  })
})

describe('the focus', () => {
  test('goes back to whoever opened a dialog, also from a menu', async () => {
    const page = await openYear('mayo-2026', MAYO)
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: at } = document
        return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
      })
    const leave = async () => {
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    for (const name of ['Generate', 'Publish…']) {
      await page.getByRole('button', { name, exact: true }).click()
      await leave()
      await expect.poll(focused).toBe(name)
    }
    const more = page.getByRole('button', { name: 'What if, export, print and rules' })
    await more.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'What if…' }).click()
    await leave()
    await expect.poll(focused).toBe('What if, export, print and rules')
    // A panel that closes gives the keys back to the grid.
    await more.click()
    await page.getByRole('menuitem', { name: 'Fairness' }).click()
    await page.getByRole('complementary', { name: 'Fairness' }).waitFor()
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.className))
      .toContain('yg-cell')
  })
})

describe('typing as in a sheet', () => {
  const cellAt = (page: Page, p: number, t: number) =>
    page.locator(`.yg-body > [data-p="${p}"] > [data-t="${t}"]`)

  test('a whole code that is allowed stays when one clicks elsewhere; half a code does not', async () => {
    const page = await openYear('mayo-2026', MAYO)
    await cellAt(page, 0, 0).click()
    await page.keyboard.type('ct')
    await cellAt(page, 4, 4).click()
    await expect.poll(() => cellAt(page, 0, 0).textContent()).toBe('CT')
    await page.keyboard.type('m')
    await cellAt(page, 6, 6).click()
    await page.getByRole('combobox').waitFor({ state: 'hidden' })
    expect(await cellAt(page, 4, 4).textContent()).toBe('')
    await page.keyboard.press('Control+z')
    await expect.poll(() => cellAt(page, 0, 0).textContent(), { timeout: 8000 }).toBe('')
  })

  test('Escape takes a whole code back, and Enter sets one once', async () => {
    const page = await openYear('mayo-2026', MAYO)
    await cellAt(page, 8, 0).click()
    await page.keyboard.type('ct')
    await page.keyboard.press('Escape')
    await page.getByRole('combobox').waitFor({ state: 'hidden' })
    expect(await cellAt(page, 8, 0).textContent()).toBe('')
    await page.keyboard.type('ct')
    await page.keyboard.press('Enter')
    await expect.poll(() => cellAt(page, 8, 0).textContent()).toBe('CT')
    const edits = () =>
      page.evaluate(() => performance.getEntriesByName('cell-edit-to-paint').length)
    await expect.poll(edits).toBe(1)
    await page.keyboard.press('Control+z')
    await expect.poll(() => cellAt(page, 8, 0).textContent()).toBe('')
  })

  test('no cell moves when the server is away, and the change arrives when it is back', async () => {
    const page = await openYear('mayo-2026', MAYO)
    const top = async () => (await cellAt(page, 0, 0).boundingBox())!.y
    const before = await top()
    await page.context().setOffline(true)
    await cellAt(page, 0, 2).click()
    await page.keyboard.type('mr')
    await page.keyboard.press('Enter')
    await page.getByText('Not saved yet').waitFor()
    await page
      .getByRole('alert')
      .getByText(/cannot be reached/)
      .waitFor()
    expect(await top()).toBe(before)
    await page.context().setOffline(false)
    await page.getByText('Saved', { exact: true }).waitFor({ timeout: 15_000 })
    await page.keyboard.press('Control+z')
    await expect.poll(() => cellAt(page, 0, 2).textContent()).toBe('')
  })

  test('each count opens its own list of problems', async () => {
    const page = await openYear('mayo-2026', MAYO)
    await page.getByRole('button', { name: /to improve$/ }).click()
    const chosen = () => page.getByRole('tab', { selected: true }).textContent()
    await expect.poll(chosen).toMatch(/To improve/)
    await page.getByRole('button', { name: /must-fix$/ }).click()
    await expect.poll(chosen).toMatch(/Must fix/)
  })
})

describe('on a phone', () => {
  test('what waits for a planner stands whole, with its state under its name', async () => {
    const planner = await visit(scene.browser, scene.server.url, PHONE)
    await signInAs(planner, ...BRIGHAM)
    const { page } = planner
    await page.goto('/')
    const rows = page.locator('.attention a')
    await rows.first().waitFor()
    const cut = await rows.evaluateAll(
      (links) =>
        links.filter((link) => {
          const { right } = link.getBoundingClientRect()
          return [...link.querySelectorAll('*')].some(
            (part) => part.getBoundingClientRect().right > right + 1,
          )
        }).length,
    )
    expect(cut).toBe(0)
    expect(await page.locator('.attention-says').first().getAttribute('data-tone')).toBe('warning')
  })

  test('the tools of a year are at least 44 px and stand in two rows', async () => {
    const page = await openYear('mayo-2026', MAYO, PHONE)
    const boxes = await page
      .locator('.year-head :is(button:not(.other), .verdict)')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))
    for (const { width, height } of boxes)
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
    expect(new Set(boxes.map(({ top }) => Math.round(top))).size).toBe(2)
  })
})
