// What is being made of a plan here: changed at once, saved soon, undone, and kept when it was refused.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { call, Refusal } from '../../../platform/client.ts'
import { studyPlansContract as contract } from '../contract.ts'
import { judgePlan } from '../rules.ts'
import type { StudyItem, StudyView, StudyWords } from '../schema.ts'
import { addressOf, type At, studyQuery } from './queries.ts'

const SOON_MS = 500

export type Editing = ReturnType<typeof useStudy>

export function useStudy(view: StudyView, at: At) {
  const client = useQueryClient()
  const { queryKey } = studyQuery(at)
  /** Here and not saved; null = as the server has it. */
  const [here, setHere] = useState<StudyWords | null>(null)
  const [past, setPast] = useState<StudyWords[]>([])
  const [future, setFuture] = useState<StudyWords[]>([])
  const version = useRef(view.study.version)
  const timer = useRef<number | undefined>(undefined)
  const waits = useRef<StudyWords | null>(null)
  const save = useMutation({
    // One after the other: each is made on the version that the one before gave.
    scope: { id: `study ${at.person}` },
    mutationFn: (words: StudyWords) =>
      call(contract.save, { ...addressOf(at), body: { version: version.current, ...words } }),
    onSuccess: (saved, words) => {
      version.current = saved.study.version
      client.setQueryData(queryKey, saved)
      setHere((now) => (now === words ? null : now))
    },
    onError: () => client.invalidateQueries({ queryKey }),
  })
  const words = useMemo((): StudyWords => {
    const { careerIntent, adviser, items } = view.study
    return here ?? { careerIntent, adviser, items }
  }, [here, view.study])
  const isStale =
    save.error instanceof Refusal && save.error.findings[0]?.rule === 'studyplans.stale'
  /** What is not sent yet is sent now. */
  const flush = async () => {
    window.clearTimeout(timer.current)
    const next = waits.current
    waits.current = null
    if (next) await save.mutateAsync(next)
  }
  const put = (next: StudyWords) => {
    if (here === null) version.current = view.study.version
    setHere(next)
    waits.current = next
    window.clearTimeout(timer.current)
    // What was refused waits until one of the two is chosen.
    if (!isStale) timer.current = window.setTimeout(() => void flush().catch(() => {}), SOON_MS)
  }
  const latest = useRef(flush)
  useEffect(() => {
    latest.current = flush
  })
  useEffect(() => () => void latest.current().catch(() => {}), [])
  const notes = useMemo(() => judgePlan(view.facts, words), [view.facts, words])
  const change = (next: Partial<StudyWords>) => {
    setPast([...past.slice(-99), words])
    setFuture([])
    put({ ...words, ...next })
  }
  return {
    ...{ words, notes, change, flush, save, isStale },
    isUnsaved: here !== null,
    setItems: (next: StudyItem[]) => change({ items: next }),
    undo:
      past.length === 0
        ? undefined
        : () => {
            setFuture([words, ...future])
            setPast(past.slice(0, -1))
            put(past.at(-1)!)
          },
    redo:
      future.length === 0
        ? undefined
        : () => {
            setPast([...past, words])
            setFuture(future.slice(1))
            put(future[0]!)
          },
    keepMine: () => {
      version.current = view.study.version
      waits.current = null
      if (here) save.mutate(here)
    },
    keepTheirs: () => {
      version.current = view.study.version
      waits.current = null
      setHere(null)
      setPast([])
      setFuture([])
      save.reset()
    },
  }
}
