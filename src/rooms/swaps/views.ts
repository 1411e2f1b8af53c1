// How is a trade shown, and which calls does it move?
import { finding, type Finding } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import { judgeTrade, type Judged } from './rules.ts'
import type { CallItem, TradeView } from './schema.ts'
import type { Read } from './reading.ts'
import type { LegRow, TradeRow } from './store.ts'
import type { Leg, WorldCall } from './world.ts'

const MINUTE = 60_000

/** The part of a call that a leg moves, as a call of its own; undefined = the instant is not within it. */
export function partOf(call: WorldCall, part: LegRow['part']): WorldCall | undefined {
  if (!part) return call
  const at = Math.round(Date.parse(part.at) / MINUTE)
  if (at <= call.begins || at >= call.ends) return undefined
  const share =
    (part.side === 'begin' ? at - call.begins : call.ends - at) / (call.ends - call.begins)
  return {
    ...call,
    points: Math.round(call.points * share * 100) / 100,
    ...(part.side === 'begin' ? { ends: at } : { begins: at }),
  }
}

/** Why it cannot be made as it stands now. Legs without a taker are left out. */
export function judgeStored({ world }: Read, legs: readonly Omit<LegRow, 'id'>[]): Judged {
  const gone: Finding[] = []
  const moves: Leg[] = []
  for (const { call, from, to, part } of legs) {
    const found = world.calls.find(({ id }) => id === call)
    if (!found || found.person !== from) {
      gone.push(
        finding(
          'swaps.moved',
          'A call of this trade is somebody else’s by now, or there is none any more.',
          {
            who: [from],
            can: 'Propose another trade.',
          },
        ),
      )
      continue
    }
    const moved = partOf(found, part)
    if (!moved)
      gone.push(
        finding('swaps.part', 'The time at which the call is cut is not within it.', {
          who: [from],
          can: 'Choose a time between its begin and its end.',
        }),
      )
    else if (to !== null) moves.push({ call: moved, to })
  }
  return gone.length > 0 ? { musts: gone, notices: [] } : judgeTrade(world, moves)
}

export const partiesOf = ({ legs }: Pick<TradeRow, 'legs'>): string[] => [
  ...new Set(legs.flatMap(({ from, to }) => (to === null ? [from] : [from, to]))),
]
export const isLive = ({ state }: Pick<TradeRow, 'state'>): boolean =>
  state === 'open' || state === 'proposed' || state === 'accepted'

export function viewTrade(
  row: TradeRow,
  read: Read,
  me: { id: string; plans: boolean },
): TradeView {
  const { world, items } = read
  const name = (id: string) => ({ id, name: world.people.get(id)?.name ?? id })
  const judged = isLive(row) ? judgeStored(read, row.legs) : { musts: [], notices: [] }
  const parties = partiesOf(row)
  const agreed = row.words.filter(({ agrees }) => agrees).map(({ person }) => person)
  const isIn = parties.includes(me.id)
  const takes =
    row.state === 'open' &&
    !isIn &&
    row.legs.every(({ to, ...leg }) =>
      to === null ? judgeStored(read, [{ ...leg, to: me.id }]).musts.length === 0 : true,
    )
  return {
    ...{ id: row.id, programme: row.programme, state: row.state, version: row.version },
    ...{ note: row.note, reason: row.reason, decidedBy: row.decided_by_name },
    askedBy: { id: row.asked_by, name: row.asked_by_name },
    askedAt: row.asked_at.toISOString(),
    legs: row.legs.flatMap(({ call, from, to, part }) => {
      const item = items.get(call)
      return item
        ? [
            {
              call: shownCall(item, part),
              from: name(from),
              to: to === null ? null : name(to),
              part,
            },
          ]
        : []
    }),
    ...{ agreed, musts: judged.musts, notices: judged.notices },
    may: {
      accept: takes || (row.state === 'proposed' && isIn && !agreed.includes(me.id)),
      decline: row.state === 'proposed' && isIn && row.asked_by !== me.id,
      withdraw: isLive(row) && row.asked_by === me.id,
      decide: row.state === 'accepted' && me.plans && !isIn,
    },
  }
}

function shownCall(item: CallItem, part: LegRow['part']): CallItem {
  if (!part) return item
  const at: Moment = new Date(part.at).toISOString()
  return part.side === 'begin' ? { ...item, ends: at } : { ...item, begins: at }
}
