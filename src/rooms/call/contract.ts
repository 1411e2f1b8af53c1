// What the call room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import {
  callKindSchema,
  holidaySchema,
  holidayWordsSchema,
  kindWordsSchema,
  ledgerSchema,
  planWordsSchema,
  proposalSchema,
  publishedCallSchema,
  wishSchema,
  wishWordsSchema,
} from './schema.ts'

const scope = 'programme' as const
const one = z.strictObject({ id: idSchema, proposal: idSchema })
const nothing = z.object({})

export const callViewSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  ...{ me: z.string(), today: daySchema, plans: z.boolean() },
  /** Whoever looks may have call here. */
  trains: z.boolean(),
  /** The academic year of today. */
  year: z.object({ from: daySchema, to: daySchema }),
  kinds: z.array(callKindSchema),
  holidays: z.array(holidaySchema),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Levels that are there today, with their people. */
  levels: z.array(z.object({ level: z.string(), people: z.int() })),
  /** Published, of the year. */
  calls: z.array(publishedCallSchema),
  ledger: ledgerSchema,
  /** Ahead; all of them only for who plans. */
  wishes: z.array(wishSchema),
  /** The last times that calls were published; only for who plans. */
  published: z.array(
    z.object({
      ...{ from: daySchema, to: daySchema, at: z.iso.datetime(), by: z.string(), calls: z.int() },
    }),
  ),
  /** The latest that is neither published nor discarded; only for who plans. */
  proposal: proposalSchema.nullable(),
})
export type CallView = z.infer<typeof callViewSchema>

const coded = z.array(z.object({ code: z.string(), name: z.string() }))
const houseHolidaysSchema = z.object({
  ...{ institution: z.string(), today: daySchema, changes: z.boolean() },
  holidays: z.array(holidaySchema),
  /** Whose lists are known; only for who changes them. */
  countries: coded,
})
export type HouseHolidays = z.infer<typeof houseHolidaysSchema>
const proposalsSchema = z.object({
  regions: coded,
  days: z.array(z.object({ on: daySchema, name: z.string(), isThere: z.boolean() })),
})
export type HolidayProposals = z.infer<typeof proposalsSchema>

const ofPlanner = { access: 'planner', risk: 'change', scope } as const
const ofMember = { access: 'member', risk: 'self', scope } as const

export const callContract = {
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/call',
    says: 'Kinds of call, holidays, the published calls of the year, and who carried how much.',
    access: 'member',
    risk: 'personal',
    scope,
    params: byId,
    output: callViewSchema,
  }),
  plan: endpoint({
    ...ofPlanner,
    method: 'POST',
    path: '/programmes/:id/call-proposals',
    says: 'Plan the calls of a range; nothing is published by it.',
    params: byId,
    body: planWordsSchema,
    output: z.object({ proposal: z.string() }),
  }),
  stop: endpoint({
    ...ofPlanner,
    method: 'PUT',
    path: '/programmes/:id/call-proposals/:proposal/stop',
    says: 'Stop planning calls and keep the best so far.',
    params: one,
    output: nothing,
  }),
  publish: endpoint({
    ...{ access: 'planner', risk: 'publish', scope },
    method: 'PUT',
    path: '/programmes/:id/call-proposals/:proposal/publication',
    says: 'Publish planned calls in place of those of the range that nobody has traded or pinned.',
    params: one,
    output: z.object({ added: z.int(), removed: z.int() }),
  }),
  discard: endpoint({
    ...ofPlanner,
    method: 'PUT',
    path: '/programmes/:id/call-proposals/:proposal/end',
    says: 'Discard planned calls, or end planning them.',
    params: one,
    output: nothing,
  }),
  wish: endpoint({
    ...ofMember,
    method: 'POST',
    path: '/programmes/:id/call-wishes',
    says: 'Ask for no call on some days, or for one.',
    params: byId,
    body: wishWordsSchema,
    output: z.object({ wish: z.string() }),
  }),
  unwish: endpoint({
    ...ofMember,
    method: 'DELETE',
    path: '/programmes/:id/call-wishes/:wish',
    says: 'Take back what one has asked for.',
    params: z.strictObject({ id: idSchema, wish: idSchema }),
    output: nothing,
  }),
  pin: endpoint({
    ...ofPlanner,
    method: 'PUT',
    path: '/programmes/:id/calls/:call/pin',
    says: 'Keep a call where it is when its range is planned anew, or no longer.',
    params: z.strictObject({ id: idSchema, call: idSchema }),
    body: z.strictObject({ pinned: z.boolean() }),
    output: nothing,
  }),
  addKind: endpoint({
    ...ofPlanner,
    method: 'POST',
    path: '/programmes/:id/call-kinds',
    says: 'Add a kind of call, with its hours, needs and points.',
    params: byId,
    body: kindWordsSchema,
    output: z.object({ kind: z.string() }),
  }),
  changeKind: endpoint({
    ...ofPlanner,
    method: 'PUT',
    path: '/programmes/:id/call-kinds/:kind',
    says: 'Change a kind of call; published calls stay as they are.',
    params: z.strictObject({ id: idSchema, kind: idSchema }),
    body: kindWordsSchema.extend({ version: z.int().min(1) }),
    output: z.object({ version: z.int() }),
  }),
  endKind: endpoint({
    ...ofPlanner,
    method: 'PUT',
    path: '/programmes/:id/call-kinds/:kind/end',
    says: 'Plan a kind of call no more, or again.',
    params: z.strictObject({ id: idSchema, kind: idSchema }),
    body: z.strictObject({ ended: z.boolean() }),
    output: nothing,
  }),
  addHoliday: endpoint({
    ...ofPlanner,
    method: 'POST',
    path: '/programmes/:id/holidays',
    says: 'Make a day a holiday of the programme.',
    params: byId,
    body: holidayWordsSchema,
    output: nothing,
  }),
  removeHoliday: endpoint({
    ...ofPlanner,
    method: 'DELETE',
    path: '/programmes/:id/holidays/:holiday',
    says: 'Remove a holiday of the programme.',
    params: z.strictObject({ id: idSchema, holiday: idSchema }),
    output: nothing,
  }),
  houseHolidays: endpoint({
    method: 'GET',
    path: '/holidays',
    says: 'Holidays of the institution.',
    access: 'signed-in',
    output: houseHolidaysSchema,
  }),
  proposeHolidays: endpoint({
    method: 'GET',
    path: '/holidays/proposals',
    says: 'Public holidays of a country or a region of it in a year, from a kept list.',
    access: 'administrator',
    query: z.strictObject({
      country: z.string().max(3),
      region: z.string().max(10).default(''),
      year: z.coerce.number().int().min(2000).max(2100),
    }),
    output: proposalsSchema,
  }),
  addHouseHolidays: endpoint({
    method: 'POST',
    path: '/holidays',
    says: 'Write down holidays of the institution, all of them or none.',
    access: 'administrator',
    body: z.strictObject({ holidays: z.array(holidayWordsSchema).min(1).max(80) }),
    output: nothing,
  }),
  removeHouseHoliday: endpoint({
    method: 'DELETE',
    path: '/holidays/:holiday',
    says: 'Make a holiday of the institution an ordinary day again.',
    access: 'administrator',
    params: z.strictObject({ holiday: idSchema }),
    output: nothing,
  }),
}
