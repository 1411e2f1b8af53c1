// Which engine searches beside the built-in one, and who stands ready to search?
import { dropSpares, keepSpare } from '../rooms/planning/index.ts'

/** A command, with its words in quotes where needed: `python3 "my engine.py"` is two words; undefined when nothing is set. */
export function engineCommand(text: string | undefined): string[] | undefined {
  const words = [...(text ?? '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain!,
  )
  return words.length > 0 ? words : undefined
}

/** After the start, until a thread practises: it would make the first pages late. */
const WARM_MS = 5_000

/** Soon a solver thread stands ready for whoever asks first. Call what is given back to end that. */
export function warmEngine(workerUrl: URL): () => Promise<void> {
  const soon = setTimeout(() => void keepSpare(workerUrl), WARM_MS).unref()
  return () => {
    clearTimeout(soon)
    return dropSpares()
  }
}
