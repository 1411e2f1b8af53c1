// What does a programme ask that has said nothing yet? Drafts to edit; nobody's rule.
import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import { type CycleSettings, noSponsor } from '../schema.ts'

/** Ways of filling the places. Data: another word may be written too. */
export const matchKinds = [
  { id: 'none', name: 'No match: offers by the programme', link: '' },
  { id: 'nrmp-sms', name: 'NRMP, Specialties Matching Service', link: 'https://www.nrmp.org' },
  { id: 'nrmp-main', name: 'NRMP, Main Residency Match', link: 'https://www.nrmp.org' },
  { id: 'natmatch', name: 'National Matching Services', link: 'https://natmatch.com' },
] as const

export const usualSettings: CycleSettings = {
  documents: [
    { kind: 'cv', required: true, pagesMax: null, prompt: 'Education, training, work, papers.' },
    { kind: 'photo', required: true, pagesMax: null, prompt: 'A recent photo of your face.' },
    {
      ...{ kind: 'statement', required: true, pagesMax: 1 },
      prompt: 'Your interests and goals, and whatever else should be known.',
    },
    {
      ...{ kind: 'score-report', required: false, pagesMax: null },
      prompt: 'The report of your examination scores, when you have it at hand.',
    },
    { kind: 'other', required: false, pagesMax: null, prompt: 'Anything else.' },
  ],
  letters: {
    count: 3,
    remindAfterDays: [10, 20],
    prompt: 'From radiologists who have worked with you; one from your programme director.',
  },
  eligibility: [
    {
      ...{ id: 'board', kind: 'board', of: 'Diagnostic radiology', note: '' },
      asks: 'Are you board certified or board qualified in diagnostic radiology?',
    },
  ],
  scores: [
    { id: 'step-1', name: 'USMLE Step 1', form: 'either', required: true },
    { id: 'step-2', name: 'USMLE Step 2 CK', form: 'three-digit', required: true },
    { id: 'step-3', name: 'USMLE Step 3', form: 'three-digit', required: false },
  ],
  photo: { hiddenUntilInterview: true, shortSideMin: 300 },
  welcome: '',
  sponsor: noSponsor,
}

const WEDNESDAY = 3

/**
 * The days of a match that are counted back from match day, as two published seasons had them:
 * rank lists are certified two weeks before, quotas four, ranking opens seven.
 */
export function usualMatchDays(matchDay: Day): { rankOpens: Day; quota: Day; rank: Day } {
  return {
    ...{ rankOpens: addDays(matchDay, -49), quota: addDays(matchDay, -28) },
    rank: addDays(matchDay, -14),
  }
}

/** The first Wednesday on or after a day: match days are Wednesdays. */
export function wednesdayFrom(on: Day): Day {
  return addDays(on, (7 + WEDNESDAY - weekday(on)) % 7)
}
