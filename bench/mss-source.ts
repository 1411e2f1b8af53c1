// What stands in a Medical Student Scheduling file, and what do its own rules say of a roster?

/** Everything counts from 0; `hospital` and `discipline` together are a ward. */
export type Mss = {
  students: number
  disciplines: number
  hospitals: number
  /** Periods that a discipline takes, in a row and in one hospital. */
  duration: number
  horizon: number
  /** Of each discipline. */
  groupOf: number[]
  /** How many disciplines of each group a student takes. */
  wanted: number[][]
  isAllowed: boolean[][]
  /** By discipline: those that must come before it. */
  before: number[][]
  isThere: boolean[][]
  isAble: boolean[][][]
  /** Disciplines that a student takes in one hospital at most. */
  mostPerHospital: number
  /** By hospital, discipline and period. */
  places: { least: number[][][]; most: number[][][] }
  /** `change` and `wait` are negative. */
  weights: { discipline: number; hospital: number; change: number; wait: number }[]
  disciplineWishes: number[][]
  hospitalWishes: number[][]
  /** What each discipline is worth to the school, whoever takes it. */
  schoolWishes: number[]
}

/** Reads MiniZinc data: `Name = 12;`, `[1, 2]`, `[| 1, 2 | 3, 4 |]` and `array3d(1..A, 1..B, 1..C, [...])`. */
export function readMss(text: string): Mss {
  const items = new Map<string, number[]>()
  for (const item of text.replaceAll(/%.*/g, '').split(';')) {
    const [, name, value = ''] = /^\s*(\w+)\s*=([^]*)$/.exec(item) ?? []
    // The bounds of an array stand before its bracket and are no data.
    const data = value.slice(Math.max(0, value.indexOf('[')))
    if (name) items.set(name, (data.match(/-?\d+/g) ?? []).map(Number))
  }
  const list = (name: string) => items.get(name) ?? []
  const one = (name: string) => list(name)[0]!
  const rows = <T>(all: readonly T[], width: number): T[][] =>
    Array.from({ length: all.length / width }, (_, n) => all.slice(n * width, (n + 1) * width))
  const yes = (name: string) => list(name).map((value) => value > 0)
  const [disciplines, hospitals, horizon] = [one('Disciplines'), one('Hospitals'), one('Horizon')]
  const places = (name: string) => rows(rows(list(name), horizon), disciplines)
  return {
    ...{ students: one('Students'), disciplines, hospitals, duration: one('Duration'), horizon },
    groupOf: list('DiscGroup').map((group) => group - 1),
    wanted: rows(list('StudDiscGroup'), one('Groups')),
    isAllowed: rows(yes('AllowedDisc'), disciplines),
    before: rows(yes('Precededby'), disciplines).map((row) =>
      row.flatMap((isBefore, discipline) => (isBefore ? [discipline] : [])),
    ),
    isThere: rows(yes('Availability'), horizon),
    isAble: rows(rows(yes('Ability'), disciplines), hospitals),
    mostPerHospital: one('MaxDiscPerHosp'),
    places: { least: places('MinPosHosp'), most: places('MaxPosHosp') },
    weights: rows(list('WeightPref'), 4).map(([discipline, hospital, change, wait]) => ({
      ...{ discipline: discipline!, hospital: hospital!, change: change!, wait: wait! },
    })),
    disciplineWishes: rows(list('PrefStudDisc'), disciplines),
    hospitalWishes: rows(list('PrefStudHosp'), hospitals),
    schoolWishes: list('ManPref'),
  }
}

export type Ward = { hospital: number; discipline: number }

/** By student and period; null = nothing. */
export type MssRoster = (Ward | null)[][]

export type MssVerdict = {
  /** `student 3 ...` or `ward 1 4, period 2 ...`. */
  broken: string[]
  scores: number[]
  /** What the authors maximise: all scores, and the lowest one once more. */
  score: number
}

