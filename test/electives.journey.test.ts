// Can electives be chosen, allotted and released in the browser, and looked over by anybody?
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { rootFolder } from '../src/platform/root.ts'
import { look, PHONE, picture, violations } from './browser.ts'
import { temporaryFolder } from './process.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const LIST = '/programmes/bwh-dr/choices'

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const ranked = (page: Page) =>
  page.getByRole('list', { name: 'My wishes, the dearest first' }).getByRole('listitem')

test('a planner opens a round, two choose on their phones, it is allotted, released and verified', async () => {
  const planner = await scene.come('theodore-lacombiere', LIST)
  const { page } = planner
  await page.getByText('Electives of the spring').waitFor()
  await look(planner, 'list')
  await button(page, 'New round').click()
  await page.getByLabel('Title').fill('Winter electives')
  await page.getByLabel('Seed of the lottery').fill('2027-03-01')
  await page.getByLabel('First block').selectOption('b31')
  await picture(page, 'new-round')
  expect(await violations(page)).toEqual([])
  await button(page, 'Prepare it').click()
  await page.getByText('draft', { exact: true }).waitFor()
  const path = new URL(page.url()).pathname
  await button(page, 'Announce it').click()
  await button(page, 'Remind 11').waitFor()

  const elif = await scene.come('elif-karadenizli', '/', PHONE)
  await elif.page.getByText('Winter electives').click()
  await elif.page.getByText('You have not wished for anything.').waitFor()
  const add = async (to: Page, name: string) => {
    await button(to, `Add ${name}`).click()
    await button(to, `${name}: remove`).waitFor()
    await to.getByText('Saved', { exact: false }).waitFor()
  }
  await add(elif.page, 'Emergency and trauma')
  await add(elif.page, 'Abdominal interventions, advanced')
  await button(elif.page, 'Abdominal interventions, advanced: up').press('Enter')
  await elif.page.getByText('Abdominal interventions, advanced is wish 1 now.').waitFor()
  await elif.page.getByText('Saved', { exact: false }).waitFor()
  expect(await ranked(elif.page).first().textContent()).toContain('Abdominal interventions')
  await look(elif, 'wishes')
  await elif.page.reload()
  await ranked(elif.page).first().waitFor()
  expect(await ranked(elif.page).first().textContent()).toContain('Abdominal interventions')

  const kofi = await scene.come('kofi-ampontuah', `${path}/mine`, PHONE)
  await add(kofi.page, 'Abdominal interventions, advanced')
  // A second device: what it puts is refused with both, and stays until one is kept.
  const tablet = await scene.come('kofi-ampontuah', `${path}/mine`)
  await ranked(tablet.page).first().waitFor()
  await add(kofi.page, 'Emergency and trauma')
  await button(tablet.page, 'Add Abdominal imaging, MRI in the foreground').click()
  await tablet.page.getByText('Your wishes were changed on another device.').waitFor()
  await picture(tablet.page, 'two-devices')
  await button(tablet.page, 'Keep what is there').click()
  await expect.poll(() => ranked(tablet.page).count()).toBe(2)
  // Dragged by a mouse.
  await ranked(tablet.page).nth(1).dragTo(ranked(tablet.page).nth(0))
  await tablet.page.getByText('Emergency and trauma is wish 1 now.').waitFor()

  await page.reload()
  await button(page, 'Remind 9').click()
  await page.getByText('9 people reminded today.').waitFor()
  await button(page, 'Close it now').click()
  await button(page, 'Choose Turns by lottery').waitFor()
  // What comes too late is refused in words, and stays on the page.
  await button(elif.page, 'Emergency and trauma: up').click()
  await elif.page.getByText('this change came too late').waitFor()
  expect(await ranked(elif.page).first().textContent()).toContain('Emergency and trauma')
  await look(planner, 'comparing')
  await button(page, 'Choose Turns by lottery').click()
  await page.getByText('A second person releases it').waitFor()

  const director = await scene.come('josephine-harrowgate', path)
  await button(director.page, 'Release it').click()
  await director.page.getByText('Released by Josephine Harrowgate').waitFor()

  await elif.page.reload()
  await elif.page.getByText('What you got').waitFor()
  await look(elif, 'result')
  const answer = await elif.context.request.get(`/api${path}/certificate`)
  const folder = temporaryFolder()
  const file = join(folder.path, 'certificate.json')
  writeFileSync(file, await answer.body())
  const command = join(rootFolder, 'bin', 'isocenter.mjs')
  const verified = spawnSync(process.execPath, [command, 'verify-allocation', file])
  folder.remove()
  expect([verified.status, String(verified.stderr)]).toEqual([0, ''])
  const certificate = (await answer.json()) as { resultHash: string }
  expect(JSON.stringify(certificate)).not.toMatch(/Elif|Karadenizli|Kofi/)
  for (const visitor of [planner, tablet, director]) {
    const unexpected = visitor.complaints.filter((one) => !one.includes('409'))
    expect(unexpected).toEqual([])
  }
})

