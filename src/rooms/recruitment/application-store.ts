// Every query about who applies and about applications.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type ApplicationForm, type ApplicationState, formSchema } from './schema.ts'

export type Applicant = {
  id: string
  given: string
  family: string
  email: string
  phone: string
  zone: string
  aamcId: string | null
  nrmpId: string | null
  /** Once they have become somebody of the house. */
  person: string | null
  version: number
}

export type ApplicationRow = {
  id: string
  cycle: string
  applicant: Applicant
  state: ApplicationState
  begunAt: Date
  submittedAt: Date | null
  withdrawnAt: Date | null
  form: ApplicationForm
  version: number
}

const applicantJson = sql`jsonb_build_object('id', p.id, 'given', p.given, 'family', p.family,
  'email', p.email, 'phone', p.phone, 'zone', p.zone, 'aamcId', p.aamc_id, 'nrmpId', p.nrmp_id,
  'person', p.person, 'version', p.version)`

/** Of a cycle, of an applicant, or one; by family name. */
export async function findApplications(
  tx: Tx,
  which: { cycle?: string; applicant?: string; id?: string; lock?: boolean },
): Promise<ApplicationRow[]> {
  const found = await sql<ApplicationRow>`select a.id, a.cycle, ${applicantJson} as applicant,
      a.state, a.begun_at as "begunAt", a.submitted_at as "submittedAt",
      a.withdrawn_at as "withdrawnAt", a.form, a.version
    from application a join applicant p on p.tenant = a.tenant and p.id = a.applicant
    where ${which.cycle ? sql`a.cycle = ${which.cycle}` : sql`true`}
      and ${which.applicant ? sql`a.applicant = ${which.applicant}` : sql`true`}
      and ${which.id ? sql`a.id = ${which.id}` : sql`true`}
    order by p.family, p.given, a.id ${which.lock ? sql`for update of a` : sql``}`.execute(tx)
  return found.rows.map((row) => ({ ...row, form: formSchema.parse(row.form) }))
}

export async function findApplication(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  return (await findApplications(tx, { id }))[0]
}

export type NewApplicant = Pick<Applicant, 'given' | 'family' | 'email'> &
  Partial<Pick<Applicant, 'id' | 'phone' | 'zone' | 'aamcId' | 'nrmpId'>>

/** The one with this address, or a new one; what is known of them stays as it was. */
export async function ensureApplicant(tx: Tx, tenant: string, row: NewApplicant): Promise<string> {
  const found = await sql<{ id: string }>`
    with made as (
      insert into applicant (tenant, id, given, family, email, phone, zone, aamc_id, nrmp_id)
      values (${tenant}, coalesce(${row.id ?? null}, gen_random_uuid()::text), ${row.given},
        ${row.family}, ${row.email}, ${row.phone ?? ''}, ${row.zone ?? 'UTC'}, ${row.aamcId ?? null},
        ${row.nrmpId ?? null})
      on conflict do nothing returning id)
    select id from made union all
    select id from applicant where lower(email) = lower(${row.email}) limit 1`.execute(tx)
  return found.rows[0]?.id ?? (await findApplicantAt(tx, row.email))!
}

/** After an insert that somebody else was faster with, only a later statement sees theirs. */
async function findApplicantAt(tx: Tx, email: string): Promise<string | undefined> {
  const found = await sql<{ id: string }>`select id from applicant
    where lower(email) = lower(${email})`.execute(tx)
  return found.rows[0]?.id
}

export async function findApplicationOf(
  tx: Tx,
  cycle: string,
  applicant: string,
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`select id from application
    where cycle = ${cycle} and applicant = ${applicant}`.execute(tx)
  return found.rows[0]?.id
}

/** The one there is, or a new one. */
export async function ensureApplication(
  tx: Tx,
  tenant: string,
  of: { cycle: string; applicant: string; id?: string },
): Promise<string> {
  await sql`insert into application (tenant, id, cycle, applicant)
    values (${tenant}, coalesce(${of.id ?? null}, gen_random_uuid()::text), ${of.cycle},
      ${of.applicant}) on conflict do nothing`.execute(tx)
  return (await findApplicationOf(tx, of.cycle, of.applicant))!
}

/** False when it is another version by now. */
export async function updateForm(
  tx: Tx,
  id: string,
  version: number,
  form: ApplicationForm,
): Promise<boolean> {
  const done =
    await sql`update application set form = ${JSON.stringify(form)}, version = version + 1
    where id = ${id} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

/** `at`: of the demo; the clock of the database otherwise. */
export async function updateApplicationState(
  tx: Tx,
  id: string,
  state: ApplicationState,
  at?: string,
): Promise<void> {
  const moment = at === undefined ? sql`clock_timestamp()` : sql`${at}::timestamptz`
  await sql`update application set state = ${state}, version = version + 1,
      submitted_at = ${state === 'submitted' ? sql`coalesce(submitted_at, ${moment})` : sql`submitted_at`},
      withdrawn_at = ${state === 'withdrawn' ? moment : sql`null`}
    where id = ${id}`.execute(tx)
}

/** From now on the applicant is this person; never another one. */
export async function tieApplicant(tx: Tx, applicant: string, person: string): Promise<void> {
  await sql`update applicant set person = ${person}, version = version + 1
    where id = ${applicant}`.execute(tx)
}

/** Is it that of whoever acts, as the database knows them: tied to it, or by their address? */
export async function isOwnApplication(tx: Tx, id: string): Promise<boolean> {
  const found = await sql<{ is: boolean }>`select is_own_application(${id}) as is`.execute(tx)
  return found.rows[0]!.is
}

/** How the applicant is reached; the address itself stays, for it is how they come in. */
export async function updateContact(
  tx: Tx,
  id: string,
  row: Pick<Applicant, 'given' | 'family' | 'phone' | 'zone' | 'aamcId' | 'nrmpId'>,
): Promise<void> {
  await sql`update applicant set given = ${row.given}, family = ${row.family}, phone = ${row.phone},
      zone = ${row.zone}, aamc_id = ${row.aamcId}, nrmp_id = ${row.nrmpId}, version = version + 1
    where id = ${id}`.execute(tx)
}
