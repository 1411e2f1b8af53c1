// A year goes to the printer: on which papers it can be read, and the PDF of one of them.
import { type Day, sayDay } from '../../kernel/day.ts'
import { type Outcome, done, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { readSheet } from './actions.ts'
import type { Sheet } from './grid-book.ts'
import {
  choosePaper,
  fitPaper,
  LEAST_POINTS,
  type Paper,
  type PaperChoice,
  type Split,
  tooSmall,
} from './paper.ts'
import { drawnYear } from './paper-year.ts'

export async function viewPaper(
  db: Database,
  actor: Actor,
  source: { draft: string } | { plan: string },
  now: Moment,
): Promise<Outcome<{ choices: PaperChoice[] }>> {
  const sheet = await readSheet(db, actor, source, now)
  if (!sheet) return missing('Nothing is published yet.')
  const { paperWidths } = await import('./paper-pdf.ts')
  return done({ choices: choosePaper(drawnYear(sheet), paperWidths()) })
}

/** Refused with the papers that would do when the codes would be too small to read. */
export async function printSheet(
  sheet: Sheet,
  asked: { paper: Paper; split: Split },
  origin: string,
  today: Day,
): Promise<Outcome<Uint8Array>> {
  // Fonts and their reader are loaded by who prints, not by every start.
  const { paperWidths, writePdf } = await import('./paper-pdf.ts')
  const year = drawnYear(sheet)
  const widths = paperWidths()
  const layout = fitPaper(year, asked.paper, asked.split, widths)
  const points = Math.floor(layout.points * 10) / 10
  if (points < LEAST_POINTS)
    return refused(tooSmall({ ...asked, points }, choosePaper(year, widths)))
  const { id } = sheet.frame.plan
  const draft =
    sheet.origin && sheet.origin.line !== 'published' ? `?draft=${sheet.origin.line}` : ''
  const address = `${origin}/plans/${encodeURIComponent(id)}${draft}`
  return done(
    await writePdf(year, layout, { address, printed: `printed ${sayDay(today, { year: true })}` }),
  )
}
