// Where is this installation, and what is its name and version?
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('No package.json above the program.')
    folder = parent
  }
  return folder
}

/** The folder that holds package.json, db/migrations and the built client. */
export const rootFolder = findRoot()

const manifest = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as {
  name: string
  version: string
}
export const appName = manifest.name
export const appVersion = manifest.version
