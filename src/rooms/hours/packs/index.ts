// The packs that come with the program.
import type { Pack } from '../schema.ts'
import { acgme2025 } from './acgme-2025.ts'

export const packs: readonly Pack[] = [acgme2025]
