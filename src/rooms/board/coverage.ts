// Who is at which site on which scanner today, as far as rotations say where and with what they work?
import type { Board } from './schema.ts'

/** What a rotation says of itself in the catalogue: where, with which machines, or with a single one. */
export type Reach = {
  sites: readonly string[]
  modalities: readonly string[]
  resource: string | null
}
export type Machine = { id: string; site: string | null; class: string; count: number | null }
/** Modalities are written in capitals (MR, PET/CT); a laboratory, software or an archive is none. */
const IS_SCANNER = /^[A-Z][A-Z/]+$/

type Who = Board['services'][number]['people']

/**
 * A row for each site with machines or people of the day. Somebody stands at each class of machine that
 * their rotation works with at one of its sites, or at the single machine that it names. Machines with
 * nobody of this programme are there too: an empty place is what one looks for.
 */
export function coverageOf(
  services: readonly { work: string; people: Who }[],
  reaches: ReadonlyMap<string, Reach>,
  machines: readonly Machine[],
  sites: ReadonlyMap<string, string>,
): Board['coverage'] {
  const rows = new Map<string, Map<string, { machines: number | null; people: Who }>>()
  const placeAt = (site: string, kind: string) => {
    const scanners = rows.get(site) ?? new Map<string, { machines: number | null; people: Who }>()
    rows.set(site, scanners)
    const place = scanners.get(kind) ?? { machines: 0, people: [] }
    scanners.set(kind, place)
    return place
  }
  const known = new Map(machines.map((one) => [one.id, one]))
  for (const { site, class: kind, count } of machines) {
    if (site === null || !sites.has(site) || !IS_SCANNER.test(kind)) continue
    const place = placeAt(site, kind)
    // Some, the number is not known: then it stays unknown.
    place.machines = place.machines === null || count === null ? null : place.machines + count
  }
  const seat = (site: string, kind: string, people: Who) => {
    const place = placeAt(site, kind)
    for (const one of people)
      if (!place.people.some(({ id }) => id === one.id)) place.people.push(one)
  }
  for (const { work, people } of services) {
    const reach = reaches.get(work)
    const machine = reach?.resource ? known.get(reach.resource) : undefined
    if (machine?.site) {
      seat(machine.site, machine.class, people)
      continue
    }
    for (const site of reach?.sites ?? []) {
      if (!sites.has(site)) continue
      const here = (reach?.modalities ?? []).filter((kind) => rows.get(site)?.has(kind))
      if (here.length === 0) seat(site, '', people)
      for (const kind of here) seat(site, kind, people)
    }
  }
  return [...rows]
    .map(([site, scanners]) => ({
      ...{ site, name: sites.get(site)! },
      scanners: [...scanners]
        .map(([kind, place]) => ({ kind, ...place }))
        .sort((one, other) => (one.kind < other.kind ? -1 : 1)),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
}
