// Whom and what do the names and labels of somebody's sheet mean? Sure, or suggested, never guessed.
import type { Alias } from './schema.ts'

/** `means` is set only when there is no doubt; otherwise a person chooses, from `suggested` at first. */
export type Match = { label: string; means: string | undefined; suggested: string[]; how: How }
export type How = 'same' | 'remembered' | 'open'

type Known = { id: string; words: string[] }
const MOST_SUGGESTED = 4

/** Letters and digits only, in small letters without accents: `Zoë  O’Neil ` is `zoe oneil`. */
export function plainWords(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return letters
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}&+/]+/gu, ' ')
    .trim()
}

export function matchLabel(
  label: string,
  known: readonly Known[],
  aliases: readonly Alias[],
): Match {
  const plain = plainWords(label)
  const same = known.filter(({ words }) => words.some((word) => plainWords(word) === plain))
  if (same.length === 1) return { label, means: same[0]!.id, suggested: [], how: 'same' }
  const remembered = aliases.find((alias) => plainWords(alias.label) === plain)?.means
  if (remembered && known.some(({ id }) => id === remembered))
    return { label, means: remembered, suggested: [], how: 'remembered' }
  const near = known
    .map(({ id, words }) => ({
      id,
      likeness: Math.max(...words.map((word) => likeness(plain, plainWords(word)))),
    }))
    .filter(({ likeness: value }) => value >= 0.35)
    .sort((one, other) => other.likeness - one.likeness)
  return {
    label,
    means: undefined,
    suggested: near.slice(0, MOST_SUGGESTED).map(({ id }) => id),
    how: 'open',
  }
}

/** The forms in which lists write a name; `Amy Lin` is also `Lin, Amy`, `A. Lin`, `Lin A`, `Lin`. */
export function formsOf(given: string, family: string): string[] {
  const initial = given.slice(0, 1)
  return [
    `${given} ${family}`,
    `${family} ${given}`,
    `${initial} ${family}`,
    `${family} ${initial}`,
    family,
  ]
}

/** 1 = the same, 0 = nothing in common: shared pairs of letters, words in any order. */
export function likeness(one: string, other: string): number {
  if (one === '' || other === '') return 0
  const [a, b] = [pairs(one), pairs(other)]
  let shared = 0
  const left = [...b]
  for (const pair of a) {
    const at = left.indexOf(pair)
    if (at < 0) continue
    shared++
    left.splice(at, 1)
  }
  const starts = one.startsWith(other) || other.startsWith(one) ? 0.25 : 0
  return Math.min(1, (2 * shared) / (a.length + b.length) + starts)
}

function pairs(text: string): string[] {
  return text.split(' ').flatMap((word) => {
    const letters = ` ${word} `
    return Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2))
  })
}
