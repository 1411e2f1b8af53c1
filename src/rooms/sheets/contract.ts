// What the sheets room offers over HTTP; the files themselves go out by plain addresses.
import { z } from 'zod'
import { byId, endpoint } from '../../platform/contract.ts'
import { draftViewSchema } from '../rota/schema.ts'
import { aliasSchema, importSchema, workbookSchema } from './schema.ts'

export const sheetsContract = {
  read: endpoint({
    method: 'POST',
    path: '/plans/:id/workbooks',
    says: 'Read a workbook or CSV file. Nothing is kept.',
    access: 'planner',
    scope: 'plan',
    params: byId,
    takesFile: true,
    body: z.instanceof(Uint8Array),
    output: workbookSchema,
  }),
  aliases: endpoint({
    method: 'GET',
    path: '/plans/:id/aliases',
    says: 'What labels of workbooks have meant before in this programme.',
    access: 'planner',
    scope: 'plan',
    params: byId,
    output: z.object({ aliases: z.array(aliasSchema) }),
  }),
  importDraft: endpoint({
    method: 'POST',
    path: '/plans/:id/imports',
    says: 'A new draft with the cells of a workbook; remembers what its labels mean.',
    access: 'planner',
    scope: 'plan',
    params: byId,
    body: importSchema,
    output: draftViewSchema,
  }),
}
