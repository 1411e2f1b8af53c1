// What is there of an application and what is lacking: the list that the applicant ticks off.
import { type Finding, finding, sayCount } from '../../../kernel/finding.ts'
import type {
  ApplicationForm,
  CycleSettings,
  DocumentKind,
  LetterState,
  ScoreRule,
  UploadKind,
} from '../schema.ts'

export const kindNames: Record<DocumentKind, string> = {
  form: 'Form',
  cv: 'Curriculum vitae',
  photo: 'Photo',
  statement: 'Personal statement',
  'score-report': 'Score report',
  letter: 'Letter',
  other: 'Another document',
}

const SCORE_LEAST = 100
const SCORE_MOST = 300

/** Undefined when it may stand; empty is for `lackingOfForm`. */
export function judgeScore(rule: ScoreRule, value: string): Finding | undefined {
  const text = value.trim().toLowerCase()
  if (text === '') return undefined
  const isNumber = /^\d{3}$/.test(text) && +text >= SCORE_LEAST && +text <= SCORE_MOST
  const isWord = text === 'pass' || text === 'fail'
  const takes = { 'three-digit': isNumber, 'pass-fail': isWord, either: isNumber || isWord }
  if (takes[rule.form]) return undefined
  const wants = {
    'three-digit': 'a score of three digits',
    'pass-fail': 'pass or fail',
    either: 'a score of three digits, or pass or fail',
  }
  return finding(
    'recruitment.score',
    `${rule.name} says “${value}”; it takes ${wants[rule.form]}.`,
    {
      ...{ can: 'Write it as it stands in your report.', path: `form.scores.${rule.id}` },
    },
  )
}

/** Everything that the form still needs before it can be sent. */
export function lackingOfForm(form: ApplicationForm, settings: CycleSettings): Finding[] {
  const found: Finding[] = []
  const lacks = (says: string, path: string) =>
    found.push(finding('recruitment.form', says, { path: `form.${path}` }))
  if (!form.address) lacks('Your address is missing.', 'address')
  if (!form.citizenship) lacks('Say whether you need a visa.', 'citizenship')
  if (form.citizenship === 'visa' && !form.visa) lacks('Say which visa you have or need.', 'visa')
  if (form.aamcId && !/^\d{5,10}$/.test(form.aamcId))
    lacks(`An AAMC ID is a number; “${form.aamcId}” is none.`, 'aamcId')
  for (const [kind, says] of [
    ['medical-school', 'Your medical school is missing.'],
    ['residency', 'Your residency is missing.'],
  ] as const)
    if (!form.schooling.some((one) => one.kind === kind && one.place.trim() !== ''))
      lacks(says, 'schooling')
  for (const { from, to, place } of form.schooling)
    if (from && to && from > to)
      lacks(`${place} ends in ${to}, before it began in ${from}.`, 'schooling')
  for (const rule of settings.eligibility) {
    const isAnswered =
      rule.kind === 'board' ? form.board !== '' : (form.answers[rule.id]?.says ?? '') !== ''
    if (!isAnswered) lacks(`Not answered: ${rule.asks}`, `answers.${rule.id}`)
  }
  for (const rule of settings.scores) {
    const value = form.scores[rule.id] ?? ''
    const fault = judgeScore(rule, value)
    if (fault) found.push(fault)
    else if (rule.required && value.trim() === '')
      lacks(`${rule.name} is missing.`, `scores.${rule.id}`)
  }
  if (!form.discipline) lacks('Say whether there was any action against you.', 'discipline')
  if (form.discipline === 'yes' && form.disciplineNote.trim().length < 3)
    lacks('Say in a few words what the action was.', 'disciplineNote')
  if (form.signed.trim().length < 3) lacks('Sign with your name at the end of the form.', 'signed')
  return found
}

export type Item = {
  id: string
  kind: 'form' | 'letters' | UploadKind
  name: string
  prompt: string
  required: boolean
  /** `waiting`: it is with somebody else. */
  state: 'done' | 'open' | 'waiting'
  says: string
}

type Held = {
  form: ApplicationForm
  documents: readonly { kind: DocumentKind; fileName: string; pages: number | null }[]
  letters: readonly { state: LetterState }[]
}

const sayPages = (pages: number | null) => (pages === null ? '' : `, ${sayCount(pages, 'page')}`)

/** In the order in which one would do it. */
export function checklistOf(settings: CycleSettings, held: Held): Item[] {
  const lacking = lackingOfForm(held.form, settings)
  const form: Item = {
    ...{ id: 'form', kind: 'form', name: 'Form', prompt: settings.welcome, required: true },
    state: lacking.length === 0 ? 'done' : 'open',
    says: lacking.length === 0 ? 'Complete.' : `${sayCount(lacking.length, 'answer')} missing.`,
  }
  const uploads = settings.documents.map(({ kind, required, pagesMax, prompt }): Item => {
    const there = held.documents.filter((one) => one.kind === kind)
    const most = pagesMax === null ? '' : ` At most ${sayCount(pagesMax, 'page')}.`
    return {
      ...{ id: kind, kind, name: kindNames[kind], prompt: `${prompt}${most}`, required },
      state: there.length > 0 ? 'done' : 'open',
      says:
        there.map(({ fileName, pages }) => `${fileName}${sayPages(pages)}`).join('; ') ||
        (required ? 'Nothing yet.' : 'Not required.'),
    }
  })
  return [form, ...uploads, ...lettersItem(settings, held)]
}

function lettersItem({ letters: { count, prompt } }: CycleSettings, { letters }: Held): Item[] {
  if (count === 0) return []
  const there = letters.filter(({ state }) => state === 'received').length
  const asked = letters.filter(({ state }) => state === 'asked' || state === 'named').length
  const says = `${there} of ${count} received${asked > 0 ? `, ${asked} asked` : ''}.`
  const state = there >= count ? 'done' : there + asked >= count ? 'waiting' : 'open'
  const name = sayCount(count, 'letter')
  return [{ id: 'letters', kind: 'letters', name, prompt, required: true, state, says }]
}

/** Why it cannot be sent; letters may still be on their way. */
export function lackingToSend(settings: CycleSettings, held: Held): Finding[] {
  const items = checklistOf(settings, held)
  return items.flatMap((item): Finding[] => {
    if (item.kind === 'form') return lackingOfForm(held.form, settings)
    if (!item.required || item.state !== 'open') return []
    if (item.kind === 'letters') {
      const { count } = settings.letters
      const named = held.letters.filter(({ state }) => !['declined', 'withdrawn'].includes(state))
      return [
        finding('recruitment.letters', `${named.length} of ${count} writers are named.`, {
          can: 'Name the others; their letters may come later.',
        }),
      ]
    }
    return [finding('recruitment.document', `${item.name} is missing.`, { path: item.kind })]
  })
}

export type FileState = 'complete' | 'letters' | 'incomplete'

/** Of a whole file, for who reads it. */
export function fileState(settings: CycleSettings, held: Held): FileState {
  const open = checklistOf(settings, held).filter((one) => one.required && one.state !== 'done')
  if (open.length === 0) return 'complete'
  return open.every(({ kind }) => kind === 'letters') ? 'letters' : 'incomplete'
}
