// The twelve colours of rotations, chosen so that colour-blind readers can tell them apart.

/** Fill of a cell in light mode; proven by the palette test. Index = `look.color`. */
export const rotationColors = [
  '#78a7f9',
  '#a6a7cc',
  '#e7be8c',
  '#e9f3ed',
  '#e4dc70',
  '#d98fa7',
  '#c1a244',
  '#efc2fe',
  '#acd8bf',
  '#b6a591',
  '#c4c8cf',
  '#edf3bf',
] as const
