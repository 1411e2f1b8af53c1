// Lists that are edited entry by entry.

/** The same list with some of one entry put otherwise. */
export const replace = <T>(list: readonly T[], nth: number, part: Partial<T>): T[] =>
  list.map((one, at) => (at === nth ? { ...one, ...part } : one))

export const without = <T>(list: readonly T[], nth: number): T[] =>
  list.filter((_, at) => at !== nth)
