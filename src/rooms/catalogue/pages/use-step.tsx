// A step in the catalogue, with undo; the pages of the catalogue are asked for anew.
import { useStepOf } from '../../people/pages/use-step.tsx'
import { CATALOGUE } from './queries.ts'

export const useStep = <Answer,>(options: { done?: () => void } = {}) =>
  useStepOf<Answer>(CATALOGUE, options)
