// What every journey begins with: Isocenter on a folder of its own, with the demo, and a browser before it.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { findRunning } from '../src/platform/postgres/embedded.ts'
import { DESKTOP, type Look, openBrowser, signInAs, visit, type Visitor } from './browser.ts'
import { copyFolder } from './first-folder.ts'
import { type Process, startProcess, temporaryFolder } from './process.ts'

export type Scene = {
  server: Process
  browser: Browser
  /** At a path, signed in as somebody of Brigham; null: not signed in. */
  come: (person: string | null, path: string, look?: Look) => Promise<Visitor>
  /** The address of its database, for what no page can do: letting time pass. */
  database: () => string
  /** Signed in, nowhere yet. */
  enter: (person: string, look: Look) => Promise<Page>
}

/** Both are there once the tests run, and gone after the last one. */
export function setScene(): Scene {
  const data = temporaryFolder()
  const visitAs = async (person: string | null, look: Look) => {
    const visitor = await visit(scene.browser!, scene.server!.url, look)
    if (person) await signInAs(visitor, 'brigham', person)
    return visitor
  }
  const scene: Partial<Scene> = {
    come: async (person, path, look = DESKTOP) => {
      const visitor = await visitAs(person, look)
      await visitor.page.goto(path)
      return visitor
    },
    database: () => findRunning(data.path, 'isocenter')!,
    enter: async (person, look) => (await visitAs(person, look)).page,
  }
  beforeAll(async () => {
    copyFolder(inject('firstFolder'), data.path)
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
