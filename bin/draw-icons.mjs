// `node bin/draw-icons.mjs`: the pictures of the program for home screens, from the one drawing.
// Needs a Chromium, as the journeys do; the pictures are committed, so nobody else needs one.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const folder = join(import.meta.dirname, '..', 'src', 'app', 'web', 'public')
const mark = readFileSync(join(folder, 'mark.svg'), 'utf8')
const inner = mark.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
const ground = /<rect[^>]*\/>/
const blue = /fill="(#[0-9a-f]+)"/.exec(inner)[1]
const svg = (box, content) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="100%" height="100%" style="display:block">${content}</svg>`

const full = inner.replace(ground, `<rect width="32" height="32" fill="${blue}"/>`)
// Systems cut a maskable picture to their own shape: what matters lies within 80 % of its width.
const wide = `<rect x="-6" y="-6" width="44" height="44" fill="${blue}"/>${inner.replace(ground, '')}`
const PICTURES = [
  ['icon-192.png', 192, svg('0 0 32 32', inner)],
  ['icon-512.png', 512, svg('0 0 32 32', inner)],
  ['icon-maskable-512.png', 512, svg('-6 -6 44 44', wide)],
  // An iPhone rounds the corners itself and paints what is clear black.
  ['apple-touch-icon.png', 180, svg('0 0 32 32', full)],
  // Only its shape counts: the system paints it in one colour.
  ['badge-96.png', 96, svg('2 2 28 28', inner.replace(ground, ''))],
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
for (const [name, size, picture] of PICTURES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<body style="margin:0;background:transparent">${picture}`)
  writeFileSync(join(folder, name), await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
