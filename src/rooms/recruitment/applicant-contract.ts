// What applicants and writers of letters are offered over HTTP, without an account.
import { z } from 'zod'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { endpoint } from '../../platform/contract.ts'
import { applicationStates, formSchema, uploadKinds } from './schema.ts'
import {
  documentSchema,
  letterRequestSchema,
  openCycleSchema,
  ownApplicationSchema,
} from './applicant-schema.ts'

const at = z.strictObject({ institution: idSchema })
const one = at.extend({ application: idSchema })
const fileBody = z.instanceof(Uint8Array)
const emailSchema = z.email().max(200)
const zoneSchema = lineSchema(60).min(1)
const nothing = z.object({})
const momentSchema = z.iso.datetime()
const fileQuery = z.strictObject({ name: lineSchema(200).min(1) })

/** It stands in a letter to an address that nobody has proven yet: no way to send strangers a link. */
const personNameSchema = nameSchema.pipe(
  z
    .string()
    .regex(/^[^:/@<>\d]*$/u, { error: 'is no name of a person: it has : / @ < > or digits in it' }),
)

const letterWords = z.strictObject({
  writerName: nameSchema,
  writerEmail: emailSchema,
  writerRole: lineSchema(120),
  waived: z.boolean(),
})

export const applicantContract = {
  cycle: endpoint({
    method: 'GET',
    path: '/applying/:institution/cycles/:cycle',
    says: 'A season of applying: dates, and what is asked for.',
    access: 'anyone',
    params: at.extend({ cycle: idSchema }),
    output: openCycleSchema,
  }),
  ask: endpoint({
    method: 'POST',
    path: '/applying/:institution/entries',
    says: 'Have digits and a link sent to an address, to begin an application or to come back to it. The same answer whether there is one.',
    access: 'anyone',
    params: at,
    body: z.strictObject({
      cycle: idSchema,
      email: emailSchema,
      given: personNameSchema,
      family: personNameSchema,
      zone: zoneSchema,
    }),
    output: z.object({ minutes: z.int(), shown: z.string().nullable() }),
    isSecret: true,
  }),
  enter: endpoint({
    method: 'PUT',
    path: '/applying/:institution/entries',
    says: 'Come in with the digits or the link of a letter; good once.',
    access: 'anyone',
    params: at,
    body: z.union([
      z.strictObject({ token: lineSchema(200).min(1) }),
      z.strictObject({ cycle: idSchema, email: emailSchema, code: lineSchema(20).min(1) }),
    ]),
    output: z.object({ application: z.string(), cycle: z.string() }),
  }),
  leave: endpoint({
    method: 'DELETE',
    path: '/applying/:institution/entries',
    says: 'Leave: this browser opens the application no more.',
    access: 'anyone',
    params: at,
    output: nothing,
  }),
  mine: endpoint({
    method: 'GET',
    path: '/applying/:institution/applications',
    says: 'The applications of whoever came in.',
    access: 'applicant',
    risk: 'personal',
    params: at,
    output: z.object({
      applications: z.array(
        z.object({ id: z.string(), cycle: z.string(), state: z.enum(applicationStates) }),
      ),
    }),
  }),
  view: endpoint({
    method: 'GET',
    path: '/applying/:institution/applications/:application',
    says: 'One’s own application, with what is there and what is lacking.',
    fields: 'Letters that were waived are only said to have come.',
    access: 'applicant',
    risk: 'personal',
    params: one,
    output: ownApplicationSchema,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/applying/:institution/applications/:application/form',
    says: 'Keep the form, complete or not; refused when it was changed elsewhere meanwhile (409), or was sent.',
    access: 'applicant',
    risk: 'self',
    params: one,
    body: z.strictObject({
      version: z.int(),
      form: formSchema,
      contact: z.strictObject({
        given: nameSchema,
        family: nameSchema,
        phone: lineSchema(60),
        zone: zoneSchema,
      }),
    }),
    output: z.object({ version: z.int() }),
  }),
  step: endpoint({
    method: 'PUT',
    path: '/applying/:institution/applications/:application/state',
    says: 'Send it, take it back for changes, withdraw it, or take that back; until the deadline, withdrawing always.',
    access: 'applicant',
    risk: 'self',
    params: one,
    body: z.strictObject({ state: z.enum(applicationStates) }),
    output: z.object({ submittedAt: momentSchema.nullable() }),
  }),
  upload: endpoint({
    method: 'POST',
    path: '/applying/:institution/applications/:application/documents/:kind',
    says: 'A document, as a PDF or a picture; one of the same kind before it ends. The same file twice is one.',
    access: 'applicant',
    risk: 'self',
    params: one.extend({ kind: z.enum(uploadKinds) }),
    query: fileQuery,
    body: fileBody,
    takesFile: true,
    output: documentSchema,
  }),
  keep: endpoint({
    method: 'PUT',
    path: '/applying/:institution/applications/:application/documents/:document',
    says: 'Take a document away, or put it back.',
    access: 'applicant',
    risk: 'self',
    params: one.extend({ document: idSchema }),
    body: z.strictObject({ isKept: z.boolean() }),
    output: nothing,
  }),
  name: endpoint({
    method: 'POST',
    path: '/applying/:institution/applications/:application/letters',
    says: 'Name who writes a letter, say once whether the right to see it is waived, and have them asked.',
    access: 'applicant',
    risk: 'self',
    params: one,
    body: letterWords,
    output: z.object({ letter: z.string() }),
  }),
  remind: endpoint({
    method: 'POST',
    path: '/applying/:institution/applications/:application/letters/:letter/reminders',
    says: 'Remind a writer, with a new link; once in three days.',
    access: 'applicant',
    risk: 'self',
    params: one.extend({ letter: idSchema }),
    output: nothing,
  }),
  drop: endpoint({
    method: 'PUT',
    path: '/applying/:institution/applications/:application/letters/:letter/end',
    says: 'Ask a writer no more, as long as no letter has come; their link ends.',
    access: 'applicant',
    risk: 'self',
    params: one.extend({ letter: idSchema }),
    output: nothing,
  }),
  request: endpoint({
    method: 'GET',
    path: '/recommendations/:token',
    says: 'What somebody is asked who has the link to write a letter.',
    access: 'anyone',
    params: z.strictObject({ token: lineSchema(200).min(1) }),
    output: letterRequestSchema,
  }),
  write: endpoint({
    method: 'POST',
    path: '/recommendations/:token',
    says: 'The letter in words, or that there will be none; it uses the link up.',
    access: 'anyone',
    params: z.strictObject({ token: lineSchema(200).min(1) }),
    body: z.union([
      z.strictObject({ text: z.string().trim().min(40).max(20_000), signed: nameSchema }),
      z.strictObject({ declines: z.literal(true) }),
    ]),
    output: nothing,
  }),
  send: endpoint({
    method: 'POST',
    path: '/recommendations/:token/file',
    says: 'The letter as a file; it uses the link up.',
    access: 'anyone',
    params: z.strictObject({ token: lineSchema(200).min(1) }),
    query: fileQuery,
    body: fileBody,
    takesFile: true,
    output: z.object({ pages: z.int().nullable(), noText: z.boolean() }),
  }),
}

/** Bytes of one's own document; the answer is a file and no page. */
export const ownFile = {
  path: '/applying/:institution/applications/:application/documents/:document/file',
  says: 'The bytes of one’s own document, or of a letter that was not waived.',
  access: 'applicant',
  scope: 'none',
  risk: 'personal',
} as const
