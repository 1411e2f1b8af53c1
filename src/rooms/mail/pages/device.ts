// Can this browser show news, and does it? The browser's half of it: permission, worker, subscription.
import { call, Refusal } from '../../../platform/client.ts'
import { mailContract as contract } from '../contract.ts'

/** `home-screen`: an iPhone or iPad shows notifications of what is on its home screen only. */
export type CanShow = 'yes' | 'home-screen' | 'no' | 'denied'

/** So that news begins again when the same person signs in again, and for nobody else. */
const WISH = 'isocenter.news-on-this-device'

export function canShow(): CanShow {
  const can = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
  if (can) return Notification.permission === 'denied' ? 'denied' : 'yes'
  const isTouch = /iPhone|iPad/.test(navigator.userAgent) || navigator.maxTouchPoints > 1
  const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent)
  const isInstalled = window.matchMedia('(display-mode: standalone)').matches
  return isApple && isTouch && !isInstalled ? 'home-screen' : 'no'
}

/** Asks the person first; throws what went wrong. True when news comes to this device from now on. */
export async function turnOnHere(key: string, person: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  await subscribe(key)
  localStorage.setItem(WISH, person)
  return true
}

async function subscribe(key: string): Promise<void> {
  await navigator.serviceWorker.register('/sw.js')
  const { pushManager } = await navigator.serviceWorker.ready
  const old = await pushManager.getSubscription()
  const isOurs = old !== null && sameKey(old.options.applicationServerKey, key)
  if (old && !isOurs) await old.unsubscribe()
  const kept = isOurs ? old : await begin(pushManager, key)
  try {
    await tell(kept)
  } catch (error) {
    // It belongs to the sign-in before this one: whoever sits here now gets an address of their own.
    if (!(error instanceof Refusal) || error.findings[0]?.rule !== 'mail.device-taken') throw error
    await kept.unsubscribe()
    await tell(await begin(pushManager, key))
  }
}

const begin = (manager: PushManager, key: string) =>
  manager.subscribe({ userVisibleOnly: true, applicationServerKey: key })

async function tell(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON()
  await call(contract.turnOn, {
    body: { endpoint: endpoint!, keys: { p256dh: keys!['p256dh']!, auth: keys!['auth']! } },
  })
}

function sameKey(bytes: ArrayBuffer | null, key: string): boolean {
  if (bytes === null) return false
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === key
}

export async function turnOffHere(): Promise<void> {
  localStorage.removeItem(WISH)
  await call(contract.turnOff)
  await forgetHere()
}

/** For whoever signs out: what is still on its way comes to nobody. */
export async function forgetHere(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  const subscription = await registration?.pushManager?.getSubscription()
  await subscription?.unsubscribe()
}

/** After a new sign-in of somebody who has wanted news here before; asks nobody. True: it is on anew. */
export async function keepOnHere(person: string): Promise<boolean> {
  if (localStorage.getItem(WISH) !== person || canShow() !== 'yes') return false
  if (Notification.permission !== 'granted') return false
  const { key, isOn, isShared } = await call(contract.device)
  if (key === null || isOn || isShared) return false
  await subscribe(key)
  return true
}
