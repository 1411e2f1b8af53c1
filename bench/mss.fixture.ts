// A small invented problem in the format of the Medical Student Scheduling files, and random rosters.
import { type Mss, type MssRoster, readMss, type Ward } from './mss-source.ts'

/** Two students, two hospitals, three disciplines of two periods; the third is of another group. */
export const SMALL = `%Scalars
Students=2;
Disciplines=3;
Hospitals=2;
Duration=2;
Horizon=7;
Groups=2;
MaxDiscPerHosp=1;
%Data structures
DiscGroup = [1,1,2];
StudDiscGroup =[|
1, 1 |
2, 0 |];
AllowedDisc =[|
1, 1, 1 |
1, 1, 0 |];
Precededby =[|
0, 0, 0 |
0, 0, 0 |
1, 0, 0 |];
Availability =[|
1, 1, 1, 1, 1, 1, 1 |
1, 1, 1, 1, 1, 1, 0 |];
Ability =
 array3d(1..Students,1..Hospitals,1..Disciplines,[
1, 1, 1 ,
1, 0, 1 ,
1, 1, 1 ,
1, 1, 1 ]);
MaxPosHosp =
 array3d(1..Hospitals, 1..Disciplines, 1..Horizon,[
1, 1, 1, 1, 1, 1, 1 ,
2, 2, 2, 2, 2, 2, 2 ,
2, 2, 2, 2, 2, 2, 2 ,
2, 2, 2, 2, 2, 2, 2 ,
2, 2, 2, 2, 2, 2, 2 ,
2, 2, 2, 2, 2, 2, 2 ]);
MinPosHosp =
 array3d(1..Hospitals, 1..Disciplines, 1..Horizon,[
0, 0, 0, 0, 0, 0, 0 ,
0, 0, 0, 0, 0, 0, 0 ,
0, 0, 0, 0, 0, 0, 0 ,
0, 0, 0, 0, 0, 0, 0 ,
0, 0, 0, 0, 0, 0, 0 ,
0, 0, 0, 0, 0, 0, 0 ]);
WeightPref=[|
2,3,-1,-3 |
1,1,-2,-2 |];
PrefStudDisc =[|
2, 5, 4 |
1, 4, 1 |];
PrefStudHosp =[|
5, 2 |
3, 2 |];
ManPref=[4,4,0];
%Busyness: 0.5
`

/** One line a student, one word a period: `12` = the second discipline in the first hospital. */
export function drawnMss(text: string): MssRoster {
  return text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/\s+/)
        .map((word): Ward | null =>
          word === '..' ? null : { hospital: Number(word[0]) - 1, discipline: Number(word[1]) - 1 },
        ),
    )
}

export const smallMss = (): Mss => readMss(SMALL)

/** Whole numbers below `size`, the same ones at every run. */
export function dice(seed: number): (size: number) => number {
  let state = seed
  return (size) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * size)
  }
}

/** Rows of which many are right and most of the others wrong in one point. */
export function randomMss(mss: Mss, next: (size: number) => number): MssRoster {
  return mss.weights.map((_, s) => {
    const row = orderly(mss, s, next)
    if (next(3) > 0) return row
    const [one, other] = [next(mss.horizon), next(mss.horizon)]
    const ward = { hospital: next(mss.hospitals), discipline: next(mss.disciplines) }
    if (next(2) > 0) row[one] = ward
    else [row[one], row[other]] = [row[other]!, row[one]!]
    return row
  })
}

/** As many disciplines of each group as wanted, one after the other with some free periods. */
function orderly(mss: Mss, s: number, next: (size: number) => number): MssRoster[number] {
  const { disciplines, hospitals, duration, horizon } = mss
  const row: MssRoster[number] = Array.from({ length: horizon }, () => null)
  const left = [...mss.wanted[s]!]
  const taken = new Set<number>()
  let t = next(2)
  for (let turn = 0; turn < 400 && t + duration <= horizon; turn++) {
    const ward = { hospital: next(hospitals), discipline: next(disciplines) }
    const { hospital, discipline } = ward
    const isOpen =
      !taken.has(discipline) &&
      left[mss.groupOf[discipline]!]! > 0 &&
      mss.isAllowed[s]![discipline]! &&
      mss.isAble[s]![hospital]![discipline]! &&
      mss.before[discipline]!.every((first) => taken.has(first))
    if (!isOpen) continue
    while (t + duration <= horizon && row.slice(t, t + duration).length === duration) {
      if (mss.isThere[s]!.slice(t, t + duration).every(Boolean)) break
      t++
    }
    if (t + duration > horizon) break
    taken.add(discipline)
    left[mss.groupOf[discipline]!]!--
    row.fill(ward, t, t + duration)
    t += duration + Math.max(0, next(5) - 3)
  }
  return row
}
