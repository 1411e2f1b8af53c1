// The draft of a catalogue: begun, edited, thrown away, put in force; and who may read what holds.
import type { Day } from '../../kernel/day.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { aroundOf } from './actions.ts'
import { applyEdit } from './edits.ts'
import { findCatalogueOn, readSurroundings } from './holding.ts'
import { checkStart } from './publishing.ts'
import { judgeCatalogue } from './rules.ts'
import { type Catalogue, catalogueSchema, type Edit } from './schema.ts'
import {
  deleteDraft,
  findVersions,
  insertDraft,
  lockDraft,
  setIsPublic,
  settleDraft,
  updateDraft,
} from './store.ts'

type Nothing = Record<string, never>
const NO_DRAFT = 'There is no draft of the catalogue any more. It was thrown away or put in force.'
/** Later than any version can begin. */
const LAST = '9999-12-31' as Day

/** A copy of the newest version, or of the records where there is none; or of what is sent. */
export async function beginDraft(
  db: Database,
  actor: Actor,
  programme: string,
  document: Catalogue | undefined,
): Promise<Outcome<{ id: string; version: number }>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    if (!(await readSurroundings(tx, programme))) return missing(NO_DRAFT)
    const from = document ?? (await findCatalogueOn(tx, programme, LAST)).catalogue
    const by = actor.person.id
    const id = await insertDraft(tx, tenant, { programme, document: from, by })
    if (id) return done({ id, version: 1 })
    return refused(
      finding('catalogue.draft', 'There is a draft of the catalogue already.', {
        can: 'Go on with it, or throw it away first.',
      }),
    )
  })
}

/**
 * What others changed elsewhere in the draft does not matter, whatever version of it was looked at;
 * the same thing changed twice is refused with what became of it.
 */
export async function editDraft(
  db: Database,
  actor: Actor,
  programme: string,
  edit: Edit,
): Promise<Outcome<{ version: number; undo: Edit }>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const draft = await lockDraft(tx, programme)
    if (!draft) return missing(NO_DRAFT)
    const made = applyEdit(catalogueSchema.parse(draft.document), edit)
    if (!made.ok) return made
    const document = catalogueSchema.safeParse(made.value.catalogue)
    if (!document.success)
      return refused(
        finding(
          'catalogue.size',
          'A catalogue has at most 300 electives, 20 sections and 60 mini-fellowships.',
          {
            can: 'Remove one to add another.',
          },
        ),
      )
    return done({
      version: await updateDraft(tx, draft.id, document.data),
      undo: made.value.undo,
    })
  })
}

export async function discardDraft(
  db: Database,
  actor: Actor,
  programme: string,
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await deleteDraft(tx, programme)) ? done({}) : missing(NO_DRAFT),
  )
}

/** All that is wrong with it at once; whoever puts it in force has seen it as it is. */
export async function putInForce(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: { version: number; from: Day },
  now: Moment,
): Promise<Outcome<Nothing>> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const draft = await lockDraft(tx, programme)
    const around = await readSurroundings(tx, programme)
    if (!draft || !around) return missing(NO_DRAFT)
    if (draft.version !== wanted.version)
      return refused(
        finding(
          'catalogue.stale',
          `The draft was changed since you looked at it (version ${draft.version}, you saw ${wanted.version}).`,
          { can: 'Look at what it changes, then put it in force.' },
        ),
      )
    const taken = (await findVersions(tx, programme)).flatMap(({ since }) => since ?? [])
    const findings = [
      ...checkStart(wanted.from, today, taken),
      ...judgeCatalogue(catalogueSchema.parse(draft.document), aroundOf(around)),
    ]
    if (findings.length > 0) return refused(...findings)
    await settleDraft(tx, draft.id, wanted.from, actor.person.id)
    return done({})
  })
}

export async function openCatalogue(
  db: Database,
  actor: Actor,
  programme: string,
  isPublic: boolean,
): Promise<Outcome<Nothing>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    if (!(await readSurroundings(tx, programme))) return missing(NO_DRAFT)
    await setIsPublic(tx, tenant, programme, isPublic)
    return done({})
  })
}
