// docs/rules.md: every planning rule with its sentence, parameters and drawn examples, from the rules.
import { z } from 'zod'
import { draw } from '../rooms/planning/draw.ts'
import { type About, amount, Model } from '../rooms/planning/model.ts'
import { type Example as DrawnExample, makeView, type Rule } from '../rooms/planning/rule.ts'
import type { World } from '../rooms/planning/world.ts'

// oxlint-disable-next-line no-explicit-any
type Example = DrawnExample<any>

const GOALS = {
  coverage: 'Coverage',
  requirement: 'Requirements',
  fairness: 'Fairness',
  shape: 'Shape of the year',
  wish: 'Wishes',
} as const

/** The text of docs/rules.md; a test keeps the file the same. */
export function describeRules(rules: readonly Rule[]): string {
  const head = `# Rules

Made from the rule files; do not edit it. A programme chooses a rule with parameters and says whether it must hold or how much it is preferred. The pictures are the rule's own tests: people as rows, blocks as columns, one letter a block, \`.\` for nothing. Below a picture: what the judge says of it and how the engine would say it in a conflict, each with the people, blocks and works that it is about.
`
  const parts = Object.entries(GOALS).map(([goal, title]) => {
    const own = rules.filter((rule) => rule.goal === goal)
    return own.length === 0 ? '' : [`## ${title}`, ...own.map(describe)].join('\n\n')
  })
  return `${[head.trim(), ...parts.filter(Boolean)].join('\n\n')}\n`
}

function describe(rule: Rule): string {
  const first = rule.examples[0]?.with ?? {}
  return [
    `### ${rule.title} (\`${rule.id}\`)`,
    `For example: *${rule.sentence(rule.params.parse(first))}*`,
    `Source: ${rule.source.replace(/\.$/, '')}.${rule.post ? '' : ' Judged only: the engine does not know it.'}`,
    sayParams(rule),
    ...rule.examples.map((example) => describeExample(rule, example)),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function sayParams({ params }: Rule): string {
  const shape = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' })
  const properties = Object.entries(shape.properties ?? {})
  if (properties.length === 0) return ''
  const required = new Set(shape.required)
  const rows = properties.map(([name, entry]) => {
    const { type, enum: words, default: usual } = entry as z.core.JSONSchema.JSONSchema
    const kind = words ? words.join(', ') : (type ?? '')
    const must = required.has(name)
      ? 'needed'
      : usual === undefined
        ? ''
        : `\`${JSON.stringify(usual)}\``
    return `| \`${name}\` | ${String(kind)} | ${must} |`
  })
  return ['| parameter | shape | usual |', '| --- | --- | --- |', ...rows].join('\n')
}

/** The picture, what the judge says of it, and how the solver would say it in a conflict. */
function describeExample(rule: Rule, { title, with: given, roster, facts, by }: Example): string {
  const drawn = draw(roster, facts)
  const params = rule.params.parse(given)
  const judged = rule.check(params, makeView(drawn.world, drawn.roster)).map((one) => {
    const about = [one.who, one.periods, one.works].map((ids) => (ids ?? []).join(' ')).join(' / ')
    return `judge   ${one.says} [${about}]${one.can ? ` ${one.can}` : ''}`
  })
  const model = new Model(drawn.world)
  rule.post?.(params, model)
  const posted = model.counts
    .filter((count) => amount(drawn.world, drawn.roster, count) > 1e-9)
    .map(({ about }) => `engine  ${about.says()} [${sayAbout(drawn.world, about)}]`)
  const loads = (rule.loads?.(params, drawn.world) ?? []).map((load) => {
    const carried = drawn.world.problem.people.flatMap((person, p) => {
      if (!load.isAsked(p)) return []
      const own = drawn.world.problem.periods.reduce((sum, _, t) => {
        const w = drawn.roster[drawn.world.cell(p, t)]!
        return w < 0 ? sum : sum + load.weight(p, t, w)
      }, 0)
      const [past, share] = [load.past[p]!, load.share(p)].map((value) => Number(value.toFixed(2)))
      return [`${person.name} ${Number(own.toFixed(2))} and ${past} before, there for ${share}`]
    })
    const works = load.works.map((w) => drawn.world.problem.work[w]!.id).join(' ')
    return `load    ${works} in ${load.unit}: ${carried.join('; ')}`
  })
  const lines = [
    JSON.stringify(given),
    '',
    undented(roster),
    ...(by > 0 || loads.length > 0 ? [''] : []),
  ]
  const text = [...lines, ...loads, ...judged, ...posted].join('\n')
  return `${title}${by > 0 ? ` (by ${by})` : ''}:\n\n\`\`\`\n${text}\n\`\`\``
}

function sayAbout({ problem }: World, { people, periods, works }: About): string {
  const names = (entries: readonly { id: string }[], indices: readonly number[] = []) =>
    indices.map((index) => entries[index]!.id).join(' ')
  return [
    names(problem.people, people),
    names(problem.periods, periods),
    names(problem.work, works),
  ].join(' / ')
}

function undented(drawing: string): string {
  const lines = drawing.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => line.trim()).join('\n')
}
