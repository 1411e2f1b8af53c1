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
