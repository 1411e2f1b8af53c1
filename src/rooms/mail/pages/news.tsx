// How do I hear of my schedule: by mail, on this device, when?
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { mailContract as contract } from '../contract.ts'
import type { Preference, ThisDevice } from '../schema.ts'
import { canShow, turnOffHere, turnOnHere } from './device.ts'
import './news.css'

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))
const MAIL = [
  { value: 'at-once', label: 'As it comes' },
  { value: 'daily', label: 'Once a day, in the morning' },
  { value: 'never', label: 'None' },
]
const PUSH = [
  { value: 'yes', label: 'As it comes' },
  { value: 'no', label: 'None' },
]

export function News() {
  const client = useQueryClient()
  const wishes = useQuery({
    queryKey: ['mail-preference'],
    queryFn: () => call(contract.preference),
  })
  const device = useQuery({ queryKey: ['push-device'], queryFn: () => call(contract.device) })
  const set = useMutation({
    mutationFn: (body: Preference) => call(contract.setPreference, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['mail-preference'] }),
  })
  if (!wishes.data || !device.data) return null
  const { email, preference } = wishes.data
  const { news, push, quiet } = preference
  const waits = push || news === 'at-once'
  return (
    <Section title="News of your schedule">
      <p className="subtle small">
        {email
          ? `Mail goes to ${email}. What concerns your account always comes.`
          : 'No address is known at which mail reaches you.'}
      </p>
      <div className="news-wishes">
        {email && (
          <NativeSelect
            label="Mail"
            value={news}
            onChange={(event) =>
              set.mutate({ ...preference, news: event.currentTarget.value as Preference['news'] })
            }
            data={MAIL}
          />
        )}
        <NativeSelect
          label="Notifications"
          value={push ? 'yes' : 'no'}
          onChange={(event) =>
            set.mutate({ ...preference, push: event.currentTarget.value === 'yes' })
          }
          data={PUSH}
        />
        <NativeSelect
          label="Not between"
          value={quiet ? String(quiet.from) : ''}
          disabled={!waits}
          onChange={(event) => {
            const from = event.currentTarget.value
            const next = from === '' ? null : { from: Number(from), to: quiet?.to ?? 6 }
            set.mutate({ ...preference, quiet: next })
          }}
          data={[{ value: '', label: 'At any hour' }, ...HOURS]}
        />
        {quiet && (
          <NativeSelect
            label="and"
            value={String(quiet.to)}
            disabled={!waits}
            onChange={(event) =>
              set.mutate({
                ...preference,
                quiet: { ...quiet, to: Number(event.currentTarget.value) },
              })
            }
            data={HOURS}
          />
        )}
      </div>
      <Findings findings={set.error ? findingsOf(set.error) : []} />
      <Device device={device.data} isWanted={push} />
    </Section>
  )
}

/** What the row says; `can`: there is something to press. */
function sayDevice({ key, isShared, isOn }: ThisDevice, isWanted: boolean) {
  if (key === null) return { can: false, says: 'This server sends none.' }
  if (isShared) return { can: false, says: 'Off: others use this computer too.' }
  switch (canShow()) {
    case 'no':
      return { can: false, says: 'This browser cannot show them.' }
    case 'home-screen':
      return {
        can: false,
        says: 'First put Isocenter on the home screen: Share, then Add to Home Screen. Open it there and come back to this page.',
      }
    case 'denied':
      return {
        can: false,
        says: 'This browser does not let Isocenter show them. Allow notifications for this site in its settings, then load this page again.',
      }
    case 'yes':
      if (!isOn) return { can: true, says: 'Off. They hold a line and never why somebody is away.' }
      return {
        can: true,
        says: isWanted ? 'On, until you sign out here.' : 'On, but you want no news this way.',
      }
  }
}

function Device({ device, isWanted }: { device: ThisDevice; isWanted: boolean }) {
  const client = useQueryClient()
  const { person } = useMe()
  const [told, setTold] = useState('')
  const settled = () => client.invalidateQueries({ queryKey: ['push-device'] })
  const turn = useMutation({
    mutationFn: async (on: boolean) => {
      setTold('')
      if (!on) await turnOffHere()
      else if (!(await turnOnHere(device.key!, person!.id)))
        setTold('The browser was not allowed to show them, so nothing has changed.')
    },
    onSettled: settled,
  })
  const test = useMutation({
    mutationFn: () => call(contract.tryDevice),
    onSuccess: () =>
      setTold(
        'On its way. If it does not appear within a minute, let your system show notifications of this browser.',
      ),
    onError: settled,
  })
  const { can, says } = sayDevice(device, isWanted)
  const { elsewhere } = device
  const error = turn.error ?? test.error
  return (
    <>
      <ul className="rows news-device">
        <li>
          <span>
            Notifications on this device
            <span className="subtle small">
              {says}
              {elsewhere > 0 &&
                ` On ${elsewhere === 1 ? 'one other device' : `${elsewhere} other devices`} of yours too.`}
            </span>
          </span>
          {can && (
            <div className="news-acts">
              {device.isOn && (
                <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                  Try it
                </Button>
              )}
              <Button
                variant="default"
                loading={turn.isPending}
                onClick={() => turn.mutate(!device.isOn)}
              >
                {device.isOn ? 'Turn off' : 'Turn on'}
              </Button>
            </div>
          )}
        </li>
      </ul>
      <p className="subtle small news-told" role="status">
        {told}
      </p>
      <Findings findings={error ? findingsOf(error) : []} />
    </>
  )
}
