// A sheet goes out, is worked on in a spreadsheet program, and comes back; a messy one comes in.
import { Workbook } from '@cj-tech-master/excelts'
import { expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit, type Visitor } from './browser.ts'
import { visitor } from './process.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const TARIQ = 'tariq-haddadin'

type Draft = { id: string; cells: Record<string, (string | null)[]> }
async function makeDraft() {
  const api = await visitor(scene.server.url, 'mayo', 'solveig-bergstrand')
  const draft = await api<Draft>('POST', '/plans/mayo-2026/drafts', {
    name: 'Sheet',
    from: 'empty',
  })
  const view = await api<{ problem: { periods: { id: string }[] } }>('GET', '/plans/mayo-2026')
  const periods = view.problem.periods.map(({ id }) => id)
  const set = (period: number, before: string | null, after: string | null) =>
    api<Draft>('POST', `/drafts/${draft.id}/edits`, {
      changes: [{ person: TARIQ, period: periods[period], before, after }],
      label: 'test',
    })
  await set(0, null, 'mayo-xr')
  return { api, id: draft.id, set }
}
async function openWorkbooks(draft: string, look = DESKTOP): Promise<Visitor> {
  const planner = await visit(scene.browser, scene.server.url, look)
  await signInAs(planner, 'mayo', 'solveig-bergstrand')
  await planner.page.goto(`/plans/mayo-2026/workbook?draft=${draft}`)
  await planner.page.getByRole('heading', { name: 'Bring in a workbook' }).waitFor()
  return planner
}
const bring = ({ page }: Visitor, name: string, mimeType: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })

