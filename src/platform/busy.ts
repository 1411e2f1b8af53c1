// The machine has enough to do: whoever gets this may come back in a moment.

/** Thrown instead of queueing without end; the server answers 503 with when to come back. */
export class TooBusy extends Error {
  readonly seconds: number
  constructor(says: string, seconds = 2) {
    super(says)
    this.name = 'TooBusy'
    this.seconds = seconds
  }
}
