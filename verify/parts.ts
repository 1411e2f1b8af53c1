// A part of a verification in a process of its own, so that both cores work on it.
import { spawn } from 'node:child_process'

/** Runs `entry` again as `part FROM COUNT`; it says its sum as JSON. */
export function inProcess<Sum>(entry: string, from: number, count: number): Promise<Sum> {
  return new Promise((resolve, reject) => {
    const args = [entry, 'part', String(from), String(count)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (part: Buffer) => (text += String(part)))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text) as Sum) : reject(new Error(`ended with ${code}`)),
    )
  })
}
