// The words of mail: what is written, when it may go out, how somebody wants to be told.
import { z } from 'zod'

const hour = z.int().min(0).max(23)

/** How news of the schedule reaches somebody; what concerns the account always comes at once. */
export const preferenceSchema = z.strictObject({
  /** By mail. */
  news: z.enum(['at-once', 'daily', 'never']),
  /** On the devices where the person has turned it on; at once, but not in quiet hours. */
  push: z.boolean(),
  /** Hours of the institution's day between which no news comes; null = at any hour. */
  quiet: z.strictObject({ from: hour, to: hour }).nullable(),
})
export type Preference = z.infer<typeof preferenceSchema>

/** What somebody gets who has said nothing. */
export const UNSAID: Preference = { news: 'at-once', push: true, quiet: null }

export const mailSchema = z.object({
  id: z.string(),
  kind: z.enum(['account', 'news']),
  way: z.enum(['mail', 'push']),
  /** The address; of what went to a device, whose it is. */
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
  /** `shown`: no mail server is set, so it is only shown here. */
  state: z.enum(['waiting', 'sent', 'failed', 'shown']),
  says: z.string().nullable(),
})
export type Mail = z.infer<typeof mailSchema>

/** What a device shows: others may see it too, so it holds no detail and no reason. */
export type Note = { title: string; line: string; path: string }

/** What a browser gives when it is asked to take messages: where, and for whom they are encrypted. */
export const subscriptionSchema = z.strictObject({
  endpoint: z.url({ protocol: /^https$/ }).max(1_000),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{80,100}=?$/),
    auth: z.string().regex(/^[\w-]{20,30}={0,2}$/),
  }),
})
export type Subscription = z.infer<typeof subscriptionSchema>

export const thisDeviceSchema = z.object({
  /** With which the browser lets in messages of this server only; null = none are sent from here. */
  key: z.string().nullable(),
  /** Others use this computer too, so it shows no news. */
  isShared: z.boolean(),
  isOn: z.boolean(),
  /** How many other devices of the same person show news. */
  elsewhere: z.int(),
})
export type ThisDevice = z.infer<typeof thisDeviceSchema>
