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
      return `must be ${NOUNS[issue.expected] ?? issue.expected}`
    case 'too_small':
      return `needs at least ${issue.minimum}${sizeOf(issue.origin)}`
    case 'too_big':
      return `may have at most ${issue.maximum}${sizeOf(issue.origin)}`
    case 'unrecognized_keys':
      return `has ${issue.keys.length === 1 ? 'an unknown field' : 'unknown fields'}: ${issue.keys.join(', ')}`
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
    default:
      return undefined
  }
}

function sizeOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' ? ' entries' : ''
}

// Before the first schema is made, hence a module of its own that the kernel's schemas import:
// in a browser zod would try `new Function`, which a strict content security policy reports.
z.config({ customError: sayIssue, ...(typeof document === 'undefined' ? {} : { jitless: true }) })