/** Written from the authors' MiniZinc model, without a look at the rules that we state it with. */
export function checkMss(mss: Mss, roster: MssRoster): MssVerdict {
  const broken = [
    ...roster.flatMap((row, s) => faultsOf(mss, s, row).map((fault) => `student ${s} ${fault}`)),
    ...crowdsOf(mss, roster),
  ]
  const scores = roster.map((row, s) => scoreStudent(mss, s, row))
  return { broken, scores, score: scores.reduce((sum, one) => sum + one, Math.min(...scores)) }
}

/** The periods in which a student is on a discipline, by discipline. */
function periodsByDiscipline({ disciplines }: Mss, row: MssRoster[number]): number[][] {
  const found = Array.from({ length: disciplines }, (): number[] => [])
  row.forEach((ward, t) => ward && found[ward.discipline]!.push(t))
  return found
}

function faultsOf(mss: Mss, s: number, row: MssRoster[number]): string[] {
  const faults: string[] = []
  const say = (isBroken: boolean, what: string) => isBroken && faults.push(what)
  const taken = periodsByDiscipline(mss, row)
  taken.forEach((periods, d) => {
    if (periods.length === 0) return
    const isInARow = periods.at(-1)! - periods[0]! === periods.length - 1
    const where = new Set(periods.map((t) => row[t]!.hospital))
    say(!isInARow || periods.length !== mss.duration, `is on ${d} in ${periods.join()}`)
    say(where.size > 1, `is on ${d} in several hospitals`)
    say(!mss.isAllowed[s]![d], `may not take ${d}`)
    for (const hospital of where)
      say(!mss.isAble[s]![hospital]![d], `is not able to take ${d} in ${hospital}`)
    for (const first of mss.before[d]!) {
      const begun = taken[first]![0] ?? Infinity
      for (const t of periods) say(begun > t, `is on ${d} in ${t} before ${first}`)
    }
  })
  mss.wanted[s]!.forEach((count, group) => {
    const periods = taken.filter((_, d) => mss.groupOf[d] === group).flat()
    say(periods.length !== count * mss.duration, `has ${periods.length} periods of group ${group}`)
  })
  for (let hospital = 0; hospital < mss.hospitals; hospital++) {
    const periods = row.filter((ward) => ward?.hospital === hospital).length
    const disciplines = Math.floor(periods / mss.duration)
    say(disciplines > mss.mostPerHospital, `takes ${disciplines} in hospital ${hospital}`)
  }
  row.forEach((ward, t) => say(ward !== null && !mss.isThere[s]![t], `is not there in ${t}`))
  return faults
}

/** Wards with too few or too many students. */
function crowdsOf({ places, hospitals, disciplines, horizon }: Mss, roster: MssRoster): string[] {
  const faults: string[] = []
  for (let h = 0; h < hospitals; h++)
    for (let d = 0; d < disciplines; d++)
      for (let t = 0; t < horizon; t++) {
        const there = roster.filter((row) => row[t]?.hospital === h && row[t]?.discipline === d)
        const isWrong =
          there.length < places.least[h]![d]![t]! || there.length > places.most[h]![d]![t]!
        if (isWrong) faults.push(`ward ${h} ${d}, period ${t} has ${there.length}`)
      }
  return faults
}

/** Free periods before the last discipline are waiting; a change of hospital counts across them. */
function scoreStudent(mss: Mss, s: number, row: MssRoster[number]): number {
  const { discipline, hospital, change, wait } = mss.weights[s]!
  let score = 0
  periodsByDiscipline(mss, row).forEach((periods, d) => {
    const isDone = Math.floor(periods.length / mss.duration)
    score += isDone * (discipline * mss.disciplineWishes[s]![d]! + mss.schoolWishes[d]!)
  })
  const visited = row.flatMap((ward) => (ward ? [ward.hospital] : []))
  const liked = visited.reduce((sum, h) => sum + hospital * mss.hospitalWishes[s]![h]!, 0)
  score += Math.floor(liked / mss.duration)
  score += change * visited.filter((h, n) => n > 0 && visited[n - 1] !== h).length
  const last = row.findLastIndex((ward) => ward !== null)
  return score + wait * (last + 1 - visited.length)
}
