// What becomes of a draft by one edit, and how is the edit taken back?
import { type Finding, finding, type Outcome, done, refused } from '../../kernel/finding.ts'
import { compareElectives, isSame } from './difference.ts'
import type { Catalogue, Edit } from './schema.ts'

const LISTS = {
  section: 'sections',
  elective: 'electives',
  mini: 'miniFellowships',
} as const
type Thing = { id: string; name: string }

/**
 * The catalogue after the edit, and the edit that undoes it. Refused when the thing is not what the
 * editor saw (`was`): what somebody else changed elsewhere in the draft does not matter.
 */
export function applyEdit(
  catalogue: Catalogue,
  edit: Edit,
): Outcome<{ catalogue: Catalogue; undo: Edit }> {
  if (edit.thing === 'order') return reorder(catalogue, edit)
  const key = LISTS[edit.thing]
  const list: Thing[] = catalogue[key]
  const { was, is } = edit as { was: Thing | null; is: Thing | null }
  const id = was?.id ?? is?.id
  const nth = list.findIndex((one) => one.id === id)
  const now = list[nth] ?? null
  if (was && is && was.id !== is.id)
    return refused(
      finding(
        'catalogue.id',
        `${was.name} keeps its id "${was.id}": wishes and plans point at it.`,
        {
          can: 'Change its name, or add another.',
          path: 'is.id',
        },
      ),
    )
  if (!isSame(now, was)) return refused(sayStale(edit, now))
  if (!is && edit.thing === 'section') {
    const used = catalogue.electives.filter(({ section }) => section === id)
    if (used.length > 0 || list.length === 1)
      return refused(
        finding(
          'catalogue.section',
          used.length > 0
            ? `${was!.name} still has ${used.map(({ name }) => name).join(', ')}.`
            : 'A catalogue has at least one section.',
          { can: 'Move what is in it to another section first.' },
        ),
      )
  }
  const place = was ? nth : Math.min(edit.at ?? list.length, list.length)
  const next = [...list]
  next.splice(place, was ? 1 : 0, ...(is ? [is] : []))
  const undo = { thing: edit.thing, was: is, is: was, ...(is ? {} : { at: nth }) } as Edit
  return done({ catalogue: { ...catalogue, [key]: next }, undo })
}

function reorder(
  catalogue: Catalogue,
  edit: Extract<Edit, { thing: 'order' }>,
): Outcome<{ catalogue: Catalogue; undo: Edit }> {
  const key = LISTS[edit.of]
  const list: Thing[] = catalogue[key]
  const ids = list.map(({ id }) => id)
  if (!isSame([...ids].sort(), [...edit.ids].sort()))
    return refused(
      finding('catalogue.stale', 'Somebody has added or removed something meanwhile.', {
        can: 'Look at the list again, then move it.',
      }),
    )
  const next = edit.ids.map((id) => list.find((one) => one.id === id)!)
  return done({ catalogue: { ...catalogue, [key]: next }, undo: { ...edit, ids } })
}

function sayStale(edit: Exclude<Edit, { thing: 'order' }>, now: Thing | null): Finding {
  const { was, is } = edit
  const name = was?.name ?? is?.name ?? ''
  const can = 'Look at what is there now; what you wrote is still in front of you.'
  if (!now) return finding('catalogue.stale', `Somebody has removed ${name} meanwhile.`, { can })
  if (!was)
    return finding('catalogue.stale', `There is "${now.id}" already: ${now.name}.`, {
      can: 'Use another id.',
      path: 'is.id',
    })
  const says =
    edit.thing === 'elective'
      ? [
          ...(was.name === now.name ? [] : [`Name: ${was.name} to ${now.name}.`]),
          ...compareElectives(was as never, now as never),
        ].join(' ')
      : ''
  return finding(
    'catalogue.stale',
    `Somebody has changed ${name} since you looked at it. ${says}`.trim(),
    { can, works: [now.id] },
  )
}
