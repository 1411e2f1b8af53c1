// The four plans of the demo, and each of them as the planning problem that the solver reads.
import { FORMAT, type ProblemInput } from '../src/rooms/planning/schema.ts'
import { fullName } from './cast.ts'
import { brighamJuniorPlan } from './plan-brigham-juniors.ts'
import { brighamSeniorPlan } from './plan-brigham-r4.ts'
import { hopkinsPlan } from './plan-hopkins.ts'
import { mayoPlan } from './plan-mayo.ts'
import type { DemoPlan, PlanWork } from './types.ts'

export const plans: DemoPlan[] = [hopkinsPlan, mayoPlan, brighamSeniorPlan, brighamJuniorPlan]

export function demoPlan(planId: string): DemoPlan {
  const found = plans.find((plan) => plan.id === planId)
  if (!found) throw new Error(`There is no plan "${planId}" in the demo`)
  return found
}

/** The plan as a problem file; what planning does not read (colours, sources) is left out. */
export function demoProblem(planId: string): ProblemInput {
  const plan = demoPlan(planId)
  return {
    format: FORMAT,
    version: 1,
    title: plan.title,
    periods: plan.calendar.map(({ id, label, from, to }) => ({ id, label, from, to })),
    people: plan.people.map(({ person, ...rest }) => ({
      id: person,
      name: fullName(person),
      ...rest,
    })),
    work: plan.works.map(planningWork),
    resources: plan.resources,
    absences: plan.absences,
    wishes: plan.wishes,
    pins: plan.pins,
    history: plan.history,
    rules: plan.rules.map(({ id, rule, params, strength, author, reason }) => ({
      id,
      rule,
      params,
      strength,
      ...(author ? { author } : {}),
      ...(reason ? { reason } : {}),
    })),
  }
}

function planningWork(work: PlanWork): ProblemInput['work'][number] {
  const { id, code, name, kind, categories, resource, site } = work
  return {
    ...{ id, code, name, kind, categories },
    ...(resource ? { resource } : {}),
    ...(site ? { site } : {}),
  }
}
