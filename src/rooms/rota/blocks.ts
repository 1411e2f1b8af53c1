// Cutting the blocks of a year anew, finer or coarser, before it is published: nothing may be lost.
import { type Block, checkBlocks } from '../../kernel/block-calendar.ts'
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import type { Cells } from '../planning/schema.ts'
import { World } from '../planning/world.ts'
import { type Cut, cutOf, recut, recutMarks, renamed, renamedIn } from './block-cut.ts'
import { findMarks, touchDraft } from './draft-store.ts'
import {
  findEditsOf,
  findEveryDraft,
  setBlocks,
  setEditChanges,
  setMarks,
  setWishPeriods,
} from './block-store.ts'
import { allChanges, openDraft, writeCells } from './drafts.ts'
import { type Frame, readFrame } from './frame.ts'
import { rotaRules } from './rules/index.ts'
import { findOpenSolve } from './solve-store.ts'
import { endChoice, findWishes, insertChoice } from './store.ts'
import { findPublication, lockPlan } from './publication-store.ts'

type Wanted = { was: string[]; blocks: Block[] }
/** `drafts`: who has them open must hear of it; `counting`: rules that count blocks. */
type Answer = { drafts: string[]; counting: string[] }

export async function cutBlocks(
  db: Database,
  actor: Actor,
  id: string,
  wanted: Wanted,
): Promise<Outcome<Answer>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    await lockPlan(tx, id)
    const frame = await readFrame(tx, id)
    if (!frame) return missing(`There is no plan "${id}".`)
    const cut = cutOf(frame.plan.blocks, wanted.blocks)
    const drafts = await findEveryDraft(tx, id)
    const opened = await Promise.all(drafts.map((draft) => openDraft(tx, draft.id, true)))
    const kept = opened.map((open) => open!.cells)
    const names = drafts.map(({ name }) => name)
    const findings = [
      ...checkShape(frame, wanted),
      ...(await checkFree(tx, frame)),
      ...kept.flatMap((cells, nth) => checkJoined(frame, cut, cells, names[nth]!)),
      ...checkNames(frame, cut),
    ]
    if (findings.length > 0) return refused(...findings)
    await setBlocks(tx, id, wanted.blocks)
    await renameFacts(tx, actor, frame, cut)
    const fresh = (await readFrame(tx, id))!
    for (const [nth, draft] of drafts.entries())
      await carryDraft(tx, actor, { draft: draft.id, cells: kept[nth]!, frame, fresh, cut })
    return done({ drafts: drafts.map((draft) => draft.id), counting: sayCounting(fresh) })
  })
}

const about = (says: string, can: string) => finding('rota.blocks', says, { can })

function checkShape({ plan }: Frame, { was, blocks }: Wanted): Finding[] {
  if (was.join(' ') !== plan.blocks.map(({ id }) => id).join(' '))
    return [
      about('Somebody has cut the blocks of this year meanwhile.', 'Look at them and try again.'),
    ]
  const faults = checkBlocks(blocks)
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (faults.length === 0 && (first?.from !== plan.from || last?.to !== plan.to))
    faults.push(
      about('The blocks do not begin and end with the year.', 'Keep its first and last day.'),
    )
  return faults
}

/** A version that was published, a proposal and a what-if stand on the blocks as they are. */
async function checkFree(tx: Tx, { plan }: Frame): Promise<Finding[]> {
  const findings: Finding[] = []
  const published = await findPublication(tx, plan.id)
  if (published)
    findings.push(
      about(
        `Version ${published.version} was published in these blocks, and a version never changes.`,
        'Cut the blocks of the next year before it is published.',
      ),
    )
  for (const draft of await findEveryDraft(tx, plan.id)) {
    if (draft.kind !== 'draft')
      findings.push(
        about(
          `“${draft.name}” stands on the blocks as they are.`,
          'Throw it away or publish it first.',
        ),
      )
    if (await findOpenSolve(tx, draft.id))
      findings.push(
        about(`“${draft.name}” has a proposal of the engine.`, 'Apply or discard it first.'),
      )
  }
  return findings
}

