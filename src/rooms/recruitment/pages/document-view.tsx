// A document as pictures of its pages: nothing that is in it runs, and nothing of it is fetched from elsewhere.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import type { MediaType } from '../schema.ts'
import './documents.css'

type Reader = typeof import('pdfjs-dist')
let reader: Promise<Reader> | undefined

/** Loaded when the first document is opened, and once. */
async function openReader(): Promise<Reader> {
  const pdfjs = await import('pdfjs-dist')
  pdfjs.GlobalWorkerOptions.workerPort ??= new Worker(
    new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url),
    { type: 'module' },
  )
  return pdfjs
}

/** `load`: the bytes, from the server or of a file that was just chosen. Another `id` is another document. */
export function DocumentPages(props: {
  id: string
  label: string
  mediaType: MediaType
  load: () => Promise<Uint8Array>
}) {
  const { id, load } = props
  const { data: bytes, error } = useQuery({
    queryKey: ['document', id],
    queryFn: load,
    ...{ staleTime: Infinity, gcTime: 60_000, retry: false },
  })
  if (error) return <Findings findings={findingsOf(error)} />
  if (!bytes) return <Waiting />
  if (props.mediaType === 'text/plain')
    return <pre className="doc-text">{new TextDecoder().decode(bytes)}</pre>
  if (props.mediaType === 'application/pdf') return <PdfPages bytes={bytes} label={props.label} />
  return <Picture bytes={bytes} mediaType={props.mediaType} label={props.label} />
}

function Picture(props: { bytes: Uint8Array; mediaType: string; label: string }) {
  const [source, setSource] = useState<string>()
  useEffect(() => {
    const file = new FileReader()
    file.onload = () => setSource(String(file.result))
    file.readAsDataURL(new Blob([props.bytes as never], { type: props.mediaType }))
  }, [props.bytes, props.mediaType])
  return source ? <img className="doc-picture" src={source} alt={props.label} /> : <Waiting />
}

type Page = { width: number; height: number; text: string; draw: (on: HTMLCanvasElement) => void }

function PdfPages({ bytes, label }: { bytes: Uint8Array; label: string }) {
  const [pages, setPages] = useState<Page[]>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    let end = () => {}
    let isGone = false
    const read = async () => {
      const pdfjs = await (reader ??= openReader())
      // The reader keeps what it is given.
      const task = pdfjs.getDocument({
        ...{ data: bytes.slice(), isEvalSupported: false, enableXfa: false, useWasm: false },
      })
      end = () => void task.destroy()
      const document = await task.promise
      const found: Page[] = []
      for (let nth = 1; nth <= document.numPages && !isGone; nth++) {
        const page = await document.getPage(nth)
        const { width, height } = page.getViewport({ scale: 1 })
        const { items } = await page.getTextContent()
        const text = items.map((item) => ('str' in item ? item.str : '')).join(' ')
        const draw = (canvas: HTMLCanvasElement) => {
          const scale = (canvas.clientWidth / width) * Math.min(2, window.devicePixelRatio || 1)
          const viewport = page.getViewport({ scale: scale || 1 })
          canvas.width = Math.round(viewport.width)
          canvas.height = Math.round(viewport.height)
          page.render({ canvas, viewport }).promise.catch(() => {})
        }
        found.push({ width, height, text, draw })
        if (!isGone) setPages([...found])
      }
    }
    read().catch((fault: unknown) => !isGone && setError(fault))
    return () => {
      isGone = true
      end()
    }
  }, [bytes])
  if (error) return <Findings findings={findingsOf(error)} />
  if (!pages) return <Waiting />
  return (
    <div className="doc-pages" role="document" aria-label={label} tabIndex={0}>
      {pages.map((page, nth) => (
        <PdfPage key={nth} page={page} nth={nth + 1} of={pages.length} />
      ))}
    </div>
  )
}

function PdfPage({ page, nth, of }: { page: Page; nth: number; of: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) page.draw(canvas.current)
  }, [page])
  return (
    <figure className="doc-page">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Page ${nth} of ${of}`}
        style={{ aspectRatio: `${page.width} / ${page.height}` }}
      />
      <figcaption className="vh">{page.text.trim() || 'This page has no text in it.'}</figcaption>
    </figure>
  )
}
