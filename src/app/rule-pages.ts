// docs/rules.md: every planning rule with its sentence, parameters and drawn examples, from the rules.
import { z } from 'zod'
import type { Rule } from '../rooms/planning/rule.ts'

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

Made from the rule files; do not edit it. A programme chooses a rule with parameters and says whether it must hold or how much it is preferred. The pictures are the rule's own tests: people as rows, blocks as columns, one letter a block, \`.\` for nothing.
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
    ...rule.examples.map(
      ({ title, with: params, roster, by }) =>
        `${title}${by > 0 ? ` (by ${by})` : ''}:\n\n\`\`\`\n${JSON.stringify(params)}\n\n${undented(roster)}\n\`\`\``,
    ),
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

function undented(drawing: string): string {
  const lines = drawing.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => line.trim()).join('\n')
}
