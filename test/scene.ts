// What every journey begins with: Isocenter on a folder of its own, and a browser before it.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './browser.ts'
import { type Process, startProcess, temporaryFolder } from './process.ts'

export type Scene = { server: Process; browser: Browser }

/** Both are there once the tests run, and gone after the last one. */
export function setScene(): Scene {
  const data = temporaryFolder()
  const scene: Partial<Scene> = {}
  beforeAll(async () => {
    scene.server = await startProcess({ ISOCENTER_DATA: data.path })
    scene.browser = await openBrowser()
  })
  afterAll(async () => {
    await scene.browser?.close()
    await scene.server?.stop()
    data.remove()
  })
  return scene as Scene
}
