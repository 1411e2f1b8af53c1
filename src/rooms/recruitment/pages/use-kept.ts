// What is typed into a form is kept after a rest, when a field is left, and when the page goes out of sight.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { applicantContract as contract } from '../applicant-contract.ts'
import type { OwnApplication } from '../applicant-schema.ts'
import type { ApplicationForm } from '../schema.ts'
import { APPLYING } from './queries.ts'

/** After the last key; long enough for a word, short enough for a phone that is put away. */
const REST_MS = 1_200

export function useKept(own: OwnApplication) {
  const client = useQueryClient()
  const { given, family, phone, zone } = own.applicant
  const [form, setForm] = useState(own.form)
  const [contact, setContact] = useState({ given, family, phone, zone })
  const [says, setSays] = useState('Everything is kept while you type.')
  const [error, setError] = useState<unknown>()
  const held = useRef({ form, contact, version: own.version, isDirty: false, isBusy: false })
  const rest = useRef(0)
  useEffect(() => {
    // Another step, such as sending, makes a new version too.
    held.current.version = Math.max(held.current.version, own.version)
  }, [own.version])

  const keep = async () => {
    const now = held.current
    window.clearTimeout(rest.current)
    if (!now.isDirty) return
    if (now.isBusy) return wait()
    Object.assign(now, { isBusy: true, isDirty: false })
    setSays('Keeping …')
    try {
      const params = { institution: own.cycle.institution.id, application: own.id }
      const body = { version: now.version, form: now.form, contact: now.contact }
      now.version = (await call(contract.save, { params, body })).version
      setSays('Kept.')
      setError(undefined)
      await client.invalidateQueries({ queryKey: APPLYING })
    } catch (fault) {
      now.isDirty = true
      setSays('Not kept.')
      setError(fault)
    }
    now.isBusy = false
  }
  const wait = () => {
    held.current.isDirty = true
    window.clearTimeout(rest.current)
    rest.current = window.setTimeout(() => void keep(), REST_MS)
  }
  const hide = useEffectEvent(() => void keep())
  useEffect(() => {
    const onHide = () => hide()
    document.addEventListener('visibilitychange', onHide)
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      // One goes on to another page: what was typed is kept on the way.
      onHide()
    }
  }, [])
  return {
    ...{ form, contact, says, error },
    keep: () => void keep(),
    put: (part: Partial<ApplicationForm>) => {
      held.current.form = { ...held.current.form, ...part }
      setForm(held.current.form)
      wait()
    },
    putContact: (part: Partial<typeof contact>) => {
      held.current.contact = { ...held.current.contact, ...part }
      setContact(held.current.contact)
      wait()
    },
  }
}
