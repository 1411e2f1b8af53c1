// What was acknowledged, what was on its way, and is it all there when the server is back?

/** The cells of one draft as its editor knows them. */
export type Journal = {
  draft: string
  /** The last value that was acknowledged, by cell. */
  acked: Map<string, string | null>
  version: number
  /** Sent and not answered yet. */
  pending: { cell: string; value: string | null } | undefined
}

export type Read = { version: number; cells: Record<string, (string | null)[]> }

export const cellOf = (person: string, block: number) => `${person}/${block}`

/** Each acknowledged value that is not there, unless what was on its way has taken its place. */
export function findLost(journal: Journal, read: Read): string[] {
  const lost: string[] = []
  const { acked, pending, version } = journal
  for (const [cell, value] of acked) {
    const [person, block] = cell.split('/') as [string, string]
    const there = read.cells[person]?.[Number(block)] ?? null
    if (there === value) continue
    if (pending?.cell === cell && there === pending.value) continue
    lost.push(`${journal.draft} ${cell}: ${value} was acknowledged, ${there} is there`)
  }
  const most = version + (pending ? 1 : 0)
  if (read.version < version || read.version > most)
    lost.push(`${journal.draft}: version ${version} was acknowledged, ${read.version} is there`)
  return lost
}

/** Goes on from what is there: the answer to what was on its way will never come, what is lost stays so. */
export function settle(journal: Journal, read: Read): void {
  if (journal.pending) journal.acked.set(journal.pending.cell, null)
  for (const cell of journal.acked.keys()) {
    const [person, block] = cell.split('/') as [string, string]
    journal.acked.set(cell, read.cells[person]?.[Number(block)] ?? null)
  }
  journal.pending = undefined
  journal.version = read.version
}
