// A season from outside: the page, an application on a phone, three letters by three outsiders, a whole file.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inventedPdf, inventedPhoto, inventedScan } from '../demo/invented-files.ts'
import { DESKTOP, isSound, type Look, look, PHONE, picture, signInAs, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const HOUSE = 'johns-hopkins'

const outsider = (as: Look = PHONE) => visit(scene.browser, scene.server.url, as)
async function office(person: string, as: Look = DESKTOP) {
  const visitor = await outsider(as)
  await signInAs(visitor, HOUSE, person)
  return visitor
}
const pdf = (name: string, bytes: Uint8Array) => ({
  ...{ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) },
})
const choose = (page: Page, label: string, file: ReturnType<typeof pdf>) =>
  page.locator(`input[data-choice="${label}"]`).setInputFiles(file)

test('JH-100 to JH-121: from the page to a complete file', async () => {
  const applicant = await outsider()
  const { page } = applicant
  await page.goto('/at/johns-hopkins/jh-msk')
  await page.getByRole('heading', { name: 'Musculoskeletal Imaging Fellowship' }).waitFor()
  // JH-121: the index; JH-120: the address of the office is nowhere until somebody asks.
  await page.getByRole('navigation', { name: 'On this page' }).getByText('Conferences').waitFor()
  expect(await page.content()).not.toContain('msk-fellowship@')
  await look(applicant, 'recruitment-page')
  await page.getByRole('button', { name: 'Show the e-mail address' }).click()
  await page.getByRole('link', { name: 'msk-fellowship@example.org' }).waitFor()
  await page.getByRole('link', { name: /Apply for Fellowship/ }).click()

  // The list is there before anybody has said who they are; the first file asks.
  await page.getByRole('heading', { name: 'What is asked for' }).waitFor()
  await look(applicant, 'recruitment-before')
  await choose(
    page,
    'Personal statement',
    pdf('why.pdf', inventedPdf([['What for'], ['and more']])),
  )
  await page.getByLabel('Given name').fill('Mirela')
  await page.getByLabel('Family name').fill('Stanković')
  await page.getByLabel('E-mail address').fill('mirela@example.org')
  await isSound(page)
  await picture(page, 'recruitment-phone-who')
  await page.getByRole('button', { name: 'Send the letter' }).click()
  const digits = await page.locator('text=the digits are').locator('strong').textContent()
  await picture(page, 'recruitment-phone-digits')
  await page.getByLabel('Six digits').fill(digits!)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByText('nobody reads it yet').waitFor()

  // JH-112: one page, and the one that came was two.
  await choose(
    page,
    'Personal statement',
    pdf('why.pdf', inventedPdf([['What for'], ['and more']])),
  )
  await page.getByText('why.pdf has 2 pages; one page is asked for.').waitFor()
  await choose(page, 'Personal statement', pdf('why.pdf', inventedPdf([['What for']])))
  await page.getByRole('button', { name: 'Look at it: why.pdf' }).click()
  await page.getByRole('img', { name: 'Page 1 of 1' }).waitFor()
  await picture(page, 'recruitment-phone-look')
  await page.getByRole('button', { name: 'Hide: why.pdf' }).click()
  await choose(page, 'Curriculum vitae', pdf('cv.pdf', inventedScan(30)))
  await page.getByText('a picture, no text').waitFor()
  await choose(page, 'Photo', {
    ...{ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(inventedPhoto(4)) },
  })
  await page.getByText('me.jpg').waitFor()

  // JH-109: typed.
  const form = page.getByRole('region', { name: 'Form' })
  await form.getByLabel('Address').fill('12 Invented Street, Exampleton')
  await form.getByLabel('Right to work').selectOption('citizen')
  await form.getByLabel('Where', { exact: true }).first().fill('Rivermouth School of Medicine')
  await form.getByLabel('Where', { exact: true }).last().fill('Harbor General')
  await form.getByLabel('Board', { exact: true }).selectOption('qualified')
  await form.getByLabel(/licensed to practise/).selectOption('yes')
  await form.getByLabel('USMLE Step 1').fill('pass')
  await form.getByLabel('USMLE Step 2 CK').fill('25')
  await form.getByText('it takes a score of three digits.').waitFor()
  await form.getByLabel('USMLE Step 2 CK').fill('251')
  await form.getByLabel(/Any action/).selectOption('no')
  await form.getByLabel(/in place of a signature/).fill('Mirela Stanković')
  await form.getByText('Kept.').waitFor()
  await page.getByText('Complete.').waitFor()

  for (const [nth, name] of ['Ana Horvat', 'Bo Lindgren', 'Cleo Marchetti'].entries()) {
    await page.getByRole('button', { name: 'Name a writer' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill(name)
    await dialog.getByLabel('E-mail address').fill(`writer${nth + 1}@example.org`)
    await dialog.getByLabel('How they know you').fill('Mentor')
    if (nth === 0) {
      await picture(page, 'recruitment-phone-writer')
      await isSound(page)
      await dialog.getByLabel(/I waive the right/).check()
    }
    await dialog.getByRole('button', { name: 'Ask for the letter' }).click()
    await page.getByRole('button', { name: `Remind ${name}` }).waitFor()
  }
  await look(applicant, 'recruitment-own')
  await page.getByRole('button', { name: 'Send the application' }).click()
  await page.getByText(/^Sent on .* 0 of 3 letters are there/).waitFor()
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await page.getByText('Withdrawn: nobody decides about it.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText(/^Sent on/).waitFor()

  // Three outsiders: a scan, words, and a letter that came by mail instead.
  const desk = await office('rosalind-achterberg')
  const links = async () => {
    const answer = await desk.context.request.get('/api/mail')
    const { mail } = (await answer.json()) as { mail: { to: string; text: string }[] }
    return [1, 2, 3].map((nth) => {
      const letter = mail.find(({ to }) => to === `writer${nth}@example.org`)!
      return new URL(/https?:\/\/\S+\/recommend\/\S+/.exec(letter.text)![0]).pathname
    })
  }
  const [first, second] = await links()
  const ana = await outsider()
  await ana.page.goto(first!)
  await ana.page.getByRole('heading', { name: 'A letter about Mirela Stanković' }).waitFor()
  await choose(ana.page, 'Your letter', pdf('letter.pdf', inventedScan(24)))
  await ana.page.getByRole('img', { name: 'Page 1 of 1' }).waitFor()
  await look(ana, 'recruitment-writer')
  await ana.page.getByRole('button', { name: 'Send the letter' }).click()
  await ana.page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await ana.page.goto(first!)
  await ana.page.getByRole('heading', { name: 'This link leads nowhere' }).waitFor()
  const bo = await outsider({ ...DESKTOP, scheme: 'dark' })
  await bo.page.goto(second!)
  await bo.page.getByText('Write it here').click()
  await bo.page
    .getByLabel('Your letter')
    .fill('I have worked with her for three years, and gladly would again.')
  await picture(bo.page, 'recruitment-writer-words')
  await bo.page.getByRole('button', { name: 'Send the letter' }).click()
  await bo.page.getByRole('heading', { name: 'Thank you' }).waitFor()

  await desk.page.goto('/programmes/jh-msk')
  await desk.page.getByRole('link', { name: 'Recruitment' }).click()
  await desk.page.getByRole('link', { name: /Fellowship 20/ }).waitFor()
  await look(desk, 'recruitment-office')
  await desk.page.getByRole('link', { name: /Fellowship 20/ }).click()
  await desk.page.getByLabel('Find by name').fill('stank')
  await desk.page.getByText('2 of 3 letters').waitFor()
  await desk.page.getByLabel('Find by name').fill('')
  await look(desk, 'recruitment-season')
  await desk.page.getByRole('link', { name: /Mirela Stanković/ }).click()
  await choose(
    desk.page,
    'letter of Cleo Marchetti that came by mail',
    pdf('by-mail.pdf', inventedScan(20)),
  )
  await desk.page.getByRole('heading', { name: 'Letters, 3 of 3' }).waitFor()
  await desk.page.getByText('closed until the interview').waitFor()
  await desk.page.getByRole('button', { name: 'Look at the letter of Bo Lindgren' }).click()
  await desk.page.getByText('gladly would again').waitFor()
  await desk.page.getByRole('button', { name: 'Look at the letter of Ana Horvat' }).click()
  await desk.page.getByRole('img', { name: 'Page 1 of 1' }).waitFor()
  await look(desk, 'recruitment-file')

  await page.reload()
  await page.getByText('3 of 3 received.').waitFor()
  await page.getByText('You have waived to see it, for good.').first().waitFor()
  expect(await page.getByRole('button', { name: 'Read' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Leave on this device' }).click()
  await page.getByRole('button', { name: 'Begin, or go on' }).waitFor()
  expect(
    [...applicant.complaints, ...desk.complaints].filter((one) => !/40[19]/.test(one)),
  ).toEqual([])
})

test('a season is begun from the last one, its dates judged while they are typed; who may apply is decided', async () => {
  const desk = await office('rosalind-achterberg')
  const { page } = desk
  await page.goto('/programmes/jh-msk/recruitment')
  await page.getByRole('link', { name: 'New season' }).click()
  await page.getByLabel('Name', { exact: true }).waitFor()
  const was = await page.getByLabel('Match day').inputValue()
  await page.getByLabel('Match day').fill('2030-06-12')
  await page
    .getByText(/after match day|after the first day/)
    .first()
    .waitFor()
  await look(desk, 'recruitment-editor')
  await page.getByLabel('Match day').fill(was)
  await page.getByLabel('How many').fill('2')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Nobody has applied yet.').waitFor()
  await look(desk, 'recruitment-empty')
  await page.goto('/programmes/jh-msk/recruitment')
  await page.getByText('opens later').waitFor()

  await page.goto('/programmes/jh-msk/recruitment/jh-msk-season/files/application-omar-benslimane')
  await page.getByText('Neither certified nor qualified').waitFor()
  await page.getByRole('button', { name: /^Decide: Are you board/ }).click()
  await page.getByLabel('Why').fill('Sits the examination in June; letter of the board seen.')
  await page.getByLabel('This person is').selectOption('eligible')
  await page.getByRole('dialog').getByRole('button', { name: 'Decide' }).click()
  await page.getByText(/decided: “Sits the examination/).waitFor()

  // A fellow who is chief plans the year, and reads no application.
  const chief = await office('amara-okafor', PHONE)
  const answer = await chief.context.request.get('/api/programmes/jh-msk/recruitment')
  expect(answer.status()).toBe(403)
})
