// How do schemas behave everywhere: plain words for what is wrong, and no compiled code in browsers.
import { z } from 'zod'

const NOUNS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with named fields',
  record: 'an object with named fields',
}

/** The message for an issue, to be read after the path of the field; undefined = zod's own. */
export function sayIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing'
      return `must be ${NOUNS[issue.expected] ?? issue.expected}${not(issue.input)}`
    case 'too_small':
      return `needs at least ${issue.minimum}${sizeOf(issue.origin, issue.minimum)}`
    case 'too_big':
      return `may have at most ${issue.maximum}${sizeOf(issue.origin, issue.maximum)}`
    case 'unrecognized_keys':
      return `has ${issue.keys.length === 1 ? 'an unknown field' : 'unknown fields'}: ${issue.keys.join(', ')}`
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}${not(issue.input)}`
    default:
      return undefined
  }
}

/** `, not "R9"`: what stands there, where it is short enough to be read. */
export function not(input: unknown): string {
  const text = input === null || typeof input !== 'object' ? JSON.stringify(input) : undefined
  return text !== undefined && text.length <= 40 ? `, not ${text}` : ''
}

function sizeOf(origin: string, count: number | bigint): string {
  const isOne = Number(count) === 1
  if (origin === 'string') return isOne ? ' character' : ' characters'
  return origin === 'array' ? (isOne ? ' entry' : ' entries') : ''
}

// Before the first schema is made, hence a module of its own that the kernel's schemas import:
// in a browser zod would try `new Function`, which a strict content security policy reports.
z.config({ customError: sayIssue, ...(typeof document === 'undefined' ? {} : { jitless: true }) })
