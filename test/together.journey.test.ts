// Do two people work in one year without losing anything, and does a repair wait for its planner?
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit } from './browser.ts'
import { visitor } from './process.ts'
import { setScene } from './scene.ts'
import { gridCell } from './year-page.ts'

const scene = setScene()
const MAYO = ['mayo', 'solveig-bergstrand'] as const

async function openYear(look = DESKTOP): Promise<Page> {
  const planner = await visit(scene.browser, scene.server.url, look)
  await signInAs(planner, ...MAYO)
  await planner.page.goto('/plans/mayo-2026')
  await planner.page.locator('.yg-cell, .plan-person').first().waitFor()
  return planner.page
}
async function set(page: Page, p: number, t: number, code: string) {
  await gridCell(page, p, t).click()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect.poll(() => gridCell(page, p, t).textContent()).toBe(code.toUpperCase())
}

test('what one person sets stands before the other at once; one cell set by both is asked about', async () => {
  const [one, other] = [await openYear(), await openYear()]
  await set(one, 0, 0, 'ct')
  await expect.poll(() => gridCell(other, 0, 0).textContent(), { timeout: 8000 }).toBe('CT')

  await other.context().setOffline(true)
  await set(other, 1, 1, 'mr')
  await set(one, 1, 1, 'ct')
  await one.getByText('Saved', { exact: true }).waitFor()
  await other.context().setOffline(false)
  const ask = other.getByRole('alert')
  await ask.getByText(/meanwhile Solveig Bergstrand set/).waitFor({ timeout: 15_000 })
  // What was typed stays on screen until it is decided.
  expect(await gridCell(other, 1, 1).textContent()).toBe('MR')
  await ask.getByRole('button', { name: 'Take theirs, CT' }).waitFor()
  await other.keyboard.press('Alt+1')
  await expect.poll(() => gridCell(one, 1, 1).textContent(), { timeout: 8000 }).toBe('MR')
  await one.context().close()
  await other.context().close()
})

test('who else has the draft open is seen, and where; who leaves is gone', async () => {
  const [one, other] = [await openYear(), await openYear(PHONE)]
  const here = one.getByRole('button', { name: /^Solveig Bergstrand/ })
  await here.waitFor()
  await other.getByRole('button', { name: 'Solveig Bergstrand, here too' }).waitFor()
  await other.getByRole('button', { name: 'Show as grid' }).click()
  await gridCell(other, 2, 1).click()
  await one.getByRole('button', { name: /^Solveig Bergstrand, at .*, block 2$/ }).click()
  await expect
    .poll(() => gridCell(one, 2, 1).evaluate((at) => at === document.activeElement))
    .toBe(true)
  expect(await one.locator('.yg-other').count()).toBe(1)
  expect(await violations(one)).toEqual([])
  await other.goto('/')
  await expect.poll(() => here.count(), { timeout: 20_000 }).toBe(0)
})

type Call = Awaited<ReturnType<typeof visitor>>
type Solve = { id: string; status: string }
async function finished(call: Call, solve: Solve): Promise<Solve> {
  while (['waiting', 'running'].includes(solve.status)) {
    await new Promise((next) => setTimeout(next, 500))
    solve = await call('GET', `/solves/${solve.id}`)
  }
  return solve
}

test('a repair waits over the draft that was open; on a phone no panel lies over the year', async () => {
  const call = await visitor(scene.server.url, ...MAYO)
  const { drafts, problem } = await call<{
    drafts: { id: string; name: string }[]
    problem: { periods: { from: string; to: string }[] }
  }>('GET', '/plans/mayo-2026')
  const asked = { seconds: 6, seed: 1, keep: false, repeatable: false }
  const solve = await finished(call, await call('POST', `/drafts/${drafts[0]!.id}/solves`, asked))
  const { version } = await call<{ version: number }>('GET', `/drafts/${drafts[0]!.id}`)
  const full = await call<{ version: number }>(
    ...['POST', `/solves/${solve.id}/application`, { version }],
  )
  await call('PUT', `/drafts/${drafts[0]!.id}/publication`, {
    ...{ version: full.version, message: '', waiver: 'To see a repair of it' },
  })
  const { from, to } = problem.periods.at(-1)!
  const leave = { kind: 'leave', person: 'tariq-haddadin', from, to }
  await finished(
    call,
    await call('POST', '/plans/mayo-2026/repairs', { changes: [leave], seconds: 6 }),
  )

  const page = await openYear(PHONE)
  await page.getByRole('button', { name: drafts[0]!.name }).waitFor()
  const waits = page.getByRole('region', { name: 'A repair is waiting' })
  await waits.getByRole('link', { name: 'Look at it' }).click()
  await page.getByRole('button', { name: 'How it came about' }).waitFor({ timeout: 30_000 })
  expect(await page.getByRole('complementary').count()).toBe(0)
  const tops = await page
    .locator('.year-head :is(button:not(.other), .verdict)')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)))
  expect(new Set(tops).size).toBe(2)
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider).toBeLessThanOrEqual(1)
  expect(await violations(page)).toEqual([])
  await page.goto('/plans/mayo-2026')
  await page.getByRole('button', { name: drafts[0]!.name }).waitFor()
})

test('those who plan see on Today what is short in the next two weeks', async () => {
  const planner = await visit(scene.browser, scene.server.url, PHONE)
  await signInAs(planner, ...MAYO)
  await planner.page.goto('/')
  const watch = planner.page.getByRole('region', { name: 'The next two weeks' })
  await watch.getByText(/^Every service is covered until/).waitFor()
  await watch.getByRole('link', { name: 'Musculoskeletal fellows, Mayo, 2026-27' }).waitFor()
  expect(await violations(planner.page)).toEqual([])
})
