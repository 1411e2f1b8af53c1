// Upkeep over HTTP.
import { done } from '../../kernel/finding.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { askFor, type Keeping, readSystem } from './actions.ts'
import { upkeepContract as contract } from './contract.ts'

export function routeUpkeep(api: Api<Actor | undefined>, keeping: Keeping): void {
  api.on(contract.system, async () => done(await readSystem(keeping)))
  api.on(contract.backUp, () => askFor(keeping, 'backup'))
  api.on(contract.testRestore, () => askFor(keeping, 'restore-test'))
}
