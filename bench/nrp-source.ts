// What stands in a Curtois & Qu file, and what do its own rules say of a roster?

export type Shift = { id: string; minutes: number; notNext: string[] }
export type Employee = {
  id: string
  maxShifts: Map<string, number>
  minutes: { min: number; max: number }
  run: { min: number; max: number }
  off: number
  weekends: number
  daysOff: number[]
}
export type Request = { person: string; day: number; shift: string; weight: number }
export type Demand = { day: number; shift: string; wanted: number; under: number; over: number }
export type Nrp = {
  days: number
  shifts: Shift[]
  employees: Employee[]
  on: Request[]
  off: Request[]
  cover: Demand[]
}

/** Reads the sections of the text; lines that begin with # say what the columns are. */
export function readNrp(text: string): Nrp {
  const sections = new Map<string, string[][]>()
  let rows: string[][] = []
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('SECTION_')) sections.set(line.slice('SECTION_'.length), (rows = []))
    else rows.push(line.split(','))
  }
  const read = <T>(name: string, make: (row: string[]) => T) => (sections.get(name) ?? []).map(make)
  const daysOff = new Map(read('DAYS_OFF', ([id, ...days]) => [id!, days.map(Number)] as const))
  const request = ([person, day, shift, weight]: string[]): Request => ({
    ...{ person: person!, day: Number(day), shift: shift!, weight: Number(weight) },
  })
  return {
    days: Number(sections.get('HORIZON')?.[0]?.[0]),
    shifts: read('SHIFTS', ([id, minutes, notNext = '']) => ({
      ...{ id: id!, minutes: Number(minutes), notNext: notNext.split('|').filter(Boolean) },
    })),
    employees: read('STAFF', ([id, shifts, max, min, maxRun, minRun, off, weekends]) => ({
      id: id!,
      maxShifts: new Map(
        shifts!.split('|').map((each) => [each.split('=')[0]!, Number(each.split('=')[1])]),
      ),
      minutes: { min: Number(min), max: Number(max) },
      run: { min: Number(minRun), max: Number(maxRun) },
      ...{ off: Number(off), weekends: Number(weekends), daysOff: daysOff.get(id!) ?? [] },
    })),
    on: read('SHIFT_ON_REQUESTS', request),
    off: read('SHIFT_OFF_REQUESTS', request),
    cover: read('COVER', ([day, shift, wanted, under, over]) => ({
      ...{ day: Number(day), shift: shift!, wanted: Number(wanted) },
      ...{ under: Number(under), over: Number(over) },
    })),
  }
}

/** A shift, or null for a day off, on each day. */
export type NrpRoster = Record<string, (string | null)[]>

/** Days before the first and after the last are taken to be long enough for every minimum. */
export function checkNrp(nrp: Nrp, roster: NrpRoster): { broken: string[]; cost: number } {
  const broken = nrp.employees.flatMap((employee) => faultsOf(nrp, employee, roster[employee.id]!))
  let cost = 0
  for (const { person, day, shift, weight } of nrp.on)
    if (roster[person]![day] !== shift) cost += weight
  for (const { person, day, shift, weight } of nrp.off)
    if (roster[person]![day] === shift) cost += weight
  for (const { day, shift, wanted, under, over } of nrp.cover) {
    const there = nrp.employees.filter(({ id }) => roster[id]![day] === shift).length
    cost += under * Math.max(0, wanted - there) + over * Math.max(0, there - wanted)
  }
  return { broken, cost }
}

function faultsOf({ days, shifts }: Nrp, person: Employee, whole: (string | null)[]): string[] {
  const row = whole.slice(0, days)
  const faults: string[] = []
  const say = (isBroken: boolean, what: string) => isBroken && faults.push(`${person.id} ${what}`)
  let minutes = 0
  for (const shift of shifts) {
    const count = row.filter((each) => each === shift.id).length
    minutes += count * shift.minutes
    say(count > (person.maxShifts.get(shift.id) ?? days), `too often ${shift.id}`)
    row.forEach((each, k) =>
      say(each === shift.id && shift.notNext.includes(row[k + 1] ?? ''), `day ${k}: succession`),
    )
  }
  say(minutes < person.minutes.min || minutes > person.minutes.max, `${minutes} minutes`)
  for (let from = 0; from < days;) {
    let to = from
    while (to + 1 < days && (row[to + 1] === null) === (row[from] === null)) to++
    const length = to - from + 1
    const isInside = from > 0 && to < days - 1
    const least = row[from] === null ? person.off : person.run.min
    say(isInside && length < least, `day ${from}: a run of ${length}`)
    say(row[from] !== null && length > person.run.max, `day ${from}: ${length} in a row`)
    from = to + 1
  }
  let weekends = 0
  for (let k = 5; k < days; k += 7) if (row[k] !== null || (row[k + 1] ?? null) !== null) weekends++
  say(weekends > person.weekends, `${weekends} weekends`)
  for (const day of person.daysOff) say(row[day] !== null, `day ${day} is off`)
  return faults
}
