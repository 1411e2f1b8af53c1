// Can a catalogue be drafted, compared, put in force and read by anybody, at the desk and on a phone?
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { look, PHONE, picture, violations } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const LIST = '/programmes/bwh-dr/catalogue'

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const open = (page: Page, name: string) =>
  page.locator('details', { hasText: name }).locator('summary')

test('BW-07, BW-16: a planner drafts places and a part, sees the difference, undoes, puts it in force', async () => {
  const planner = await scene.come('theodore-lacombiere', LIST)
  const { page } = planner
  await page.getByRole('heading', { name: /Draft for 1 Jul/ }).waitFor()
  await look(planner, 'cat-list')
  // The draft of the demo goes, comes back by undo, and goes for good.
  await button(page, 'Throw it away').click()
  await button(page, 'Begin a draft').waitFor()
  await button(page, 'Undo').click()
  await page.getByText('Places: 1 to 2.').waitFor()
  await button(page, 'Throw it away').click()
  await button(page, 'Begin a draft').click()
  await page.getByText('Nothing is different yet.').waitFor()
  await page.getByRole('link', { name: 'Abdominal interventions, advanced' }).click()
  const places = page.getByLabel('Places at once')
  await places.fill('3')
  await page.getByText('Saved in the draft').waitFor()
  await open(page, 'Tumour ablation service').click()
  const least = page.getByLabel('Weeks at least').first()
  await least.fill('6')
  // Judged while it is typed: the part is longer than the shortest stay.
  await page.getByText(/its parts take at least 6 weeks/).waitFor()
  await least.fill('3')
  await expect.poll(() => page.getByText(/its parts take at least/).count()).toBe(0)
  await page.getByText('Saved in the draft').waitFor()
  await look(planner, 'cat-editor')
  await places.fill('9')
  await page.getByText('Saved in the draft').waitFor()
  await button(page, 'Undo').first().click()
  await expect.poll(() => places.inputValue()).toBe('3')
  await page.getByText('Saved in the draft').waitFor()

  await page.getByRole('link', { name: 'All electives' }).click()
  await page
    .getByText('Places: 1 to 3. Part Tumour ablation service: least weeks 2 to 3.')
    .first()
    .waitFor()
  await page.getByText('Only planners see this.').waitFor()
  await button(page, 'Add an elective').click()
  await page.getByLabel('Name').fill('Imaging of sport')
  expect(await violations(page)).toEqual([])
  await button(page, 'Add it').click()
  await page.getByRole('heading', { name: 'Imaging of sport' }).waitFor()
  await page.getByRole('link', { name: 'All electives' }).click()
  await page.getByRole('strong').filter({ hasText: 'Imaging of sport' }).first().waitFor()
  await look(planner, 'cat-draft')
  await button(page, 'Put it in force…').click()
  await page.getByRole('dialog').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByLabel('From').fill('2020-07-01')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Put it in force', exact: true })
    .click()
  await page.getByText(/is past, and people have chosen/).waitFor()
  // The day of the institution, which may still be yesterday here.
  const asked = await page.request.get(`${scene.server.url}/api${LIST}`)
  const { today } = (await asked.json()) as { today: string }
  await page.getByLabel('From').fill(today)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Put it in force', exact: true })
    .click()
  await button(page, 'Begin a draft').waitFor()
  await page.getByText('What is different between two versions').click()
  await page.locator('.cat-difference').getByText('Imaging of sport').waitFor()
  await look(planner, 'cat-difference')

  // Anybody reads what is in force, without signing in, on a phone, by the link of one elective.
  const stranger = await scene.come(null, '/catalogue/brigham/bwh-dr#abdominal-intervention', PHONE)
  await stranger.page.getByRole('heading', { name: 'Imaging of sport' }).waitFor()
  const article = stranger.page.getByRole('article', { name: 'Abdominal interventions, advanced' })
  expect(await article.textContent()).toContain('3 places')
  expect(await article.evaluate((one) => Math.abs(one.getBoundingClientRect().top) < 200)).toBe(
    true,
  )
  // What is learned there and what has to be done stands on the page that anybody reads.
  for (const [name, says] of [
    ['Musculoskeletal MRI, long form', 'BW-78: why a protocol was chosen'],
    ['Nuclear medicine, advanced', 'BW-104: quality'],
    ['Ultrasound with one’s own hands', 'BW-141: guides needles better'],
    ['Evidence-based imaging and informatics', 'BW-163: evidence for imaging'],
  ] as const) {
    const elective = stranger.page.getByRole('article', { name })
    expect(await elective.textContent()).toContain(says.slice(says.indexOf(': ') + 2))
  }
  await look(stranger, 'cat-public')
  await stranger.page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await picture(stranger.page, 'public-print')
  await stranger.page.emulateMedia({ media: 'screen' })
  await stranger.page.getByLabel('Search electives').fill('leadership')
  await expect.poll(() => stranger.page.getByRole('article').count()).toBeLessThan(5)
  await stranger.page.getByLabel('Search electives').fill('')
  await stranger.page.getByText('Outside the clinic', { exact: true }).first().click()
  await expect.poll(() => stranger.page.getByRole('article').count()).toBe(5)
  expect(stranger.complaints).toEqual([])

  await button(page, 'Close the public page').click()
  await button(page, 'Make it public').waitFor()
  await stranger.page.reload()
  await stranger.page.getByText('There is no public catalogue at this address.').waitFor()
  await button(page, 'Undo').last().click()
  await button(page, 'Close the public page').waitFor()
  await stranger.page.reload()
  await stranger.page.getByRole('heading', { name: 'Imaging of sport' }).waitFor()
})

