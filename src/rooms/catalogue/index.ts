// The door of the catalogue room for later rooms.
export { levelOf } from './competencies.ts'
export {
  findCatalogueOn,
  findCatalogueVersion,
  findCompetencyNames,
  type Holding,
} from './holding.ts'
export { routeCatalogue } from './routes.ts'
export {
  findCompetencies,
  insertCompetency,
  insertDraft,
  insertInForce,
  setIsPublic,
} from './store.ts'
export { checkLength, checkSections, lockedFor } from './taking.ts'
export { chainsOf, type Variant, variantsOf } from './variants.ts'
