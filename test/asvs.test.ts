// docs/asvs.md: is every requirement answered once, and is what it names really here?
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rootFolder } from '../src/platform/root.ts'

const read = (path: string) => readFileSync(join(rootFolder, path), 'utf8')
const paper = read('docs/asvs.md')

/** OWASP ASVS 5.0.0, levels 1 and 2: by chapter the sections, each with its first and last number. */
const ASKED: Record<string, string> = {
  1: '1:1-2 2:1-9 3:1-11 4:1-3 5:1-2',
  2: '1:1-3 2:1-3 3:1-4 4:1-1',
  3: '2:1-2 3:1-4 4:1-6 5:1-5 7:1-2',
  4: '1:1-3 2:1-1 3:1-2 4:1-4',
  5: '1:1-1 2:1-3 3:1-2 4:1-3',
  6: '1:1-3 2:1-12 3:1-4 4:1-4 5:1-5 6:1-3 8:1-4',
  7: '1:1-3 2:1-4 3:1-2 4:1-5 5:1-2 6:1-2',
  8: '1:1-2 2:1-3 3:1-1 4:1-1',
  9: '1:1-3 2:1-4',
  10: '1:1-2 2:1-2 3:1-4 4:1-11 5:1-5 6:1-2 7:1-3',
  11: '1:1-2 2:1-3 3:1-3 4:1-4 5:1-1 6:1-1',
  12: '1:1-3 2:1-2 3:1-4',
  13: '1:1-1 2:1-5 3:1-2 4:1-5',
  14: '1:1-2 2:1-4 3:1-3',
  15: '1:1-3 2:1-3 3:1-7',
  16: '1:1-1 2:1-5 3:1-4 4:1-3 5:1-3',
  17: '1:1-1 2:1-4 3:1-2',
}
const asked = Object.entries(ASKED).flatMap(([chapter, sections]) =>
  sections.split(' ').flatMap((section) => {
    const [, nth, from, to] = /^(\d+):(\d+)-(\d+)$/.exec(section)!
    return Array.from(
      { length: Number(to) - Number(from) + 1 },
      (_, more) => `${chapter}.${nth}.${Number(from) + more}`,
    )
  }),
)

const rows = [
  ...paper.matchAll(/^\| (\d+\.\d+\.\d+) +\| (.+?) +\| (yes|n\/a|not yet) +\| (.+?) +\|$/gm),
].map(([, id, words, answer, where]) => ({
  ...{ id: id!, words: words!, answer: answer!, where: where! },
}))

test('every requirement of levels 1 and 2 is answered once, in the order of the standard', () => {
  expect(asked).toHaveLength(253)
  expect(rows.map(({ id }) => id)).toEqual(asked)
})

test('a yes says where, and everything else says why', () => {
  const bare = rows.filter(({ where }) => where.length < 4).map(({ id }) => id)
  expect(bare).toEqual([])
  expect(rows.filter(({ answer }) => answer === 'yes').length).toBeGreaterThan(100)
})

test('every file that is named exists', () => {
  const named = rows.flatMap(({ id, where }) =>
    [...where.matchAll(/`([\w./-]+)`/g)]
      .map(([, path]) => path!)
      .filter((path) => /^(src|test|verify|docs|db|deploy|build)\//.test(path) || isFile(path))
      .map((path) => ({ id, path })),
  )
  expect(named.length).toBeGreaterThan(150)
  const lost = named.filter(
    ({ path }) => path !== 'build/web' && !existsSync(join(rootFolder, path)),
  )
  expect(lost).toEqual([])
})

test('every test that is quoted is one of the file before it', () => {
  const quoted = rows.flatMap(({ id, where }) =>
    where.split(/(?=`(?:test|src|verify)\/)/).flatMap((part) => {
      const path = /^`([\w./-]+\.test\.ts)`/.exec(part)?.[1]
      const titles = [...part.matchAll(/“([^”]+)”/g)].map(([, title]) => title!)
      return path ? titles.map((title) => ({ id, path, title })) : []
    }),
  )
  expect(quoted.length).toBeGreaterThan(50)
  expect(quoted.filter(({ path, title }) => !read(path).includes(title))).toEqual([])
})

test('the figures above are those of the rows', () => {
  const count = (of: typeof rows) =>
    ['yes', 'n/a', 'not yet'].map((wanted) => of.filter(({ answer }) => answer === wanted).length)
  const figures = [
    ...paper.matchAll(/^\| (V(\d+) .+?|all) +\| +(\d+) +\| +(\d+) +\| +(\d+) +\|$/gm),
  ].map(([, name, chapter, ...numbers]) => [chapter ?? name, ...numbers.map(Number)])
  const recounted = [
    ...Object.keys(ASKED).map((chapter) => [
      chapter,
      ...count(rows.filter(({ id }) => id.startsWith(`${chapter}.`))),
    ]),
    ['all', ...count(rows)],
  ]
  expect(figures).toEqual(recounted)
})

function isFile(path: string): boolean {
  return /^(?:ARCHITECTURE\.md|Dockerfile|package-lock\.json|\.oxlintrc\.json|\.dockerignore)$/.test(
    path,
  )
}
