// Which engine searches beside the built-in one? A command, with its words in quotes where needed.

/** `python3 "my engine.py"` is two words; undefined when nothing is set. */
export function engineCommand(text: string | undefined): string[] | undefined {
  const words = [...(text ?? '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain!,
  )
  return words.length > 0 ? words : undefined
}
