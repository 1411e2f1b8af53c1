// Applicants and writers of letters over HTTP: they have no account, and act in roles of their own.
import { done, finding, refused } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { originOf } from '../../platform/origin.ts'
import { makePace } from '../../platform/pace.ts'
import { addressOf } from '../accounts/index.ts'
import { writeAccountMail } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import { applicantContract as contract, ownFile } from './applicant-contract.ts'
import { listOwn, saveForm, stepOwn, viewOwn } from './applying.ts'
import { dropOwn, nameWriter, remindOwn } from './asking.ts'
import { findProgrammeName } from './cycle-store.ts'
import { applicantOf, askForEntry, enter, leave } from './entering.ts'
import { findHouse } from './entry-store.ts'
import { sentLetter, withdrawnLetter } from './news.ts'
import { lookAtCycle } from './open-cycles.ts'
import { lookAtRequest, sendLetter, writeLetter } from './outside.ts'
import type { ReadFile } from './reading.ts'
import { addOwnDocument, answerFile, keepOwnDocument, readOwnFile } from './uploads.ts'

/** From one address, which a whole hospital may share. */
const LETTERS_A_MINUTE = 30

export function routeApplicants(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  { isSent, read }: { isSent: boolean; read: ReadFile },
): void {
  api.on(contract.cycle, ({ params }) =>
    lookAtCycle(db, params.institution, params.cycle, clock.now()),
  )
  // Of letters to all kinds of addresses; how many one address gets is counted in the records.
  const letters = makePace({ usual: 1, edits: 1, strangers: LETTERS_A_MINUTE })
  api.on(contract.ask, async ({ params, body, context }) => {
    const wait = letters.take(addressOf(context), 'strangers')
    if (wait > 0)
      return refused(
        finding('http.wait', 'Many letters were asked for from where you are.', {
          ...{ can: `Go on in ${wait} s.`, by: wait },
        }),
      )
    return askForEntry(db, params.institution, body, {
      ...{ origin: originOf(context), now: clock.now(), isSent },
    })
  })
  api.on(contract.enter, ({ params, body, context }) =>
    enter(db, context, params.institution, body, clock.now()),
  )
  api.on(contract.leave, ({ params, context }) => leave(db, context, params.institution))
  api.on(contract.mine, async ({ context }) => done(await listOwn(db, applicantOf(context))))
  api.on(contract.view, ({ params, context }) =>
    viewOwn(db, applicantOf(context), params, clock.now()),
  )
  api.on(contract.save, ({ params, body, context }) =>
    saveForm(db, applicantOf(context), params, body),
  )
  api.on(contract.step, async ({ params, body, context }) => {
    const stepped = await stepOwn(db, applicantOf(context), params, body.state)
    if (!stepped.ok) return stepped
    const { submittedAt, was, of, cycle } = stepped.value
    if (was !== of.state) await confirmStep(db, params.institution, { of, cycle }, clock)
    return done({ submittedAt })
  })
  api.on(contract.upload, ({ params, query, body, context }) =>
    addOwnDocument(db, applicantOf(context), params, { name: query.name, bytes: body }, read),
  )
  api.on(contract.keep, ({ params, body, context }) =>
    keepOwnDocument(db, applicantOf(context), params, body.isKept),
  )
  api.on(contract.name, ({ params, body, context }) =>
    nameWriter(db, applicantOf(context), params, body, {
      ...{ origin: originOf(context), now: clock.now() },
    }),
  )
  api.on(contract.remind, ({ params, context }) =>
    remindOwn(db, applicantOf(context), params, { origin: originOf(context), now: clock.now() }),
  )
  api.on(contract.drop, ({ params, context }) => dropOwn(db, applicantOf(context), params))
  api.raw(ownFile, async (context, _, params) =>
    answerFile(await readOwnFile(db, applicantOf(context), params as never)),
  )
  api.on(contract.request, ({ params }) => lookAtRequest(db, params.token))
  api.on(contract.write, ({ params, body }) => writeLetter(db, params.token, body, clock.now()))
  api.on(contract.send, ({ params, query, body }) =>
    sendLetter(db, params.token, { name: query.name, bytes: body }, read, clock.now()),
  )
}

type Stepped = Extract<Awaited<ReturnType<typeof stepOwn>>, { ok: true }>['value']

/** That it came in, or is withdrawn, in writing: what somebody can show later. */
async function confirmStep(
  db: Database,
  institution: string,
  { of, cycle }: Pick<Stepped, 'of' | 'cycle'>,
  clock: Clock,
): Promise<void> {
  if (of.state === 'begun') return
  await db.inTenant(institution, async (tx) => {
    const house = (await findHouse(tx, institution))!
    const programme = await findProgrammeName(tx, cycle.programme)
    const about = { programme, institution: house.name, label: cycle.label }
    const { given, family, email, zone } = of.applicant
    const name = `${given} ${family}`
    const letter =
      of.state === 'submitted'
        ? sentLetter(name, about, of.submittedAt!.toISOString(), zone)
        : withdrawnLetter(name, about)
    await writeAccountMail(
      tx,
      { tenant: institution, now: clock.now() },
      { key: `application/${of.id}/${of.version}`, email, person: null, ...letter },
    )
  })
}
