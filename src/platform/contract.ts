// One table of endpoints feeds everything: validation, the typed client, rights, documentation.
import '../kernel/schemas.ts'
import { z } from 'zod'
import { idSchema } from '../kernel/id.ts'

/**
 * Who may call. `anyone`: no session. `signed-in`: any person of the institution. `member`: holds
 * a role in the programme that the path names. `planner`: coordinator, chief, associate director
 * or director of that programme.
 */
export type Access = 'anyone' | 'signed-in' | 'member' | 'planner'

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
  params: Params
  query: Query
  body: Body
  /** The body is a file as it is, `application/octet-stream`, not JSON. */
  takesFile?: boolean
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
  params?: Params
  query?: Query
  body?: Body
  takesFile?: boolean
  output: Output
}): Endpoint<Params, Query, Body, Output> {
  return {
    scope: 'none',
    ...spec,
    params: (spec.params ?? nothing) as Params,
    query: (spec.query ?? nothing) as Query,
    body: (spec.body ?? nothing) as Body,
  }
}

export const byId = z.strictObject({ id: idSchema })
