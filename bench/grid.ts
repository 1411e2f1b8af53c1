// How long from a key to the painted cell, and how smooth is scrolling, in a real browser?
import { chromium } from 'playwright-core'
import { demoPlan } from '../demo/index.ts'
import { weekBlocks } from '../src/kernel/block-calendar.ts'
import { day } from '../src/kernel/day.ts'
import type { Database } from '../src/platform/database.ts'
import { insertPeople, insertRoles } from '../src/rooms/people/index.ts'
import { insertChoice, insertPlan, insertPlanPeople } from '../src/rooms/rota/index.ts'
import { onServer } from './scene.ts'
import { median, quantile, type Row } from './table.ts'

const TENANT = 'brigham'
const PROGRAMME = 'bwh-dr'
const SIZES = [
  [44, 26],
  [60, 52],
  [200, 52],
] as const
const EDITS = 60

export function benchGrid(): Promise<Row[]> {
  return onServer(async (db) => {
    for (const [people, blocks] of SIZES) await addPlan(db, people, blocks)
  }, measure)
}

/** A plan of any size with a dozen rules, so that judging has something to do. */
export async function addPlan(db: Database, people: number, blocks: number): Promise<void> {
  const id = planId(people, blocks)
  const [from, to] = [day('2026-07-01'), day('2027-06-30')]
  await db.inTenant(TENANT, async (tx) => {
    const works = demoPlan('bwh-r1r3-2026')
      .works.slice(0, 18)
      .map((work) => work.id)
    const ids = Array.from({ length: people }, (_, nth) => `${id}-${nth}`)
    await insertPeople(
      tx,
      TENANT,
      ids.map((key, nth) => ({
        id: key,
        given: 'Bench',
        family: `Person${String(nth).padStart(3, '0')}`,
      })),
    )
    await insertRoles(
      tx,
      TENANT,
      ids.map((person, nth) => ({
        ...{ person, programme: PROGRAMME, role: 'trainee', from },
        level: `R${(nth % 4) + 1}`,
      })),
    )
    const weeks = 52 / blocks
    const calendar = weekBlocks(
      from,
      Array.from({ length: blocks }, () => weeks),
      to,
    )
    await insertPlan(tx, TENANT, {
      ...{ id, programme: PROGRAMME, title: `Bench ${people} x ${blocks}`, from, to, works },
      ...{ blocks: calendar, facts: {}, position: 90 },
    })
    await insertPlanPeople(
      tx,
      TENANT,
      id,
      ids.map((person) => ({ person, months_trained: 0, share: 1, groups: [] })),
    )
    const choose = (rule: string, params: Record<string, unknown>) =>
      insertChoice(tx, TENANT, id, { rule, params, strength: 'must', author: 'bench', reason: '' })
    await choose('rota.filled', {})
    for (const work of works.slice(0, 10))
      await choose('rota.coverage', { works: [work], min: 1, max: 8 })
    for (const work of works.slice(0, 4))
      await choose('rota.requirement', { works: [work], amount: 4, bound: 'at-least' })
  })
}

const planId = (people: number, blocks: number) => `bench-${people}x${blocks}`

async function measure(url: string): Promise<Row[]> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH']!,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.request.post(`${url}/api/session`, {
    data: { institution: TENANT, person: 'theodore-lacombiere' },
  })
  const rows: Row[] = []
  for (const [people, blocks] of SIZES) {
    const plan = planId(people, blocks)
    const draft = await page.request.post(`${url}/api/plans/${plan}/drafts`, {
      data: { name: 'Bench', from: 'empty' },
    })
    if (!draft.ok()) throw new Error(await draft.text())
    const began = performance.now()
    await page.goto(`${url}/plans/${plan}`)
    await page.locator('[role=gridcell]').nth(5).waitFor()
    const opened = performance.now() - began
    await page.locator('[role=gridcell]').nth(5).click()
    const work = await typeMany(page, EDITS)
    const read = (name: string) =>
      page.evaluate(
        (wanted) => performance.getEntriesByName(wanted).map((entry) => entry.duration),
        name,
      )
    const paints = await read('cell-edit-to-paint')
    const frames = await scroll(page)
    rows.push({
      grid: `${people} x ${blocks}`,
      opened: `${Math.round(opened)} ms`,
      edits: `${paints.length} of ${work}`,
      'edit to paint, median': `${median(paints).toFixed(1)} ms`,
      '95 %': `${quantile(paints, 0.95).toFixed(1)} ms`,
      target: people < 200 ? '< 50 ms' : 'usable',
      'frames while scrolling, median': `${median(frames.times).toFixed(1)} ms`,
      'slowest frame': `${Math.max(...frames.times).toFixed(0)} ms`,
      'frames with a blank cell': `${frames.blank} of ${frames.times.length}`,
    })
  }
  await browser.close()
  return rows
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof chromium.launch>>['newPage']>>

async function typeMany(page: Page, count: number): Promise<number> {
  for (let nth = 0; nth < count; nth++) {
    await page.keyboard.type(nth % 2 ? 'us' : 'ch')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(30)
    if (nth % 10 === 9) await page.keyboard.press('ArrowRight')
  }
  await page.waitForTimeout(1500)
  return count
}

/** A hundred frames down, at the speed of a turned wheel; in each the middle of the window is looked at. */
function scroll(page: Page): Promise<{ times: number[]; blank: number }> {
  return page.evaluate(async () => {
    const cell = document.querySelector('[role=gridcell]')!
    let box: Element = cell
    while (box.parentElement && !/auto|scroll/.test(getComputedStyle(box).overflowY))
      box = box.parentElement
    box.scrollTop = 0
    const frame = () => new Promise<number>((next) => requestAnimationFrame(next))
    const times: number[] = []
    let blank = 0
    let last = await frame()
    for (let nth = 0; nth < 100; nth++) {
      box.scrollTop += 60
      const now = await frame()
      times.push(now - last)
      last = now
      const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
      if (!middle?.closest('[role=gridcell], [role=row]')) blank++
    }
    return { times, blank }
  })
}
