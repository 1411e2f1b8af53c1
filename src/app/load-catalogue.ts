// The catalogue of a demo programme: in force since July, the draft of the next year, who has learned what.
import type { DemoCatalogue } from '../../demo/catalogues.ts'
import type { Tx } from '../platform/database.ts'
import {
  findCatalogueOn,
  insertCompetency,
  insertDraft,
  insertInForce,
  setIsPublic,
} from '../rooms/catalogue/index.ts'

export async function loadCatalogue(tx: Tx, tenant: string, of: DemoCatalogue): Promise<void> {
  const { programme, since, by } = of
  const { catalogue } = await findCatalogueOn(tx, programme, since)
  await insertInForce(tx, tenant, { programme, document: catalogue, since })
  const electives = catalogue.electives.map((elective) => ({
    ...elective,
    ...of.next.find(({ id }) => id === elective.id),
  }))
  await insertDraft(tx, tenant, { programme, document: { ...catalogue, electives }, by })
  await setIsPublic(tx, tenant, programme, of.isPublic)
  for (const competency of of.competencies)
    await insertCompetency(tx, tenant, { ...competency, programme, by })
}
