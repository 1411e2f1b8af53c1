// What the audit room offers over HTTP.
import { z } from 'zod'
import { byId, endpoint } from '../../platform/contract.ts'
import { chainSchema, entrySchema, rightSchema, searchSchema } from './schema.ts'

const page = z.object({ entries: z.array(entrySchema), more: z.boolean() })

export const auditContract = {
  search: endpoint({
    method: 'GET',
    path: '/audit',
    says: 'Who did what, when, for whom and why. Looking is written down too.',
    access: 'auditor',
    risk: 'personal',
    query: searchSchema,
    output: page,
  }),
  chain: endpoint({
    method: 'GET',
    path: '/audit/chain',
    says: 'Is every entry there and what it was? Computed anew.',
    access: 'auditor',
    output: chainSchema,
  }),
  ofProgramme: endpoint({
    method: 'GET',
    path: '/programmes/:id/people/:person/history',
    says: 'What was done to the record of a person of the programme.',
    access: 'planner',
    scope: 'programme',
    risk: 'personal',
    params: byId.extend({ person: byId.shape.id }),
    output: page,
  }),
  mine: endpoint({
    method: 'GET',
    path: '/my-history',
    says: 'What was done to your own record, and by whom.',
    access: 'account',
    risk: 'personal',
    output: page,
  }),
  rights: endpoint({
    method: 'GET',
    path: '/rights',
    says: 'Who may see and do what: the table by which the server decides.',
    access: 'signed-in',
    output: z.object({ rights: z.array(rightSchema) }),
  }),
}
