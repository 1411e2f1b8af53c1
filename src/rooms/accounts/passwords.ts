// Is this the password, is it a good one, and can the machine bear to be asked so often?
import { hash, verify } from '@node-rs/argon2'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { availableParallelism } from 'node:os'
import { type Finding, finding } from '../../kernel/finding.ts'
import { TooBusy } from '../../platform/busy.ts'

/** 19 MiB, two passes, one lane: about 30 ms of one core (OWASP's cheat sheet for argon2id). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 128
/** Of zxcvbn's 0 to 4: "safely unguessable: moderate protection from offline attack". */
const SCORE_MIN = 3

const waiting: (() => void)[] = []
let running = 0
const RUNNING_MAX = availableParallelism()
/** Beyond it people are told to come back: memory and other requests come first. */
const WAITING_MAX = 200

async function gated<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING_MAX) {
    if (waiting.length >= WAITING_MAX) throw new TooBusy('Too many people sign in at this moment.')
    await new Promise<void>((go) => waiting.push(go))
  } else running += 1
  try {
    return await work()
  } finally {
    // The place is handed on, so that nobody who comes just now slips in before the queue.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

export function hashPassword(password: string): Promise<string> {
  return gated(() => hash(normal(password), COST))
}

let nobody: Promise<string> | undefined

/** Takes as long for an account that does not exist or has no password, and is false then. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (nobody ??= hashPassword(crypto.randomUUID())))
  const same = await gated(() => verify(against, normal(password)))
  return same && stored !== null
}

/** The same word typed on another keyboard may come in other code points. */
const normal = (password: string) => password.normalize('NFKC')

let guesser: ZxcvbnFactory | undefined

/** Why this is no password to take. `about`: words that everybody knows of the person. */
export function judgePassword(password: string, about: readonly string[]): Finding[] {
  const length = [...password].length
  const refuse = (says: string, can: string) => [finding('accounts.password', says, { can })]
  if (length < PASSWORD_MIN)
    return refuse(
      `The password has ${length} characters; at least ${PASSWORD_MIN} are needed.`,
      'Four or five unrelated words are easy to remember and hard to guess.',
    )
  if (length > PASSWORD_MAX)
    return refuse(
      `The password has ${length} characters; at most ${PASSWORD_MAX} are kept.`,
      'Take a shorter one.',
    )
  guesser ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  const words = about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\d]+/u))
  const { score } = guesser.check(
    password,
    ['isocenter', ...words].filter((word) => word.length > 2),
  )
  if (score >= SCORE_MIN) return []
  return refuse(
    'This password is among the first that somebody would try.',
    'Take unrelated words, and neither your name nor a date nor keys in a row.',
  )
}
