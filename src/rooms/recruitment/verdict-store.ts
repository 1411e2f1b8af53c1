// Every query about what somebody decided on a rule of eligibility.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Verdict } from './rules/eligibility.ts'

export type VerdictRow = {
  application: string
  rule: string
  verdict: Verdict
  reason: string
  by: string
  at: Date
}

/** Those that hold. */
export async function findVerdicts(tx: Tx, applications: readonly string[]): Promise<VerdictRow[]> {
  const found = await sql<VerdictRow>`select v.application, v.rule, v.verdict, v.reason,
      p.given || ' ' || p.family as by, v.at
    from eligibility_verdict v join person p on p.tenant = v.tenant and p.id = v.by_person
    where v.application = any(${applications}) and v.ended_at is null`.execute(tx)
  return found.rows
}

/** Null: what the form says counts again. The ones before are kept. */
export async function setVerdict(
  tx: Tx,
  tenant: string,
  at: { application: string; rule: string },
  decided: { verdict: Verdict; reason: string; by: string } | null,
): Promise<void> {
  await sql`update eligibility_verdict set ended_at = clock_timestamp()
    where application = ${at.application} and rule = ${at.rule} and ended_at is null`.execute(tx)
  if (decided)
    await sql`insert into eligibility_verdict (tenant, application, rule, verdict, reason, by_person)
      values (${tenant}, ${at.application}, ${at.rule}, ${decided.verdict}, ${decided.reason},
        ${decided.by})`.execute(tx)
}
