// Ranks from elsewhere: the first two numbers of each line; refused whole where they are no ranks.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Findings } from '../../people/pages/frame.tsx'
import { readPasted } from '../pasting.ts'
import type { Candidate, Entry } from '../schema.ts'

export function PasteDialog(props: {
  candidates: readonly Candidate[]
  before: readonly Entry[]
  put: (entries: Entry[]) => void
  close: () => void
}) {
  const [text, setText] = useState('')
  const { entries, findings } = readPasted(text, props.candidates, props.before)
  const use = () => {
    props.put(entries)
    props.close()
  }
  return (
    <FormDialog
      title="Paste ranks and numbers"
      close={props.close}
      doing={{ mutate: use, isPending: false, error: null }}
      action={entries.length > 0 ? `Rank ${sayCount(entries.length, 'person', 'people')}` : 'Rank'}
      off={entries.length === 0}
    >
      <Textarea
        label="Lines"
        description="Rank, number of the applicant, and whatever you like after that. It takes the place of the list; Undo brings the old one back."
        placeholder={'1,90000101\n2,90000238'}
        value={text}
        autosize
        minRows={6}
        maxRows={16}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && <Findings findings={findings} />}
    </FormDialog>
  )
}
