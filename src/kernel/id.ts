// Ids of records: a short word (`mayo-xr`) or a random UUID, never empty, never endless.
import './schemas.ts'
import { z } from 'zod'

export const idSchema = z.string().min(1).max(80)
