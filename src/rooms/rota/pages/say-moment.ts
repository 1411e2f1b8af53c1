// How is a moment said where exact seconds do not matter?
export function sayMoment(moment: string): string {
  return new Date(moment).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })
}
