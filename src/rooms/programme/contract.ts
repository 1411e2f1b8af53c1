// What the programme room offers over HTTP.
import { z } from 'zod'
import { byId, endpoint } from '../../platform/contract.ts'
import { programmeSummarySchema, programmeViewSchema } from './schema.ts'

export const programmeContract = {
  list: endpoint({
    method: 'GET',
    path: '/programmes',
    says: 'The programmes in which the acting person holds a role.',
    access: 'signed-in',
    output: z.object({ programmes: z.array(programmeSummarySchema) }),
  }),
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id',
    says: 'One programme with its catalogue, sites, equipment and people.',
    access: 'member',
    scope: 'programme',
    params: byId,
    output: programmeViewSchema,
  }),
}
