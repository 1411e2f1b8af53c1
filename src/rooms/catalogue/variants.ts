// What of an elective can be wished for, and from which number of places does it draw?
import type { Catalogue, Component, Elective, MiniFellowship } from './schema.ts'

/**
 * One way of having an elective. `id` is the elective's, or `elective:part`. `pool`: those of the
 * same pool draw from one number of places; null = always room.
 */
export type Variant = {
  id: string
  elective: string
  kind: 'elective' | 'track' | 'option' | 'guaranteed'
  /** Id of the track, option or component. */
  part: string | null
  name: string
  pool: string | null
  /** People at once in the pool; null where there is always room. */
  places: number | null
  weeks: number
}

/** Tracks that share, however far the sharing is handed on, in one group; in the order given. */
function groupsOf(tracks: Elective['tracks']): string[][] {
  const groups: string[][] = []
  const placed = new Set<string>()
  for (const { id } of tracks) {
    if (placed.has(id)) continue
    const group = [id]
    placed.add(id)
    for (let nth = 0; nth < group.length; nth++)
      for (const other of tracks)
        if (!placed.has(other.id) && doShare(tracks, group[nth]!, other.id)) {
          placed.add(other.id)
          group.push(other.id)
        }
    groups.push(group)
  }
  return groups
}

/** It is enough that one of the two says so. */
function doShare(tracks: Elective['tracks'], one: string, other: string): boolean {
  const says = (id: string, of: string) =>
    tracks.some((track) => track.id === id && track.sharesWith.includes(of))
  return says(one, other) || says(other, one)
}

/** Options at a site that needs a request of its own are arranged afterwards, not wished for. */
function openOptions({ options, offSite }: Elective): Elective['options'] {
  const asked = new Set(offSite.filter(({ arranged }) => arranged).map(({ site }) => site))
  return options.filter(({ site }) => site === null || !asked.has(site))
}

/**
 * One variant for each track, else one for each option, else the elective; then its guaranteed parts,
 * which take nobody's place.
 */
export function variantsOf(elective: Elective): Variant[] {
  return [...rivalsOf(elective), ...elective.components.filter(isGuaranteed).map(always(elective))]
}

const isGuaranteed = ({ guaranteed }: Component) => guaranteed

const always =
  (elective: Elective) =>
  ({ id, name, minWeeks }: Component): Variant => ({
    ...{ id: `${elective.id}:${id}`, elective: elective.id, kind: 'guaranteed', part: id },
    ...{ name: `${elective.name}: ${name}`, pool: null, places: null, weeks: minWeeks ?? 1 },
  })

/** Those that compete for places. */
function rivalsOf(elective: Elective): Variant[] {
  const { id, name, places, minWeeks: weeks, tracks } = elective
  if (tracks.length > 0) {
    const groups = groupsOf(tracks)
    return tracks.map((track) => {
      const first = groups.find((group) => group.includes(track.id))![0]!
      return {
        ...{ id: `${id}:${track.id}`, elective: id, kind: 'track', part: track.id },
        ...{ name: `${name}: ${track.name}`, places, weeks },
        // All tracks together are simply the places of the elective.
        pool: groups.length === 1 ? id : `${id}:${first}`,
      }
    })
  }
  const options = openOptions(elective)
  if (options.length > 0)
    return options.map((option) => ({
      ...{ id: `${id}:${option.id}`, elective: id, kind: 'option', part: option.id },
      ...{ name: `${name}: ${option.name}`, weeks },
      pool: option.places === null ? id : `${id}:${option.id}`,
      places: option.places ?? places,
    }))
  return [{ ...{ id, elective: id, kind: 'elective', part: null, name, pool: id }, places, weeks }]
}

export type Chain = MiniFellowship & {
  /** In order; the pool is the one in which most variants of the elective stand. */
  steps: { elective: string; pool: string; places: number; weeks: number }[]
}

/** The mini-fellowships with where their parts find room; those with an unknown part are left out. */
export function chainsOf({ electives, miniFellowships }: Catalogue): Chain[] {
  return miniFellowships.flatMap((mini) => {
    const steps = mini.parts.flatMap((part) => {
      const found = electives.find(({ id }) => id === part.elective)
      return found ? [{ ...roomOf(found), ...part }] : []
    })
    return steps.length === mini.parts.length ? [{ ...mini, steps }] : []
  })
}

function roomOf(elective: Elective): { pool: string; places: number } {
  const rivals = rivalsOf(elective)
  const count = (pool: string | null) => rivals.filter((one) => one.pool === pool).length
  const [most] = [...rivals].sort((one, other) => count(other.pool) - count(one.pool))
  return { pool: most!.pool!, places: most!.places! }
}
