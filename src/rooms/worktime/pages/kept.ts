// Which weeks wait on this device until there is a network, and what became of those sent late?
import { z } from 'zod'
import { daySchema } from '../../../kernel/day.ts'
import type { IntervalData } from '../../hours/schema.ts'
import { type Finding, findingSchema } from '../../../kernel/finding.ts'
import { newKey, Refusal } from '../../../platform/client.ts'
import { confirmSchema } from '../schema.ts'

/** Whose they are: two people at one device see only their own. */
export type Owner = { tenant: string; person: string }
/** `localStorage`, or what behaves like it. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const keptSchema = z.object({
  /** Sent again it is done once. */
  key: z.string(),
  programme: z.string(),
  /** Whose hours they are. */
  person: z.string(),
  monday: daySchema,
  words: confirmSchema,
  /** Why it was refused when it was sent; empty = not sent yet. */
  refused: z.array(findingSchema),
})
export type Kept = z.infer<typeof keptSchema>
export type Week = Pick<Kept, 'programme' | 'person' | 'monday'>

export const shelfKey = ({ tenant, person }: Owner) => `isocenter.hours/${tenant}/${person}`
const isOf = (week: Week) => (one: Week) =>
  one.programme === week.programme && one.person === week.person && one.monday === week.monday

/** Oldest first; what is not ours or cannot be read is no week. */
export function readKept(shelf: Shelf, owner: Owner): Kept[] {
  return parseKept(textOf(shelf, owner))
}

export function textOf(shelf: Shelf, owner: Owner): string | null {
  try {
    return shelf.getItem(shelfKey(owner))
  } catch {
    return null
  }
}

export function parseKept(text: string | null): Kept[] {
  try {
    const parsed = z.array(z.unknown()).parse(JSON.parse(text ?? '[]'))
    return parsed.flatMap((one) => {
      const kept = keptSchema.safeParse(one)
      return kept.success ? [kept.data] : []
    })
  } catch {
    return []
  }
}

/** In place of what was kept of the same week; false when the device keeps nothing. */
export function keepWeek(shelf: Shelf, owner: Owner, week: Week, words: Kept['words']): boolean {
  const one = { ...week, words, key: newKey(), refused: [] }
  return write(shelf, owner, [...readKept(shelf, owner).filter((kept) => !isOf(week)(kept)), one])
}

export function dropWeek(shelf: Shelf, owner: Owner, week: Week): void {
  write(
    shelf,
    owner,
    readKept(shelf, owner).filter((kept) => !isOf(week)(kept)),
  )
}

/** The same time as the same thing, however it is written. */
export function isSame(one: readonly IntervalData[], other: readonly IntervalData[] | null) {
  const say = (list: readonly IntervalData[]) =>
    list
      .map(({ id, kind, start, end, ownInitiative, note }) =>
        JSON.stringify([id, kind, start, end, ownInitiative, note]),
      )
      .sort()
      .join()
  return other !== null && say(one) === say(other)
}

function write(shelf: Shelf, owner: Owner, list: readonly Kept[]): boolean {
  try {
    if (list.length === 0) shelf.removeItem(shelfKey(owner))
    else shelf.setItem(shelfKey(owner), JSON.stringify(list))
  } catch {
    return false
  }
  for (const tell of listeners) tell()
  return true
}

const listeners = new Set<() => void>()
export function listenKept(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** Not a no to these hours: nobody was there, somebody must sign in, or it is being done already. */
const isLater = ({ status }: Refusal) => [0, 401, 422, 429].includes(status) || status >= 500

export type Sent = { week: Week; refused: Finding[] }

/**
 * Sends what was not refused yet, one after another, and ends at the first that must wait. What is
 * taken is dropped; what is refused stays, with the reasons, until its owner decides.
 */
export async function sendKept(
  shelf: Shelf,
  owner: Owner,
  send: (kept: Kept) => Promise<{ version: number }>,
): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const kept of readKept(shelf, owner).filter(({ refused }) => refused.length === 0)) {
    const { programme, person, monday, key } = kept
    const week = { programme, person, monday }
    try {
      const { version } = await send(kept)
      const rest = readKept(shelf, owner).filter((one) => one.key !== key)
      // Corrected while it was on its way: the correction is of what has just been taken.
      const after = rest.map((one) =>
        isOf(week)(one) ? { ...one, words: { ...one.words, version } } : one,
      )
      write(shelf, owner, after)
      sent.push({ week, refused: [] })
    } catch (error) {
      if (!(error instanceof Refusal) || isLater(error)) return sent
      const refused = error.findings
      const list = readKept(shelf, owner)
      write(
        shelf,
        owner,
        list.map((one) => (one.key === key ? { ...one, refused } : one)),
      )
      sent.push({ week, refused })
    }
  }
  return sent
}
