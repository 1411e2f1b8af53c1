// Which society stands behind the match of a season, and until when its agreement is to be signed.
import { TextInput } from '@mantine/core'
import { isDay } from '../../../kernel/day.ts'
import type { Props } from './cycle-asked.tsx'

export function SponsorPart({ settings: { sponsor }, put }: Props) {
  const set = (part: Partial<typeof sponsor>) => put({ sponsor: { ...sponsor, ...part } })
  return (
    <fieldset>
      <legend>The society behind it</legend>
      <div className="rec-grid">
        <TextInput
          label="Society"
          value={sponsor.name}
          maxLength={120}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label="Its page, for those who apply"
          type="url"
          placeholder="https://"
          value={sponsor.link}
          maxLength={300}
          onChange={(event) => set({ link: event.currentTarget.value.trim() })}
        />
        <TextInput
          label="Its agreement is signed until"
          type="date"
          value={sponsor.signedUntil ?? ''}
          onChange={({ currentTarget: { value } }) =>
            set({ signedUntil: isDay(value) ? value : null })
          }
        />
      </div>
    </fieldset>
  )
}
