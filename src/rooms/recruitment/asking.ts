// Who writes a letter about the applicant: named, asked, reminded, asked no more.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { makeLink, revokeLinks } from '../accounts/index.ts'
import { writeAccountMail } from '../mail/index.ts'
import { type At, findOwn, goneApplication, isTooLate } from './applying.ts'
import { type ApplicantCaller, asCaller } from './entering.ts'
import { findHouse } from './entry-store.ts'
import {
  findRecommendations,
  findRequest,
  insertRecommendation,
  type RecommendationRow,
  updateRecommendation,
} from './letter-store.ts'
import { writerLetter } from './news.ts'

type Nothing = Record<string, never>
export const RECOMMENDATION = 'recommendation'
/** More than are needed, for those who stay silent; no more in all, so that nobody is bothered through us. */
const SPARE = 2
const EVER_MOST = 12
const DAYS_BETWEEN = 3
const REMINDERS_MOST = 4
const DAY_MS = 86_400_000

const isOut = ({ state }: RecommendationRow) => state === 'named' || state === 'asked'

export type Writer = Pick<RecommendationRow, 'writerName' | 'writerEmail' | 'writerRole' | 'waived'>

export async function nameWriter(
  db: Database,
  caller: ApplicantCaller,
  at: At,
  writer: Writer,
  place: { origin: URL; now: Moment },
): Promise<Outcome<{ letter: string }>> {
  const named = await asCaller(db, caller, async (tx): Promise<Outcome<{ letter: string }>> => {
    const own = await findOwn(tx, at.application, true)
    if (!own) return goneApplication()
    const { row, cycle } = own
    const before = await findRecommendations(tx, { applications: [row.id] })
    const refuse = (says: string, can: string) =>
      refused<never>(finding('recruitment.writer', says, { can, path: 'writerEmail' }))
    const same = before.find(
      (one) => one.writerEmail.toLowerCase() === writer.writerEmail.toLowerCase(),
    )
    if (same && (isOut(same) || same.state === 'received'))
      return isSame(same, writer)
        ? done({ letter: same.id })
        : refuse(
            `${same.writerName} at ${same.writerEmail} is named already.`,
            'Name another writer.',
          )
    if (writer.writerEmail.toLowerCase() === row.applicant.email.toLowerCase())
      return refuse(
        'That is your own address.',
        'Letters come from others: give the address of the writer.',
      )
    const most = cycle.settings.letters.count + SPARE
    const active = before.filter((one) => isOut(one) || one.state === 'received')
    if (active.length >= most)
      return refuse(
        `${active.length} writers are named; ${cycle.settings.letters.count} letters are asked for.`,
        'Ask one of them no more, then name another.',
      )
    if (before.length >= EVER_MOST)
      return refuse(
        `${before.length} writers were named in all.`,
        'Write to the office of the programme.',
      )
    return done({
      letter: await insertRecommendation(tx, caller.tenant, { ...writer, application: row.id }),
    })
  }).catch((error: unknown): Outcome<never> => {
    if (!isTooLate(error)) throw error
    return refused(finding('recruitment.deadline', 'Letters are not taken any more.'))
  })
  if (named.ok)
    await db.inTenant(caller.tenant, (tx) =>
      askWriter(tx, caller.tenant, named.value.letter, place),
    )
  return named
}

const isSame = (one: Writer, other: Writer) =>
  one.writerName === other.writerName && one.waived === other.waived

