// What does the source say of a roster? Its rules once more, from its README, sharing nothing with src.
import { dayEvenness, dayViolations, spreadOf } from './real-checker-days.ts'
import type { Look, Source, SourcePerson, SourceRoster, SourceRule } from './real-source.ts'

export type SourceVerdict = { broken: { rule: string; where: string }[]; score: number }

export function checkSource(source: Source, roster: SourceRoster): SourceVerdict {
  const verdict: SourceVerdict = { broken: [], score: 0 }
  const known = new Set(source.activities.map((activity) => activity.id))
  for (const { id } of source.people) {
    const row = roster[id] ?? []
    if (row.length !== source.time.count || row.some((activity) => !known.has(activity)))
      verdict.broken.push({ rule: 'form', where: id })
  }
  for (const rule of source.rules) {
    const judge = hard[rule.type] ?? soft[rule.type] ?? refuse
    const look = lookFor(source, rule, roster)
    const result = judge(look)
    if (typeof result === 'number') verdict.score += (rule.weight ?? 1) * result
    else for (const where of result) verdict.broken.push({ rule: rule.id, where })
  }
  if (source.objective.sense === 'min') verdict.score += costs(source, roster)
  return verdict
}

function lookFor(source: Source, rule: SourceRule, roster: SourceRoster): Look {
  const { people: chosen, activities = [] } = rule
  const [first, last] = rule.window ?? [0, source.time.count - 1]
  const range = Array.from({ length: last - first + 1 }, (_, nth) => first + nth)
  const wanted = new Set(activities)
  return {
    ...{ source, rule },
    people: source.people.filter(
      ({ id, group }) => !chosen || chosen.ids?.includes(id) || chosen.groups?.includes(group),
    ),
    periods: rule.type === 'pair' ? range : (rule.periods ?? range),
    row: (person) => roster[person.id] ?? [],
    isIn: (activity) => activity !== undefined && wanted.has(activity),
  }
}

const refuse = ({ rule }: Look): never => {
  throw new Error(`The checker does not know the rule type "${rule.type}".`)
}

/** Cost of each person, period and activity, as `2|Cornea: 3`. */
function costs(source: Source, roster: SourceRoster): number {
  let sum = 0
  for (const person of source.people)
    roster[person.id]?.forEach((activity, k) => (sum += person.costs?.[`${k}|${activity}`] ?? 0))
  return sum
}

const times = (list: readonly unknown[], test: (k: number) => boolean): number =>
  list.reduce<number>((sum, _, k) => sum + (test(k) ? 1 : 0), 0)

const held = ({ periods, row, isIn }: Look, person: SourcePerson): number =>
  periods.filter((k) => isIn(row(person)[k])).length

const onDuty = ({ people, row, isIn }: Look, k: number): SourcePerson[] =>
  people.filter((person) => isIn(row(person)[k]))

/** Places of a row, of each person, for which the test holds. */
function places(look: Look, test: (row: string[], k: number, person: SourcePerson) => boolean) {
  return look.people.flatMap((person) => {
    const row = look.row(person)
    return row.flatMap((_, k) => (test(row, k, person) ? [`${person.id} ${k}`] : []))
  })
}

