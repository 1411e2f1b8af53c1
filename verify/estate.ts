// Two institutions with two programmes each, a person for every right, and a word in every secret place.
import { callFactsSchema } from '../src/rooms/call/schema.ts'
import { seriesFactsSchema } from '../src/rooms/conferences/schema.ts'
import { sql } from 'kysely'
import type { TestDatabase } from '../test/database.ts'
import type { Database, Tx } from '../src/platform/database.ts'
import { hashToken, newToken } from '../src/platform/token.ts'
import { roleNames, type RoleName } from '../src/rooms/people/schema.ts'
import { addFile, type FileTarget } from './applicants.ts'

/** The demo has two houses with two programmes; the third has one and is the foreign one besides. */
export const HOUSES = {
  brigham: { mine: 'bwh-dr', other: 'bwh-ir' },
  'johns-hopkins': { mine: 'jh-msk', other: 'jh-msk-research' },
} as const
export type House = keyof typeof HOUSES
/** Founded before the other, so that its administrators operate the server. */
export const FIRST_HOUSE: House = 'johns-hopkins'

/** Who comes. `role`: in the programme `mine` of the house; the other words say themselves. */
export type Principal = {
  name: string
  role?: RoleName
  office?: 'administrator' | 'dio'
  of?: 'other-programme' | 'other-house'
  state?: 'expired' | 'locked' | 'anonymous' | 'future'
  key?: 'read' | 'write'
}

export const PRINCIPALS: readonly Principal[] = [
  { name: 'anonymous', state: 'anonymous' },
  ...roleNames.map((role) => ({ name: role, role })),
  { name: 'administrator', office: 'administrator' },
  { name: 'dio', office: 'dio' },
  { name: 'coordinator-elsewhere', role: 'coordinator', of: 'other-programme' },
  { name: 'trainee-elsewhere', role: 'trainee', of: 'other-programme' },
  { name: 'foreign-coordinator', role: 'coordinator', of: 'other-house' },
  { name: 'expired', role: 'coordinator', state: 'expired' },
  { name: 'future', role: 'coordinator', state: 'future' },
  { name: 'locked', role: 'coordinator', state: 'locked' },
  { name: 'reading-key', role: 'coordinator', key: 'read' },
  { name: 'writing-key', role: 'coordinator', key: 'write' },
]

/**
 * Canaries. `house`: for everybody inside of it. `plan`: for those who plan that programme. `self`:
 * for one person, and whoever lets people in. `file`: for the office that keeps the files of applicants.
 */
export const canary = {
  house: (tenant: string) => `Qhouse${tenant.replace(/\W/g, '')}q`,
  plan: (programme: string) => `Qplan${programme.replace(/\W/g, '')}q`,
  self: (person: string) => `Qself${person.replace(/\W/g, '')}q`,
  file: (programme: string) => `Qfile${programme.replace(/\W/g, '')}q`,
}
export const CANARY = /Q(?:house|plan|self|file)[a-z0-9]+q/g

export type Target = {
  programme: string
  plan: string
  draft: string
  solve: string
  person: string
  hook: string
  feed: string
  key: string
  choice: string
  link: string
  session: string
  period: string
  work: string
  /** Of choosing electives: a draft, with the person in it. */
  round: string
  offer: string
  member: string
  entry: string
  waiver: string
  /** That somebody has learned something. */
  record: string
  /** Of the public page of the catalogue, which is closed in both houses. */
  institution: string
  stay: string
  task: string
  agreement: string
  call: string
  trade: string
  request: string
  proposal: string
  callYear: string
  wish: string
  kind: string
  holiday: string
  handover: string
  address: string
  /** Of a series of conferences, and one session of it, presented by the person. */
  series: string
  conference: string
} & FileTarget
export type Estate = {
  /** By programme; those of a foreign house too. */
  targets: Map<string, Target>
  /** Cookie or key of each principal, by house and name. */
  proofs: Map<string, { cookie?: string; bearer?: string; person: string }>
}

export const personOf = (house: string, name: string) => `${house}-${name}-canary`
export const proofKey = (house: string, name: string) => `${house}/${name}`

