// `npm run bench`: every figure that an issue asks for, as tables, in bench/RESULTS.md and here.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootFolder } from '../src/platform/root.ts'
import { benchCheck } from './check-year.ts'
import { benchGrid } from './grid.ts'
import { benchPlanning } from './planning-demo.ts'
import { benchReal } from './real.ts'
import { benchStart } from './start.ts'
import { machine, type Row, table } from './table.ts'

const parts: Record<string, { title: string; run: () => Promise<Row[]> | Row[] }> = {
  start: { title: 'Starting', run: benchStart },
  check: { title: 'Judging a year', run: benchCheck },
  grid: { title: 'The grid: from an edit to paint', run: benchGrid },
  planning: { title: 'The engine on the demo plans', run: () => benchPlanning() },
  real: { title: 'The engine on real years', run: () => benchReal(process.argv.slice(2)) },
}

const FILE = join(rootFolder, 'bench', 'RESULTS.md')
const HEAD =
  '# Figures\n\nEach section says which command made it, when and on what machine. The machines are shared and noisy: absolute times are upper bounds.\n'

/** Puts a section into the file, in the place of the one with the same title. */
function keep(title: string, text: string): void {
  const old = existsSync(FILE) ? readFileSync(FILE, 'utf8').split(/^(?=## )/m) : [HEAD]
  const others = old.slice(1).filter((section) => !section.startsWith(`## ${title}\n`))
  const order = Object.values(parts).map((part) => part.title)
  const place = (section: string) => order.findIndex((name) => section.startsWith(`## ${name}\n`))
  const sections = [...others, text].sort((one, other) => place(one) - place(other))
  writeFileSync(FILE, [HEAD, ...sections.map((section) => section.trimEnd())].join('\n\n') + '\n')
}

const asked = process.argv.slice(2).filter((name) => name in parts)
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const part = parts[name]!
  const rows = await part.run()
  const made = `\`npm run bench -- ${name}\`, ${new Date().toISOString().slice(0, 10)}, ${machine()}`
  const text = `## ${part.title}\n\n${made}\n\n${table(rows)}\n`
  console.log(`\n${text}`)
  keep(part.title, text)
}
process.exit(0)
