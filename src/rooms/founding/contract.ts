// What the founding room offers over HTTP.
import { z } from 'zod'
import { endpoint } from '../../platform/contract.ts'
import { personSchema } from '../people/schema.ts'
import { workbookSchema } from '../sheets/schema.ts'
import { foundedSchema, foundingSchema, openingSchema } from './schema.ts'

export const foundingContract = {
  open: endpoint({
    method: 'POST',
    path: '/institutions',
    says: 'An institution of your own, with you as its administrator, signed in. Only while no real one is here.',
    access: 'anyone',
    risk: 'rights',
    body: openingSchema,
    output: z.object({ person: personSchema }),
  }),
  read: endpoint({
    method: 'POST',
    path: '/workbooks',
    says: 'Read a workbook or CSV file from which a programme begins. Nothing is kept.',
    access: 'founder',
    takesFile: true,
    body: z.instanceof(Uint8Array),
    output: workbookSchema,
  }),
  found: endpoint({
    method: 'POST',
    path: '/programmes',
    says: 'A programme with its first year: people, work, rules and an empty draft. For planners.',
    access: 'founder',
    body: foundingSchema,
    output: foundedSchema,
  }),
}