/** Made once; every principal then works on a copy of its own. */
export async function buildEstate(here: TestDatabase): Promise<Estate> {
  const estate: Estate = { targets: new Map(), proofs: new Map() }
  await here.db.pool.query('update tenant set demo = false')
  await here.db.pool.query(`update tenant set founded_at = '2020-01-01' where id = $1`, [
    FIRST_HOUSE,
  ])
  for (const [house, { mine, other }] of Object.entries(HOUSES)) {
    await here.db.inTenant(house, async (tx) => {
      await sql`update person set family = family || ' ' || ${canary.house(house)}`.execute(tx)
      await sql`update programme set name = name || ' ' || ${canary.house(house)}`.execute(tx)
      for (const principal of PRINCIPALS) await addPrincipal(tx, house, principal)
    })
    for (const programme of [mine, other])
      estate.targets.set(
        programme,
        await here.db.inTenant(house, (tx) => addTarget(tx, house, programme)),
      )
    for (const principal of PRINCIPALS)
      estate.proofs.set(proofKey(house, principal.name), await prove(here.db, house, principal))
  }
  return estate
}

async function addPrincipal(tx: Tx, house: string, principal: Principal): Promise<void> {
  if (principal.state === 'anonymous' || principal.of === 'other-house') return
  const id = personOf(house, principal.name)
  await sql`insert into person (tenant, id, given, family)
    values (${house}, ${id}, ${principal.name}, ${canary.house(house)})`.execute(tx)
  await sql`insert into mail_address (tenant, person, email)
    values (${house}, ${id}, ${`${canary.self(id)}@example.org`})`.execute(tx)
  await sql`insert into feed (tenant, owner, label, scope)
    values (${house}, ${id}, ${canary.self(id)}, 'person')`.execute(tx)
  const { mine, other } = HOUSES[house as House]
  const during =
    principal.state === 'expired'
      ? '[2020-01-01,2021-01-01)'
      : principal.state === 'future'
        ? '[2099-01-01,)'
        : '[2020-01-01,)'
  if (principal.role)
    await sql`insert into role (tenant, person, programme, role, during) values (${house}, ${id},
      ${principal.of === 'other-programme' ? other : mine}, ${principal.role},
      ${during}::daterange)`.execute(tx)
  if (principal.office)
    await sql`insert into office (tenant, person, office, during)
      values (${house}, ${id}, ${principal.office}, ${during}::daterange)`.execute(tx)
}

const everyDay = <T>(value: T) => ({
  ...{ weekday: value, friday: value, saturday: value, sunday: value, holiday: value },
})