test('exactly what was changed in the sheet is applied, and a second time it is stale', async () => {
  const { api, id, set } = await makeDraft()
  const planner = await openWorkbooks(id)
  const { page } = planner
  expect(await violations(page)).toEqual([])
  const file = await planner.context.request.get(`/api/drafts/${id}/sheet.xlsx`)
  const book = new Workbook()
  await book.xlsx.load(await file.body())
  const sheet = book.getWorksheet('Year')!
  const row = sheet.getColumn(1).values.findIndex((value) => value === 'Haddadin, Tariq')
  sheet.getCell(row, 5).value = 'MR'
  const worked = Buffer.from(await book.xlsx.writeBuffer())

  await bring(planner, 'year.xlsx', XLSX, worked)
  await page.getByRole('listitem').filter({ hasText: 'Haddadin, Tariq' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Apply 1 change' }).click()
  await page.waitForURL((url) => url.pathname === '/plans/mayo-2026')
  expect((await api<Draft>('GET', `/drafts/${id}`)).cells[TARIQ]!.slice(0, 3)).toEqual([
    'mayo-xr',
    'mayo-mr',
    null,
  ])

  await set(2, null, 'mayo-ct')
  await page.goto(`/plans/mayo-2026/workbook?draft=${id}`)
  await bring(planner, 'year.xlsx', XLSX, worked)
  await page.getByText(/cells of the draft have been changed since this sheet was taken/).waitFor()
  expect(await page.getByText('Tariq Haddadin, block').count()).toBe(2)
  await page.getByRole('button', { name: 'Make a new draft of the sheet as it is' }).click()
  await page.waitForURL(
    (url) =>
      (url.searchParams.get('draft') ?? '').replaceAll('"', '') !== id &&
      url.pathname === '/plans/mayo-2026',
  )
  expect(planner.complaints).toEqual([])
})

test.each([
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const)(
  'somebody’s own table becomes a draft after its open words are decided (%s)',
  async (name, look) => {
    const { id } = await makeDraft()
    const planner = await openWorkbooks(id, look)
    const { page } = planner
    const text = [
      'Fellows, draft;;;',
      'Name;7/1;8/1;9/1',
      'Haddadin, T.;XR;mr ;Xray',
      'Somebody Else;CT;CT;CT',
      'Total;2;2;2',
    ].join('\n')
    await bring(planner, `${name}.csv`, 'text/csv', Buffer.from(text, 'latin1'))
    await page.getByText('The blocks are named in row 2').waitFor()
    expect(await violations(page)).toEqual([])
    const create = page.getByRole('button', { name: 'Create draft' })
    expect(await create.isDisabled()).toBe(true)
    const choose = async (label: string, wanted: string) => {
      await page.getByRole('combobox', { name: new RegExp(`^${label} means`) }).click()
      await page.getByRole('option', { name: new RegExp(wanted) }).click()
    }
    await choose('Somebody Else', 'Leave it out')
    const xray = page.getByRole('combobox', { name: /^Xray means/ })
    if ((await xray.count()) > 0) await choose('Xray', 'XR')
    await page.getByText('All of them are clear.').nth(1).waitFor()
    await create.click()
    await page.waitForURL((url) => url.pathname === '/plans/mayo-2026')
    const draft = new URL(page.url()).searchParams.get('draft')!.replaceAll('"', '')
    const api = await visitor(scene.server.url, 'mayo', 'solveig-bergstrand')
    const { cells } = await api<Draft>('GET', `/drafts/${draft}`)
    expect(cells[TARIQ]!.slice(0, 4)).toEqual(['mayo-xr', 'mayo-mr', 'mayo-xr', null])
    expect(planner.complaints).toEqual([])
  },
)

test('a file that is no table is one sentence, and another one can be chosen', async () => {
  const { id } = await makeDraft()
  const planner = await openWorkbooks(id)
  await bring(planner, 'picture.xlsx', XLSX, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1, 2]))
  await planner.page.getByText('The file is damaged or is no workbook.').waitFor()
  expect(await planner.page.getByRole('button', { name: 'Choose a file' }).count()).toBe(1)
  expect(await violations(planner.page)).toEqual([])
})

test.each([
  ['desktop', DESKTOP],
  ['phone', { ...PHONE, scheme: 'dark' as const }],
])('every paper says how large the codes are, and gives its PDF (%s)', async (_, look) => {
  const { id } = await makeDraft()
  const planner = await visit(scene.browser, scene.server.url, look)
  await signInAs(planner, 'mayo', 'solveig-bergstrand')
  const { page } = planner
  await page.goto(`/plans/mayo-2026/paper?draft=${id}`)
  const link = page.getByRole('link', { name: 'PDF, Tabloid, the year on one page' })
  await link.waitFor()
  expect(await violations(page)).toEqual([])
  if (process.env['PICTURES'])
    await page.screenshot({ path: `${process.env['PICTURES']}/paper-${look.width}.png` })
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(file.suggestedFilename()).toMatch(/\.pdf$/)
  await page.goto('/plans/mayo-2026/paper')
  await page.getByText('Nothing is published yet, so there is nothing to print.').waitFor()
  expect(await violations(page)).toEqual([])
})

test('a list of another scheduler becomes a draft, and its own headings are asked once', async () => {
  const { api } = await makeDraft()
  const planner = await visit(scene.browser, scene.server.url)
  await signInAs(planner, 'mayo', 'solveig-bergstrand')
  const { page } = planner
  const text = (head: string) =>
    Buffer.from(
      `${head}\nHaddadin,Tariq,2026-07-01,2026-07-31,XR\nHaddadin,Tariq,2026-08-01,2026-08-31,MR\n`,
    )
  const take = async (head: string) => {
    await page.goto('/plans/mayo-2026/workbook')
    await bring(planner, 'list.csv', 'text/csv', text(head))
  }
  await take('Munkatárs,Keresztnév,Kezdet,Vég,Hely')
  await page.getByText('It is a list with a line for each day or stretch').waitFor()
  expect(await violations(page)).toEqual([])
  const choose = async (label: RegExp, option: RegExp) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option }).click()
  }
  await choose(/^Name/, /^A: Munkatárs/)
  await choose(/^Given name/, /^B: Keresztnév/)
  await choose(/^Day, or first day/, /^C: Kezdet/)
  await choose(/^Last day/, /^D: Vég/)
  await choose(/^Rotation or task/, /^E: Hely/)
  await page.getByRole('button', { name: 'Read it so' }).click()
  await page.getByText('This is a list').waitFor()
  if (process.env['PICTURES'])
    await page.screenshot({ path: `${process.env['PICTURES']}/list.png`, fullPage: true })
  expect(await violations(page)).toEqual([])
  const create = page.getByRole('button', { name: 'Create draft' })
  await create.click()
  await page.waitForURL((url) => url.pathname === '/plans/mayo-2026')
  const draft = new URL(page.url()).searchParams.get('draft')!.replaceAll('"', '')
  const { cells } = await api<Draft>('GET', `/drafts/${draft}`)
  expect(cells[TARIQ]!.slice(0, 3)).toEqual(['mayo-xr', 'mayo-mr', null])

  // The next file of the same kind is understood at once.
  await take('Munkatárs,Keresztnév,Kezdet,Vég,Hely')
  await page.getByText('This is a list').waitFor()
  expect(planner.complaints).toEqual([])
})
