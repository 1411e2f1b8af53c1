// What a season asks for: documents, letters, scores, and who may apply. The usual is a draft to change.
import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { kindNames } from '../rules/checklist.ts'
import { type CycleSettings, uploadKinds, type UploadKind } from '../schema.ts'
import { Rules, Scores } from './cycle-rules.tsx'
import { Entries } from './entries.tsx'

export type Props = { settings: CycleSettings; put: (part: Partial<CycleSettings>) => void }

export function AskedPart(props: Props) {
  return (
    <>
      <Documents {...props} />
      <Letters {...props} />
      <Rules {...props} />
      <Scores {...props} />
    </>
  )
}

function Documents({ settings, put }: Props) {
  const { documents, photo } = settings
  const free = uploadKinds.filter((kind) => !documents.some((one) => one.kind === kind))
  return (
    <fieldset>
      <legend>Documents</legend>
      <Textarea
        label="At the top of the form"
        value={settings.welcome}
        maxLength={1000}
        autosize
        minRows={1}
        onChange={(event) => put({ welcome: event.currentTarget.value })}
      />
      <Entries
        list={documents}
        put={(next) => put({ documents: next })}
        look="rec-entry"
        keyOf={({ kind }) => kind}
        drop={{
          says: 'Do not ask for it',
          label: ({ kind }) => `Do not ask for it: ${kindNames[kind]}`,
        }}
      >
        {({ kind, required, prompt, pagesMax }, set) => (
          <>
            <Checkbox
              label={`${kindNames[kind]}: required`}
              checked={required}
              onChange={(event) => set({ required: event.currentTarget.checked })}
            />
            <div className="rec-grid">
              <TextInput
                label={`What applicants read about: ${kindNames[kind]}`}
                value={prompt}
                maxLength={500}
                onChange={(event) => set({ prompt: event.currentTarget.value })}
              />
              {kind === 'photo' ? (
                <NumberInput
                  label="Short side in pixels, at least"
                  value={photo.shortSideMin}
                  min={50}
                  max={2000}
                  onChange={(value) =>
                    typeof value === 'number' && put({ photo: { ...photo, shortSideMin: value } })
                  }
                />
              ) : (
                <NumberInput
                  label="Pages at most"
                  placeholder="as many as there are"
                  value={pagesMax ?? ''}
                  min={1}
                  max={50}
                  onChange={(value) => set({ pagesMax: typeof value === 'number' ? value : null })}
                />
              )}
            </div>
            {kind === 'photo' && (
              <Checkbox
                label="Closed to who selects until the interview"
                checked={photo.hiddenUntilInterview}
                onChange={(event) =>
                  put({ photo: { ...photo, hiddenUntilInterview: event.currentTarget.checked } })
                }
              />
            )}
          </>
        )}
      </Entries>
      {free.length > 0 && (
        <NativeSelect
          label="Ask for another"
          value=""
          data={[
            { value: '', label: 'Choose' },
            ...free.map((kind) => ({ value: kind, label: kindNames[kind] })),
          ]}
          onChange={(event) => {
            const kind = event.currentTarget.value as UploadKind | ''
            if (kind)
              put({
                documents: [...documents, { kind, required: false, pagesMax: null, prompt: '' }],
              })
          }}
        />
      )}
    </fieldset>
  )
}

function Letters({ settings: { letters }, put }: Props) {
  const set = (part: Partial<typeof letters>) => put({ letters: { ...letters, ...part } })
  const [first, second] = letters.remindAfterDays
  const days = (one: number | string, two: number | string) =>
    set({ remindAfterDays: [one, two].filter((day) => typeof day === 'number') })
  return (
    <fieldset>
      <legend>Letters of recommendation</legend>
      <div className="rec-grid">
        <NumberInput
          label="How many"
          value={letters.count}
          min={0}
          max={6}
          onChange={(value) => typeof value === 'number' && set({ count: value })}
        />
        <NumberInput
          label="First reminder after days"
          value={first ?? ''}
          min={1}
          max={90}
          onChange={(value) => days(value, second ?? '')}
        />
        <NumberInput
          label="Second reminder after days"
          value={second ?? ''}
          min={1}
          max={90}
          onChange={(value) => days(first ?? '', value)}
        />
      </div>
      <TextInput
        label="What applicants read about it"
        value={letters.prompt}
        maxLength={500}
        onChange={(event) => set({ prompt: event.currentTarget.value })}
      />
    </fieldset>
  )
}
