// One entry after the other, as sentences: who, what, to whom, and what is different now.
import { sayMoment } from '../../people/pages/say-moment.ts'
import type { Entry } from '../schema.ts'
import './audit.css'

const ACTIONS: Record<string, string> = {
  insert: 'made',
  update: 'changed',
  delete: 'removed',
  'sign-in': 'signed in',
  'sign-in-failed': 'could not sign in',
  refused: 'was refused',
  'break-glass': 'came in past the provider',
  'reset-factors': 'took away the second proof',
  'new-recovery-codes': 'made new recovery codes',
  'prove-domain': 'proved a domain of',
  'require-provider': 'changed who must use',
  'end-access': 'ended the access of',
  'change-password': 'changed the password',
  'add-second-proof': 'set up a second proof',
  'remove-second-proof': 'removed the second proof',
  'add-passkey': 'added a passkey',
  'remove-passkey': 'removed a passkey',
  'reset-password': 'set a new password with a letter',
  look: 'looked at',
}
const THINGS: Record<string, string> = {
  person: 'a person',
  role: 'a role',
  office: 'an office',
  programme: 'a programme',
  plan: 'a year',
  plan_person: 'a place in a year',
  rule_choice: 'a rule',
  wish: 'a wish',
  draft: 'a draft',
  publication: 'a publication',
  feed: 'a calendar address',
  access_key: 'a key for programs',
  hook: 'a webhook',
  link: 'a link',
  provider: 'a sign-in of the institution',
  mail_address: 'an address for mail',
  audit: 'the audit',
}
/** What the sentence says already, or nobody reads. */
const SILENT = new Set(['id', 'tenant', 'created_at', 'chosen_at', 'at'])

export function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <ol className="rows audit-entries">
      {entries.map((entry) => (
        <li key={entry.id}>
          <time className="subtle small num" dateTime={entry.at}>
            {sayMoment(entry.at)}
          </time>
          <div>
            <p>{sayEntry(entry)}</p>
            <Changes entry={entry} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function sayEntry(entry: Entry) {
  const { actor, actorName, behalf, action, thing, thingId, subjectName, subject } = entry
  const who = actorName ?? actor ?? 'The program'
  if (thing === 'refusal')
    return (
      <>
        <strong>{subjectName ?? subject ?? 'Somebody unknown'}</strong> {ACTIONS[action]}: {thingId}
      </>
    )
  const what = ACTIONS[action] ?? action
  const own = subject !== null && subject === actor
  const alone =
    ['sign-in', 'break-glass', 'reset-factors', 'new-recovery-codes'].includes(action) ||
    action.includes('proof') ||
    action.includes('pass')
  const whom = subjectName ?? subject
  return (
    <>
      <strong>{who}</strong> {what}
      {!alone && action !== 'end-access' && ` ${THINGS[thing] ?? thing}`}
      {whom && !own && (
        <>
          {action === 'end-access' ? ' ' : ' of '}
          <strong>{whom}</strong>
        </>
      )}
      {behalf && <span className="subtle"> with the {behalf}</span>}
    </>
  )
}

function Changes({ entry }: { entry: Entry }) {
  const isEmpty = (text: string | null) => text === null || ['', '[]', '{}'].includes(text)
  const shown = entry.changes.filter(
    ({ field, before, after }) => !SILENT.has(field) && !(isEmpty(before) && isEmpty(after)),
  )
  if (shown.length === 0 && !entry.reason) return null
  return (
    <dl className="audit-changes small">
      {entry.reason && (
        <div>
          <dt>reason</dt>
          <dd>{entry.reason}</dd>
        </div>
      )}
      {shown.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field.replaceAll('_', ' ')}</dt>
          <dd>
            {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
