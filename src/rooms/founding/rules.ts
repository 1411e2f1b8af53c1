// What follows from what was typed in: blocks of a year, rules of a plan, and whether it can add up.
import { type Block, monthBlocks, weekBlocks } from '../../kernel/block-calendar.ts'
import { addDays, addMonths, type Day } from '../../kernel/day.ts'
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import type { RuleChoice } from '../planning/schema.ts'
import type { Demand, Founding, Trainee } from './schema.ts'

export const cuts = ['months', 'four-weeks', 'two-weeks', 'weeks'] as const
export type Cut = (typeof cuts)[number]

const WEEKS: Record<Exclude<Cut, 'months'>, number> = { 'four-weeks': 4, 'two-weeks': 2, weeks: 1 }

/** A whole year from that day; the last block takes the day or two that 52 weeks leave over. */
export function cutYear(from: Day, cut: Cut): Block[] {
  if (cut === 'months') return monthBlocks(from)
  const weeks = WEEKS[cut]
  const lengths = Array.from({ length: 52 / weeks }, () => weeks)
  return weekBlocks(from, lengths, addDays(addMonths(from, 12), -1))
}

/** Is somebody of the programme there on the first day of a block, and so plannable in it? */
const isIn = ({ from, to }: Trainee, block: Block) =>
  (from === undefined || from <= block.from) && (to === undefined || block.to <= to)

type Asked = Pick<Founding, 'blocks' | 'levels' | 'people' | 'works' | 'demands' | 'services'>

/** How many blocks of the work all people together must and may spend on it. */
function spentOn(
  code: string,
  { demands, people, blocks }: Asked,
): { least: number; most: number } {
  const sum = { least: 0, most: 0 }
  for (const person of people) {
    const there = blocks.filter((block) => isIn(person, block)).length
    const mine = demands.filter(
      ({ work, level }) => same(work, code) && (level === null || level === person.level),
    )
    sum.least += Math.max(0, ...mine.map(({ least }) => least))
    sum.most += Math.min(there, ...mine.map(({ most }) => most ?? there))
  }
  return sum
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/**
 * Sums that can never come out, before anything is built: a level whose blocks are more than the
 * year has, a service that needs more people than there are, demands beyond what a service takes.
 */
export function weigh(asked: Asked): Finding[] {
  const { blocks, levels, people, works, demands, services } = asked
  const findings: Finding[] = []
  const say = (says: string, can: string) => findings.push(finding('founding.sums', says, { can }))
  for (const level of levels) {
    const mine = demands.filter((demand) => demand.level === null || demand.level === level.id)
    const needed = mine.reduce((sum, { least }) => sum + least, 0)
    if (needed > blocks.length && people.some((person) => person.level === level.id))
      say(
        `Everybody of ${level.id} needs ${sayCount(needed, 'block')}, but the year has ${blocks.length}.`,
        `Ask for ${needed - blocks.length} fewer.`,
      )
  }
  let [seats, fewest] = [0, Infinity]
  for (const { least } of services) seats += least
  for (const block of blocks)
    fewest = Math.min(fewest, people.filter((person) => isIn(person, block)).length)
  if (seats > fewest)
    say(
      `All services together need ${sayCount(seats, 'person', 'people')} at once, but in one block only ${fewest} are there.`,
      'Lower what a service needs at least.',
    )
  for (const { work, least, most } of services) {
    const name = works.find(({ code }) => same(code, work))?.name ?? work
    const spent = spentOn(work, asked)
    if (most !== null && spent.least > most * blocks.length)
      say(
        `${name} takes ${most} at once, so ${sayCount(most * blocks.length, 'block')} in the year, but the demands on people add up to ${spent.least}.`,
        'Let it take more people, or ask less of them.',
      )
    if (spent.most < least * blocks.length)
      say(
        `${name} needs ${least} at once, so ${sayCount(least * blocks.length, 'block')} in the year, but people may spend at most ${spent.most} on it.`,
        'Let people spend more time on it, or need fewer.',
      )
  }
  return findings
}

/** Blocks of a level's year that nothing asks for yet. */
export function freeBlocks(
  level: string,
  { blocks, demands }: Pick<Asked, 'blocks' | 'demands'>,
): number {
  return demands
    .filter((demand) => demand.level === null || demand.level === level)
    .reduce((left, { least }) => left - least, blocks.length)
}

const REASON = 'As it was said when the programme was set up.'

/** The rules with which a first year can be built; `idOf` turns the code of a work into its id. */
export function rulesOf(
  founding: Pick<Founding, 'works' | 'demands' | 'services'>,
  idOf: (code: string) => string,
  author: string,
): (RuleChoice & { author: string; reason: string })[] {
  const make = (
    rule: string,
    params: Record<string, unknown>,
    strength: RuleChoice['strength'] = 'must',
  ) => ({ rule: `rota.${rule}`, params, strength, author, reason: REASON })
  const { works, demands, services } = founding
  const nights = works.filter(({ kind }) => kind === 'call')
  return [
    make('filled', {}),
    make('pins', {}),
    ...(works.some(({ kind }) => kind === 'leave') ? [make('leave', { shown: true })] : []),
    ...demands.flatMap((demand) =>
      isIdle(demand) ? [] : [make('requirement', requirementOf(demand, idOf))],
    ),
    ...services.flatMap(({ work, least, most }) =>
      least === 0 && most === null
        ? []
        : [
            make('coverage', {
              works: [idOf(work)],
              min: least,
              ...(most === null ? {} : { max: most }),
            }),
          ],
    ),
    ...nights.map(({ code }) =>
      make('fair-share', { loads: { [idOf(code)]: 1 } }, { prefer: 'fairness', price: 1 }),
    ),
    make('wishes', {}, { prefer: 'wish', price: 1 }),
  ]
}

const isIdle = ({ least, most }: Demand) => least === 0 && most === null

function requirementOf({ work, level, least, most }: Demand, idOf: (code: string) => string) {
  const bound =
    most === null ? 'at-least' : most === least ? 'exactly' : least === 0 ? 'at-most' : 'between'
  return {
    ...{ works: [idOf(work)], unit: 'periods', bound },
    amount: bound === 'at-most' ? most : least,
    ...(bound === 'between' ? { most } : {}),
    ...(level === null ? {} : { levels: [level] }),
  }
}
