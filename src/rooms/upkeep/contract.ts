// What the upkeep room offers over HTTP.
import { endpoint } from '../../platform/contract.ts'
import { systemSchema, upkeepSchema } from './schema.ts'

export const upkeepContract = {
  system: endpoint({
    method: 'GET',
    path: '/system',
    says: 'How this installation stands: backups and their age, versions, sizes, the queue.',
    access: 'operator',
    risk: 'look',
    output: systemSchema,
  }),
  backUp: endpoint({
    method: 'POST',
    path: '/system/backups',
    says: 'Make a backup now, in the background; one that is being made is answered instead.',
    access: 'operator',
    risk: 'look',
    output: upkeepSchema,
  }),
  testRestore: endpoint({
    method: 'POST',
    path: '/system/restore-tests',
    says: 'Restore the last backup into a database made for that, and compare every table.',
    access: 'operator',
    risk: 'look',
    output: upkeepSchema,
  }),
}
