// Somebody's time, read once and laid out so that every rule finds what it needs.
import { dayNumber } from '../../kernel/day.ts'
import { type Zone, zoneOf } from './clock.ts'
import { KINDS } from './kinds.ts'
import type { IntervalKind, Settings, TimelinePerson } from './schema.ts'
import { firstAfter, join, minutesIn, type Stretch } from './stretches.ts'
import { type Window, windowsOf } from './windows.ts'

export type Piece = Stretch & {
  id: string
  kind: IntervalKind
  ownInitiative: string | undefined
}
/** Presence in the house without a gap, with what it is made of. */
export type Period = Stretch & { pieces: Piece[] }

export type Worker = {
  id: string
  name: string
  year: number | undefined
  visa: string | undefined
  zone: Zone
  settings: Settings
  pieces: Piece[]
  /** Joined: what counts to the hours; what leaves no free day. */
  counted: Stretch[]
  busy: Stretch[]
  periods: Period[]
  windows: Window[]
  /** Numbers of days. */
  leave: ReadonlySet<number>
  permitted: ReadonlySet<number>
  /** Ids of the pieces that touch a stretch, of the kinds that are asked for. */
  behind: (within: Stretch, is: (piece: Piece) => boolean) => string[]
}

/** Expects a person without findings of `checkTimeline`. */
export function readWorker(data: TimelinePerson, settings: Settings): Worker {
  const zone = zoneOf(data.zone)
  const minute = (text: string) => zone.read(text) as number
  const pieces = data.intervals
    .map(({ id, kind, start, end, ownInitiative }): Piece => ({
      ...{ id, kind, ownInitiative, start: minute(start), end: minute(end) },
    }))
    .sort((one, other) => one.start - other.start || one.end - other.end)
  const leave = daysOf(data.leave)
  const of = (is: (piece: Piece) => boolean) => join(pieces.filter(is))
  const leaveTime = join(
    [...leave]
      .sort((one, other) => one - other)
      .map((day) => ({ start: zone.midnight(day), end: zone.midnight(day + 1) })),
  )
  const counted = without(
    of(({ kind }) => KINDS[kind].hours),
    leaveTime,
  )
  const busy = join(
    [...of(({ kind }) => KINDS[kind].breaksFreeDay), ...leaveTime].sort(
      (one, other) => one.start - other.start,
    ),
  )
  const all = join(pieces)
  const worked = pieces[0]
    ? {
        from: zone.dayOf(pieces[0].start),
        to: zone.dayOf(pieces.reduce((last, { end }) => Math.max(last, end), 0) - 1),
        isIn: (stretch: Stretch) => minutesIn(all, stretch) > 0,
      }
    : null
  // The longest piece says how far before a stretch one has to look.
  const longest = pieces.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  return {
    ...{ id: data.id, name: data.name ?? data.id, year: data.year, visa: data.visa },
    ...{ zone, settings, pieces, counted, busy, leave },
    periods: periodsOf(pieces, settings.mergeGapMinutes),
    windows: windowsOf(data.rotations, leave, worked, zone),
    permitted: daysOf(data.permissions),
    behind: (within, is) => {
      const ids: string[] = []
      let at = firstStart(pieces, within.start - longest)
      for (; at < pieces.length && pieces[at]!.start < within.end; at++) {
        const piece = pieces[at]!
        if (piece.end > within.start && is(piece)) ids.push(piece.id)
      }
      return ids
    },
  }
}

function firstStart(pieces: readonly Piece[], minute: number): number {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (pieces[middle]!.start < minute) low = middle + 1
    else high = middle
  }
  return low
}

function daysOf(spans: TimelinePerson['leave']): Set<number> {
  const days = new Set<number>()
  for (const { from, to } of spans)
    for (let at = dayNumber(from); at <= dayNumber(to); at++) days.add(at)
  return days
}

/** Both joined. */
function without(list: readonly Stretch[], away: readonly Stretch[]): Stretch[] {
  if (away.length === 0) return [...list]
  const out: Stretch[] = []
  for (const one of list) {
    let { start } = one
    for (let at = firstAfter(away, start); at < away.length && away[at]!.start < one.end; at++) {
      if (away[at]!.start > start) out.push({ start, end: away[at]!.start })
      start = Math.max(start, away[at]!.end)
    }
    if (start < one.end) out.push({ start, end: one.end })
  }
  return out
}

function periodsOf(pieces: readonly Piece[], gap: number): Period[] {
  const periods: Period[] = []
  for (const piece of pieces) {
    if (!KINDS[piece.kind].inHouse) continue
    const last = periods.at(-1)
    if (last && piece.start <= last.end + gap) {
      last.end = Math.max(last.end, piece.end)
      last.pieces.push(piece)
    } else periods.push({ start: piece.start, end: piece.end, pieces: [piece] })
  }
  return periods
}
