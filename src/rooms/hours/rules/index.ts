// All rules about work hours, by their ids.
import { callFrequency } from './call-frequency.ts'
import { callSpacing } from './call-spacing.ts'
import { careLimit } from './care-limit.ts'
import { freeDayAfterCall } from './free-day-after-call.ts'
import { freeDays } from './free-days.ts'
import { homeCallLoad } from './home-call-load.ts'
import { moonlightingPermission, moonlightingVisa, moonlightingYear } from './moonlighting.ts'
import { nightFloat } from './night-float.ts'
import { ownInitiative } from './own-initiative.ts'
import { periodLimit } from './period-limit.ts'
import { restAfterCall } from './rest-after-call.ts'
import { restBetween } from './rest-between.ts'
import type { HoursRule } from './rule.ts'
import { weeklyAverage } from './weekly-average.ts'

export const hoursRules: ReadonlyMap<string, HoursRule> = new Map(
  [
    weeklyAverage,
    freeDays,
    careLimit,
    periodLimit,
    ownInitiative,
    restAfterCall,
    restBetween,
    callFrequency,
    callSpacing,
    nightFloat,
    homeCallLoad,
    freeDayAfterCall,
    moonlightingYear,
    moonlightingPermission,
    moonlightingVisa,
  ].map((rule) => [rule.id, rule as HoursRule]),
)
