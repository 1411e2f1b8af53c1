// The law of the house, as a function of the sources: who may cite whom, how large things may be.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** The rooms in their order; each may cite only those before it. */
export const ROOMS = [
  'sites',
  'people',
  'mail',
  'accounts',
  'audit',
  'programme',
  'catalogue',
  'time',
  'planning',
  'allocation',
  'match',
  'hours',
  'rota',
  'sheets',
  'founding',
  'call',
  'leave',
  'swaps',
  'board',
  'conferences',
  'worktime',
  'electives',
  'offsite',
  'studyplans',
  'progress',
  'days',
  'hooks',
  'upkeep',
  'recruitment',
  'review',
  'interviews',
  'ranking',
] as const

/** What one file cites. `type` imports vanish at run time but still bind rooms together. */
export type Source = { path: string; text: string; cites: { path: string; isType: boolean }[] }

export function readSources(root: string): Source[] {
  return walk(join(root, 'src'))
    .filter((file) => /\.(ts|tsx)$/.test(file))
    .map((file) => {
      const text = readFileSync(file, 'utf8')
      return { path: relative(root, file), text, cites: citesOf(root, file, text) }
    })
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/g
const LAZY = /import\(\s*['"]([^'"]+)['"]\s*\)/g

export function citesOf(root: string, file: string, text: string): Source['cites'] {
  const found = [...text.matchAll(IMPORT)].map((match) => ({
    name: match[2]!,
    isType: match[1] !== undefined,
  }))
  for (const match of text.matchAll(LAZY)) found.push({ name: match[1]!, isType: false })
  return found.map(({ name, isType }) => ({ isType, path: resolveName(root, file, name) }))
}

/** A path below the root, or `npm:name` for a package. */
function resolveName(root: string, file: string, name: string): string {
  if (!name.startsWith('.')) return `npm:${name}`
  return relative(root, resolve(dirname(file), name.replace(/\?.*$/, '')))
}

type Place = { top: string; room?: string; layer: string }

export function placeOf(path: string): Place {
  const parts = path.split('/')
  if (parts[0] !== 'src') return { top: parts[0]!, layer: '' }
  if (parts[1] !== 'rooms') return { top: parts[1]!, layer: parts.at(-1)! }
  const room = parts[2]!
  const inside = parts.slice(3)
  const layer = inside.length > 1 ? inside[0]! : inside[0]!.replace(/\.(test\.)?tsx?$/, '')
  return { top: 'rooms', room, layer }
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes('.fixture.')

/** Every breach of the direction of the house, one sentence each. */
export function checkDirection(sources: Source[]): string[] {
  const faults: string[] = []
  for (const source of sources) {
    if (isTest(source.path)) continue
    for (const cite of source.cites) {
      const fault = judgeCite(source.path, cite.path)
      if (fault) faults.push(`${source.path} cites ${cite.path}: ${fault}`)
    }
  }
  return faults
}

const TOPS = ['kernel', 'platform', 'rooms', 'app']
const SERVER_LAYERS = ['actions', 'routes', 'index']
const isServer = (layer: string) => SERVER_LAYERS.includes(layer) || layer.endsWith('store')
const FREE_OF_SERVER = ['rules', 'pages', 'schema', 'contract']

function judgeCite(from: string, to: string): string | undefined {
  const [here, there] = [placeOf(from), placeOf(to)]
  if (to.startsWith('npm:')) return judgePackage(here, to)
  if (there.top === 'demo') return here.top === 'app' ? undefined : 'only the app loads the demo'
  if (!TOPS.includes(there.top)) return undefined
  if (TOPS.indexOf(there.top) > TOPS.indexOf(here.top))
    return `${here.top} stands below ${there.top}`
  if (here.top !== 'rooms' || there.top !== 'rooms') return undefined
  const [mine, other] = [here.room!, there.room!].map((room) => ROOMS.indexOf(room as never))
  if (other! < 0) return `the room ${there.room} is not in the order`
  if (other! > mine!) return `${here.room} stands before ${there.room}`
  if (FREE_OF_SERVER.includes(here.layer) && isServer(there.layer))
    return `${here.layer} may not cite ${there.layer}`
  // Browser rules and planning's machinery are open to later rooms; the rest goes through the door.
  if (here.room !== there.room && there.layer.endsWith('store'))
    return 'another room goes through its door'
  return undefined
}

function judgePackage(here: Place, name: string): string | undefined {
  if (here.top === 'kernel' && !['npm:zod', 'npm:temporal-polyfill'].includes(name))
    return 'the kernel is pure'
  if (FREE_OF_SERVER.includes(here.layer) && /^npm:(node:|pg$|kysely|hono)/.test(name))
    return `${here.layer} runs in the browser`
  return undefined
}

/** Files of rules and pages from which the database can be reached at run time, with the way there. */
export function checkReach(sources: Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  return sources
    .filter((source) => {
      const { top, layer } = placeOf(source.path)
      return (
        !isTest(source.path) &&
        ((top === 'rooms' && FREE_OF_SERVER.includes(layer)) ||
          source.path.startsWith('src/app/web/'))
      )
    })
    .flatMap((source) => {
      const way = wayToDatabase(source, byPath)
      return way ? [`${source.path} reaches the database: ${way.join(' > ')}`] : []
    })
}

function wayToDatabase(start: Source, byPath: Map<string, Source>): string[] | undefined {
  const seen = new Set([start.path])
  const queue: string[][] = [[start.path]]
  while (queue.length > 0) {
    const way = queue.shift()!
    for (const cite of byPath.get(way.at(-1)!)?.cites ?? []) {
      if (cite.isType || seen.has(cite.path)) continue
      if (/^npm:(pg|kysely|graphile-worker)$/.test(cite.path)) return [...way, cite.path]
      seen.add(cite.path)
      queue.push([...way, cite.path])
    }
  }
  return undefined
}

/** Groups of files that import each other in a circle at run time. */
export function checkCircles(sources: Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const state = new Map<string, 'open' | 'done'>()
  const faults: string[] = []
  const visit = (path: string, way: string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      faults.push([...way.slice(way.indexOf(path)), path].join(' > '))
      return
    }
    state.set(path, 'open')
    for (const cite of byPath.get(path)?.cites ?? [])
      if (!cite.isType && byPath.has(cite.path)) visit(cite.path, [...way, path])
    state.set(path, 'done')
  }
  for (const source of sources) if (!isTest(source.path)) visit(source.path, [])
  return faults
}

/** Queries stand in stores: who asks for rows elsewhere hides from those who read a store. */
export function checkQueries(sources: Source[]): string[] {
  return sources
    .filter(({ path, text }) => {
      const { top, layer } = placeOf(path)
      return top === 'rooms' && !isTest(path) && !layer.endsWith('store') && /\bsql[<`]/.test(text)
    })
    .map(({ path }) => `${path}: a query outside a store`)
}

export const FILE_LINES_MAX = 300

/** Files that have grown beyond the limit; `allowed` is the ratchet for those that already were. */
export function checkSizes(sources: Source[], allowed: Record<string, number>): string[] {
  return sources.flatMap((source) => {
    const lines = source.text.split('\n').length
    // Contracts and schemas are tables to look things up in, not code to follow.
    const isTable = ['contract', 'schema'].includes(placeOf(source.path).layer)
    const usual = isTest(source.path) || isTable ? 500 : FILE_LINES_MAX
    const limit = allowed[source.path] ?? usual
    return lines > limit ? [`${source.path} has ${lines} lines; at most ${limit}`] : []
  })
}

const FORBIDDEN = /(^|[/-])(utils?|helpers?|common|manager|base)\.(ts|tsx)$/

export function checkNames(sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) => [
    ...(FORBIDDEN.test(path) ? [`${path}: the name says nothing`] : []),
    ...(/^\s*\/\//.test(text) || path.includes('.d.ts')
      ? []
      : [`${path}: says no question at its head`]),
  ])
}

export function listRooms(root: string): string[] {
  const folder = join(root, 'src', 'rooms')
  return existsSync(folder) ? readdirSync(folder) : []
}
