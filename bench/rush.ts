// Five hundred people send their application within the last minute: is one lost, and how long does the slowest wait?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inventedPdf, inventedPhoto } from '../demo/invented-files.ts'
import { emptyForm } from '../src/rooms/recruitment/schema.ts'
import { start } from './start.ts'
import { quantile, type Row } from './table.ts'

const APPLICANTS = 500
const RUSH_MS = 60_000
/** So many prepare their file at a time, before the minute begins. */
const AT_ONCE = 12
const HOUSE = 'johns-hopkins'
const CYCLE = 'jh-msk-season'
const PAGES = Array.from({ length: 2 }, (_, page) =>
  Array.from({ length: 40 }, (_, line) => `Line ${line} of page ${page} of an invented life`),
)

type Seat = { nth: number; cookie: string; at: string }
type Answer = { status: number; ms: number; body: Record<string, unknown> }

/** Each from an address of their own, as a proxy in front would say it. */
async function ask(
  url: string,
  seat: { nth: number; cookie?: string },
  method: string,
  path: string,
  body?: object | Uint8Array<ArrayBuffer>,
): Promise<Answer & { cookie: string }> {
  const isFile = body instanceof Uint8Array
  const began = performance.now()
  const answer = await fetch(new URL(`/api/${path}`, url), {
    method,
    headers: {
      'content-type': isFile ? 'application/octet-stream' : 'application/json',
      'x-forwarded-for': `10.${seat.nth >> 8}.${seat.nth & 255}.7`,
      ...(seat.cookie ? { cookie: seat.cookie } : {}),
    },
    ...(body ? { body: isFile ? body : JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return {
    ...{ status: answer.status, ms: performance.now() - began },
    body: JSON.parse(text) as Record<string, unknown>,
    cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  }
}

const letter = (nth: number, one: number) => ({
  ...{ writerName: `Writer ${one}`, writerEmail: `writer-${nth}-${one}@example.org` },
  ...{ writerRole: 'Mentor', waived: true },
})

const form = {
  ...emptyForm,
  ...{ address: '1 Street', citizenship: 'citizen', board: 'certified', discipline: 'no' },
  ...{ signed: 'Somebody', scores: { 'step-1': 'pass', 'step-2': '251' } },
  answers: { licence: { says: 'yes', note: '' } },
  schooling: [
    { kind: 'medical-school', place: 'A', from: '2017-08', to: '2021-05', degree: 'MD' },
    { kind: 'residency', place: 'B', from: '2022-07', to: '', degree: '' },
  ],
}
const bytesOf = (bytes: Uint8Array) => new Uint8Array(bytes)
const statement = bytesOf(inventedPdf([PAGES[0]!]))
const cv = bytesOf(inventedPdf(PAGES))
const photo = bytesOf(inventedPhoto(3))

/** Everything but the statement; that comes in the last minute. */
async function prepare(url: string, nth: number): Promise<Seat> {
  const who = { given: 'Somebody', family: 'Applicant', email: `rush-${nth}@example.org` }
  const base = `applying/${HOUSE}`
  const must = async (asked: Promise<Answer & { cookie: string }>) => {
    const answer = await asked
    if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer
  }
  const entry = { cycle: CYCLE, ...who, zone: 'America/New_York' }
  const { body } = await must(ask(url, { nth }, 'POST', `${base}/entries`, entry))
  const proof = { cycle: CYCLE, email: who.email, code: body['shown'] }
  const came = await must(ask(url, { nth }, 'PUT', `${base}/entries`, proof))
  const at = `${base}/applications/${String(came.body['application'])}`
  const seat = { nth, cookie: came.cookie, at }
  const contact = { given: who.given, family: who.family, phone: '', zone: 'America/New_York' }
  await must(ask(url, seat, 'PUT', `${at}/form`, { version: 1, form, contact }))
  await must(ask(url, seat, 'POST', `${at}/documents/cv?name=cv.pdf`, cv))
  await must(ask(url, seat, 'POST', `${at}/documents/photo?name=me.png`, photo))
  for (const one of [1, 2, 3]) await must(ask(url, seat, 'POST', `${at}/letters`, letter(nth, one)))
  return seat
}

/** As people do: look, put the last file in, send, look whether it is there. */
async function send(url: string, seat: Seat): Promise<{ step: string; answer: Answer }[]> {
  const steps = [
    ['look', 'GET', seat.at],
    ['upload', 'POST', `${seat.at}/documents/statement?name=why.pdf`, statement],
    ['send', 'PUT', `${seat.at}/state`, { state: 'submitted' }],
    ['look', 'GET', seat.at],
  ] as const
  const all = []
  for (const [step, method, path, body] of steps)
    all.push({ step, answer: await ask(url, seat, method, path, body) })
  return all
}

export async function benchRush(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-rush-'))
  process.env['ISOCENTER_TRUST_PROXY'] = '1'
  const { child, url } = await start(folder)
  try {
    const seats: Seat[] = []
    let next = 0
    const worker = async () => {
      while (next < APPLICANTS) seats.push(await prepare(url, next++))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    const began = performance.now()
    const all = await Promise.all(
      seats.map(async (seat, nth) => {
        await new Promise((settle) => setTimeout(settle, (nth / seats.length) * RUSH_MS))
        return send(url, seat)
      }),
    )
    const seconds = (performance.now() - began) / 1_000
    const lost = all.filter((steps) => {
      const { status, body } = steps.at(-1)!.answer
      return status !== 200 || body['state'] !== 'submitted'
    }).length
    return ['look', 'upload', 'send'].map((step) => {
      const answers = all.flat().filter((one) => one.step === step)
      const times = answers.map(({ answer }) => answer.ms)
      const ms = (part: number) => `${Math.round(quantile(times, part))} ms`
      return {
        ...{ step, requests: answers.length, within: `${seconds.toFixed(0)} s` },
        refused: answers.filter(({ answer }) => answer.status !== 200).length,
        ...{ p50: ms(0.5), p99: ms(0.99), slowest: ms(1) },
        ...{ 'applications lost': `${lost} of ${APPLICANTS}`, target: '0 lost, p99 < 1 s' },
      }
    })
  } finally {
    child.kill('SIGINT')
    await new Promise((done) => child.once('exit', done))
    rmSync(folder, { recursive: true, force: true })
  }
}
