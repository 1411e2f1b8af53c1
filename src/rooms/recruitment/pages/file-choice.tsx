// A file of the person's: chosen, or taken with the camera of the phone; looked at before it is sent.
import { Button } from '@mantine/core'
import { Camera, Upload } from 'lucide-react'
import { useRef } from 'react'
import { isFinding, knowFile } from '../rules/files.ts'
import { Refusal } from '../../../platform/client.ts'
import './file-choice.css'

export type Chosen = { name: string; bytes: Uint8Array<ArrayBuffer> }

/** A picture wider than this is made smaller here: a page of print stays readable, the upload is short. */
const SIDE_MOST = 2_200
const QUALITY = 0.86

/** `wants`: a portrait, a picture or a PDF, or a PDF alone. */
export function FileChoice(props: {
  label: string
  wants: 'portrait' | 'paper'
  isBusy: boolean
  isAgain?: boolean
  /** Not the thing to do next. */
  isPlain?: boolean
  take: (file: Chosen) => void
  refuse: (error: unknown) => void
}) {
  const chosen = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const { label, wants, isBusy, isAgain = false, isPlain = isAgain } = props
  const pick = async (input: HTMLInputElement) => {
    const file = input.files?.[0]
    // Chosen again after a refusal it must be noticed again.
    input.value = ''
    if (!file) return
    try {
      props.take(await readChosen(file))
    } catch (error) {
      props.refuse(error)
    }
  }
  const accept = wants === 'portrait' ? 'image/*' : 'image/*,application/pdf'
  return (
    <span className="apply-choice">
      <Button
        variant={isPlain || isAgain ? 'default' : 'filled'}
        leftSection={<Upload size={16} aria-hidden />}
        loading={isBusy}
        aria-label={`${isAgain ? 'Replace' : 'Choose a file'}: ${label}`}
        onClick={() => chosen.current?.click()}
      >
        {isAgain ? 'Replace' : 'Choose a file'}
      </Button>
      <Button
        className="apply-camera"
        variant="default"
        leftSection={<Camera size={16} aria-hidden />}
        disabled={isBusy}
        aria-label={`Take a photo: ${label}`}
        onClick={() => camera.current?.click()}
      >
        Take a photo
      </Button>
      <input
        ref={chosen}
        type="file"
        accept={accept}
        hidden
        data-choice={label}
        onChange={(event) => void pick(event.currentTarget)}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture={wants === 'portrait' ? 'user' : 'environment'}
        hidden
        onChange={(event) => void pick(event.currentTarget)}
      />
    </span>
  )
}

/** Pictures are drawn anew: smaller, upright, and without the place where they were taken. */
export async function readChosen(file: File): Promise<Chosen> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const isPicture = file.type.startsWith('image/') && file.type !== 'image/svg+xml'
  if (isPicture) {
    const drawn = await drawAnew(file).catch(() => undefined)
    if (drawn) return { name: file.name.replace(/\.\w+$/, '.jpg'), bytes: drawn }
  }
  const known = knowFile(bytes, file.name)
  if (isFinding(known)) throw new Refusal(409, [known])
  return { name: file.name, bytes }
}

async function drawAnew(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, SIDE_MOST / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const blob = await new Promise<Blob | null>((settle) =>
    canvas.toBlob(settle, 'image/jpeg', QUALITY),
  )
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined
}

/** The bytes behind an address of ours, or what the server says instead. */
export async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`/api${path}`, { credentials: 'same-origin' })
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
  const { findings = [] } = (await answer.json().catch(() => ({}))) as { findings?: [] }
  throw new Refusal(answer.status, findings)
}
