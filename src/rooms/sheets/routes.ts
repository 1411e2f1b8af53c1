// Spreadsheets over HTTP: out as files, in as tables, and a draft made of what came in.
import { finding } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { importDraft, listAliases, readSheet } from './actions.ts'
import { readApart } from './apart.ts'
import { sheetsContract as contract } from './contract.ts'
import { type Sheet, writeCsv, writeXlsx } from './grid-book.ts'

const FILES = [
  ['/drafts/:id/sheet.csv', 'draft', 'planner'],
  ['/drafts/:id/sheet.xlsx', 'draft', 'planner'],
  ['/plans/:id/published.csv', 'plan', 'member'],
  ['/plans/:id/published.xlsx', 'plan', 'member'],
] as const

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
        return answerFile(sheet, path.endsWith('csv') ? 'csv' : 'xlsx')
      },
    )
  api.on(contract.read, ({ body }) => readApart(body, workerUrl))
  api.on(contract.aliases, ({ caller, params }) => listAliases(db, caller!, params.id))
  api.on(contract.importDraft, ({ caller, params, body }) =>
    importDraft(db, caller!, params.id, body),
  )
}

async function answerFile(sheet: Sheet, kind: 'csv' | 'xlsx'): Promise<Response> {
  const name = sheet.title.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()
  const body = kind === 'csv' ? writeCsv(sheet) : Buffer.from(await writeXlsx(sheet))
  const type =
    kind === 'csv'
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.${kind}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
