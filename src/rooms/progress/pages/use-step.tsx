// A step on the road to graduation, with undo; the pages of the road are asked for anew.
import { useStepOf } from '../../people/pages/use-step.tsx'
import { PROGRESS } from './queries.ts'

export const useStep = <Answer,>(options: { done?: () => void } = {}) =>
  useStepOf<Answer>(PROGRESS, options)
