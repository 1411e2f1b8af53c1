// A person makes a key for a program in the browser, the program uses it, and the key is ended.
import { expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()

test.each([
  ['desktop, light', DESKTOP],
  ['phone, dark', { ...PHONE, scheme: 'dark' as const }],
])('a key is made, copied once, used and revoked (%s)', async (_, look) => {
  const planner = await visit(scene.browser, scene.server.url, look)
  await signInAs(planner, 'mayo', 'solveig-bergstrand')
  const { page } = planner
  await page.goto('/access')
  await page.getByRole('button', { name: 'New key' }).first().click()
  await page.getByLabel('For which program?').fill('Department dashboard')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const token = (await page.locator('.access-token code').textContent())!
  expect(await violations(page)).toEqual([])
  const ask = () =>
    fetch(`${scene.server.url}/api/plans/mayo-2026`, {
      headers: { authorization: `Bearer ${token}` },
    })
  expect((await ask()).status).toBe(200)
  await page.getByRole('button', { name: 'Revoke Department dashboard' }).click()
  await page.getByText('No program has a key yet.').waitFor()
  expect((await ask()).status).toBe(401)
  expect(planner.complaints).toEqual([])
})

test.each([
  ['desktop', DESKTOP],
  ['phone', { ...PHONE, scheme: 'dark' as const }],
])(
  'a webhook is made from the page of access; a wrong address is one sentence (%s)',
  async (_, look) => {
    const planner = await visit(scene.browser, scene.server.url, look)
    await signInAs(planner, 'mayo', 'solveig-bergstrand')
    const { page } = planner
    await page.goto('/access')
    await page.getByRole('link', { name: /^Webhooks of/ }).click()
    await page.getByText('No system is told anything yet.').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'New webhook' }).click()
    const label = `Paging ${look.width}`
    await page.getByLabel('Who is told').fill(label)
    await page.getByLabel('Address').fill('https://10.0.0.1/hook')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByText('This address is inside of the own network.').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByLabel('Address').fill('https://hooks.invalid/year')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByText('With this secret the other side can tell').waitFor()
    const row = page.getByRole('listitem').filter({ hasText: label })
    await row.getByRole('button', { name: 'Try it' }).click()
    await row.getByText('will be tried again').waitFor()
    if (process.env['PICTURES'])
      await page.screenshot({ path: `${process.env['PICTURES']}/hooks-${look.width}.png` })
    expect(await violations(page)).toEqual([])
    await row.getByRole('button', { name: `End ${label}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End' }).click()
    await row.waitFor({ state: 'detached' })
    // The refused address is a 409, which browsers write into the console.
    expect(planner.complaints.filter((one) => !one.includes('409'))).toEqual([])
  },
)