/** Where different work would come into one block, one of the two would be lost. */
function checkJoined({ plan, problem }: Frame, cut: Cut, cells: Cells, draft: string): Finding[] {
  const at = new Map(plan.blocks.map(({ id }, t) => [id, t]))
  return cut.flatMap(({ of }) => {
    const torn = problem.people.filter(
      ({ id }) => new Set(of.map((one) => cells[id]?.[at.get(one)!] ?? null)).size > 1,
    )
    if (torn.length === 0) return []
    const labels = of.map((one) => plan.blocks[at.get(one)!]!.label).join(' and ')
    const who = torn
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ')
    const more = torn.length > 3 ? ` and ${torn.length - 3} more` : ''
    return [
      about(
        `In “${draft}”, ${who}${more} ${torn.length === 1 ? 'has' : 'have'} different work in blocks ${labels}.`,
        'Give both the same work, then join them.',
      ),
    ]
  })
}

function checkNames({ plan, choices }: Frame, cut: Cut): Finding[] {
  const blocks = new Set(plan.blocks.map(({ id }) => id))
  return choices.flatMap(({ rule, params }) => {
    if (renamedIn(cut, blocks, params) !== null) return []
    const title = rotaRules.find(({ id }) => id === rule)?.title ?? rule
    return [
      about(
        `The rule “${title}” names only a part of what would be one block.`,
        'Change the rule first.',
      ),
    ]
  })
}

async function renameFacts(tx: Tx, actor: Actor, frame: Frame, cut: Cut): Promise<void> {
  const { plan, choices } = frame
  const blocks = new Set(plan.blocks.map(({ id }) => id))
  for (const { id, rule, params, strength, author, reason } of choices) {
    const fresh = renamedIn(cut, blocks, params) as Record<string, unknown>
    if (JSON.stringify(fresh) === JSON.stringify(params)) continue
    await endChoice(tx, plan.id, id, actor.person.id)
    await insertChoice(
      tx,
      actor.institution.id,
      plan.id,
      { rule, params: fresh, strength, author, reason },
      id,
    )
  }
  for (const { periods, ...wish } of await findWishes(tx, plan.id)) {
    const fresh = periods && renamed(cut, periods)
    if (fresh) await setWishPeriods(tx, plan.id, { ...wish, periods }, fresh)
  }
}

type Carried = { draft: string; cells: Cells; frame: Frame; fresh: Frame; cut: Cut }

/** Cells, marks and the edits that undo goes back through, in the new blocks. */
async function carryDraft(tx: Tx, actor: Actor, carried: Carried): Promise<void> {
  const { draft, cells, frame, fresh, cut } = carried
  const tenant = actor.institution.id
  const at = new Map(frame.plan.blocks.map(({ id }, t) => [id, t]))
  const after = Object.fromEntries(
    Object.entries(cells).map(([person, row]) => [
      person,
      cut.map(({ of }) => row[at.get(of[0]!)!] ?? null),
    ]),
  )
  await writeCells(tx, tenant, fresh, draft, allChanges(fresh, {}, after))
  await setMarks(tx, tenant, draft, recutMarks(cut, await findMarks(tx, draft)))
  for (const { seq, changes, marks } of await findEditsOf(tx, draft))
    await setEditChanges(tx, draft, seq, { changes: recut(cut, changes), marks: recut(cut, marks) })
  await touchDraft(tx, draft, actor.person.id)
}

/** Their numbers mean other stretches of time now: somebody must look at them. */
function sayCounting({ problem, choices }: Frame): string[] {
  const world = new World(problem)
  return choices.flatMap(({ rule, params }) => {
    const known = rotaRules.find(({ id }) => id === rule)
    const read = known?.params.safeParse(params)
    if (!known || !read?.success) return []
    const says = known.sentence(read.data, world)
    return /\d+ blocks?\b|\bblocks? in a row\b/.test(says) ? [says] : []
  })
}
