// Spreadsheets over HTTP: out as files, in as tables, and a draft made of what came in.
import { z } from 'zod'
import { finding } from '../../kernel/finding.ts'
import { dayAt } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { importDraft, listAliases, readSheet } from './actions.ts'
import { readApart } from './apart.ts'
import { sheetsContract as contract } from './contract.ts'
import { type Sheet, writeCsv, writeXlsx } from './grid-book.ts'
import { papers, splits } from './paper.ts'
import { printSheet, viewPaper } from './printing.ts'

const FILES = [
  ['/drafts/:id/sheet.csv', 'draft', 'planner'],
  ['/drafts/:id/sheet.xlsx', 'draft', 'planner'],
  ['/drafts/:id/sheet.pdf', 'draft', 'planner'],
  ['/plans/:id/published.csv', 'plan', 'member'],
  ['/plans/:id/published.xlsx', 'plan', 'member'],
  ['/plans/:id/published.pdf', 'plan', 'member'],
] as const

/** `?paper=a3&split=halves`; what is not said is a whole year on Letter. */
const paperQuery = z.object({
  paper: z.enum(papers).default('letter'),
  split: z.enum(splits).default('year'),
})

/** `workerUrl`: the built thread that reads files; absent = they are read in this one. */
export function routeSheets(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  workerUrl: URL | undefined,
): void {
  for (const [path, scope, access] of FILES)
    api.raw(
      { path, scope, access, says: `The grid of a ${scope} as a spreadsheet.` },
      async (context, caller, params) => {
        const id = params['id']!
        const source = scope === 'draft' ? { draft: id } : { plan: id }
        const sheet = await readSheet(db, caller!, source, clock.now())
        if (!sheet) {
          const nothing = finding('http.missing', 'Nothing is published yet.')
          return context.json({ findings: [nothing] }, 404)
        }
        if (path.endsWith('csv')) return answerFile(sheet, writeCsv(sheet), 'csv')
        if (path.endsWith('xlsx'))
          return answerFile(sheet, Buffer.from(await writeXlsx(sheet)), 'xlsx')
        const asked = paperQuery.safeParse(context.req.query())
        if (!asked.success) {
          const says = asked.error.issues.map((one) => `${one.path.join('.')} ${one.message}.`)
          return context.json({ findings: says.map((text) => finding('http.query', text)) }, 400)
        }
        const { origin } = new URL(context.req.url)
        const made = await printSheet(sheet, asked.data, origin, dayOf(caller!, clock))
        if (!made.ok) return context.json({ findings: made.findings }, 409)
        return answerFile(sheet, Buffer.from(made.value), 'pdf')
      },
    )
  api.on(contract.paperOfDraft, ({ caller, params }) =>
    viewPaper(db, caller!, { draft: params.id }, clock.now()),
  )
  api.on(contract.paperOfPlan, ({ caller, params }) =>
    viewPaper(db, caller!, { plan: params.id }, clock.now()),
  )
  api.on(contract.read, ({ body }) => readApart(body, workerUrl))
  api.on(contract.aliases, ({ caller, params }) => listAliases(db, caller!, params.id))
  api.on(contract.importDraft, ({ caller, params, body }) =>
    importDraft(db, caller!, params.id, body),
  )
}

const dayOf = (actor: Actor, clock: Clock) => dayAt(clock.now(), actor.institution.timeZone)

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}

function answerFile(sheet: Sheet, body: BodyInit, kind: keyof typeof TYPES): Response {
  const name = sheet.title.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()
  return new Response(body, {
    headers: {
      'content-type': TYPES[kind],
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.${kind}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
