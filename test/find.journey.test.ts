// Does find and replace change what is meant and nothing else, by keys alone?
import { expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit } from './browser.ts'
import { visitor } from './process.ts'
import { setScene } from './scene.ts'
import { codesOf, gridCell, writeRows } from './year-page.ts'

const scene = setScene()

test.each([
  ['desktop', DESKTOP],
  ['phone, dark', { ...PHONE, scheme: 'dark' as const }],
])(
  'one work is replaced everywhere but where it is pinned, and comes back in one step: %s',
  async (_, look) => {
    const planner = await visit(scene.browser, scene.server.url, look)
    const { page } = planner
    const call = await visitor(scene.server.url, 'mayo', 'solveig-bergstrand')
    await writeRows(call, 'mayo-2026', ['CT MR CT', 'MR CT US', 'CT CT . MR'])
    await signInAs(planner, 'mayo', 'solveig-bergstrand')
    await page.goto('/plans/mayo-2026')
    await page.locator('.yg-cell, .plan-person').first().waitFor()
    await page.keyboard.press('Control+f')
    const bar = page.getByRole('search')
    const field = bar.getByRole('textbox').first()
    await expect.poll(() => field.evaluate((at) => at === document.activeElement)).toBe(true)
    const all = () => Promise.all([...Array(9).keys()].map((p) => codesOf(page, p)))
    const before = await all()
    const code = before[0]![0]!
    const count = before.flat().filter((one) => one === code).length
    const other = before.flat().find((one) => one !== '' && one !== code)!

    await field.fill(code.toLowerCase())
    await bar
      .getByText(`${count} found`)
      .or(bar.getByText(`1 of ${count}`))
      .waitFor()
    expect(await page.locator('.yg-cell.is-found').count()).toBe(count)
    await page.keyboard.press('Enter')
    const second = await bar.getByRole('status').textContent()
    await page.keyboard.press('Shift+Enter')
    await expect.poll(() => bar.getByRole('status').textContent()).not.toBe(second)

    // A pin on the first cell: it stays.
    await page.keyboard.press('Escape')
    await bar.waitFor({ state: 'hidden' })
    const asGrid = page.getByRole('button', { name: 'Show as grid' })
    if (await asGrid.isVisible()) await asGrid.click()
    await gridCell(page, 0, 0).click()
    await page.keyboard.press('Alt+l')
    await page.keyboard.press('Control+h')
    await bar.getByText('1 pinned cell among them').waitFor()
    await page.keyboard.type(other)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    const after = before.map((row, p) =>
      row.map((one, t) => (one === code && (p > 0 || t > 0) ? other : one)),
    )
    await expect.poll(all).toEqual(after)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await expect.poll(all).toEqual(before)
    await page.keyboard.press('Control+z')
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(planner.complaints).toEqual([])
  },
)
