// A season of the estate, with one file in it: for the office of its programme, and for nobody else.
import { sql } from 'kysely'
import type { Tx } from '../src/platform/database.ts'
import { usualSettings } from '../src/rooms/recruitment/rules/defaults.ts'

export type FileTarget = {
  cycle: string
  application: string
  document: string
  letter: string
  rule: string
}

/** `secret` is in the name of the applicant, the form and the letter. The season opens later, and the page is closed. */
export async function addFile(
  tx: Tx,
  house: string,
  programme: string,
  secret: string,
): Promise<FileTarget> {
  const one = async (statement: ReturnType<typeof sql<{ id: string }>>) =>
    (await statement.execute(tx)).rows[0]!.id
  await sql`update programme_page set is_public = false`.execute(tx)
  const cycle = await one(sql`insert into recruitment_cycle (tenant, programme, label, zone, opens,
      deadline, letters_until, settings) values (${house}, ${programme}, 'Season', 'UTC',
      '2030-01-01', '2030-02-01', '2030-03-01', ${JSON.stringify(usualSettings)}) returning id`)
  const applicant = await one(sql`insert into applicant (tenant, given, family, email)
    values (${house}, 'Applicant', ${secret}, ${`${secret}@example.org`}) returning id`)
  const application = await one(sql`insert into application (tenant, cycle, applicant, form)
    values (${house}, ${cycle}, ${applicant}, ${JSON.stringify({ note: secret })}) returning id`)
  const letter = await one(sql`insert into recommendation (tenant, application, writer_name,
      writer_email, waived) values (${house}, ${application}, 'Writer', 'writer@example.org', true)
    returning id`)
  const bytes = Buffer.from(secret)
  const document = await one(sql`insert into application_document (tenant, application, kind,
      recommendation, waived, file_name, media_type, size, sha256, source) values (${house},
      ${application}, 'letter', ${letter}, true, 'letter.txt', 'text/plain', ${bytes.length},
      repeat('0', 64), 'writer') returning id`)
  await sql`insert into document_bytes (tenant, document, bytes)
    values (${house}, ${document}, ${bytes})`.execute(tx)
  return { cycle, application, document, letter, rule: 'board' }
}
