// What the swaps room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, lineSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import {
  callSchema,
  policySchema,
  proposalSchema,
  receiptSchema,
  reliefViewSchema,
  reliefWordsSchema,
  tradeViewSchema,
  tradeWordsSchema,
} from './schema.ts'

const scope = 'programme' as const
const one = z.strictObject({ id: idSchema, trade: idSchema })

export const myCallsSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  today: daySchema,
  zone: z.string(),
  calls: z.array(callSchema),
  /** In which I am, or that I could take. */
  trades: z.array(tradeViewSchema),
  policy: policySchema,
  plans: z.boolean(),
  /** By person: points that they took from me minus points that I took from them. */
  owed: z.array(z.object({ id: z.string(), name: z.string(), points: z.number() })),
})
export type MyCalls = z.infer<typeof myCallsSchema>

export const swapsContract = {
  waiting: endpoint({
    method: 'GET',
    path: '/trades',
    says: 'Trades of calls that wait for the acting person: to agree, or to approve.',
    access: 'signed-in',
    output: z.object({
      items: z.array(
        z.object({
          ...{ programme: z.string(), trade: z.string(), title: z.string(), says: z.string() },
        }),
      ),
      /** Programmes in which the acting person has calls. */
      programmes: z.array(z.string()),
    }),
  }),
  mine: endpoint({
    method: 'GET',
    path: '/programmes/:id/calls',
    says: 'One’s own calls ahead, and the trades that one is in or could join.',
    access: 'member',
    risk: 'self',
    scope,
    params: byId,
    output: myCallsSchema,
  }),
  find: endpoint({
    method: 'GET',
    path: '/programmes/:id/calls/:call/ways',
    says: 'Legal ways to be rid of one of one’s own calls, the best first.',
    access: 'member',
    risk: 'self',
    scope,
    params: z.strictObject({ id: idSchema, call: idSchema }),
    output: z.object({ call: callSchema, proposals: z.array(proposalSchema) }),
  }),
  propose: endpoint({
    method: 'POST',
    path: '/programmes/:id/trades',
    says: 'Propose a trade of calls: to somebody, in a circle, or to whoever can take it.',
    access: 'member',
    risk: 'self',
    scope,
    params: byId,
    body: tradeWordsSchema,
    output: z.object({ trade: z.string() }),
  }),
  agree: endpoint({
    method: 'PUT',
    path: '/programmes/:id/trades/:trade/agreement',
    says: 'Agree to a trade, take an open offer, or decline.',
    access: 'member',
    risk: 'self',
    scope,
    params: one,
    body: z.strictObject({ agrees: z.boolean() }),
    output: z.object({ state: z.string() }),
  }),
  withdraw: endpoint({
    method: 'PUT',
    path: '/programmes/:id/trades/:trade/withdrawal',
    says: 'Take back what one has proposed, before it is done.',
    access: 'member',
    risk: 'self',
    scope,
    params: one,
    output: z.object({}),
  }),
  list: endpoint({
    method: 'GET',
    path: '/programmes/:id/trades',
    says: 'All trades of a programme, the newest first, and who owes whom.',
    access: 'planner',
    risk: 'personal',
    scope,
    params: byId,
    output: z.object({
      trades: z.array(tradeViewSchema),
      policy: policySchema,
      ledger: z.array(
        z.object({
          ...{ from: z.string(), to: z.string(), points: z.number(), trades: z.int() },
        }),
      ),
    }),
  }),
  decide: endpoint({
    method: 'PUT',
    path: '/programmes/:id/trades/:trade/decision',
    says: 'Approve a trade to which all have agreed, or refuse it with the reason.',
    access: 'planner',
    risk: 'publish',
    scope,
    params: one,
    body: z.strictObject({ approves: z.boolean(), reason: lineSchema(300).default('') }),
    output: z.object({}),
  }),
  setPolicy: endpoint({
    method: 'PUT',
    path: '/programmes/:id/swap-policy',
    says: 'Say whether trades that break nothing need an approval, and how long before a call they are open.',
    access: 'planner',
    scope,
    params: byId,
    body: policySchema,
    output: z.object({}),
  }),
  relief: endpoint({
    method: 'GET',
    path: '/programmes/:id/calls/:call/relief',
    says: 'Who can have a call in place of who cannot, backup first; and why the others cannot.',
    access: 'planner',
    risk: 'personal',
    scope,
    params: z.strictObject({ id: idSchema, call: idSchema }),
    output: reliefViewSchema,
  }),
  relieve: endpoint({
    method: 'POST',
    path: '/programmes/:id/calls/:call/relief',
    says: 'Give a call to somebody else because who has it cannot come; with a receipt.',
    access: 'planner',
    risk: 'publish',
    scope,
    params: z.strictObject({ id: idSchema, call: idSchema }),
    body: reliefWordsSchema,
    output: receiptSchema,
  }),
}
