// Who writes a letter: said by the applicant, or by the office for a letter that came of itself.
import { TextInput } from '@mantine/core'
import { useState } from 'react'

export function useWriter() {
  const [words, setWords] = useState({ writerName: '', writerEmail: '', writerRole: '' })
  return {
    words,
    put: (part: Partial<typeof words>) => setWords((old) => ({ ...old, ...part })),
    isWhole: words.writerName.trim() !== '' && /^\S+@\S+\.\S+$/.test(words.writerEmail),
  }
}

export function WriterFields(props: {
  writer: ReturnType<typeof useWriter>
  /** How the role is asked for. */
  capacity: string
}) {
  const { words, put } = props.writer
  return (
    <>
      <TextInput
        label="Name"
        value={words.writerName}
        maxLength={120}
        data-autofocus
        onChange={(event) => put({ writerName: event.currentTarget.value })}
      />
      <TextInput
        label="E-mail address"
        type="email"
        value={words.writerEmail}
        maxLength={200}
        onChange={(event) => put({ writerEmail: event.currentTarget.value.trim() })}
      />
      <TextInput
        label={props.capacity}
        placeholder="Programme director, mentor, …"
        value={words.writerRole}
        maxLength={120}
        onChange={(event) => put({ writerRole: event.currentTarget.value })}
      />
    </>
  )
}
