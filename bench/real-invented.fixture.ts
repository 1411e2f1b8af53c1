// An invented problem that uses every rule type, with weights of both signs where both can be said.
import type { Source, SourceRule } from './real-source.ts'

const r1 = { groups: ['R1'] }
const works = ['A', 'B']

const hard: Omit<SourceRule, 'id' | 'hard'>[] = [
  { type: 'count', people: r1, activities: works, window: [1, 5], min: 1, max: 3 },
  { type: 'count', activities: ['A'], scope: 'total', min: 3, max: 8 },
  { type: 'count', activities: works, min: 1, exempt: 'away', people: { groups: ['R2'] } },
  { type: 'cover', activities: ['A'], periods: [0, 3], min: 1, max: 2 },
  { type: 'cover_weighted', activities: works, min: 6, weightFull: 3, weightHalfLeave: 1.5 },
  { type: 'forbid', people: { ids: ['P1'] }, activities: ['B'], window: [0, 1] },
  { type: 'force', people: { ids: ['P2', 'P3'] }, activities: works, periods: [3] },
  { type: 'full_leave', activity: 'LEAVE' },
  { type: 'half_leave', allowed: { R1: ['A'], R2: ['A', 'B', 'K1'] } },
  { type: 'group_activities', allowed: { R1: ['A', 'B', 'K1', 'K2'], R2: ['A', 'K1', 'K2'] } },
  { type: 'window', activities: works, length: 3, max: 2, span: [1, 6] },
  { type: 'contiguous', people: r1, activities: works },
  { type: 'run', activities: works, minLen: 2, maxLen: 3 },
  { type: 'no_cross', activities: works },
  { type: 'no_cross_pairs', people: r1, activities: works, boundaries: [0, 4] },
  { type: 'prereq', target: ['B'], source: ['A', 'K1'], min: 2 },
  { type: 'next_in', activities: ['A'], next: ['B', 'K2'] },
  { type: 'forbid_transition', from: ['A'], to: ['B', 'K1'] },
  { type: 'same_state', people: { ids: ['P1', 'P3'] }, activities: works },
  { type: 'periodic', field: 'clinic', period: 3 },
  { type: 'mean_hours', length: 3, maxMean: 60, callHours: 24 },
]

const soft: Omit<SourceRule, 'id' | 'hard'>[] = [
  { type: 'leave_preference', people: r1, activities: ['B'], weights: [50, 20, 0, 3] },
  { type: 'week_preference', activities: ['A'], field: 'wishes', weight: 2 },
  { type: 'prefer', people: { ids: ['P4'] }, activities: works, periods: [1, 6], weight: 10 },
  { type: 'state', activities: ['A'], window: [2, 7], weight: 3 },
  { type: 'state', people: r1, activities: ['K1'], weight: -4 },
  {
    type: 'sequence',
    left: ['A'],
    right: ['B', 'K1'],
    direction: 'either',
    span: [1, 6],
    weight: 7,
  },
  { type: 'sequence', left: ['A'], right: ['B'], direction: 'forward', span: [0, 7], weight: -6 },
  { type: 'sequence', left: works, right: works, direction: 'either', span: [0, 7], weight: 5 },
  { type: 'same_next', activities: works, span: [2, 7], weight: 1 },
  { type: 'same_next', people: r1, activities: works, span: [0, 7], weight: -2 },
  { type: 'pair', trigger: ['A', 'B'], paired: ['B', 'K1'], periods: [1, 5], weight: 8 },
  {
    type: 'balance',
    people: { groups: ['R1', 'R2'] },
    activities: works,
    window: [0, 5],
    weight: -3,
  },
  { type: 'window_full', activities: works, length: 3, weight: -9 },
  { type: 'gap_one', activities: works, weight: -1 },
  { type: 'gap_one', people: r1, activities: ['A'], weight: 2 },
  { type: 'soft_cover', activities: ['B'], window: [1, 6], min: 1, max: 2, weight: -2 },
  { type: 'soft_count', people: r1, activities: works, min: 5, weight: -3 },
]

const named = (rules: Omit<SourceRule, 'id' | 'hard'>[], sign: string, isHard: boolean) =>
  rules.map((rule, nth) => ({ ...rule, id: `${sign}${nth}`, hard: isHard }))

const activities = [
  { id: 'A', hours: 80 },
  { id: 'B', hours: 50.5 },
  { id: 'K1', hours: 20 },
  { id: 'K2' },
  { id: 'LEAVE' },
]

export const inventedWeeks: Source = {
  ...{ id: 'weeks', title: 'Invented weeks', activities },
  time: { unit: 'week', count: 8, start: null, block: [1, 1, 1, 2, 2, 3, 3, 3] },
  people: [
    { id: 'P1', group: 'R1', leavePreferences: [3, 1, 2, 6], halfLeave: [4] },
    { id: 'P2', group: 'R1', leavePreferences: [0, 9, 7], fullLeave: [6] },
    { id: 'P3', group: 'R2', fullLeave: [1, 2], halfLeave: [5] },
    { id: 'P4', group: 'R2' },
    { id: 'P5', group: 'R2', halfLeave: [0, 7] },
  ].map((person, nth) => ({
    ...person,
    clinic: nth % 2 ? 'K2' : 'K1',
    wishes: [3, 0, -2, 0, 3, -2, 1, 0],
  })),
  rules: [...named(hard, 'h', true), ...named(soft, 's', false)],
  objective: { sense: 'max', text: 'sum of weights' },
}

/** From a Thursday on, so that the first weekend is whole and the last one is cut. */
export const inventedDays: Source = {
  ...{ id: 'days', title: 'Invented days', activities: [{ id: 'OFF' }, { id: 'CALL' }] },
  time: { unit: 'day', count: 24, start: '2026-07-02', excluded: [8] },
  people: [
    { id: 'P1', group: 'R1' },
    { id: 'P2', group: 'R1' },
    { id: 'P3', group: 'R2' },
  ],
  rules: [
    ...named(
      ['no_consecutive_days', 'day_gap', 'same_day_pair', 'weekend_gap'].map((type) => ({
        ...{ type, people: r1, activities: ['CALL'] },
      })),
      'h',
      true,
    ),
    ...named(
      [
        {
          ...{ type: 'spread', activities: ['CALL'], weight: -2 },
          classes: { weekday: [0, 1, 2, 3], friSun: [4, 6], saturday: [5] },
        },
      ],
      's',
      false,
    ),
  ],
  objective: { sense: 'max', text: 'evenness' },
}
