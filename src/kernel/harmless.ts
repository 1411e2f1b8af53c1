// Text that goes into a spreadsheet must stay text, whatever it begins with.

/** A cell that a spreadsheet program would run as a formula gets an apostrophe before it. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
