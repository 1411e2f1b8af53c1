// Which numbers does a rule about hours take, and how is it said with them? Made from its schema.
import { z } from 'zod'
import type { HoursRule } from '../rules/rule.ts'

export type Field =
  | { name: string; kind: 'number'; whole: boolean; least: number; most: number; usual: number }
  | { name: string; kind: 'choice'; values: string[]; usual: string }
  | { name: string; kind: 'words'; usual: string[] }

type Shape = {
  type?: string
  enum?: string[]
  minimum?: number
  maximum?: number
  default?: unknown
}

export function fieldsOf({ params }: Pick<HoursRule, 'params'>): Field[] {
  const schema = z.toJSONSchema(params, { io: 'input' }) as { properties?: Record<string, Shape> }
  return Object.entries(schema.properties ?? {}).map(([name, of]): Field => {
    if (of.enum)
      return { name, kind: 'choice', values: of.enum, usual: String(of.default ?? of.enum[0]) }
    if (of.type === 'array') return { name, kind: 'words', usual: (of.default ?? []) as string[] }
    const { minimum = 0, maximum = 999 } = of
    const whole = of.type === 'integer'
    return {
      ...{ name, kind: 'number', whole, least: minimum, most: maximum },
      usual: Number(of.default ?? minimum),
    }
  })
}

/** `{hours}` in a sentence is the number that the pack gives, else the usual one. */
export function sayRule(
  sentence: string,
  fields: readonly Field[],
  params: Record<string, unknown>,
): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? fields.find((field) => field.name === name)?.usual
    return Array.isArray(value) ? value.join(', ') : String(value ?? '…')
  })
}

/** `afterHours` as `After hours`. */
export function sayField(name: string): string {
  const words = name.replace(/([A-Z])/g, ' $1').toLowerCase()
  return `${words[0]!.toUpperCase()}${words.slice(1)}`
}
