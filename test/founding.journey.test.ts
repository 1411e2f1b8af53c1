// Somebody who has nothing begins a programme: five steps by keyboard, a legal year, on a desktop and a phone.
import { Workbook } from '@cj-tech-master/excelts'
import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DESKTOP, type Look, PHONE, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const PEOPLE = `Last name\tFirst name\tLevel
Okafor\tAmara\tR1
Varga\tIlse\tR1
Demir\tYusuf\tR1
Lindgren\tSaga\tR2
Moreau\tLucie\tR2
Tanaka\tHiro\tR2\t2027-09-22`
const WORKS = 'CHT Chest\nNRO Neuroradiology\nMSK Bones and joints\nNF Night float\nVAC Vacation'

/** Kept for looking at when a folder for them is named. */
const picture = process.env['PICTURES']
if (picture) mkdirSync(picture, { recursive: true })

async function begin(look: Look) {
  const visitor = await visit(scene.browser, scene.server.url, look)
  const { page } = visitor
  const see = async (name: string) => {
    if (picture)
      await page.screenshot({
        path: `${picture}/${name}-${look.width}-${look.scheme}.png`,
        fullPage: true,
      })
    expect(await violations(page), name).toEqual([])
  }
  await page.goto('/')
  await page.getByRole('link', { name: 'Begin with your own programme' }).click()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('Say how the institution is called.').waitFor()
  await page.getByLabel('Institution').fill(`Riverside ${look.width} ${look.scheme}`)
  await page.getByLabel('Your given name').fill('Noor')
  await page.getByLabel('Your family name').fill('Haddad')
  await page.getByText('Only to try').click()
  await see('opening')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Begin a programme' }).waitFor()
  return { ...visitor, see }
}

test.each([
  ['desktop', DESKTOP],
  ['phone in the dark', { ...PHONE, scheme: 'dark' as const }],
])(
  'five steps make a programme whose year can be built (%s)',
  async (_, look) => {
    const { page, complaints, see } = await begin(look)
    const next = () => page.getByRole('button', { name: 'Next' }).click()
    await next()
    await page.getByText('The programme has no name.').waitFor()
    await page.getByLabel('Name').fill('Diagnostic Radiology')
    await page.getByLabel('Levels').fill('R1, R2')
    await see('programme')
    await next()
    await page.getByLabel('First day').fill('2027-07-01')
    await page.getByRole('radio', { name: /Four weeks/ }).waitFor()
    await see('year')
    await next()
    await page.getByLabel('One a line').fill(`${PEOPLE}\nSomebody`)
    await page.getByText('Line 8: “Somebody” is no given and family name.').waitFor()
    await see('people')
    await page.getByLabel('One a line').fill(PEOPLE)
    // What was typed survives the page.
    await page.reload()
    await page.getByRole('button', { name: /Rotations/ }).click()
    await page.getByLabel('One a line').fill(WORKS)
    await see('work')
    await next()
    const field = (name: string) => page.getByRole('textbox', { name, exact: true })
    await field('Blocks of Chest for R1').fill('14')
    await page.getByText('Everybody of R1 needs 14 blocks, but the year has 13.').waitFor()
    await field('Blocks of Chest for R1').fill('3+')
    await field('Blocks of Neuroradiology for R1').fill('2-5')
    await field('Blocks of Night float for R2').fill('2-6')
    await field('Blocks of Night float for R1').fill('0')
    await field('Blocks of Vacation for R1').fill('1')
    await field('Blocks of Vacation for R2').fill('1')
    await field('People at once on Night float').fill('1')
    await field('People at once on Vacation').fill('0-1')
    await field('People at once on Chest').fill('1+')
    await see('demands')
    await page.getByRole('button', { name: 'Create the year' }).click()
    await page.waitForURL(/\/plans\/diagnostic-radiology-2027/)
    await page.getByRole('heading', { name: /Diagnostic Radiology, 2027-28/ }).waitFor()
    await see('year-begun')
    await page
      .getByRole('button', { name: /^Generate/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /Generate|Start/ }).click()
    await page.getByRole('button', { name: /Apply/ }).first().click({ timeout: 90_000 })
    await expect.poll(() => page.getByText('0 must-fix').count()).toBeGreaterThan(0)
    await see('year-built')
    expect(complaints).toEqual([])
  },
  180_000,
)

test('a workbook gives people, rotations and blocks, and then its cells', async () => {
  const { page, complaints } = await begin({ ...DESKTOP, width: 1200 })
  await page.getByLabel('Name').fill('Body Imaging')
  await page.getByText('Fellowship', { exact: true }).click()
  await page.getByRole('button', { name: 'People' }).click()
  const months = [
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
  ]
  const book = new Workbook()
  const sheet = book.addWorksheet('Fellows 27-28')
  sheet.addRow(['Fellow', ...months])
  sheet.addRow(['Okafor, Amara', ...months.map((_, nth) => (nth % 2 ? 'CT' : 'Body MR'))])
  sheet.addRow(['Varga, Ilse', ...months.map((_, nth) => (nth % 2 ? 'Body MR' : 'CT'))])
  const buffer = Buffer.from(await book.xlsx.writeBuffer())
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.locator('input[type=file]').setInputFiles({ name: 'fellows.xlsx', mimeType, buffer })
  await page.getByText('From fellows.xlsx.').waitFor()
  expect(await page.getByLabel('One a line').inputValue()).toBe('Okafor, Amara\nVarga, Ilse')
  await page.getByRole('button', { name: 'Demands' }).click()
  await page.getByRole('button', { name: 'Create the year' }).click()
  await page.waitForURL(/\/plans\/body-imaging-2027\/workbook/)
  await page.locator('input[type=file]').setInputFiles({ name: 'fellows.xlsx', mimeType, buffer })
  await page.getByRole('button', { name: 'Create draft' }).click()
  await page.waitForURL((url) => url.pathname === '/plans/body-imaging-2027')
  await expect.poll(() => page.getByText('0 must-fix').count()).toBeGreaterThan(0)
  expect(complaints).toEqual([])
}, 120_000)

test('a file that is no workbook, or has no year in it, is refused in a sentence', async () => {
  const { page } = await begin({ ...DESKTOP, width: 1100 })
  await page.getByRole('button', { name: 'People' }).click()
  await page.getByLabel('One a line').fill('Okafor, Amara, R1')
  const bring = (name: string, text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await bring('notes.csv', 'one;two\nthree;four')
  await page.getByText('No row of notes.csv names the blocks of this year.').waitFor()
  await bring('year.xlsx', 'PK\u0003\u0004 nothing')
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('One a line').inputValue()).toBe('Okafor, Amara, R1')
})