test('after the release one proposes an exchange on a phone, the other agrees, and both hold what they wished for', async () => {
  const planner = await scene.come('theodore-lacombiere', LIST)
  const { page } = planner
  await button(page, 'New round').click()
  await page.getByLabel('Title').fill('Last electives')
  await page.getByLabel('Seed of the lottery').fill('2027-03-01')
  await page.getByLabel('First block').selectOption('b43')
  await page.getByLabel('Last block').selectOption('b50')
  await button(page, 'Prepare it').click()
  await page.getByText('draft', { exact: true }).waitFor()
  const path = new URL(page.url()).pathname
  await button(page, 'Announce it').click()
  await button(page, /^Remind/).waitFor()
  const wish = async (person: string, ...names: string[]) => {
    const visitor = await scene.come(person, `${path}/mine`, PHONE)
    for (const name of names) {
      await button(visitor.page, `Add ${name}`).click()
      await button(visitor.page, `${name}: remove`).waitFor()
      await visitor.page.getByText('Saved', { exact: false }).waitFor()
    }
    return visitor
  }
  const [mri, intervention] = [
    'Abdominal imaging, MRI in the foreground',
    'Abdominal interventions, advanced',
  ]
  const aaliyah = await wish('aaliyah-washburn', mri!, intervention!)
  const bogdan = await wish('bogdan-ionescu-pall', intervention!)
  await wish('camila-restreponi', mri!)
  await wish('daniel-oyelowosi', mri!)
  await button(page, 'Close it now').click()
  await button(page, 'Choose Turns by lottery').click()
  await page.getByText('A second person releases it').waitFor()
  const director = await scene.come('josephine-harrowgate', path)
  await button(director.page, 'Release it').click()
  await director.page.getByText('Released by Josephine Harrowgate').waitFor()

  await aaliyah.page.reload()
  await aaliyah.page.getByText('Exchanges that hurt nobody').waitFor()
  await look(aaliyah, 'exchanges')
  await button(aaliyah.page, /^Propose it: You take Abdominal interventions/).click()
  await aaliyah.page.getByText('Waits for Bogdan Ionescu-Pall.').waitFor()
  await bogdan.page.reload()
  await bogdan.page.getByText('it waits for you').waitFor()
  await look(bogdan, 'exchange-asked')
  await button(bogdan.page, 'Agree').click()
  await bogdan.page.getByText(/^Done, /).waitFor()
  await aaliyah.page.reload()
  await aaliyah.page.getByText('2nd wish', { exact: true }).waitFor()
  await aaliyah.page.getByText('1st wish', { exact: true }).waitFor()
  await page.reload()
  await page.getByText('Exchanges since the release').waitFor()
  await look(planner, 'exchanges-planner')
  for (const visitor of [aaliyah, bogdan, planner]) expect(visitor.complaints).toEqual([])
})