const hard: Record<string, (look: Look) => string[]> = {
  count: (look) => {
    const { min = 0, max = Infinity, scope, exempt } = look.rule
    if (scope === 'total') {
      const all = look.people.reduce((sum, person) => sum + held(look, person), 0)
      return all < min || all > max ? [`total ${all}`] : []
    }
    return look.people.flatMap((person) => {
      if (exempt && person.fullLeave?.length) return []
      const count = held(look, person)
      return count < min || count > max ? [`${person.id} ${count}`] : []
    })
  },
  cover: (look) => {
    const { min = 0, max = Infinity } = look.rule
    return look.periods.flatMap((k) => {
      const count = onDuty(look, k).length
      return count < min || count > max ? [`${k}: ${count}`] : []
    })
  },
  cover_weighted: (look) => {
    const { min = 0, weightFull = 1, weightHalfLeave = 1 } = look.rule
    return look.periods.flatMap((k) => {
      let sum = 0
      for (const person of onDuty(look, k))
        sum += person.halfLeave?.includes(k) ? weightHalfLeave : weightFull
      return sum < min ? [`${k}: ${sum}`] : []
    })
  },
  forbid: (look) => places(look, (row, k) => look.periods.includes(k) && look.isIn(row[k])),
  force: (look) => places(look, (row, k) => look.periods.includes(k) && !look.isIn(row[k])),
  full_leave: (look) =>
    places(look, (row, k, person) => {
      const isLeave = row[k] === look.rule.activity
      return isLeave !== (person.fullLeave ?? []).includes(k)
    }),
  half_leave: (look) =>
    places(look, (row, k, { halfLeave = [], group }) => {
      if (!halfLeave.includes(k)) return false
      return !look.rule.allowed?.[group]?.includes(row[k]!)
    }),
  group_activities: (look) =>
    places(look, (row, k, { group }) => {
      return row[k] !== 'LEAVE' && !look.rule.allowed?.[group]?.includes(row[k]!)
    }),
  window: (look) => {
    const { span = [0, look.source.time.count - 1], length = 1, max = Infinity } = look.rule
    return places(look, (row, k) => {
      if (k < span[0] || k + length - 1 > span[1]) return false
      return times(row.slice(k, k + length), (n) => look.isIn(row[k + n])) > max
    })
  },
  contiguous: (look) =>
    look.people.flatMap((person) => {
      const row = look.row(person)
      const runs = times(row, (k) => look.isIn(row[k]) && !look.isIn(row[k - 1]))
      return runs > 1 ? [person.id] : []
    }),
  run: (look) => {
    const { minLen = 0, maxLen = Infinity } = look.rule
    return places(look, (row, k) => {
      if (!look.isIn(row[k]) || row[k - 1] === row[k]) return false
      let end = k
      while (row[end + 1] === row[k]) end++
      const length = end - k + 1
      return length < minLen || length > maxLen
    })
  },
  no_cross: (look) => {
    const block = look.source.time.block ?? []
    return places(look, (row, k) => {
      const isEdge = k + 1 < row.length && block[k] !== block[k + 1]
      return isEdge && look.isIn(row[k]) && row[k] === row[k + 1]
    })
  },
  no_cross_pairs: (look) =>
    places(look, (row, k) => {
      const isEdge = look.rule.boundaries?.includes(k) ?? false
      return isEdge && look.isIn(row[k]) && row[k] === row[k + 1]
    }),
  prereq: (look) => {
    const { target = [], source = [], min = 1 } = look.rule
    return places(look, (row, k) => {
      const done = row.slice(0, k).filter((activity) => source.includes(activity)).length
      return target.includes(row[k]!) && done < min
    })
  },
  next_in: (look) =>
    places(look, (row, k) => {
      const isJudged = k + 1 < row.length && look.isIn(row[k])
      return isJudged && !look.rule.next?.includes(row[k + 1]!)
    }),
  forbid_transition: (look) =>
    places(look, (row, k) => {
      const { from = [], to = [] } = look.rule
      return k > 0 && from.includes(row[k - 1]!) && to.includes(row[k]!)
    }),
  same_state: (look) => {
    const [one, other] = look.people.map(look.row)
    return (one ?? []).flatMap((activity, k) =>
      look.isIn(activity) === look.isIn(other?.[k]) ? [] : [`${k}`],
    )
  },
  periodic: (look) => {
    const { field = '', period = 1 } = look.rule
    const clinics = new Set(look.source.people.map((person) => person[field]))
    return look.people.flatMap((person) => {
      const row = look.row(person)
      const weeks = row.flatMap((activity, k) => (clinics.has(activity) ? [k] : []))
      const first = weeks[0] ?? period
      const wanted = row.flatMap((_, k) => (k >= first && (k - first) % period === 0 ? [k] : []))
      const isOwn = weeks.every((k) => row[k] === person[field])
      return first < period && isOwn && weeks.join() === wanted.join() ? [] : [person.id]
    })
  },
  mean_hours: (look) => {
    const { length = 1, maxMean = Infinity } = look.rule
    const hours = new Map(look.source.activities.map(({ id, hours: each }) => [id, each ?? 0]))
    return places(look, (row, k) => {
      if (k + length > row.length) return false
      const sum = row.slice(k, k + length).reduce((all, each) => all + (hours.get(each) ?? 0), 0)
      return sum / length > maxMean + 1e-9
    })
  },
  no_consecutive_days: dayViolations,
  day_gap: dayViolations,
  same_day_pair: dayViolations,
  weekend_gap: dayViolations,
}

