// The demo programmes: one set of facts for seeds, tests, pictures and guides.
import { brigham } from './brigham.ts'
import { call, holidays } from './call.ts'
import { cast, signIns } from './cast.ts'
import { catalogues } from './catalogues.ts'
import { progress } from './curricula.ts'
import { johnsHopkins } from './johns-hopkins.ts'
import { mayo } from './mayo.ts'
import { plans } from './plans.ts'
import { stays } from './stays.ts'

export const books = [johnsHopkins, mayo, brigham]

export const demo = {
  institutions: books.map((book) => book.institution),
  sites: books.flatMap((book) => book.sites),
  equipment: books.flatMap((book) => book.equipment),
  headlines: books.flatMap((book) => book.headlines),
  volumes: books.flatMap((book) => book.volumes),
  referringServices: books.flatMap((book) => book.referringServices),
  programmes: books.flatMap((book) => book.programmes),
  rotations: books.flatMap((book) => book.rotations),
  services: books.flatMap((book) => book.services),
  conferences: books.flatMap((book) => book.conferences),
  electiveSections: books.flatMap((book) => book.electiveSections),
  electives: books.flatMap((book) => book.electives),
  miniFellowships: books.flatMap((book) => book.miniFellowships),
  checklists: books.flatMap((book) => book.checklists),
  cast,
  signIns,
  plans,
  progress,
  catalogues,
  stays,
  call,
  holidays,
}

export { demoPlan, demoProblem } from './plans.ts'
export { fullName, trainees, YEAR } from './cast.ts'
