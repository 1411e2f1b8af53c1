// What the mail room offers over HTTP.
import { z } from 'zod'
import { endpoint } from '../../platform/contract.ts'
import { mailSchema, preferenceSchema, subscriptionSchema, thisDeviceSchema } from './schema.ts'

export const mailContract = {
  mail: endpoint({
    method: 'GET',
    path: '/mail',
    says: 'The last letters of the institution, and whether they went out.',
    access: 'administrator',
    risk: 'personal',
    fields: 'Links that open an account are left out of letters that were sent.',
    output: z.object({
      /** Without a mail server letters are shown here and nothing leaves the machine. */
      isSent: z.boolean(),
      mail: z.array(mailSchema),
    }),
  }),
  preference: endpoint({
    method: 'GET',
    path: '/mail-preference',
    says: 'How you are told of news.',
    access: 'account',
    risk: 'personal',
    output: z.object({ email: z.string().nullable(), preference: preferenceSchema }),
  }),
  setPreference: endpoint({
    method: 'PUT',
    path: '/mail-preference',
    says: 'Say how you want to be told of news.',
    access: 'account',
    risk: 'self',
    body: preferenceSchema,
    output: z.object({}),
  }),
  device: endpoint({
    method: 'GET',
    path: '/push-device',
    says: 'Whether this device shows news, and with which key it would begin.',
    access: 'account',
    risk: 'personal',
    output: thisDeviceSchema,
  }),
  turnOn: endpoint({
    method: 'PUT',
    path: '/push-device',
    says: 'Show news on this device, until its session ends.',
    access: 'account',
    risk: 'self',
    body: subscriptionSchema,
    output: z.object({}),
  }),
  turnOff: endpoint({
    method: 'DELETE',
    path: '/push-device',
    says: 'Show no more news on this device.',
    access: 'account',
    risk: 'self',
    output: z.object({}),
  }),
  tryDevice: endpoint({
    method: 'POST',
    path: '/push-device/test',
    says: 'Send a message that says nothing to this device, once a minute at most.',
    access: 'account',
    risk: 'self',
    output: z.object({}),
  }),
}
