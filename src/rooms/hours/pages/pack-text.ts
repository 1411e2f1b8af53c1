// A pack while it is written: nothing of it need be right yet.
import { finding, type Outcome, refused } from '../../../kernel/finding.ts'

export type Loose = Record<string, unknown>
export type RuleText = {
  id?: unknown
  rule?: unknown
  clause?: unknown
  level?: unknown
  params?: Record<string, unknown>
  unconfirmed?: unknown
}

export function readJson(text: string): Outcome<Loose> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const where = /position \d+.*$/.exec(String(error))?.[0]
    return refused(
      finding('hours.pack', `This is no JSON${where ? ` (${where})` : ''}.`, {
        can: 'A comma or a quotation mark may be missing.',
      }),
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused(finding('hours.pack', 'This is no pack: it is not an object with named fields.'))
  return { ok: true, value: value as Loose }
}
