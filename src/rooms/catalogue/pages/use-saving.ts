// What is typed is saved a moment later, in turn, and can be taken back step by step.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Finding, finding } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { findingsOf } from '../../people/pages/frame.tsx'
import { catalogueContract as contract } from '../contract.ts'
import { isSame } from '../difference.ts'
import { type Elective, electiveSchema } from '../schema.ts'
import { CATALOGUE } from './queries.ts'

const PAUSE_MS = 700

export type Saving = {
  value: Elective
  set: (more: Partial<Elective>) => void
  state: 'saved' | 'waiting' | 'saving' | 'refused' | 'unfit'
  findings: Finding[]
  undo: (() => void) | undefined
  /** Of two who changed the same: what the other has written; null = nobody has, or it is removed. */
  theirs: Elective | null
  take: (which: 'mine' | 'theirs') => void
}

const sayIssue = ({ path, message }: { path: PropertyKey[]; message: string }): Finding =>
  finding('page', `${path.map(String).join(' ')} ${message}.`.trim())

async function readTheirs(programme: string, elective: string): Promise<Elective | null> {
  const now = await call(contract.view, {
    ...{ params: { id: programme }, query: { version: 'draft' } },
  }).catch(() => undefined)
  return now?.catalogue.electives.find(({ id }) => id === elective) ?? null
}

/** An elective of the draft as it is written; every pause saves it. */
export function useSaving(programme: string, given: Elective): Saving {
  const client = useQueryClient()
  const [value, setValue] = useState(given)
  const [state, setState] = useState<Saving['state']>('saved')
  const [findings, setFindings] = useState<Finding[]>([])
  const [past, setPast] = useState<Elective[]>([])
  const [theirs, setTheirs] = useState<Elective | null>(null)
  const known = useRef(given)
  const latest = useRef(given)
  const isBusy = useRef(false)

  const save = useCallback(async () => {
    if (isBusy.current) return
    isBusy.current = true
    // Once more when something was typed while it was saved.
    do {
      const is = electiveSchema.safeParse(latest.current)
      if (!is.success) {
        setState('unfit')
        setFindings(is.error.issues.map(sayIssue))
        break
      }
      const was = known.current
      if (isSame(was, is.data)) {
        setFindings([])
        setState('saved')
        break
      }
      setState('saving')
      const edit = { thing: 'elective' as const, was, is: is.data }
      try {
        await call(contract.edit, { params: { id: programme }, body: { edit } })
      } catch (error) {
        setFindings(findingsOf(error))
        setState('refused')
        if (findingsOf(error).some(({ rule }) => rule === 'catalogue.stale'))
          setTheirs(await readTheirs(programme, given.id))
        break
      }
      known.current = is.data
      setPast((steps) => [...steps, was])
      setFindings([])
      setState('saved')
      await client.invalidateQueries({ queryKey: CATALOGUE })
    } while (!isSame(latest.current, known.current))
    isBusy.current = false
  }, [client, given.id, programme])

  useEffect(() => {
    if (state !== 'waiting') return
    const timer = setTimeout(() => void save(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value, state, save])
  // Whoever leaves the page at once has saved too.
  useEffect(() => () => void save(), [save])

  const put = (next: Elective) => {
    latest.current = next
    setValue(next)
    setState('waiting')
  }
  return {
    ...{ value, state, findings, theirs },
    set: (more) => put({ ...latest.current, ...more }),
    undo:
      past.length > 0
        ? () => {
            const before = past.at(-1)!
            latest.current = before
            setValue(before)
            void save().then(() => setPast((steps) => steps.slice(0, -2)))
          }
        : undefined,
    take: (which) => {
      if (!theirs) return
      known.current = theirs
      setTheirs(null)
      setFindings([])
      put(which === 'theirs' ? theirs : latest.current)
    },
  }
}