/** One of everything that an address can name, with the programme's canary in it. */
async function addTarget(tx: Tx, house: string, programme: string): Promise<Target> {
  const one = async (query: ReturnType<typeof sql<{ id: string }>>) =>
    (await query.execute(tx)).rows[0]!.id
  const secret = canary.plan(programme)
  const person = await one(sql<{ id: string }>`insert into person (tenant, id, given, family)
    values (${house}, ${`${programme}-target`}, 'Target', ${canary.house(house)}) returning id`)
  await sql`insert into role (tenant, person, programme, role, level, during) values (${house},
    ${person}, ${programme}, 'trainee', null, '[2020-01-01,)')`.execute(tx)
  const work = await one(sql<{
    id: string
  }>`insert into work (tenant, programme, id, code, name, kind)
    values (${house}, ${programme}, 'qwork', 'QW', ${canary.house(house)}, 'rotation')
    returning id`)
  const period = 'q1'
  const blocks = JSON.stringify([
    { id: period, label: '1', from: '2026-07-01', to: '2026-12-31' },
    { id: 'q2', label: '2', from: '2027-01-01', to: '2027-06-30' },
  ])
  const plan = await one(sql<{ id: string }>`insert into plan (tenant, id, programme, title, during,
      blocks, works) values (${house}, ${`${programme}-qplan`}, ${programme},
      ${`Year ${canary.house(house)}`}, '[2026-07-01,2027-07-01)', ${blocks}::jsonb,
      array[${work}]) returning id`)
  await sql`insert into plan_person (tenant, plan, person, position)
    values (${house}, ${plan}, ${person}, 0)`.execute(tx)
  const draft = await one(sql<{ id: string }>`insert into draft (tenant, plan, name, created_by,
      changed_by) values (${house}, ${plan}, ${secret}, ${person}, ${person}) returning id`)
  await sql`insert into cell_mark (tenant, draft, person, period, note)
    values (${house}, ${draft}, ${person}, ${period}, ${secret})`.execute(tx)
  const solve = await one(sql<{ id: string }>`insert into solve (tenant, plan, draft, draft_version,
      requested_by, options, status, says) values (${house}, ${plan}, ${draft}, 1, ${person},
      '{"goal":"best","seconds":10}', 'cancelled', ${secret}) returning id`)
  const hook = await one(sql<{
    id: string
  }>`insert into hook (tenant, programme, label, url, secret,
      kinds, made_by) values (${house}, ${programme}, ${secret}, 'https://example.org', 'x',
      array['published'], ${person}) returning id`)
  const feed = await one(sql<{ id: string }>`insert into feed (tenant, owner, label, scope)
    values (${house}, ${person}, ${canary.self(person)}, 'person') returning id`)
  const key = await one(sql<{ id: string }>`insert into access_key (tenant, person, label, scope)
    values (${house}, ${person}, ${canary.self(person)}, 'read') returning id`)
  const choice = await one(sql<{ id: string }>`insert into rule_choice (tenant, plan, rule, params,
      strength, author, reason, position) values (${house}, ${plan}, 'filled', '{}',
      '"must"', 'x', ${canary.house(house)}, 0) returning id`)
  const link = await one(sql<{ id: string }>`insert into link (tenant, purpose, sent_to, person,
      expires_at) values (${house}, 'invitation', ${`${canary.self(person)}@example.org`},
      ${person}, now() + interval '1 day') returning id`)
  // A draft, so that only planners see its title.
  const offer = 'qoffer'
  const round = await one(sql<{ id: string }>`insert into choosing (tenant, programme, plan, title,
      periods, opens_at, closes_at, mechanism, seed, most_wishes, places, made_by)
    values (${house}, ${programme}, ${plan}, ${secret}, ${blocks}::jsonb, now() - interval '2 days',
      now() + interval '1 day', 'leximin', ${secret}, 5, 1, ${person}) returning id`)
  await sql`insert into choosing_offers (tenant, choosing, version, offers) values (${house}, ${round},
    1, ${JSON.stringify([{ id: offer, code: 'Q', name: secret, section: '', places: 1, length: 1, needs: [], shut: null }])})`.execute(
    tx,
  )
  await sql`insert into chooser (tenant, choosing, person, number)
    values (${house}, ${round}, ${person}, 'p01')`.execute(tx)
  await sql`insert into curriculum (tenant, programme, since, requirements, pathways)
    values (${house}, ${programme}, '2019-07-01', '[]', '[]')`.execute(tx)
  await sql`insert into study_plan (tenant, programme, plan, person, career_intent)
    values (${house}, ${programme}, ${plan}, ${person}, ${secret})`.execute(tx)
  const member = await one(sql<{
    id: string
  }>`insert into pathway_member (tenant, programme, pathway, person,
      statement, applied_on, class_of) values (${house}, ${programme}, 'qpathway', ${person},
      ${secret}, '2026-01-01', '2020-01-01') returning id`)
  const entry = await one(sql<{
    id: string
  }>`insert into progress_entry (tenant, programme, person, counter,
      on_day, amount, note, by_person) values (${house}, ${programme}, ${person}, 'qcounter',
      '2026-01-01', 1, ${secret}, ${person}) returning id`)
  // Nothing of a catalogue is public here: whatever a stranger sees of it is a leak.
  await sql`update catalogue_setting set is_public = false`.execute(tx)
  await sql`delete from catalogue_version where programme = ${programme} and state = 'draft'`.execute(
    tx,
  )
  const document = { sections: [{ id: 'q', name: secret, mostWeeks: null }], electives: [] }
  await sql`insert into catalogue_version (tenant, programme, document, made_by)
    values (${house}, ${programme}, ${JSON.stringify(document)}, ${person})`.execute(tx)
  const record = await one(sql<{
    id: string
  }>`insert into competency_record (tenant, programme, person,
      word, since, note, by_person) values (${house}, ${programme}, ${person}, 'qword', '2026-01-01',
      ${secret}, ${person}) returning id`)
  const waiver = await one(sql<{
    id: string
  }>`insert into progress_waiver (tenant, programme, person, requirement,
      reason, by_person, on_day) values (${house}, ${programme}, ${person}, 'qrequirement',
      ${secret}, ${person}, '2026-01-01') returning id`)
  const site = await one(sql<{ id: string }>`insert into site (tenant, id, name, kind)
    values (${house}, ${`${programme}-qsite`}, ${canary.house(house)}, 'hospital') returning id`)
  const agreement = await one(sql<{ id: string }>`insert into agreement (tenant, programme, site,
      title, during, made_by) values (${house}, ${programme}, ${site}, ${canary.house(house)},
      '[2026-01-01,2099-01-01)', ${person}) returning id`)
  const stay = await one(sql<{
    id: string
  }>`insert into stay (tenant, programme, person, site, place,
      during, aim, made_by) values (${house}, ${programme}, ${person}, ${site}, ${secret},
      '[2027-01-01,2027-02-01)', ${secret}, ${person}) returning id`)
  const task = await one(sql<{
    id: string
  }>`insert into stay_task (tenant, stay, kind, name, position)
    values (${house}, ${stay}, 'contact', ${secret}, 1) returning id`)
  const call = await one(sql<{
    id: string
  }>`insert into person_time (tenant, person, programme, line,
      layer, kind, work, during, at, source) values (${house}, ${person}, ${programme}, 'published',
      'call', 'call', ${work}, '[2026-12-05,2026-12-06)',
      '[2026-12-05 13:00+00,2026-12-06 01:00+00)', 'x') returning id`)
  const trade = await one(sql<{ id: string }>`insert into trade (tenant, programme, asked_by, note,
      state) values (${house}, ${programme}, ${person}, ${secret}, 'proposed') returning id`)
  await sql`insert into trade_leg (tenant, trade, position, call, from_person, points)
    values (${house}, ${trade}, 0, ${call}, ${person}, 1)`.execute(tx)
  await sql`insert into leave_type (tenant, programme, id, position, name, balance, counts, past_days,
      is_paid, needs_reason, reason_for, is_abr_leave, is_qualifying, free_night_before)
    values (${house}, ${programme}, 'qtype', 99, 'Leave', 'qtype', 'workdays', 0, true, true,
      'directors', true, false, false)`.execute(tx)
  // Why somebody is away is for the one who is, and for those who decide.
  const request = await one(sql<{
    id: string
  }>`insert into leave_request (tenant, programme, person,
      type, state, reason, chain, asked_on) values (${house}, ${programme}, ${person}, 'qtype',
      'asked', ${canary.self(person)}, array['planner'], '2026-11-01') returning id`)
  await sql`insert into leave_part (tenant, request, person, during) values (${house}, ${request},
    ${person}, '[2027-03-01,2027-03-06)')`.execute(tx)
  const proposal = await one(sql<{ id: string }>`insert into call_proposal (tenant, programme,
      first_day, last_day, seconds, asked_by, state, says) values (${house}, ${programme},
      '2026-12-01', '2026-12-31', 1, ${person}, 'ready', ${secret}) returning id`)
  const callYear = await one(sql<{ id: string }>`insert into call_year (tenant, programme, plan,
      draft, draft_version, first_day, last_day, seconds, asked_by, state, says)
    values (${house}, ${programme}, ${plan}, ${draft}, 0, '2026-12-01', '2026-12-31', 1, ${person},
      'ready', ${secret}) returning id`)
  // Its work is a kind of call as well, so that its call is one that could be traded or relieved.
  const facts = callFactsSchema.parse({
    ...{ form: 'home', where: 'home', hours: everyDay({ from: '08:00', to: '20:00' }) },
    ...{ needs: everyDay(1), points: everyDay(1) },
  })
  const kind = await one(sql<{ id: string }>`insert into call_kind (tenant, programme, id, facts)
    values (${house}, ${programme}, ${work}, ${JSON.stringify(facts)}) returning id`)
  const wish = await one(sql<{ id: string }>`insert into call_wish (tenant, programme, person,
      during, avoid, note) values (${house}, ${programme}, ${person}, '[2026-12-20,2026-12-21)',
      true, ${secret}) returning id`)
  const holiday = await one(sql<{
    id: string
  }>`insert into holiday (tenant, on_day, name, programme)
    values (${house}, '2027-04-01', ${canary.house(house)}, ${programme}) returning id`)
  const handover = await one(sql<{
    id: string
  }>`insert into handover (tenant, programme, work, on_day, person, says) values (${house},
      ${programme}, ${work}, '2026-11-21', ${person}, ${canary.house(house)}) returning id`)
  const address = await one(sql<{ id: string }>`insert into board_link (tenant, programme, label,
      made_by) values (${house}, ${programme}, ${secret}, ${person}) returning id`)
  const series = await one(sql<{ id: string }>`insert into work (tenant, programme, id, code, name,
      kind) values (${house}, ${programme}, 'qseries', 'QS', ${canary.house(house)}, 'conference')
    returning id`)
  const held = seriesFactsSchema.parse({
    ...{ rhythm: { kind: 'weekly', every: 1, weekdays: [4] }, from: '2026-07-01', until: null },
    ...{ hours: { from: '12:00', to: '13:00' }, presenters: 'trainees' },
  })
  await sql`insert into conference_series (tenant, programme, id, facts)
    values (${house}, ${programme}, ${series}, ${JSON.stringify(held)})`.execute(tx)
  const conference = await one(sql<{
    id: string
  }>`insert into conference_session (tenant, programme,
      series, on_day, held_on, at, presenter, topic) values (${house}, ${programme}, ${series},
      '2026-12-03', '2026-12-03', '[2026-12-03 17:00+00,2026-12-03 18:00+00)', ${person},
      ${canary.house(house)}) returning id`)
  return {
    ...{ wish, kind, holiday, handover, address, series, conference },
    ...(await addFile(tx, house, programme, canary.file(programme))),
    ...{
      member,
      entry,
      waiver,
      stay,
      task,
      agreement,
      call,
      trade,
      request,
      proposal,
      callYear,
      record,
      institution: house,
    },
    ...{ programme, plan, draft, solve, person, hook, feed, key, choice, link, period, work },
    ...{ round, offer },
    session: crypto.randomUUID(),
  }
}

