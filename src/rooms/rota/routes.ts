// The rota over HTTP: plans, drafts, rules, what-ifs, solves, publication.
import { type Context } from 'hono'
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Live } from '../../platform/live.ts'
import type { Actor } from '../people/schema.ts'
import { cutBlocks } from './blocks.ts'
import { chooseRule, dropRule, listRules } from './choices.ts'
import { agreeToReopen, askToReopen, closeYear, findClosing } from './closing.ts'
import { rotaContract as contract, seatSchema } from './contract.ts'
import { editDraft, markDraft, stepDraft } from './draft-edits.ts'
import { findDraft } from './draft-store.ts'
import { lookAtDraft } from './draft-look.ts'
import { createDraft, openDraft, removeDraft, restoreDraft } from './drafts.ts'
import { readEvidence } from './evidence.ts'
import { findFairBound } from './fairness.ts'
import { requestRepair, useWayOut } from './repairs.ts'
import { changeScenario, compareDrafts, createScenario } from './scenarios.ts'
import { viewCellHistory, viewPublished } from './history.ts'
import { proposeNextYear, startNextYear } from './next-year.ts'
import { viewPlan } from './plans.ts'
import {
  foreseeHours,
  type Foresee,
  type Hours,
  previewPublication,
  publish,
} from './publishing.ts'
import {
  applySolve,
  cancelSolve,
  discardSolve,
  requestSolve,
  solveTopic,
  viewSolve,
} from './solves.ts'
import { draftTopic, sayPresence, streamOn, told } from './streams.ts'
import { missing } from '../../platform/http.ts'
import { judgeCells } from './verdict.ts'

type RotaApi = Api<Actor | undefined>

/** `workerUrl`: the built solver thread. `foresee`: what later rooms know of a draft's hours. */
export function routeRota(
  api: RotaApi,
  db: Database,
  live: Live,
  clock: Clock,
  { workerUrl, foresee }: { workerUrl: URL; foresee?: Foresee },
): void {
  routePlans(api, db, live, clock)
  routeDrafts(api, db, live)
  routePublication(api, db, () => ({ foresee, now: clock.now() }))
  routeWhatIf(api, db, live, clock)
  api.on(contract.fairBound, ({ caller, params: { id, choice, nth } }) =>
    findFairBound(db, caller!, id, { choice, nth }, workerUrl),
  )
  routeSolves(api, db, live)
}

function routePlans(api: RotaApi, db: Database, live: Live, clock: Clock): void {
  api.on(contract.plan, ({ caller, params, query }) =>
    viewPlan(db, caller!, params.id, clock.now(), query.draft),
  )
  api.on(contract.published, ({ caller, params, query }) =>
    viewPublished(db, caller!, params.id, clock.now(), query),
  )
  api.on(contract.cellHistory, ({ caller, params }) => viewCellHistory(db, caller!, params))
  api.on(contract.createDraft, ({ caller, params, body }) =>
    createDraft(db, caller!, params.id, body),
  )
  api.on(contract.cutBlocks, async ({ caller, params, body }) => {
    const answer = await cutBlocks(db, caller!, params.id, body)
    if (answer.ok) for (const draft of answer.value.drafts) await live.announce(draftTopic(draft))
    return answer
  })
  api.on(contract.nextYear, ({ caller, params, query }) =>
    proposeNextYear(db, caller!, params.id, query.ahead),
  )
  api.on(contract.startNextYear, ({ caller, params, body }) =>
    startNextYear(db, caller!, params.id, body),
  )
  api.on(contract.rules, ({ caller, params }) => listRules(db, caller!, params.id))
  api.on(contract.evidence, ({ caller, params }) => readEvidence(db, caller!, params.id))
  api.on(contract.chooseRule, ({ caller, params, body }) =>
    chooseRule(db, caller!, params.id, body),
  )
  api.on(contract.dropRule, ({ caller, params }) => dropRule(db, caller!, params.id, params.choice))
}

