// One table of endpoints feeds everything: validation, the typed client, rights, documentation.
import '../kernel/schemas.ts'
import { z } from 'zod'
import { idSchema } from '../kernel/id.ts'
import type { PaceName } from './pace.ts'

/** Who may call. What each of them means stands in one table: `rooms/people/policy.ts`. */
export const accessNames = [
  'anyone',
  'account',
  'signed-in',
  'member',
  'planner',
  'selector',
  'recruiter',
  'programme-director',
  'founder',
  'administrator',
  'auditor',
  'operator',
  'applicant',
] as const
export type Access = (typeof accessNames)[number]

/**
 * What could go wrong if the wrong person called. `look`: sees the schedule. `personal`: sees what
 * concerns single people. `change`: alters a year. `publish`: alters what everybody works by.
 * `rights`: alters who may do what. `self`: alters what is one's own.
 */
export const riskNames = ['look', 'personal', 'change', 'publish', 'rights', 'self'] as const
export type Risk = (typeof riskNames)[number]

/** How the guard finds the programme that a path is about. */
export type Scope = 'programme' | 'plan' | 'draft' | 'solve' | 'none'

export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api`, with `:name` for params. */
  path: string
  says: string
  access: Access
  scope: Scope
  risk: Risk
  /** What of the answer or the body is for some of the callers only, in a sentence. */
  fields?: string
  params: Params
  query: Query
  body: Body
  /** The body is a file as it is, `application/octet-stream`, not JSON. */
  takesFile?: boolean
  /** How fast a person may call it; `usual` when left out. See `pace.ts`. */
  pace?: PaceName
  /** The answer holds something that is shown once: it is kept nowhere. */
  isSecret?: boolean
  output: Output
}

const nothing = z.strictObject({})

/** Declares an endpoint; parts left out mean "nothing is expected there". */
export function endpoint<
  Output extends z.ZodType,
  Params extends z.ZodType = typeof nothing,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof nothing,
>(spec: {
  method: Endpoint['method']
  path: string
  says: string
  access: Access
  scope?: Scope
  /** `look` for GET and `change` for the rest when left out. */
  risk?: Risk
  fields?: string
  params?: Params
  query?: Query
  body?: Body
  takesFile?: boolean
  pace?: PaceName
  isSecret?: boolean
  output: Output
}): Endpoint<Params, Query, Body, Output> {
  return {
    scope: 'none',
    risk: spec.method === 'GET' ? 'look' : 'change',
    ...spec,
    params: (spec.params ?? nothing) as Params,
    query: (spec.query ?? nothing) as Query,
    body: (spec.body ?? nothing) as Body,
  }
}

export const byId = z.strictObject({ id: idSchema })
