// What the sheets room offers over HTTP; the files themselves go out by plain addresses.
import { z } from 'zod'
import { byId, endpoint } from '../../platform/contract.ts'
import { draftViewSchema } from '../rota/schema.ts'
import { papers, splits } from './paper.ts'
import { aliasSchema, importSchema, workbookSchema } from './schema.ts'

const paperChoices = z.object({
  choices: z.array(
    z.object({
      paper: z.enum(papers),
      split: z.enum(splits),
      /** Size of the codes. */
      points: z.number(),
      isReadable: z.boolean(),
    }),
  ),
})

export const sheetsContract = {
  paperOfDraft: endpoint({
    method: 'GET',
    path: '/drafts/:id/paper',
    says: 'How large the codes of a draft would be on each paper.',
    access: 'planner',
    scope: 'draft',
    params: byId,
    output: paperChoices,
  }),
  paperOfPlan: endpoint({
    method: 'GET',
    path: '/plans/:id/paper',
    says: 'How large the codes of the published year would be on each paper.',
    access: 'member',
    scope: 'plan',
    params: byId,
    output: paperChoices,
  }),
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
