// The common program requirements about hours, section 6, as they stood from September 2025 on.
import { type Pack, packSchema } from '../schema.ts'

/**
 * Any programme may adopt it, an accredited one or not. What is marked `unconfirmed` was taken from
 * secondary sources: look at the text that is in force before you rely on it.
 */
export const acgme2025: Pack = packSchema.parse({
  ...{ format: 'isocenter.hours-pack', version: 1, id: 'acgme-2025', edition: '2025-09-03' },
  title: 'Common program requirements, section 6.20 to 6.28',
  rules: [
    {
      ...{ id: 'DH-80', rule: 'weekly-average', clause: '6.20', alias: 'VI.F.1', level: 'core' },
      params: { hours: 80 },
    },
    {
      ...{ id: 'DH-DAY', rule: 'free-days', clause: '6.21.b', alias: 'VI.F.2.c)', level: 'core' },
      params: { inDays: 7 },
    },
    { id: 'DH-24', rule: 'care-limit', clause: '6.22', alias: 'VI.F.3.a)', level: 'core' },
    { id: 'DH-28', rule: 'period-limit', clause: '6.22.a', level: 'core' },
    { id: 'DH-OWN', rule: 'own-initiative', clause: '6.23', level: 'detail' },
    { id: 'DH-14', rule: 'rest-after-call', clause: '6.21.a', alias: 'VI.F.2.b)', level: 'core' },
    { id: 'DH-8', rule: 'rest-between', clause: '6.21', level: 'detail' },
    { id: 'DH-Q3', rule: 'call-frequency', clause: '6.27', alias: 'VI.F.7', level: 'core' },
    { id: 'DH-NF', rule: 'night-float', clause: '6.26', level: 'policy', unconfirmed: true },
    { id: 'DH-HOME', rule: 'home-call-load', clause: '6.28.a', level: 'policy', unconfirmed: true },
    { id: 'DH-DAY-PC', rule: 'free-day-after-call', clause: '6.21.b', level: 'detail' },
    { id: 'DH-ML1', rule: 'moonlighting-year', clause: '6.25.b', level: 'core' },
    { id: 'DH-ML3', rule: 'moonlighting-permission', clause: '6.25', level: 'core' },
    {
      id: 'DH-ML-J1',
      rule: 'moonlighting-visa',
      clause: '6.25',
      level: 'policy',
      unconfirmed: true,
    },
  ],
})
