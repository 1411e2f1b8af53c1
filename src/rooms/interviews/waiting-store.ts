// The one query about what of choosing fellows waits for a person.
import { sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import type { Selecting } from './contract.ts'

/** Of every cycle before its ranks are due in which something waits; conversations only once both sides are shown them. */
export async function findWaiting(
  tx: Tx,
  person: string,
  { now, until }: { now: Moment; until: Moment },
): Promise<Selecting['items']> {
  const found = await sql<Selecting['items'][number]>`
    with mine as (
      select d.cycle, d.starts_at + s.nth * (d.minutes + d.pause) * interval '1 minute' as begins,
        d.minutes * interval '1 minute' as lasts, coalesce(o.is_done, false) as is_done
      from interview_session s
      join interview_day d on d.tenant = s.tenant and d.id = s.day and d.published_at is not null
      left join interview_score o
        on o.tenant = s.tenant and o.application = s.application and o.person = s.person
      where s.person = ${person})
    select jsonb_build_object('id', p.id, 'name', p.name) as programme,
      jsonb_build_object('id', c.id, 'label', c.label, 'zone', c.zone) as cycle,
      (select count(*)::int from review r
        join application a on a.tenant = r.tenant and a.id = r.application
        where a.cycle = c.id and a.state = 'submitted' and r.reviewer = ${person}
          and r.state = 'assigned'
          and not exists (select from decision d where d.tenant = a.tenant and d.application = a.id
            and d.verdict <> 'hold'))
        as "toRead",
      (select count(*)::int from mine where cycle = c.id and begins + lasts > ${now}::timestamptz
        and begins <= ${until}::timestamptz) as ahead,
      (select to_char(min(begins) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from mine
        where cycle = c.id and begins + lasts > ${now}::timestamptz
          and begins <= ${until}::timestamptz) as next,
      (select count(*)::int from mine where cycle = c.id and not is_done
        and begins + lasts <= ${now}::timestamptz) as "toScore"
    from recruitment_cycle c join programme p on p.tenant = c.tenant and p.id = c.programme
    where c.rank_deadline is null or c.rank_deadline > ${now}::timestamptz
    order by p.name, c.opens`.execute(tx)
  return found.rows.filter(({ toRead, ahead, toScore }) => toRead + ahead + toScore > 0)
}
