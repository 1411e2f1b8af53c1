// The entry of a solver thread: all rules the program knows, and the search.
import { serveSolve } from '../rooms/planning/search/thread.ts'
import { rotaRules } from '../rooms/rota/rules/index.ts'
import { practice } from './practice.ts'

await serveSolve(rotaRules, practice)