async function prove(db: Database, house: string, principal: Principal) {
  const home =
    principal.of === 'other-house' ? (house === 'brigham' ? 'johns-hopkins' : 'brigham') : house
  const person = personOf(home, principal.of === 'other-house' ? 'coordinator' : principal.name)
  if (principal.state === 'anonymous') return { person: '' }
  const token = newToken()
  if (principal.key) {
    const id = await db.inTenant(home, async (tx) => {
      const made = await sql<{ id: string }>`insert into access_key (tenant, person, label, scope)
        values (${home}, ${person}, 'key', ${principal.key}) returning id`.execute(tx)
      return made.rows[0]!.id
    })
    await sql`insert into access_key_hash (token_hash, tenant, access_key)
      values (${hashToken(`iso_${token}`)}, ${home}, ${id})`.execute(db.directory)
    return { person, bearer: `iso_${token}` }
  }
  // The person of another house is there only once that house is made; a session needs no more.
  const session = await sql<{
    id: string
  }>`insert into session (token_hash, tenant, person, expires_at, way, locked)
    values (${hashToken(token)}, ${home}, ${person}, now() + interval '1 day', 'cast',
      ${principal.state === 'locked'}) returning id`.execute(db.directory)
  const { id } = session.rows[0]!
  if (principal.of !== 'other-house')
    await db.inTenant(home, (tx) =>
      sql`insert into push_device (tenant, person, session, endpoint, p256dh, auth)
        values (${home}, ${person}, ${id}, ${`https://push.example/${id}`}, 'x', 'x')`.execute(tx),
    )
  return { person, cookie: `isocenter=${token}` }
}
