// Who is on, on a phone at six in the morning and on a desk: day by day, and from there to a person.
import { expect, test } from 'vitest'
import { DESKTOP, isSound, PHONE, picture, signInAs, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()

test.each([
  ['phone', PHONE],
  ['desk-dark', { ...DESKTOP, scheme: 'dark' as const }],
])('the board on a %s: today, the day after, and a person', async (name, look) => {
  const { page } = await visit(scene.browser, scene.server.url, look)
  await signInAs({ page, context: page.context(), complaints: [] }, 'brigham', 'elif-karadenizli')
  await page.goto('/programmes/bwh-dr')
  await page.getByRole('link', { name: 'Who is on' }).click()
  await page.getByRole('heading', { name: 'Now' }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(
    false,
  )
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/board-${name}.png`, fullPage: true })
  await page.getByRole('button', { name: 'Hand something over' }).click()
  await page.getByLabel('What must the next one know?').fill('CT 2 is down until Monday.')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Hand over', exact: true }).click()
  await page.getByText('CT 2 is down until Monday.').waitFor()
  await page
    .getByRole('button', { name: /^Take back/ })
    .first()
    .click()
  await page.getByText('Taken back.').waitFor()
  await page.getByRole('button', { name: 'The day after' }).click()
  await page.getByRole('heading', { name: /^On this day/ }).waitFor()
  expect(page.url()).toContain('on=')
  await page.locator('.board-duties a').first().click()
  await page.waitForURL(/\/people\//)
})

test('a planner opens the board at an address for the wall, anybody reads it, and it ends', async () => {
  const { page } = await visit(scene.browser, scene.server.url, DESKTOP)
  await signInAs(
    { page, context: page.context(), complaints: [] },
    ...(['brigham', 'josephine-harrowgate'] as const),
  )
  await page.goto('/programmes/bwh-dr/board')
  await page.getByLabel('Where it hangs').fill('Reading room')
  await page.getByRole('button', { name: 'Make an address' }).click()
  const shown = page.getByRole('status', { name: 'The new address' })
  const url = (await shown.locator('code').textContent())!
  expect(await violations(page)).toEqual([])
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/board-links.png`, fullPage: true })
  for (const [name, look] of [
    ['phone', PHONE],
    ['desk-dark', { ...DESKTOP, scheme: 'dark' as const }],
  ] as const) {
    const stranger = await visit(scene.browser, scene.server.url, look)
    await stranger.page.goto(url)
    await stranger.page.getByRole('heading', { name: 'Now' }).waitFor()
    expect(await violations(stranger.page)).toEqual([])
    if (folder)
      await stranger.page.screenshot({ path: `${folder}/board-wall-${name}.png`, fullPage: true })
  }
  await page.getByRole('button', { name: 'End: Reading room' }).click()
  await page.getByText('Reading room shows nothing any more.').waitFor()
  expect((await page.request.get(url)).status()).toBe(404)
})

test.each([
  ['phone', PHONE],
  ['desk-dark', { ...DESKTOP, scheme: 'dark' as const }],
])(
  'coverage by site and scanner on a %s: every machine of today, and where nobody is',
  async (name, look) => {
    const visitor = await visit(scene.browser, scene.server.url, look)
    await signInAs(visitor, 'johns-hopkins', 'amara-okafor')
    const { page } = visitor
    await page.goto('/programmes/jh-msk/board')
    const coverage = page.getByRole('region', { name: 'By site and scanner' })
    await coverage.getByText('Interventional MRI suite').waitFor()
    // Before a year is published nobody stands anywhere, and that is shown too.
    expect(await coverage.getByText('nobody of this programme').count()).toBeGreaterThan(5)
    await isSound(page)
    await picture(page, `board-coverage-${name}`)
  },
)
