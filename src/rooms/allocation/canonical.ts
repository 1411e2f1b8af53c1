// One text for one value, so that everybody computes the same hash of it.
import { hashText } from './lottery.ts'

/** JSON without spaces, the keys of every object sorted by their UTF-16 code units; no undefined. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`).join(',')}}`
}

export const hashOf = (value: unknown): string => hashText(canonicalText(value))
