// The words of mail: what is written, when it may go out, how somebody wants to be told.
import { z } from 'zod'

const hour = z.int().min(0).max(23)

/** How news of the schedule reaches somebody; what concerns the account always comes at once. */
export const preferenceSchema = z.strictObject({
  news: z.enum(['at-once', 'daily', 'never']),
  /** Hours of the institution's day between which no news comes; null = at any hour. */
  quiet: z.strictObject({ from: hour, to: hour }).nullable(),
})
export type Preference = z.infer<typeof preferenceSchema>

export const mailSchema = z.object({
  id: z.string(),
  kind: z.enum(['account', 'news']),
  email: z.string(),
  subject: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
  /** `shown`: no mail server is set, so it is only shown here. */
  state: z.enum(['waiting', 'sent', 'failed', 'shown']),
  says: z.string().nullable(),
})
export type Mail = z.infer<typeof mailSchema>
