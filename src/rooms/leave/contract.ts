// What the leave room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import {
  leavePolicySchema,
  leaveTypeSchema,
  leaveWorldSchema,
  requestViewSchema,
  wordsSchema,
} from './schema.ts'

const scope = 'programme' as const
const one = z.strictObject({ id: idSchema, request: idSchema })
const version = z.int().min(1)
const stepped = z.object({ version: z.int(), state: z.string() })
const programme = z.object({ id: z.string(), name: z.string() })

export const boardSchema = z.object({
  programme,
  today: daySchema,
  /** Clean ones first. */
  requests: z.array(requestViewSchema),
  types: z.array(leaveTypeSchema),
  policy: leavePolicySchema,
  /** Of the policy and its types. */
  version: z.int(),
  works: z.array(z.object({ id: z.string(), name: z.string(), isLeave: z.boolean() })),
  /** Day by day from today: who is away, who has asked, and services that are below their minimum. */
  days: z.array(
    z.object({
      day: daySchema,
      away: z.array(z.string()),
      asked: z.array(z.string()),
      short: z.array(z.string()),
      blackout: z.string().nullable(),
    }),
  ),
  people: z.int(),
})
export type Board = z.infer<typeof boardSchema>

export const leaveContract = {
  waiting: endpoint({
    method: 'GET',
    path: '/leave',
    says: 'Leave that waits for the acting person to decide, and where they may ask for their own.',
    access: 'signed-in',
    output: z.object({
      items: z.array(
        z.object({ programme: z.string(), name: z.string(), asked: z.int(), clean: z.int() }),
      ),
      /** Programmes in which the acting person trains. */
      programmes: z.array(z.string()),
    }),
  }),
  mine: endpoint({
    method: 'GET',
    path: '/programmes/:id/leave/mine',
    says: 'One’s own leave: requests, and everything on which a new one is judged.',
    access: 'member',
    risk: 'self',
    scope,
    params: byId,
    output: z.object({
      programme,
      /** Null for who does not train here. */
      world: leaveWorldSchema.nullable(),
      requests: z.array(requestViewSchema),
      plans: z.boolean(),
    }),
  }),
  save: endpoint({
    method: 'POST',
    path: '/programmes/:id/leave',
    says: 'Write down or ask for leave of one’s own.',
    access: 'member',
    risk: 'self',
    scope,
    params: byId,
    body: wordsSchema.extend({ asks: z.boolean() }),
    output: stepped.extend({ request: z.string() }),
  }),
  change: endpoint({
    method: 'PUT',
    path: '/programmes/:id/leave/:request',
    says: 'Change one’s own request while it is not approved, and ask for it.',
    access: 'member',
    risk: 'self',
    scope,
    params: one,
    body: wordsSchema.extend({ asks: z.boolean(), version }),
    output: stepped,
  }),
  withdraw: endpoint({
    method: 'PUT',
    path: '/programmes/:id/leave/:request/withdrawal',
    says: 'Take back one’s own leave, asked for or approved, before it begins.',
    access: 'member',
    risk: 'self',
    scope,
    params: one,
    body: z.strictObject({ version }),
    output: stepped,
  }),
  board: endpoint({
    method: 'GET',
    path: '/programmes/:id/leave',
    says: 'Leave of a programme: requests with their verdicts, who is away day by day, the policy.',
    access: 'planner',
    risk: 'personal',
    fields:
      'Reasons are for directors and coordinators, of some types for directors alone; chiefs see the type.',
    scope,
    params: byId,
    output: boardSchema,
  }),
  approve: endpoint({
    method: 'PUT',
    path: '/programmes/:id/leave-approvals',
    says: 'Approve many requests that are clean; each is judged again, and what is not clean any more is left.',
    access: 'planner',
    risk: 'publish',
    scope,
    params: byId,
    body: z.strictObject({
      requests: z
        .array(z.strictObject({ request: idSchema, version }))
        .min(1)
        .max(100),
    }),
    output: z.object({
      approved: z.array(z.object({ request: z.string(), version: z.int() })),
      left: z.array(z.object({ request: z.string(), says: z.string() })),
    }),
  }),
  decide: endpoint({
    method: 'PUT',
    path: '/programmes/:id/leave/:request/decision',
    says: 'Approve one request, clean or not, or decline it with the reason.',
    access: 'planner',
    risk: 'publish',
    scope,
    params: one,
    body: z.strictObject({ version, approves: z.boolean(), answer: lineSchema(300).default('') }),
    output: stepped,
  }),
  cancel: endpoint({
    method: 'PUT',
    path: '/programmes/:id/leave/:request/cancellation',
    says: 'Take approved leave out of the year: cancelled, or asked for as before.',
    access: 'planner',
    risk: 'publish',
    scope,
    params: one,
    body: z.strictObject({
      version,
      /** It waits for an answer again; false = it is over. */
      reopens: z.boolean(),
      answer: lineSchema(300).default(''),
    }),
    output: stepped,
  }),
  shorten: endpoint({
    method: 'PUT',
    path: '/programmes/:id/leave/:request/end',
    says: 'End approved leave earlier: the days that are over stay, the rest is given back.',
    fields: 'One’s own, or as a planner.',
    access: 'member',
    risk: 'self',
    scope,
    params: one,
    body: z.strictObject({ version, until: daySchema }),
    output: stepped,
  }),
  setPolicy: endpoint({
    method: 'PUT',
    path: '/programmes/:id/leave-policy',
    says: 'The types of leave of a programme and its policy.',
    access: 'planner',
    scope,
    params: byId,
    body: z.strictObject({
      version: z.int().min(0),
      policy: leavePolicySchema,
      types: z.array(leaveTypeSchema).min(1).max(30),
    }),
    output: z.object({ version: z.int() }),
  }),
}