function routeDrafts(api: RotaApi, db: Database, live: Live): void {
  api.on(contract.draft, async ({ caller, params }) => {
    const view = await lookAtDraft(db, caller!, params.id)
    return view ? done(view) : missing('This draft does not exist any more.')
  })
  api.on(contract.edit, ({ caller, params, body }) =>
    told(live, editDraft(db, caller!, params.id, body)),
  )
  api.on(contract.mark, ({ caller, params, body }) =>
    told(live, markDraft(db, caller!, params.id, body.marks)),
  )
  api.on(contract.undo, ({ caller, params }) =>
    told(live, stepDraft(db, caller!, params.id, 'undo')),
  )
  api.on(contract.redo, ({ caller, params }) =>
    told(live, stepDraft(db, caller!, params.id, 'redo')),
  )
  api.raw(
    {
      path: '/drafts/:id/events',
      access: 'planner',
      scope: 'draft',
      says: 'The version of the draft, again at every change, as server-sent events; with a seat, also who else has it open.',
    },
    (context, caller, params) => streamDraft(context, db, live, caller!, params['id']!),
  )
  api.on(contract.presence, async ({ caller, params, body }) => {
    await live.announce(draftTopic(params.id), sayPresence(caller!, body))
    return done({})
  })
  api.on(contract.removeDraft, ({ caller, params }) => removeDraft(db, caller!, params.id))
  api.on(contract.restoreDraft, ({ caller, params }) => restoreDraft(db, caller!, params.id))
  api.on(contract.verdict, async ({ caller, params }) =>
    db.inTenant(caller!.institution.id, async (tx) => {
      const open = await openDraft(tx, params.id, false)
      return open
        ? done(judgeCells(open.frame.problem, open.cells))
        : missing('This draft does not exist any more.')
    }),
  )
}

function routePublication(api: RotaApi, db: Database, hours: () => Hours): void {
  api.on(contract.hours, ({ caller, params }) => foreseeHours(db, caller!, params.id, hours()))
  api.on(contract.previewPublication, ({ caller, params }) =>
    previewPublication(db, caller!, params.id, hours()),
  )
  api.on(contract.closing, async ({ caller, params }) =>
    done(await findClosing(db, caller!, params.id)),
  )
  api.on(contract.close, ({ caller, params }) => closeYear(db, caller!, params.id))
  api.on(contract.askToReopen, ({ caller, params, body }) =>
    askToReopen(db, caller!, params.id, body.reason),
  )
  api.on(contract.agreeToReopen, ({ caller, params }) =>
    agreeToReopen(db, caller!, params.id, params.reopening),
  )
  api.on(contract.publish, ({ caller, params, body }) =>
    publish(db, caller!, params.id, body, hours()),
  )
}

function routeWhatIf(api: RotaApi, db: Database, live: Live, clock: Clock): void {
  api.on(contract.createScenario, ({ caller, params, body }) =>
    createScenario(db, caller!, params.id, body),
  )
  api.on(contract.changeScenario, ({ caller, params, body }) =>
    told(live, changeScenario(db, caller!, params.id, body)),
  )
  api.on(contract.comparison, ({ caller, params, query }) =>
    compareDrafts(db, caller!, params.id, query.drafts.split(',')),
  )
  api.on(contract.repair, ({ caller, params, body }) =>
    requestRepair(db, caller!, params.id, body, clock.now()),
  )
  api.on(contract.useWayOut, ({ caller, params, body }) =>
    told(live, useWayOut(db, caller!, params.id, { way: params.way, as: body.as })),
  )
}

function routeSolves(api: RotaApi, db: Database, live: Live): void {
  api.on(contract.startSolve, ({ caller, params, body }) =>
    requestSolve(db, caller!, params.id, body),
  )
  api.on(contract.solve, ({ caller, params }) => viewSolve(db, caller!, params.id))
  api.on(contract.cancelSolve, ({ caller, params }) => cancelSolve(db, live, caller!, params.id))
  api.on(contract.applySolve, ({ caller, params, body }) =>
    told(live, applySolve(db, caller!, params.id, body.version)),
  )
  api.on(contract.discardSolve, ({ caller, params }) => discardSolve(db, caller!, params.id))
  api.raw(
    {
      path: '/solves/:id/events',
      access: 'planner',
      scope: 'solve',
      says: 'The solve, again at every change, as server-sent events.',
    },
    (context, caller, params) => streamSolve(context, db, live, caller!, params['id']!),
  )
}

function streamSolve(context: Context, db: Database, live: Live, actor: Actor, id: string) {
  return streamOn(context, live, solveTopic(id), async () => {
    const view = await viewSolve(db, actor, id)
    if (!view.ok) return undefined
    return { says: view.value, last: !['waiting', 'running'].includes(view.value.status) }
  })
}

function streamDraft(context: Context, db: Database, live: Live, actor: Actor, id: string) {
  const seat = seatSchema.safeParse(context.req.query('seat'))
  const greeting = seat.success && {
    come: sayPresence(actor, { seat: seat.data }),
    go: sayPresence(actor, { seat: seat.data, at: null, gone: true }),
  }
  const read = async () => {
    const draft = await db.inTenant(actor.institution.id, (tx) => findDraft(tx, id))
    return draft && { says: { version: draft.version }, last: false }
  }
  return streamOn(context, live, draftTopic(id), read, greeting || undefined)
}