/** Sends the first letter, or a reminder; an older link ends. False when nobody is to be asked. */
export async function askWriter(
  tx: Tx,
  tenant: string,
  id: string,
  place: { origin: URL; now: Moment },
  again = false,
): Promise<boolean> {
  const [locked] = await findRecommendations(tx, { id, lock: true })
  const request = locked && (await findRequest(tx, id))
  const house = await findHouse(tx, tenant)
  if (!request || !house || !isOut(request) || request.applicationState === 'withdrawn')
    return false
  if (request.state === 'asked' && !again) return false
  const hours = Math.floor((request.lettersUntil.getTime() - Date.parse(place.now)) / 3_600_000) + 1
  if (hours < 1) return false
  await revokeLinks(tx, { purpose: RECOMMENDATION, about: { recommendation: id } })
  const link = await makeLink(tx, tenant, {
    ...{ purpose: RECOMMENDATION, facts: { recommendation: id } },
    ...{ sentTo: request.writerEmail, hours },
  })
  await writeAccountMail(
    tx,
    { tenant, now: place.now },
    {
      ...{ key: `recommendation/${link.id}`, email: request.writerEmail, person: null },
      ...writerLetter(
        request,
        request.applicant,
        { programme: request.programme, institution: house.name, label: request.label },
        {
          address: new URL(`/recommend/${link.token}`, place.origin).href,
          ...{ until: request.lettersUntil.toISOString(), zone: request.zone },
        },
        again,
      ),
    },
  )
  await updateRecommendation(tx, id, again ? 'reminded' : 'asked')
  return true
}

/** `days`: since the last time at least so many. */
export async function remindWriter(
  tx: Tx,
  tenant: string,
  letter: RecommendationRow,
  place: { origin: URL; now: Moment },
  days: number,
): Promise<Outcome<Nothing>> {
  const refuse = (says: string, can?: string) =>
    refused<never>(finding('recruitment.remind', says, can ? { can } : {}))
  if (!isOut(letter)) return refuse(`${letter.writerName} is not waited for.`)
  const last = letter.remindedAt ?? letter.askedAt
  const due = last === null ? 0 : last.getTime() + days * DAY_MS
  if (due > Date.parse(place.now)) {
    const wait = Math.ceil((due - Date.parse(place.now)) / DAY_MS)
    return refuse(
      `${letter.writerName} was written to less than ${days === 1 ? 'a day' : `${days} days`} ago.`,
      `Wait another ${wait === 1 ? 'day' : `${wait} days`}, or speak to them.`,
    )
  }
  if (letter.reminders >= REMINDERS_MOST)
    return refuse(
      `${letter.writerName} was reminded ${letter.reminders} times.`,
      'Name somebody else.',
    )
  return (await askWriter(tx, tenant, letter.id, place, true))
    ? done({})
    : refuse('Letters are not taken any more.')
}

type OfLetter = At & { letter: string }
const goneLetter = () => missing('There is no such letter of yours.')

/** Only one's own is found; what needs mail and links is done by the house. */
async function findOwnLetter(
  db: Database,
  caller: ApplicantCaller,
  at: OfLetter,
): Promise<RecommendationRow | undefined> {
  return asCaller(
    db,
    caller,
    async (tx) =>
      (await findRecommendations(tx, { applications: [at.application], id: at.letter }))[0],
  )
}

export async function remindOwn(
  db: Database,
  caller: ApplicantCaller,
  at: OfLetter,
  place: { origin: URL; now: Moment },
): Promise<Outcome<Nothing>> {
  const letter = await findOwnLetter(db, caller, at)
  if (!letter) return goneLetter()
  return db.inTenant(caller.tenant, async (tx) => {
    const [now] = await findRecommendations(tx, { id: letter.id, lock: true })
    return remindWriter(tx, caller.tenant, now!, place, DAYS_BETWEEN)
  })
}

export async function dropOwn(
  db: Database,
  caller: ApplicantCaller,
  at: OfLetter,
): Promise<Outcome<Nothing>> {
  const letter = await findOwnLetter(db, caller, at)
  if (!letter) return goneLetter()
  return db.inTenant(caller.tenant, async (tx) => {
    const [now] = await findRecommendations(tx, { id: letter.id, lock: true })
    if (now!.state === 'received')
      return refused(
        finding('recruitment.writer', `The letter of ${now!.writerName} is here; it stays.`, {
          can: 'Write to the office of the programme when it must not count.',
        }),
      )
    await revokeLinks(tx, { purpose: RECOMMENDATION, about: { recommendation: letter.id } })
    if (isOut(now!)) await updateRecommendation(tx, letter.id, 'withdrawn')
    return done({})
  })
}
