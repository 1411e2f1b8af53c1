// How is the rule book of a large radiology residency said in our words? It has no roster to go with it.

/** One entry of the rule book; `missing` = what cannot be said yet, and why. */
export type Entry = {
  from: string
  choices: { rule: string; params: Record<string, unknown> }[]
  missing?: string
}

const systems = ['U', 'S', 'V']
/** Weeks 1-2 and 3-4 of each block; after the first week of each half nobody changes the system. */
const firstOfHalf = Array.from(
  { length: 26 },
  (_, nth) => `w${String(nth * 2 + 1).padStart(2, '0')}`,
)
const requirement = (params: Record<string, unknown>) => ({ rule: 'rota.requirement', params })
const staff = (works: string[], bounds: Record<string, unknown>) => ({
  ...{ rule: 'rota.coverage', params: { works, ...bounds } },
})
const ir = ['Mir', 'Zir', 'Sir', 'Vir']
const nights = ['Mnf', 'Snf2', 'Snf']

/**
 * Levels are R1 to R4, pathways (`ESIR`, `NRDR`, `T32`, `approved`) are groups, the sites of the
 * works are the hospital systems and weeks are the periods. Whole training = with history.
 */
export const radiologyRules: readonly Entry[] = [
  {
    from: 'graduation: breast',
    choices: [
      requirement({
        works: ['Pcbi', 'Sbi'],
        levels: ['R4'],
        bound: 'at-least',
        amount: 12,
        withHistory: true,
      }),
    ],
    missing: '300 cases: the roster counts time, not cases',
  },
  {
    from: 'graduation: nuclear, with credit',
    choices: [
      requirement({
        ...{ works: ['Mnuc'], levels: ['R4'], bound: 'at-least', amount: 16, withHistory: true },
        credit: { Mai: 0.25, Mch: 0.25, Mch2: 0.25, Peds: 0.25, Mx: 0.25 },
      }),
    ],
    missing: 'credit is in proportion, not one whole week for every four',
  },
  {
    from: 'graduation: nuclear pathway',
    choices: [
      requirement({
        ...{ works: ['Mnuc', 'Research'], people: ['pathway-r4'], bound: 'at-least', amount: 48 },
        withHistory: true,
      }),
      requirement({ works: ['Mnuc'], levels: ['NRDR'], bound: 'at-least', amount: 24 }),
    ],
  },
  {
    from: 'graduation: IR and neuro pathways',
    choices: [
      requirement({
        works: ir,
        levels: ['ESIR'],
        bound: 'at-least',
        amount: 12,
        withHistory: true,
      }),
      requirement({ works: ['Mucic', 'Smr'], levels: ['ESNR'], bound: 'at-least', amount: 24 }),
      requirement({ works: ['Smr'], levels: ['ESNR'], bound: 'at-most', amount: 4 }),
    ],
  },
  {
    from: 'one-system',
    choices: [{ rule: 'rota.site-change', params: { after: firstOfHalf } }],
  },
  {
    from: 'min-staff-week',
    choices: [
      staff(['Mai', 'Zai'], { min: 3 }),
      staff(['Mch', 'Mch2', 'Mc'], { min: 2 }),
      staff(['Mucic', 'Mnct'], { min: 3 }),
      staff([`site:${systems[1]}`], { min: 8 }),
    ],
  },
  {
    from: 'max-staff-week',
    choices: [staff(['Snf'], { max: 1 }), staff(['Pcbi'], { max: 3 }), staff(['Mai'], { max: 5 })],
  },
  {
    from: 'eligibility',
    choices: [
      { rule: 'rota.level-gate', params: { works: ['Vir', 'Sir', 'Zai'], levels: ['R2'] } },
      { rule: 'rota.level-gate', params: { works: ['Zir'], levels: ['R3', 'ESIR'] } },
    ],
    missing: 'R4 and ESIR at once (two names joined by "and") needs a group of its own',
  },
  {
    from: 'tracks',
    choices: [],
    missing: 'a whole row chosen among given rows, each row used at least once: no rule of ours',
  },
  {
    from: 'airp',
    choices: [
      requirement({ works: ['AIRP'], levels: ['R3'], amount: 1, unit: 'periods' }),
      staff(['AIRP'], { max: 4 }),
    ],
  },
  {
    from: 'learning-centre',
    choices: [{ rule: 'rota.only', params: { works: ['LC'], who: ['R3'], periods: ['w45'] } }],
  },
  {
    from: 'zir-r3',
    choices: [
      requirement({ works: ['Zir'], levels: ['R3'], bound: 'at-most', amount: 4 }),
      {
        rule: 'rota.blackout',
        params: { works: ['Zir'], levels: ['R3'], periods: ['w41', 'w45'] },
      },
    ],
  },
  {
    from: 'research, mixed, T32',
    choices: [
      requirement({ works: ['Research', 'CEP'], bound: 'at-most', amount: 8 }),
      { rule: 'rota.level-gate', params: { works: ['Research', 'CEP'], levels: ['approved'] } },
      requirement({ works: ['clinical'], levels: ['T32'], bound: 'at-most', amount: 8 }),
      requirement({ works: ['Mx', 'Sx'], levels: ['R4'], bound: 'at-least', amount: 4 }),
    ],
  },
  {
    from: 'nightFloat: positions and counts',
    choices: [
      staff(['Mnf'], { min: 1, max: 1 }),
      staff(['Mnf'], { min: 1, max: 1, levels: ['R2', 'R3'] }),
      requirement({ works: ['Mnf'], levels: ['R2'], amount: 2, unit: 'periods' }),
      requirement({
        ...{ works: ['Mnf', 'Snf2'], levels: ['R3'], unit: 'periods' },
        ...{ bound: 'between', amount: 1, most: 3 },
      }),
    ],
  },
  {
    from: 'nightFloat: minGapWeeks',
    choices: [{ rule: 'rota.spacing', params: { works: nights, together: true, between: 4 } }],
  },
  {
    from: 'nightFloat: forbidden',
    choices: [
      { rule: 'rota.sequence', params: { first: ['call'], next: nights } },
      { rule: 'rota.sequence', params: { first: nights, next: ['call'] } },
      { rule: 'rota.blackout', params: { works: ['Mnf'], levels: ['R2'], periods: ['w01'] } },
    ],
    missing:
      'night float is laid over a day rotation of the same week (never on Vb or IR, day rotation not below its minimum, soft "pull from"): a cell holds one work, so the day rotation under it is not known',
  },
  {
    from: 'requests',
    choices: [
      { rule: 'rota.wishes', params: { weights: [20, 5, 3] } },
      { rule: 'rota.together', params: { people: ['p1', 'p2'], works: ['AIRP'] } },
    ],
  },
]
