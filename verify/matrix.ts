// Every route, called by everybody, aimed at everything: who passed who must not, and who saw what is not theirs?
import type { Hono } from 'hono'
import type { Declared } from '../src/platform/http.ts'
import {
  CANARY,
  type Estate,
  HOUSES,
  type House,
  type Principal,
  proofKey,
  type Target,
} from './estate.ts'
import { mayPass, maySee, type Owner, OWNERS } from './oracle.ts'
import { sampleBody } from './sample.ts'

export type Fault = { kind: 'passed' | 'kept-out' | 'leak' | 'broke'; says: string }
export type Tally = { calls: number; refused: number; passed: number; faults: Fault[] }

/** Which of the target's ids does the first word of an address name? */
const ID_OF: Record<string, keyof Target> = {
  programmes: 'programme',
  plans: 'plan',
  drafts: 'draft',
  solves: 'solve',
  people: 'person',
  members: 'person',
  feeds: 'feed',
  'access-keys': 'key',
  invitations: 'link',
}
const PARAM_OF: Record<string, keyof Target> = {
  person: 'person',
  period: 'period',
  hook: 'hook',
  choice: 'choice',
  round: 'round',
  offer: 'offer',
  member: 'member',
  entry: 'entry',
  waiver: 'waiver',
  record: 'record',
  institution: 'institution',
  programme: 'programme',
  stay: 'stay',
  task: 'task',
  agreement: 'agreement',
  call: 'call',
  trade: 'trade',
  request: 'request',
  proposal: 'proposal',
  callYear: 'callYear',
  wish: 'wish',
  kind: 'kind',
  holiday: 'holiday',
  handover: 'handover',
  address: 'address',
  cycle: 'cycle',
  application: 'application',
  document: 'document',
  letter: 'letter',
  rule: 'rule',
  series: 'series',
  session: 'conference',
}
/** Reads before it changes, and ends things last, so that there is something left to aim at. */
const TURN = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']
/** Answers of these never end by themselves. */
const isStream = (path: string) => path.endsWith('/events')

const NOWHERE: Target = {
  ...{ programme: 'nowhere', plan: 'nowhere', draft: 'nowhere', solve: 'nowhere' },
  ...{ person: 'nowhere', hook: 'nowhere', feed: 'nowhere', key: 'nowhere', choice: 'nowhere' },
  ...{ link: 'nowhere', session: 'nowhere', period: 'nowhere', work: 'nowhere' },
  ...{ round: 'nowhere', offer: 'nowhere' },
  ...{ member: 'nowhere', entry: 'nowhere', waiver: 'nowhere' },
  ...{ record: 'nowhere', institution: 'nowhere' },
  ...{ stay: 'nowhere', task: 'nowhere', agreement: 'nowhere' },
  ...{
    call: 'nowhere',
    trade: 'nowhere',
    request: 'nowhere',
    proposal: 'nowhere',
    callYear: 'nowhere',
  },
  ...{ wish: 'nowhere', kind: 'nowhere', holiday: 'nowhere', handover: 'nowhere' },
  ...{ address: 'nowhere', series: 'nowhere', conference: 'nowhere' },
  ...{ cycle: 'nowhere', application: 'nowhere', document: 'nowhere' },
  ...{ letter: 'nowhere', rule: 'nowhere' },
}

export function targetOf(estate: Estate, house: House, owner: Owner, person: string): Target {
  const foreign: House = house === 'brigham' ? 'johns-hopkins' : 'brigham'
  const mine = estate.targets.get(HOUSES[house].mine)!
  switch (owner) {
    case 'own':
      return { ...mine, person: person || mine.person }
    case 'same-programme':
      return mine
    case 'other-programme':
      return estate.targets.get(HOUSES[house].other)!
    case 'other-house':
      return estate.targets.get(HOUSES[foreign].mine)!
    case 'nowhere':
      return NOWHERE
  }
}

export function fillPath(path: string, target: Target): string {
  const first = path.split('/')[1]!
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const key = name === 'id' ? ID_OF[first] : PARAM_OF[name]
    return encodeURIComponent(key ? target[key] : name === 'nth' ? '0' : target.session)
  })
}

/** One principal of one house through all routes. */
export async function walk(
  app: Hono,
  routes: readonly Declared[],
  estate: Estate,
  house: House,
  principal: Principal,
  owners: readonly Owner[] = OWNERS,
): Promise<Tally> {
  const tally: Tally = { calls: 0, refused: 0, passed: 0, faults: [] }
  const proof = estate.proofs.get(proofKey(house, principal.name))!
  const ordered = [...routes].sort(
    (one, other) => TURN.indexOf(one.method) - TURN.indexOf(other.method),
  )
  for (const route of ordered) {
    // Whoever ends their own session or office is somebody else from then on; that is tried elsewhere.
    if (['DELETE /session', 'PUT /session/lock'].includes(`${route.method} ${route.path}`)) continue
    for (const owner of owners) {
      const target = targetOf(estate, house, owner, proof.person)
      const may = mayPass(principal, route.access, owner, route.scope !== 'none', house)
      if (may && isStream(route.path)) continue
      if (owner === 'own' && route.path === '/members/:id/office') continue
      const sends = route.method !== 'GET' && route.method !== 'DELETE'
      const body = sends && route.body && !route.takesFile ? sampleBody(route.body, target) : {}
      const answer = await app.request(`http://localhost/api${fillPath(route.path, target)}`, {
        method: route.method,
        redirect: 'manual',
        headers: {
          host: 'localhost',
          'content-type': route.takesFile ? 'application/octet-stream' : 'application/json',
          ...(proof.cookie ? { cookie: proof.cookie } : {}),
          ...(proof.bearer ? { authorization: `Bearer ${proof.bearer}` } : {}),
        },
        ...(sends ? { body: JSON.stringify(body) } : {}),
      })
      const text = await answer.text()
      tally.calls += 1
      const where = `${principal.name} of ${house}: ${route.method} ${route.path} (${route.access}), ${owner}: ${answer.status}`
      const fault = (kind: Fault['kind'], says: string) =>
        tally.faults.push({ kind, says: `${where} ${says}` })
      const isRefused = [401, 403, 404].includes(answer.status)
      if (isRefused) tally.refused += 1
      else tally.passed += 1
      const byReader = principal.key === 'read' && route.method !== 'GET'
      const isForPeople = principal.key !== undefined && isClosedToKeys(route)
      if (answer.status >= 500) fault('broke', text.slice(0, 200))
      if ((!may || byReader || isForPeople) && !isRefused) fault('passed', text.slice(0, 120))
      if (may && !byReader && !isForPeople && (answer.status === 401 || answer.status === 403))
        fault('kept-out', text.slice(0, 160))
      const said = `${text}\n${[...answer.headers].join('\n')}`
      for (const word of new Set(said.match(CANARY) ?? []))
        if (!maySee(house, principal, word)) fault('leak', word)
    }
  }
  return tally
}

/** No key makes or ends ways in; see the room of people. */
function isClosedToKeys({ method, path, access }: Declared): boolean {
  return (
    /^\/(session|invitations|password-resets|members|rules-of-entry)\b/.test(path) ||
    (access === 'founder' && !path.startsWith('/programmes') && method !== 'GET') ||
    (access === 'founder' && !path.startsWith('/programmes')) ||
    (method !== 'GET' &&
      /^\/(access-keys|feeds|institutions|programmes\/:id\/(hooks|board-links))\b/.test(path))
  )
}
