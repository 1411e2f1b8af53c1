// Can everybody tell the twelve rotation colours apart, and read what stands on them?
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { darkShare, darkSurface, lightText, readablePairs, rotationColors } from './palette.ts'

type Triple = readonly [number, number, number]

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const SEEN_AS: Record<string, readonly Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

describe('the rotation palette', () => {
  for (const [eyes, matrix] of Object.entries(SEEN_AS))
    test(`every pair differs by at least 8 for ${eyes} eyes`, () => {
      const labs = rotationColors.map((color) => toLab(apply(matrix, toLinear(color))))
      const pairs = labs.flatMap((one, i) =>
        labs.slice(i + 1).map((other) => ciede2000(one, other)),
      )
      expect(Math.min(...pairs)).toBeGreaterThanOrEqual(8)
    })

  test.each(rotationColors)('text on %s can be read in light mode', (color) => {
    expect(contrast(lightText, color)).toBeGreaterThanOrEqual(7)
  })

  test.each(rotationColors)('%s as text can be read in dark mode', (color) => {
    expect(contrast(color, mix(color, darkSurface, darkShare))).toBeGreaterThanOrEqual(4.5)
  })

  test('the style sheet holds the same colours', () => {
    const sheet = readFileSync(new URL('./styles.css', import.meta.url), 'utf8').toLowerCase()
    rotationColors.forEach((color, index) => expect(sheet).toContain(`--r${index}: ${color};`))
  })
})

describe('the interface', () => {
  test.each(readablePairs)('%s on %s has contrast %s', (text, background, least) => {
    expect(contrast(text, background)).toBeGreaterThanOrEqual(least)
  })
})

describe('the measure itself', () => {
  // Sharma, Wu and Dalal 2005, three rows of their test data.
  test.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  ] as [Triple, Triple, number][])('%s against %s is %s', (one, other, expected) => {
    expect(ciede2000(one, other)).toBeCloseTo(expected, 3)
  })
  test('black on white is 21', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6))
})

function channels(hex: string): Triple {
  const at = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16)
  return [at(1), at(3), at(5)]
}

function toLinear(hex: string): Triple {
  const [r, g, b] = channels(hex).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return [r, g, b]
}

function apply(matrix: readonly Triple[], color: Triple): Triple {
  const [r, g, b] = matrix.map((row) =>
    Math.min(1, Math.max(0, row[0] * color[0] + row[1] * color[1] + row[2] * color[2])),
  ) as [number, number, number]
  return [r, g, b]
}

function contrast(one: string, other: string): number {
  const light = (hex: string) => {
    const [r, g, b] = toLinear(hex)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [a, b] = [light(one), light(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function mix(color: string, base: string, share: number): string {
  const [one, other] = [channels(color), channels(base)]
  return `#${one
    .map((value, i) => Math.round(value * share + other[i]! * (1 - share)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}

function toLab([r, g, b]: Triple): Triple {
  const x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b
  const z = (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883
  const f = (value: number) =>
    value > 216 / 24389 ? Math.cbrt(value) : (841 / 108) * value + 4 / 29
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))]
}

function ciede2000(one: Triple, other: Triple): number {
  const rad = Math.PI / 180
  const [l1, a1, b1] = one
  const [l2, a2, b2] = other
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)))
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)]
  const hue = (a: number, b: number) =>
    a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / rad + 360) % 360
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)]
  const turn = h2 - h1
  const dh = c1 * c2 === 0 ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * rad)
  const l = (l1 + l2) / 2
  const c = (c1 + c2) / 2
  const far = Math.abs(h1 - h2) > 180
  const h =
    c1 * c2 === 0 ? h1 + h2 : far ? (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2 : (h1 + h2) / 2
  const t =
    1 -
    0.17 * Math.cos((h - 30) * rad) +
    0.24 * Math.cos(2 * h * rad) +
    0.32 * Math.cos((3 * h + 6) * rad) -
    0.2 * Math.cos((4 * h - 63) * rad)
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2)
  const sc = 1 + 0.045 * c
  const sh = 1 + 0.015 * c * t
  const rt =
    -2 *
    Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) *
    Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * rad)
  const [x, y, z] = [(l2 - l1) / sl, (c2 - c1) / sc, dH / sh]
  return Math.sqrt(x * x + y * y + z * z + rt * y * z)
}
