// Which twelve colours may a rotation have, so that colour-blind readers can still tell them apart?

export { rotationColors } from '../../kernel/palette.ts'

export const lightText = '#111827'
export const darkSurface = '#151b23'
/** Share of the colour in the background of a cell in dark mode. */
export const darkShare = 0.2

/** Pairs of the interface that must be readable: text, background, least contrast. */
export const readablePairs: readonly (readonly [string, string, number])[] = [
  ['#111827', '#f6f7f9', 7],
  ['#4b5563', '#f6f7f9', 4.5],
  ['#e8ecf2', '#0e1217', 7],
  ['#aab4c2', '#151b23', 4.5],
  ['#ffffff', '#2456c7', 4.5],
  ['#2456c7', '#ffffff', 4.5],
  ['#86a9f7', '#151b23', 4.5],
  ['#b42318', '#ffffff', 4.5],
  ['#8a1c13', '#fde8e6', 4.5],
  ['#ffb4ab', '#3a1512', 4.5],
  ['#8a4b08', '#fff3bf', 4.5],
  ['#ffd58a', '#36260a', 4.5],
  ['#067647', '#ffffff', 4.5],
  ['#7ddcab', '#151b23', 4.5],
  ['#ffffff', '#2f3a4b', 7],
  ['#111827', '#e8ecf2', 7],
]
