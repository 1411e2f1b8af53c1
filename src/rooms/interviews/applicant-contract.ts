// What somebody who is invited is offered over HTTP, without an account.
import { z } from 'zod'
import { idSchema } from '../../kernel/id.ts'
import { endpoint } from '../../platform/contract.ts'
import { interviewModes } from '../recruitment/schema.ts'
import { invitationStates } from './schema.ts'

const one = z.strictObject({ institution: idSchema, application: idSchema })

export const ownInterviewSchema = z.object({
  /** Null: not invited. */
  state: z.enum(invitationStates).nullable(),
  programme: z.string(),
  /** Of the programme; the applicant's own is that of their application. */
  zone: z.string(),
  ownZone: z.string(),
  day: z.string().nullable(),
  /** How many wait before; null for who does not wait. */
  before: z.int().nullable(),
  days: z.array(
    z.object({
      id: z.string(),
      track: z.string(),
      from: z.string(),
      to: z.string(),
      mode: z.enum(interviewModes),
      /** From then on seats of this day rest. */
      locksAt: z.iso.datetime(),
      free: z.int(),
      isLocked: z.boolean(),
    }),
  ),
  /** Once it is published. */
  itinerary: z
    .object({
      place: z.string(),
      link: z.string(),
      sessions: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          who: z.string(),
          room: z.string(),
          link: z.string(),
        }),
      ),
    })
    .nullable(),
})
export type OwnInterview = z.infer<typeof ownInterviewSchema>

export const invitedContract = {
  view: endpoint({
    method: 'GET',
    path: '/applying/:institution/applications/:application/interview',
    says: 'One’s own invitation: days with free seats, the seat, and the itinerary.',
    ...{ access: 'applicant', risk: 'personal', params: one },
    output: ownInterviewSchema,
  }),
  choose: endpoint({
    method: 'PUT',
    path: '/applying/:institution/applications/:application/interview',
    says: 'Take a seat, change it, wait for one, give it back, or decline.',
    ...{ access: 'applicant', risk: 'self', params: one },
    body: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('booked'), day: idSchema }),
      z.strictObject({ state: z.enum(['invited', 'waiting', 'declined']) }),
    ]),
    output: z.object({}),
  }),
}
