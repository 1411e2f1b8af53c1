// What the worktime room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { causeWordsSchema, classHoursSchema, confirmSchema, myHoursSchema } from './schema.ts'

const scope = 'programme' as const
const ofWeek = z.strictObject({ id: idSchema, person: idSchema, monday: daySchema })

export const worktimeContract = {
  waiting: endpoint({
    method: 'GET',
    path: '/hours',
    says: 'Weeks of the acting person that are over and not confirmed.',
    access: 'signed-in',
    risk: 'self',
    output: z.object({ weeks: z.array(z.object({ programme: z.string(), monday: daySchema })) }),
  }),
  week: endpoint({
    method: 'GET',
    path: '/programmes/:id/people/:person/hours/:monday',
    says: 'A week of hours: planned, confirmed, and what the rules say.',
    fields: 'One’s own, or as a planner.',
    access: 'member',
    risk: 'personal',
    scope,
    params: ofWeek,
    output: myHoursSchema,
  }),
  confirm: endpoint({
    method: 'PUT',
    path: '/programmes/:id/people/:person/hours/:monday',
    says: 'Confirm what was worked in a week. A closed week is changed by planners, with the reason.',
    fields: 'One’s own, or as a planner.',
    access: 'member',
    risk: 'self',
    scope,
    params: ofWeek,
    body: confirmSchema,
    output: z.object({ version: z.int() }),
  }),
  cause: endpoint({
    method: 'PUT',
    path: '/programmes/:id/people/:person/hours-causes',
    says: 'What a broken rule about hours came of, and what will be done about it.',
    fields: 'One’s own, or as a planner; what will be done is the planner’s.',
    access: 'member',
    risk: 'self',
    scope,
    params: z.strictObject({ id: idSchema, person: idSchema }),
    body: causeWordsSchema,
    output: z.object({ version: z.int() }),
  }),
  class: endpoint({
    method: 'GET',
    path: '/programmes/:id/hours',
    says: 'The hours of everybody: what is confirmed, what was broken, what would be.',
    access: 'planner',
    risk: 'personal',
    scope,
    params: byId,
    output: classHoursSchema,
  }),
}
