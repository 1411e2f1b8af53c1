// Which questions about applying do pages ask the server, and how are its words said?
import { queryOptions } from '@tanstack/react-query'
import { call, Refusal } from '../../../platform/client.ts'
import { applicantContract } from '../applicant-contract.ts'
import { recruitmentContract } from '../contract.ts'
import type { ApplicationState, LetterState } from '../schema.ts'
import type { FileState } from '../rules/checklist.ts'
import type { Verdict } from '../rules/eligibility.ts'

export const APPLYING = ['applying']
export const RECRUITMENT = ['recruitment']

export const openCycleQuery = (institution: string, cycle: string) =>
  queryOptions({
    queryKey: [...APPLYING, institution, 'cycle', cycle],
    queryFn: () => call(applicantContract.cycle, { params: { institution, cycle } }),
    retry: false,
  })

/** The application that this browser opens; null: none, so far. */
export const ownQuery = (institution: string, cycle: string) =>
  queryOptions({
    queryKey: [...APPLYING, institution, 'own', cycle],
    retry: false,
    queryFn: async () => {
      try {
        const { applications } = await call(applicantContract.mine, { params: { institution } })
        const mine = applications.find((one) => one.cycle === cycle)
        if (!mine) return null
        return await call(applicantContract.view, {
          params: { institution, application: mine.id },
        })
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) return null
        throw error
      }
    },
  })

export const pageQuery = (institution: string, programme: string) =>
  queryOptions({
    queryKey: [...RECRUITMENT, 'page', institution, programme],
    queryFn: () => call(recruitmentContract.page, { params: { institution, programme } }),
    retry: false,
  })

export const recruitmentQuery = (id: string) =>
  queryOptions({
    queryKey: [...RECRUITMENT, id],
    queryFn: () => call(recruitmentContract.list, { params: { id } }),
  })

export const seasonQuery = (id: string, cycle: string) =>
  queryOptions({
    queryKey: [...RECRUITMENT, id, cycle],
    queryFn: () => call(recruitmentContract.season, { params: { id, cycle } }),
  })

export const fileQuery = (id: string, cycle: string, application: string) =>
  queryOptions({
    queryKey: [...RECRUITMENT, id, cycle, application],
    queryFn: () => call(recruitmentContract.file, { params: { id, cycle, application } }),
  })

type Said = { says: string; tone?: string }
export const APPLICATION_STATES: Record<ApplicationState, Said> = {
  begun: { says: 'not sent yet' },
  submitted: { says: 'sent', tone: 'success' },
  withdrawn: { says: 'withdrawn', tone: 'warning' },
}
export const LETTER_STATES: Record<LetterState, Said> = {
  named: { says: 'to be asked' },
  asked: { says: 'asked', tone: 'accent' },
  received: { says: 'received', tone: 'success' },
  declined: { says: 'declined', tone: 'danger' },
  withdrawn: { says: 'asked no more' },
}
export const FILE_STATES: Record<FileState, Said> = {
  complete: { says: 'complete', tone: 'success' },
  letters: { says: 'letters missing', tone: 'warning' },
  incomplete: { says: 'incomplete', tone: 'danger' },
}
export const VERDICTS: Record<Verdict, Said> = {
  eligible: { says: 'eligible', tone: 'success' },
  unclear: { says: 'unclear', tone: 'warning' },
  ineligible: { says: 'not eligible', tone: 'danger' },
}
export const MODES = {
  virtual: 'Interviews by video',
  'in-person': 'Interviews in person',
  hybrid: 'Interviews by video or in person',
} as const
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
