// The papers say what is true: every room, rule, setting and link of them is really there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { describeRules } from '../src/app/rule-pages.ts'
import { rootFolder } from '../src/platform/root.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { readSources, ROOMS } from './house.ts'

const read = (path: string) => readFileSync(join(rootFolder, path), 'utf8')
const papers = [
  ...readdirSync(rootFolder).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(rootFolder, 'docs')).flatMap((name) =>
    name.endsWith('.md') ? [`docs/${name}`] : [],
  ),
  ...readdirSync(join(rootFolder, 'docs', 'decisions')).map((name) => `docs/decisions/${name}`),
  ...ROOMS.map((room) => `src/rooms/${room}/README.md`),
]

test('docs/rules.md shows every rule as it is', async () => {
  await expect(describeRules(rotaRules)).toMatchFileSnapshot(join(rootFolder, 'docs', 'rules.md'))
})

test('the architecture lists the rooms in their order', () => {
  const listed = [...read('ARCHITECTURE.md').matchAll(/^\d+\. `(\w+)`/gm)].map(([, room]) => room)
  expect(listed).toEqual([...ROOMS])
})

test('every room has a README of one screen', () => {
  for (const room of ROOMS) {
    const lines = read(`src/rooms/${room}/README.md`).split('\n').length
    expect([room, lines > 6 && lines < 45]).toEqual([room, true])
  }
})

test('every setting that the program reads is in the README', () => {
  const names = readSources(rootFolder)
    .filter(({ path }) => path.startsWith('src/') && !path.endsWith('.test.ts'))
    .flatMap(({ text }) =>
      [...text.matchAll(/process\.env(?:\.|\[')([A-Z_]+)/g)].map(([, name]) => name!),
    )
  expect(new Set(names).size).toBeGreaterThan(3)
  const missing = [...new Set(names)].filter((name) => !read('README.md').includes(`\`${name}\``))
  expect(missing).toEqual([])
})

test('every link between papers leads somewhere', () => {
  expect(papers.length).toBeGreaterThan(15)
  const broken = papers.flatMap((paper) =>
    [...read(paper).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !existsSync(join(rootFolder, dirname(paper), target)))
      .map((target) => `${paper}: ${target}`),
  )
  expect(broken).toEqual([])
})

test('the glossary says each word once, in the order of the alphabet', () => {
  const words = [...read('GLOSSARY.md').matchAll(/^\| (?!word |-)([^|]+?) +\|/gm)].map(
    ([, word]) => word!,
  )
  expect(words.length).toBeGreaterThan(60)
  expect(words).toEqual([...new Set(words)].toSorted((one, other) => one.localeCompare(other)))
})
