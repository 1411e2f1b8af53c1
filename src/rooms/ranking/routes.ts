// Ranking over HTTP.
import { finding } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import {
  askToReopen,
  certify,
  disclose,
  exportOf,
  findEarlier,
  reopen,
  saveList,
  setModel,
} from './actions.ts'
import { setRetention } from './forgetting.ts'
import { exportQuery, rankingContract as contract } from './contract.ts'
import { viewRanking } from './looking.ts'
import { doMine, doTask, viewMine } from './preparing.ts'
import { importRoster, release, settleLine } from './rostering.ts'
import { originOf } from '../../platform/origin.ts'

export function routeRanking(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.view, ({ caller, params }) => viewRanking(db, caller!, params, clock.now()))
  api.on(contract.save, ({ caller, params, body }) =>
    saveList(db, caller!, params, body, clock.now()),
  )
  api.on(contract.earlier, ({ caller, params }) => findEarlier(db, caller!, params))
  api.on(contract.disclose, ({ caller, params, body }) =>
    disclose(db, caller!, params, body.told, clock.now()),
  )
  api.on(contract.model, ({ caller, params, body }) =>
    setModel(db, caller!, params, body, clock.now()),
  )
  api.on(contract.certify, ({ caller, params, body }) =>
    certify(db, caller!, params, body.version, clock.now()),
  )
  api.on(contract.askToReopen, ({ caller, params, body }) =>
    askToReopen(db, caller!, params, body, clock.now()),
  )
  api.on(contract.reopen, ({ caller, params }) => reopen(db, caller!, params, clock.now()))
  api.on(contract.importRoster, ({ caller, params, body }) =>
    importRoster(db, caller!, params, body, clock.now()),
  )
  api.on(contract.settle, ({ caller, params, body }) =>
    settleLine(db, caller!, params, body, clock.now()),
  )
  api.on(contract.release, ({ caller, params, body, context }) =>
    release(db, caller!, params, body.version, { origin: originOf(context), now: clock.now() }),
  )
  api.on(contract.mine, ({ caller }) => viewMine(db, caller!))
  api.on(contract.doMine, ({ caller, params, body }) => doMine(db, caller!, params.task, body))
  api.on(contract.retain, ({ caller, params, body }) => setRetention(db, caller!, params, body))
  api.on(contract.doTask, ({ caller, params, body }) =>
    doTask(db, caller!, params, body, clock.now()),
  )
  api.raw(
    {
      path: '/programmes/:id/cycles/:cycle/ranking.csv',
      ...{ access: 'recruiter', scope: 'programme', risk: 'personal' },
      says: 'The rank list in the form in which the match reads it.',
    },
    async (context, caller, params) => {
      const asked = exportQuery.safeParse(context.req.query())
      if (!asked.success) {
        const says = 'The form is nrmp or natmatch.'
        return context.json({ findings: [finding('http.query', says)] }, 400)
      }
      const at = { id: params['id']!, cycle: params['cycle']! }
      const made = await exportOf(db, caller!, at, asked.data.form, clock.now())
      if (!made.ok) return context.json({ findings: made.findings }, 409)
      return new Response(made.value.text, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${made.value.name}"`,
          'cache-control': 'no-store',
        },
      })
    },
  )
}
