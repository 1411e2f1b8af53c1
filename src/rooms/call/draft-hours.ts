// What would the rules about hours find if a draft of a year were published, with the calls that stand?
import type { Finding } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { finding } from '../../kernel/finding.ts'
import type { Tx } from '../../platform/database.ts'
import { packOn, readPacksInForce } from '../hours/index.ts'
import type { Foreseen } from '../hours/schema.ts'
import { runsOf, type DraftHours, type Frame, type OpenDraft } from '../rota/index.ts'
import type { Cells } from '../planning/schema.ts'
import { holidaySet } from './days.ts'
import { aheadOf, foreseenIn } from './foreseen.ts'
import { type Instead, readCall } from './reading.ts'

/** Of the days from today on: what was is judged by what was worked. */
export async function foreseeDraft(
  tx: Tx,
  open: OpenDraft,
  at: { now: Moment; zone: string },
): Promise<DraftHours> {
  const { plan } = open.frame
  const today = dayAt(at.now, at.zone)
  const packs = await readPacksInForce(tx, plan.programme)
  const span = aheadOf(plan, today)
  const { bound, isBarrier } = packOn(packs, span.from)
  const base = { pack: bound.pack.title, isBarrier }
  if (span.from > span.to) return { ...base, foreseen: [], refusals: [] }
  const before = await readCall(tx, plan.programme, plan)
  const after = await readCall(tx, plan.programme, plan, rowsInstead(open.frame, open.cells))
  const foreseen = foreseenIn({
    ...{ span, zone: at.zone, packs, kinds: before.kinds, holidays: holidaySet(before.holidays) },
    ...{ before, after },
  })
  const refusals = foreseen.filter(
    ({ isOld, level, on }) => !isOld && level === 'core' && packOn(packs, on ?? today).isBarrier,
  )
  return { ...base, foreseen, refusals: refusals.map(refuse) }
}

/** The rows that publishing would write, in place of those that it would take away. */
export function rowsInstead({ plan, problem }: Frame, cells: Cells): Instead {
  const works = new Map(problem.work.map((work) => [work.id, work]))
  return {
    source: `plan:${plan.id}`,
    rows: runsOf(plan.blocks, cells).map(({ person, work, from, to }) => {
      const { kind } = works.get(work)!
      const layer = kind === 'leave' ? ('absence' as const) : ('assignment' as const)
      return { person, programme: plan.programme, layer, kind, work, from, to }
    }),
  }
}

const refuse = ({ person, name, says, rule, clause, causes }: Foreseen): Finding =>
  finding('hours.foreseen', `${name}: ${says} (${rule}, ${clause})`, {
    who: [person],
    can: `It would come of ${causes.join('; ') || 'what is planned'}. Plan it otherwise, or say why it must be.`,
  })
