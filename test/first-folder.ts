// Isocenter started once for all journeys: its folder with the demo in it, copied for each of them.
import { execFileSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { startProcess, temporaryFolder } from './process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder in which a server has come up with the demo, and was stopped. */
    firstFolder: string
  }
}

/** A first start builds a database and loads the demo; `start.journey` looks at that itself. */
export default async function setup(project: TestProject): Promise<() => void> {
  const data = temporaryFolder()
  const server = await startProcess({ ISOCENTER_DATA: data.path })
  await server.stop()
  project.provide('firstFolder', data.path)
  return data.remove
}

/** As it was left, with the rights of every file: a database refuses a folder that others may read. */
export function copyFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', `${from}/.`, to])
}
