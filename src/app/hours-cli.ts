// The command line of work hours: a timeline, judged by a pack.
import { writeFileSync } from 'node:fs'
import type { Finding } from '../kernel/finding.ts'
import {
  bindPack,
  checkTimeline,
  judgeTimeline,
  packs,
  sortVerdicts,
} from '../rooms/hours/index.ts'
import { type Pack, packSchema, timelineSchema, type Verdict } from '../rooms/hours/schema.ts'
import { checkOutput, EXIT, expectFiles, type Io, type Values } from './cli-arguments.ts'
import { BadInput, readTyped } from './cli-input.ts'

export async function hoursFile(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['TIMELINE.json'])
  checkOutput(values.output)
  const pack = readPack(values.pack)
  const bound = bindPack(pack)
  if (!bound.ok) throw new BadInput(bound.findings.map((one) => sayFinding(values.pack!, one)))
  const timeline = readTyped(path!, timelineSchema)
  const faults = checkTimeline(timeline)
  if (faults.length > 0) throw new BadInput(faults.map((one) => sayFinding(path!, one)))
  const verdicts = judgeTimeline(timeline, bound.value)
  const text = JSON.stringify(
    { format: 'isocenter.verdicts', version: 1, pack: pack.id, edition: pack.edition, verdicts },
    null,
    2,
  )
  if (values.output) writeFileSync(values.output, `${text}\n`)
  if (values.json) io.out(text)
  else for (const line of sayVerdicts(verdicts, timeline)) io.out(line)
  const { violations } = sortVerdicts(verdicts)
  return violations.length > 0 ? EXIT.broken : EXIT.ok
}

/** One that comes with the program, or a file of one's own. */
function readPack(name: string | undefined): Pack {
  const known = packs.map(({ id }) => id)
  if (name === undefined)
    throw new BadInput([`--pack is missing; give one of ${known.join(', ')}, or a file.`])
  const found = packs.find(({ id }) => id === name)
  if (found) return found
  if (!name.endsWith('.json'))
    throw new BadInput([`--pack is "${name}"; give one of ${known.join(', ')}, or a file.`])
  return readTyped(name, packSchema)
}

const sayFinding = (file: string, { path, says, can }: Finding) =>
  [`${file}:`, path ? `${path}:` : '', says, can ?? ''].filter((part) => part !== '').join(' ')

type Named = { people: readonly { id: string; name?: string | undefined }[] }

function sayVerdicts(verdicts: readonly Verdict[], { people }: Named): string[] {
  const { violations, advisories, policy, review } = sortVerdicts(verdicts)
  const name = (id: string) => people.find((person) => person.id === id)?.name ?? id
  const section = (title: string, list: readonly Verdict[]) =>
    list.length === 0
      ? []
      : [
          `${title}: ${list.length}`,
          ...list.flatMap(
            ({ person, rule, clause, window, says, measured, limit, unit, evidence }) => [
              `  ${name(person)}, ${rule} (${clause})${window ? `, ${window.from} to ${window.to}${window.name ? `, ${window.name}` : ''}` : ''}: ${says}`,
              `    measured ${measured ?? '-'}, limit ${limit ?? '-'} (${unit}); behind it: ${evidence.join(', ') || 'nothing'}`,
            ],
          ),
        ]
  const count = (state: Verdict['state']) => verdicts.filter((one) => one.state === state).length
  return [
    ...section('Violations', violations),
    ...section('Advisories', advisories),
    ...section('Rules of the programme', policy),
    ...section('To be looked at', review),
    `Kept: ${count('kept')}. Running: ${count('running')}. Nothing to judge: ${count('open')}.`,
  ]
}
