// Choosing among those who apply: read and scored by keys, decided, told, ranked, certified.
import { expect, test } from 'vitest'
import { DESKTOP, isSound, PHONE, picture, signInAs, visit, type Look } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const HOUSE = 'johns-hopkins'
const SEASON = '/programmes/jh-msk/cycles/jh-msk-season'

async function enter(person: string, look: Look = DESKTOP) {
  const visitor = await visit(scene.browser, scene.server.url, look)
  await signInAs(visitor, HOUSE, person)
  return visitor.page
}

test('a reviewer reads and scores by keys alone, and sees the others afterwards', async () => {
  const page = await enter('jamal-whitfieldson')
  await page.goto(`${SEASON}/review`)
  await page.getByRole('heading', { name: 'Review', exact: true }).waitFor()
  await isSound(page)
  await picture(page, 'review-pile')
  await page.getByRole('link', { name: 'Read the next one' }).click()
  await page.getByText('Shown once your own review is done').waitFor()
  await isSound(page)
  await picture(page, 'review-file')
  const first = page.url()
  await page.getByRole('radio', { name: 'Training: 4 of 5' }).focus()
  for (const name of ['Training', 'Interest in the field', 'Letters', 'Scholarship and teaching']) {
    const row = page.getByRole('group', { name })
    await row.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    for (let nth = 0; nth < 3; nth++) await page.keyboard.press('ArrowRight')
  }
  await page.getByRole('group', { name: 'Letters' }).getByRole('radio').first().focus()
  await page.locator('body').click({ position: { x: 2, y: 2 } })
  await page.keyboard.press('s')
  await page.getByText('There is no recommendation yet.').waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('n')
  await page.keyboard.type('Would fit well; ask about ultrasound.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await page.getByText('Your review is in.').waitFor()
  await page.goto(first)
  await page.getByRole('heading', { name: 'Others' }).waitFor()
  expect(await page.getByText('Shown once your own review is done').count()).toBe(0)
  expect(await page.getByLabel(/^Note/).inputValue()).toContain('Would fit well')
  await picture(page, 'review-file-done')
})

test('blinded, in the dark and on a phone; a conflict is noted and taken back', async () => {
  const director = await enter('ingrid-halvorsdottir')
  await director.goto(`${SEASON}/review`)
  await director.getByRole('button', { name: 'What is scored' }).click()
  await isSound(director)
  await picture(director, 'review-setup')
  await director.getByRole('switch', { name: /^Blinded/ }).click({ force: true })
  await director.getByRole('button', { name: 'Save', exact: true }).click()
  await director.getByText('Changed.').waitFor()
  const phone = await enter('lucia-ferrandiz', { ...PHONE, scheme: 'dark' })
  await phone.goto(`${SEASON}/review`)
  await phone.getByRole('link', { name: 'Read the next one' }).click()
  await phone.getByRole('heading', { name: /^Applicant \d/ }).waitFor()
  await phone.getByText(/the documents and the name are shown/).waitFor()
  await isSound(phone)
  await picture(phone, 'review-phone-blinded-dark')
  await phone.getByRole('button', { name: 'I should not judge this one' }).click()
  await phone.getByLabel('Why not').fill('We trained together.')
  await phone.getByRole('button', { name: 'Note the conflict' }).click()
  await phone.getByText('You have said that you should not judge this applicant').waitFor()
  await phone.getByRole('button', { name: 'Take that back' }).click()
  await phone.getByRole('radio', { name: 'Letters: 3 of 5' }).waitFor()
  await director.getByRole('button', { name: 'Undo' }).click()
})

test('many are decided at once, taken back, and told by somebody else', async () => {
  const director = await enter('ingrid-halvorsdottir')
  await director.goto(`${SEASON}/review`)
  await director.getByText('Undecided', { exact: true }).click()
  await director
    .getByRole('checkbox', { name: /^Choose / })
    .first()
    .check()
  await director
    .getByRole('checkbox', { name: /^Choose / })
    .nth(1)
    .check()
  const bar = director.getByRole('region', { name: 'With those that are chosen' })
  await isSound(director)
  await picture(director, 'review-bulk')
  await bar.getByRole('button', { name: 'Interview' }).click()
  await director.getByText('2 applications: Interview. Nobody has been told.').waitFor()
  const coordinator = await enter('rosalind-achterberg')
  await coordinator.goto(`${SEASON}/review`)
  await coordinator.getByRole('radiogroup').getByText('Decided', { exact: true }).click()
  await coordinator.getByLabel('All of these').check()
  await coordinator.getByRole('button', { name: 'More', exact: true }).click()
  await coordinator.getByRole('menuitem', { name: /^Send the letters/ }).click()
  await coordinator.getByText('The letters that could go are on their way.').waitFor()
  await coordinator.getByText('told', { exact: true }).first().waitFor()
  await picture(coordinator, 'review-told')
})
