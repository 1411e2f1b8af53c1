// In which words is somebody's way on a pathway told?
import type { MemberState, Pathway } from '../schema.ts'

type Words = {
  states: Record<MemberState, { says: string; tone?: string }>
  /** On the buttons of whoever decides. */
  admit: string
  decline: string
  complete: string
  /** These follow a name. */
  admitted: (pathway: string) => string
  declined: string
  finished: (pathway: string) => string
}

const WORDS: Record<Pathway['entry'], Words> = {
  here: {
    states: {
      applied: { says: 'Applied', tone: 'warning' },
      approved: { says: 'Admitted', tone: 'success' },
      declined: { says: 'Declined' },
      withdrawn: { says: 'Withdrawn' },
      completed: { says: 'Completed', tone: 'success' },
    },
    ...{ admit: 'Admit', decline: 'Decline', complete: 'Mark completed' },
    declined: 'is declined',
    admitted: (pathway) => `is admitted to ${pathway}`,
    finished: (pathway) => `has completed ${pathway}`,
  },
  // One applies to somebody else; here it is only noted, so that days for interviews are kept.
  elsewhere: {
    states: {
      applied: { says: 'Applies there', tone: 'warning' },
      approved: { says: 'Applies there', tone: 'success' },
      declined: { says: 'Not taken there' },
      withdrawn: { says: 'Withdrawn' },
      completed: { says: 'Matched there', tone: 'success' },
    },
    ...{ admit: 'Note it', decline: 'Not taken there', complete: 'Matched there' },
    declined: 'was not taken there',
    admitted: (pathway) => `is noted: applies to ${pathway}`,
    finished: (pathway) => `has matched to ${pathway}`,
  },
}

export const wordsFor = (entry: Pathway['entry']): Words => WORDS[entry]