test('two planners change one elective: the second sees what the first wrote, and chooses', async () => {
  const planner = await scene.come('theodore-lacombiere', LIST)
  // The draft of the demo, or one of one's own after it was put in force.
  const begin = planner.page.getByRole('button', { name: /^(Begin a|Go on with the) draft$/ })
  await begin.click()
  await planner.page.getByText('Only planners see this.').waitFor()
  const path = `${LIST}/educator?version=draft`
  const first = await scene.come('josephine-harrowgate', path)
  await planner.page.goto(path)
  await first.page.getByLabel('Places at once').fill('4')
  await first.page.getByText('Saved in the draft').waitFor()
  await planner.page.getByLabel('Group').fill('Teaching')
  await planner.page
    .getByText(/Somebody has changed Clinician and educator.*Places: 2 to 4/)
    .waitFor()
  expect(await planner.page.getByLabel('Group').inputValue()).toBe('Teaching')
  expect(await violations(planner.page)).toEqual([])
  await button(planner.page, 'Keep mine').click()
  await planner.page.getByText('Saved in the draft').waitFor()
  await first.page.reload()
  await expect.poll(() => first.page.getByLabel('Group').inputValue()).toBe('Teaching')
})

test('BW-26: a planner records a competency on a phone, and takes it back', async () => {
  const planner = await scene.come('theodore-lacombiere', '/people/finnian-gallowglass', PHONE)
  const { page } = planner
  await page.getByRole('link', { name: 'Competencies' }).click()
  await page.getByLabel('Search people and competencies').fill('finnian')
  await button(page, 'Record a competency of Finnian Gallowglass').click()
  await page.getByLabel('Competency', { exact: true }).selectOption('radiation-safety')
  expect(await violations(page)).toEqual([])
  await button(page, 'Record it').click()
  const end = button(page, /^End Radiation safety.* of Finnian Gallowglass/)
  await end.waitFor()
  await button(page, 'Undo').click()
  await expect.poll(() => end.count()).toBe(0)
  await page.getByLabel('Search people and competencies').fill('')
  await look(planner, 'cat-competencies')
})

test('a trainee reads an elective, and edits nothing', async () => {
  const trainee = await scene.come('elif-karadenizli', LIST)
  await trainee.page
    .getByText(/In force from/)
    .first()
    .waitFor()
  expect(await button(trainee.page, /draft/i).count()).toBe(0)
  await trainee.page.getByRole('link', { name: 'Clinician and educator' }).click()
  await trainee.page.getByText('Modules; complete when they are done').waitFor()
  await look(trainee, 'cat-reading')
  expect(await trainee.page.getByLabel('Places at once').count()).toBe(0)
})