/** How often it happens; the weight of the rule is for the caller. */
const soft: Record<string, (look: Look) => number> = {
  leave_preference: (look) => {
    let sum = 0
    for (const person of look.people)
      person.leavePreferences?.forEach((k, nth) => {
        if (look.isIn(look.row(person)[k])) sum += look.rule.weights?.[nth] ?? 0
      })
    return sum
  },
  week_preference: (look) =>
    look.people.reduce((sum, person) => {
      const wishes = person[look.rule.field ?? ''] as number[]
      return sum + look.row(person).reduce((all, a, k) => all + (look.isIn(a) ? wishes[k]! : 0), 0)
    }, 0),
  prefer: (look) => look.people.reduce((sum, person) => sum + held(look, person), 0),
  state: (look) => look.people.reduce((sum, person) => sum + held(look, person), 0),
  sequence: (look) => {
    const { left = [], right = [], span = [0, Infinity], direction } = look.rule
    const isOther = left.some((each) => !right.includes(each)) || left.length !== right.length
    const either = direction === 'either' && isOther
    const follows = (ones: string[], others: string[]) =>
      places(look, (row, k) => {
        if (k < span[0] || k >= span[1] || k + 1 >= row.length) return false
        return ones.includes(row[k]!) && others.includes(row[k + 1]!)
      }).length
    return follows(left, right) + (either ? follows(right, left) : 0)
  },
  same_next: (look) => {
    const { span = [0, Infinity] } = look.rule
    return places(look, (row, k) => {
      if (k < span[0] || k >= span[1] || k + 1 >= row.length) return false
      return look.isIn(row[k]) && row[k] === row[k + 1]
    }).length
  },
  pair: (look) => {
    const { trigger = [], paired = [], periods: [a = 0, b = 0] = [] } = look.rule
    return look.people.filter((person) => {
      const [one, other] = [look.row(person)[a]!, look.row(person)[b]!]
      if (trigger.includes(one) && paired.includes(other)) return true
      return paired.includes(one) && trigger.includes(other)
    }).length
  },
  balance: (look) => {
    let sum = 0
    for (const group of look.rule.people?.groups ?? [])
      sum += spreadOf(look.source.people.filter((p) => p.group === group).map((p) => held(look, p)))
    return sum
  },
  window_full: (look) => {
    const { length = 1 } = look.rule
    return places(look, (row, k) => {
      const part = row.slice(k, k + length)
      return part.length === length && part.every(look.isIn)
    }).length
  },
  gap_one: (look) => places(look, (row, k) => look.isIn(row[k]) && row[k + 2] === row[k]).length,
  soft_cover: (look) => {
    const { min = 0, max = Infinity } = look.rule
    return look.periods.reduce((sum, k) => {
      const count = onDuty(look, k).length
      return sum + Math.max(0, min - count) + Math.max(0, count - max)
    }, 0)
  },
  soft_count: (look) =>
    look.people.reduce((sum, p) => sum + Math.max(0, (look.rule.min ?? 0) - held(look, p)), 0),
  spread: dayEvenness,
}
