// The board for everybody in the house: one plain page behind a token, without anything private.
import { sayDay } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { makeMemory } from '../../platform/memory.ts'
import { hashToken } from '../../platform/token.ts'
import type { Board, Duty } from './schema.ts'
import { findLinkKey, findLinkProgramme } from './store.ts'
import { readBoard } from './viewing.ts'

type Open = Pick<Board, 'programme' | 'zone' | 'on' | 'holiday' | 'now' | 'next' | 'lacking'>

/** On every wall of the house, asked each minute: worked out once for a minute and a state of the records. */
const boards = makeMemory(500)

/** The page behind a token; undefined when it never existed or was ended. */
export async function readPublicBoard(
  db: Database,
  token: string,
  now: Moment,
  nonce: string,
): Promise<string | undefined> {
  const key = await findLinkKey(db, hashToken(token))
  if (!key) return undefined
  const name = `${key.link} ${now.slice(0, 16)}`
  const board = await boards.recall(key.stamp, name, () =>
    db.inTenant(key.tenant, async (tx) => {
      const programme = await findLinkProgramme(tx, key.link)
      if (programme === undefined) return null
      const on = dayAt(now, key.zone)
      return (await readBoard(tx, programme, { on, zone: key.zone, now })) ?? null
    }),
  )
  return board ? writePage(board, now, nonce) : undefined
}

const escape = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)

const clock = (moment: string, zone: string, withDay: boolean) =>
  new Date(moment).toLocaleString('en-GB', {
    ...{ timeZone: zone, hour: '2-digit', minute: '2-digit' },
    ...(withDay ? { weekday: 'short' } : {}),
  })

const STYLE = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:46rem;padding:1rem;font:1rem/1.4 system-ui,sans-serif}
h1{font-size:1.25rem;margin:0}h2{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.25rem 0}table{width:100%;border-collapse:collapse}
th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid #8886}
th{font-weight:400}td:first-child{font-weight:650;font-size:1.0625rem}
.lack{border-inline-start:4px solid #b42318;padding-inline-start:.5rem}
@media print{body{max-width:none}}`

/** Names, what they do, where and until when; no numbers, no levels, nobody who is away. */
function writePage(board: Open, now: Moment, nonce: string): string {
  const { programme, zone, on, holiday, lacking } = board
  const head = `${sayDay(on, { weekday: true, year: true })}, ${clock(now, zone, false)}${holiday ? `, ${escape(holiday)}` : ''}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>On now: ${escape(programme.name)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<style nonce="${nonce}">${STYLE}</style></head><body><main>
<h1>${escape(programme.name)}</h1><p>${head} (${escape(zone)})</p>
${lacking.map((says) => `<p class="lack">${escape(says)}</p>`).join('')}
<h2>Now</h2>${table(board.now, zone, 'until', 'Nobody has call at this moment.')}
<h2>Next</h2>${table(board.next, zone, 'from', 'No call is published for the next days.')}
</main><script nonce="${nonce}">setTimeout(() => location.reload(), 60000)</script></body></html>
`
}

function table(duties: readonly Duty[], zone: string, end: 'until' | 'from', none: string): string {
  if (duties.length === 0) return `<p>${none}</p>`
  const rows = duties.map((duty) => {
    const what = [
      duty.name,
      ...(duty.tier === 'primary' || duty.name.toLowerCase() === duty.tier ? [] : [duty.tier]),
      ...(duty.where === 'home'
        ? duty.name.endsWith('at home')
          ? []
          : ['at home']
        : [duty.site ?? 'in the house']),
      ...(duty.responseMinutes === null ? [] : [`there within ${duty.responseMinutes} minutes`]),
    ].join(', ')
    const at = clock(end === 'until' ? duty.ends : duty.begins, zone, true)
    return `<tr><td>${escape(duty.person.name)}</td><td>${escape(what)}</td><td>${end} ${escape(at)}</td></tr>`
  })
  return `<table><thead><tr><th scope="col">Who</th><th scope="col">What and where</th><th scope="col">When</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}
