// What was asked on the command line: flags, numbers and files, or what is wrong with them.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { BadInput } from './cli-input.ts'

export const EXIT = { ok: 0, broken: 1, badInput: 2, noneFound: 3, cancelled: 130 } as const

export type Io = {
  out: (text: string) => void
  err: (text: string) => void
  /** Calls `stop` at Ctrl-C; returns how to stop listening. */
  onInterrupt: (stop: () => void) => () => void
  /** The built solver thread, when there is one. */
  workerUrl?: URL
}

export function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seconds: { type: 'string' },
        seed: { type: 'string' },
        seasons: { type: 'string' },
        mechanism: { type: 'string' },
        pack: { type: 'string' },
        deterministic: { type: 'boolean', default: false },
        output: { type: 'string', short: 'o' },
        to: { type: 'string' },
        key: { type: 'string' },
        json: { type: 'boolean', default: false },
        'ways-out': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (fault) {
    throw new BadInput([fault instanceof Error ? fault.message : String(fault)])
  }
}
export type Values = ReturnType<typeof readArguments>['values']

export function readNumber(
  text: string | undefined,
  name: string,
  usual: number,
  least: number,
  isWhole = false,
): number {
  if (text === undefined) return usual
  const value = Number(text)
  const isRight = isWhole ? Number.isSafeInteger(value) : Number.isFinite(value)
  if (text.trim() === '' || !isRight || value < least)
    throw new BadInput([
      `--${name} is "${text}"; give a ${isWhole ? 'whole number' : 'number'}, ${least} or more.`,
    ])
  return value
}

/** Before the work, not after it: can the result be written there? */
export function checkOutput(path: string | undefined): void {
  if (path === undefined) return
  const refuse = (why: string) => new BadInput([`-o ${path}: cannot be written: ${why}.`])
  const there = existsSync(path)
  if (there && statSync(path).isDirectory()) throw refuse('it is a folder')
  if (!there && !existsSync(dirname(path))) throw refuse('there is no such folder')
  try {
    accessSync(there ? path : dirname(path), constants.W_OK)
  } catch {
    throw refuse('you may not write there')
  }
}

export function expectFiles(files: readonly string[], names: string[]): string[] {
  if (files.length === names.length) return [...files]
  throw new BadInput([
    `Give ${['no', 'one file', 'two files', 'three files'][names.length]}: ${names.join(' ')}`,
  ])
}
