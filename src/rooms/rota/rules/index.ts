// The list of planning rules: a rule exists when it stands here.
import type { Rule } from '../../planning/rule.ts'
import { away } from './away.ts'
import { blackout } from './blackout.ts'
import { burden } from './burden.ts'
import { coverage } from './coverage.ts'
import { equalShare } from './equal-share.ts'
import { fairShare } from './fair-share.ts'
import { filled } from './filled.ts'
import { fragments } from './fragments.ts'
import { hours } from './hours.ts'
import { leave } from './leave.ts'
import { levelGate } from './level-gate.ts'
import { only } from './only.ts'
import { order } from './order.ts'
import { pairing } from './pairing.ts'
import { partition } from './partition.ts'
import { pins } from './pins.ts'
import { repeat } from './repeat.ts'
import { requirement } from './requirement.ts'
import { resource } from './resource.ts'
import { runLength } from './run-length.ts'
import { sequence } from './sequence.ts'
import { siteChange } from './site-change.ts'
import { spacing } from './spacing.ts'
import { supervision } from './supervision.ts'
import { together } from './together.ts'
import { total } from './total.ts'
import { turns } from './turns.ts'
import { weekends } from './weekends.ts'
import { window } from './window.ts'
import { wishes } from './wishes.ts'

/** In reading order: services, presence, curriculum, shape of the year, fairness, wishes. */
export const rotaRules: readonly Rule[] = [
  coverage,
  filled,
  total,
  resource,
  supervision,
  pairing,
  partition,
  pins,
  leave,
  away,
  blackout,
  requirement,
  only,
  order,
  levelGate,
  runLength,
  window,
  spacing,
  sequence,
  repeat,
  together,
  hours,
  weekends,
  fragments,
  siteChange,
  equalShare,
  fairShare,
  burden,
  turns,
  wishes,
]
