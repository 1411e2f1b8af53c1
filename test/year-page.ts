// How do journeys read the grid of a year: one cell, the codes of one row?
import type { Locator, Page } from 'playwright-core'
import type { visitor } from './process.ts'

export const gridCell = (page: Page, p: number, t: number): Locator =>
  page.locator(`.yg-body > [data-p="${p}"] > [data-t="${t}"]`)

/** The codes of a row, read as a screen reader does; nothing for an empty cell. */
export function codesOf(page: Page, p: number): Promise<string[]> {
  return page
    .locator(`.yg-body > [data-p="${p}"] > .yg-cell`)
    .evaluateAll((cells) =>
      cells.map((cell) =>
        cell.classList.contains('work') ? cell.getAttribute('aria-label')!.split(',')[0]! : '',
      ),
    )
}

type Call = Awaited<ReturnType<typeof visitor>>
type Plan = {
  drafts: { id: string; name: string }[]
  problem: {
    people: { id: string }[]
    periods: { id: string }[]
    work: { id: string; code: string }[]
  }
}

/** Writes these codes into the first blocks of the first people, whatever stood there. */
export async function writeRows(call: Call, plan: string, lines: readonly string[]): Promise<Plan> {
  const view = await call<Plan>('GET', `/plans/${plan}`)
  const { people, periods, work } = view.problem
  const draft = view.drafts[0]!.id
  const { cells } = await call<{ cells: Record<string, (string | null)[]> }>(
    ...(['GET', `/drafts/${draft}`] as const),
  )
  const changes = lines
    .flatMap((line, p) =>
      line.split(' ').map((code, t) => ({
        ...{ person: people[p]!.id, period: periods[t]!.id, before: cells[people[p]!.id]![t] },
        after: work.find((one) => one.code === code)?.id ?? null,
      })),
    )
    .filter(({ before, after }) => before !== after)
  if (changes.length > 0)
    await call('POST', `/drafts/${draft}/edits`, { changes, label: 'Written' })
  return view
}
