// Ids of records: a short word (`mayo-xr`) or a random UUID, never empty, never endless.
import './schemas.ts'
import { z } from 'zod'

/** One line of at most so many characters: nothing that moves a cursor or breaks a calendar. */
export const lineSchema = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, { error: 'holds a line break or another character that cannot be shown' })

export const idSchema = lineSchema(80).min(1)

/** What people call something, for lists, calendars and file names. */
export const nameSchema = z.string().trim().pipe(lineSchema(120).min(1))

/** Letters that no normal form takes apart. */
const WRITTEN: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/** `plainId('Zoë Brightwater')` is `'zoe-brightwater'`; empty when nothing of it is a Latin letter or a digit. */
export function plainId(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđðþßæœı]/g, (letter) => WRITTEN[letter]!)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}

/** A plain id for what people call something, not among `taken`, which it joins. */
export function freeId(words: string, taken: Set<string>): string {
  const word = plainId(words) || 'x'
  let id = word
  for (let nth = 2; taken.has(id); nth++) id = `${word}-${nth}`
  taken.add(id)
  return id
}
