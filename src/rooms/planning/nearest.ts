// Which known word did a mistyped one mean?

/** The known id that differs least, when it is close enough to be a slip of the finger. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Infinity
  for (const candidate of known) {
    const [one, other] = withoutPrefix(word.toLowerCase(), candidate.toLowerCase())
    const distance = editDistance(one, other)
    // Of a short word one letter may be wrong, of a longer one every third.
    const most = Math.max(1, Math.floor(Math.min(one.length, other.length) / 3))
    if (distance <= most && distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** What both have before the last point says nothing about how alike they are. */
function withoutPrefix(one: string, other: string): [string, string] {
  const end = one.lastIndexOf('.') + 1
  return end > 0 && other.startsWith(one.slice(0, end))
    ? [one.slice(end), other.slice(end)]
    : [one, other]
}

function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++)
      next.push(
        Math.min(
          row[j]! + 1,
          next[j - 1]! + 1,
          row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[other.length]!
}
