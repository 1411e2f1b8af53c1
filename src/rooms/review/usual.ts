// What a programme begins with that has not thought about it yet; everything may be changed.
import type { ReviewSetup } from './schema.ts'

export const usualSetup: ReviewSetup = {
  criteria: [
    {
      ...{ id: 'training', name: 'Training', most: 5 },
      says: '5: strong programme, clear growth. 1: gaps that nothing explains.',
    },
    {
      ...{ id: 'interest', name: 'Interest in the field', most: 5 },
      says: '5: shown by what was done. 1: only claimed.',
    },
    {
      ...{ id: 'letters', name: 'Letters', most: 5 },
      says: '5: specific and warm, from people who worked with them. 1: general or cool.',
    },
    {
      ...{ id: 'scholarship', name: 'Scholarship and teaching', most: 5 },
      says: '5: finished work of their own. 1: none.',
    },
  ],
  isBlinded: false,
  each: 2,
  templates: {
    interview: {
      subject: '{programme}: invitation to an interview',
      text: `Dear {name},

thank you for applying to {programme} ({season}). We would like to meet you. A second letter has a link with which you choose a time that suits you; times are shown on your own clock.

We look forward to it.`,
    },
    waitlist: {
      subject: '{programme}: your application',
      text: `Dear {name},

thank you for applying to {programme} ({season}). All interviews are given out at the moment; you are on our waiting list, and we write at once when a place is free.`,
    },
    hold: {
      subject: '{programme}: your application',
      text: `Dear {name},

thank you for applying to {programme} ({season}). Your application is complete and still being read. You will hear from us.`,
    },
    reject: {
      subject: '{programme}: your application',
      text: `Dear {name},

thank you for applying to {programme} ({season}) and for the work that you put into it. We cannot offer you an interview this year. We wish you well.`,
    },
  },
}
