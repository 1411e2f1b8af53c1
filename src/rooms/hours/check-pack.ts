// Is this a pack? Every fault of it in a sentence; in the browser while it is written, and on the server.
import { type Finding, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { type BoundPack, bindPack } from './judge.ts'
import { PACK_FORMAT, type Pack, packRuleSchema, packSchema } from './schema.ts'

/** A pack is rules and numbers; what is larger is something else. */
const MOST_CHARACTERS = 64 * 1024

export function checkPack(value: unknown): Outcome<BoundPack> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused(no('This is no pack: it is not an object with named fields.', ''))
  const whole = value as { format?: unknown; rules?: unknown }
  if (whole.format !== PACK_FORMAT)
    return refused(
      no(
        `This is no pack of hours: its format is ${JSON.stringify(whole.format) ?? 'missing'}.`,
        'format',
        {
          can: `A pack begins with "format": "${PACK_FORMAT}", "version": 1.`,
        },
      ),
    )
  if (JSON.stringify(value).length > MOST_CHARACTERS)
    return refused(no(`A pack has at most ${MOST_CHARACTERS / 1024} KB.`, ''))
  const parsed = packSchema.safeParse(value)
  if (parsed.success) return bindPack(parsed.data)
  // What is right of it is judged as well, so that nobody learns of the second fault after the first.
  const rules = Array.isArray(whole.rules) ? whole.rules : []
  const bound = bindPack({ ...(value as Pack), rules: rules.map(readable) })
  const known = new Set(parsed.error.issues.map(({ path }) => sayPath(path)))
  const others = bound.ok ? [] : bound.findings.filter(({ path }) => !known.has(path ?? ''))
  return refused(...parsed.error.issues.map((issue) => sayIssue(issue, rules)), ...others)
}

/** A rule that can be bound, whatever else it lacks. */
function readable(rule: unknown, nth: number): Pack['rules'][number] {
  const part = (typeof rule === 'object' && rule !== null ? rule : {}) as Record<string, unknown>
  const filled = { ...part, clause: part['clause'] || '-', level: 'core' }
  const parsed = packRuleSchema.safeParse(filled)
  // A rule without params that nobody could complain about stands in for what cannot be read.
  return parsed.success ? parsed.data : packRuleSchema.parse({ ...STAND_IN, id: `stand-in ${nth}` })
}
const STAND_IN = { rule: 'free-day-after-call', clause: '-', level: 'core' }

type Issue = { path: PropertyKey[]; message: string }

function sayIssue({ path, message }: Issue, rules: readonly unknown[]): Finding {
  const where = sayPath(path)
  const [first, nth, field] = path
  if (first !== 'rules' || typeof nth !== 'number')
    return no(`${where === '' ? 'The pack' : `“${where}” of the pack`} ${message}.`, where)
  const id = (rules[nth] as { id?: unknown } | null)?.id
  const name = typeof id === 'string' && id !== '' ? `The rule ${id}` : `Rule ${nth + 1}`
  if (field === 'clause')
    return no(`${name} has no clause: where is it written?`, where, {
      can: 'Name the section of the text, or of your own handbook.',
    })
  return no(`${name}: ${field === undefined ? 'it' : String(field)} ${message}.`, where)
}

/** `rules[3].clause`. */
function sayPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, nth) =>
      typeof part === 'number' ? `[${part}]` : `${nth > 0 ? '.' : ''}${String(part)}`,
    )
    .join('')
}

const no = (says: string, path: string, more: Partial<Finding> = {}) =>
  finding('hours.pack', says, { path, ...more })
