// What the office of a programme is offered over HTTP: cycles, the files of those who apply, the public page.
import { z } from 'zod'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { fileViewSchema, recruitmentViewSchema, seasonViewSchema } from './office-schema.ts'
import { publicPageSchema } from './page-schema.ts'
import { verdicts } from './rules/eligibility.ts'
import { cycleWordsSchema, uploadKinds } from './schema.ts'

const scope = 'programme' as const
const ofCycle = byId.extend({ cycle: idSchema })
const ofFile = ofCycle.extend({ application: idSchema })
const nothing = z.object({})
const CLOSED =
  'A letter that somebody has waived to see is never shown to them, whatever their office.'

export const recruitmentContract = {
  list: endpoint({
    method: 'GET',
    path: '/programmes/:id/recruitment',
    says: 'The seasons of applying of a programme, and how its public page stands.',
    access: 'recruiter',
    scope,
    params: byId,
    output: recruitmentViewSchema,
  }),
  addCycle: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles',
    says: 'A new season of applying, with its dates and what it asks for.',
    access: 'recruiter',
    scope,
    params: byId,
    body: cycleWordsSchema,
    output: z.object({ cycle: z.string() }),
  }),
  setCycle: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle',
    says: 'Other dates, or other things asked for; refused when somebody was faster (409).',
    access: 'recruiter',
    scope,
    params: ofCycle,
    body: cycleWordsSchema.extend({ version: z.int() }),
    output: z.object({ version: z.int() }),
  }),
  season: endpoint({
    method: 'GET',
    path: '/programmes/:id/cycles/:cycle',
    says: 'A season with everybody who applies, and what is lacking of each file.',
    access: 'recruiter',
    risk: 'personal',
    scope,
    params: ofCycle,
    output: seasonViewSchema,
  }),
  addApplicant: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/applications',
    says: 'Somebody whose papers came by mail; the file is begun for them.',
    access: 'recruiter',
    scope,
    params: ofCycle,
    body: z.strictObject({ given: nameSchema, family: nameSchema, email: z.email().max(200) }),
    output: z.object({ application: z.string() }),
  }),
  file: endpoint({
    method: 'GET',
    path: '/programmes/:id/cycles/:cycle/applications/:application',
    says: 'One file: form, documents, letters, and who may apply.',
    fields: CLOSED,
    access: 'recruiter',
    risk: 'personal',
    scope,
    params: ofFile,
    output: fileViewSchema,
  }),
  attach: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/applications/:application/documents/:kind',
    says: 'Put a document into a file that came by mail; also after the deadline.',
    access: 'recruiter',
    scope,
    params: ofFile.extend({ kind: z.enum(uploadKinds) }),
    query: z.strictObject({ name: lineSchema(200).min(1) }),
    body: z.instanceof(Uint8Array),
    takesFile: true,
    output: z.object({ document: z.string() }),
  }),
  attachLetter: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/applications/:application/letters/:letter/file',
    says: 'Put a letter into a file that came by mail; the link of its writer ends.',
    access: 'recruiter',
    scope,
    params: ofFile.extend({ letter: idSchema }),
    query: z.strictObject({ name: lineSchema(200).min(1) }),
    body: z.instanceof(Uint8Array),
    takesFile: true,
    output: z.object({ document: z.string() }),
  }),
  addWriter: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/applications/:application/letters',
    says: 'A writer whom the applicant has not named, for a letter that came by itself; it is closed to the applicant.',
    access: 'recruiter',
    scope,
    params: ofFile,
    body: z.strictObject({
      writerName: nameSchema,
      writerEmail: z.email().max(200),
      writerRole: lineSchema(120),
    }),
    output: z.object({ letter: z.string() }),
  }),
  remind: endpoint({
    method: 'POST',
    path: '/programmes/:id/cycles/:cycle/applications/:application/letters/:letter/reminders',
    says: 'Remind a writer, with a new link; once a day.',
    access: 'recruiter',
    scope,
    params: ofFile.extend({ letter: idSchema }),
    output: nothing,
  }),
  decide: endpoint({
    method: 'PUT',
    path: '/programmes/:id/cycles/:cycle/applications/:application/eligibility/:rule',
    says: 'Decide on a rule of eligibility against or beside what the form says, with the reason; null: the form counts again.',
    access: 'recruiter',
    scope,
    params: ofFile.extend({ rule: idSchema }),
    body: z.strictObject({
      decided: z
        .strictObject({ verdict: z.enum(verdicts), reason: lineSchema(500).min(3) })
        .nullable(),
    }),
    output: nothing,
  }),
  setPage: endpoint({
    method: 'PUT',
    path: '/programmes/:id/page',
    says: 'Show the programme to everybody or not, who looks after the page, and how often.',
    access: 'recruiter',
    risk: 'publish',
    scope,
    params: byId,
    body: z.strictObject({
      isPublic: z.boolean(),
      owner: idSchema.nullable(),
      staleDays: z.int().min(7).max(1000),
    }),
    output: nothing,
  }),
  lookOver: endpoint({
    method: 'PUT',
    path: '/programmes/:id/page/look-over',
    says: 'Say that what the page shows is right today.',
    access: 'recruiter',
    scope,
    params: byId,
    output: z.object({ version: z.int() }),
  }),
  page: endpoint({
    method: 'GET',
    path: '/programme-pages/:institution/:programme',
    says: 'What a programme shows to those who think of coming, made from its records as they are today.',
    access: 'anyone',
    params: z.strictObject({ institution: idSchema, programme: idSchema }),
    output: publicPageSchema,
  }),
}

export const officeFile = {
  path: '/programmes/:id/cycles/:cycle/applications/:application/documents/:document/file',
  says: `The bytes of a document. ${CLOSED}`,
  access: 'recruiter',
  scope: 'programme',
  risk: 'personal',
} as const
