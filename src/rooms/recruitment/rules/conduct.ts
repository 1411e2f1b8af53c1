// What may be asked, what may be written afterwards, and when nothing at all?
import { sayDay } from '../../../kernel/day.ts'
import { type Finding, finding } from '../../../kernel/finding.ts'
import type { Moment } from '../../../kernel/moment.ts'
import type { Cycle } from '../schema.ts'

type Ban = { about: string; words: RegExp }

/**
 * Of what the rules of conduct of a match and the law about hiring keep out of an interview. Patterns
 * see words, not meanings: what they refuse is shown with the word, and can be put otherwise.
 */
const QUESTIONS: readonly Ban[] = [
  {
    about: 'other programmes',
    words:
      /\b(other|which|what|how many)\s+(\w+\s+)?(programmes?|programs?|places|hospitals|fellowships)\b|\bwhere else\b|\bother (interviews|applications|offers)\b/i,
  },
  {
    about: 'how somebody will rank',
    words:
      /\brank(ed|ing|s)?\b.*\b(us|you|our|list|first|high)\b|\b(first|top) choice\b|\bwould you (come|accept)\b/i,
  },
  {
    about: 'family',
    words:
      /\b(married|marriage|spouse|husband|wife|partner|boyfriend|girlfriend|children|kids|pregnan\w*|family planning|maiden name|childcare)\b/i,
  },
  { about: 'age', words: /\b(how old|your age|date of birth|birthday|birth ?date)\b/i },
  {
    about: 'religion or belief',
    words: /\b(religio\w*|church|faith|pray\w*|holy days|politic\w*|vote)\b/i,
  },
  {
    about: 'origin',
    words:
      /\b(nationality|native (language|tongue)|mother tongue|where (are|were) you (really )?(from|born)|ethnic\w*|race|accent)\b/i,
  },
  {
    about: 'health',
    words:
      /\b(disabilit\w*|disabled|illness\w*|sick days|medical (history|condition)|health problems?)\b/i,
  },
  {
    about: 'sexuality or gender',
    words: /\b(gay|lesbian|sexual\w*|gender identity|transgender)\b/i,
  },
  { about: 'union or army', words: /\b(union member|honou?rable discharge|arrest\w*)\b/i },
]

/** Of letters after an interview: nothing that promises, asks for a promise, or hints at a rank. */
const MESSAGES: readonly Ban[] = [
  {
    about: 'how you or they rank',
    words:
      /\b(rank(ed|ing|s)?|rank list|first choice|top choice|high on our list|to match with)\b/i,
  },
  {
    about: 'a promise or a wish for one',
    words:
      /\b(would you (come|accept)|will you (come|accept)|let us know (if|whether) we|commit(ted|ment|ments|s)?|guarantee\w*|promise\w*|offer you a (place|position|spot)|reserved? (a|the) (place|position|spot))\b/i,
  },
  {
    about: 'an answer that is asked for',
    words:
      /\b(please (reply|respond|confirm your interest)|your (continued|strong) interest|send us (a|your) (letter|note) of (intent|interest))\b/i,
  },
]

function judge(text: string, bans: readonly Ban[], rule: string, can: string, path?: string) {
  return bans.flatMap(({ about, words }): Finding[] => {
    const word = words.exec(text)?.[0]
    if (word === undefined) return []
    return [
      finding(rule, `It asks about ${about}: “${word.trim()}”.`, {
        can,
        ...(path ? { path } : {}),
      }),
    ]
  })
}

export const judgeQuestion = (asks: string, path?: string): Finding[] =>
  judge(asks, QUESTIONS, 'recruitment.question', 'Ask about the work instead.', path)

/** A letter to somebody who was interviewed: it informs, and no more. */
export const judgeMessage = ({ subject, text }: { subject: string; text: string }): Finding[] =>
  judge(
    `${subject}\n${text}`,
    MESSAGES,
    'recruitment.message',
    'After interviews letters inform and ask for nothing: dates, visits, whom to call.',
  ).map((one) => ({ ...one, says: one.says.replace('It asks about', 'It speaks of') }))

/** From the end of ranking to match day nobody applies, interviews, or is offered anything. */
export function judgeQuiet(
  { rankDeadline, matchDay }: Pick<Cycle, 'rankDeadline' | 'matchDay'>,
  now: Moment,
  today: string,
): Finding[] {
  if (rankDeadline === null || matchDay === null) return []
  if (Date.parse(now) < Date.parse(rankDeadline) || today >= matchDay) return []
  return [
    finding(
      'recruitment.quiet',
      'It is the quiet period: ranking has ended, and match day has not come.',
      {
        can: `Wait until ${sayDay(matchDay, { year: true })}; whoever asks may be told just that.`,
      },
    ),
  ]
}
