// What happens when news comes while no page is open? It is shown, and a touch leads to its page.
// Nothing else is done here and nothing is kept: every page and every answer comes from the server.

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { title, line, path, tag } = read(event.data)
  event.waitUntil(
    self.registration.showNotification(title, {
      ...{ body: line, icon: '/icon-192.png', badge: '/badge-96.png', data: { path } },
      // A later one of the same takes the place of the earlier one, and is heard.
      ...(tag ? { tag, renotify: true } : {}),
    }),
  )
})

/** A browser must show something for each message, also for one that it cannot read. */
function read(data) {
  try {
    const { title, line, path, tag } = data.json()
    return { title: String(title), line: String(line), path: String(path), tag }
  } catch {
    return { title: 'Isocenter', line: 'There is news.', path: '/' }
  }
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.path ?? '/'))
})

/** In a window that is open already, otherwise in a new one; only addresses of this server. */
async function open(path) {
  const here = self.location.origin
  const url = URL.canParse(path, here) ? new URL(path, here) : new URL('/', here)
  const to = url.origin === here ? url.href : `${here}/`
  const [page] = await self.clients.matchAll({ type: 'window' })
  if (!page) return self.clients.openWindow(to)
  await page.focus()
  return page.navigate(to)
}

// The push service has given the device another address.
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renew(event))
})

async function renew({ newSubscription, oldSubscription }) {
  const key = oldSubscription?.options.applicationServerKey
  const options = { userVisibleOnly: true, applicationServerKey: key }
  const next =
    newSubscription ?? (key ? await self.registration.pushManager.subscribe(options) : null)
  if (!next) return
  const { endpoint, keys } = next.toJSON()
  await fetch('/api/push-device', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } }),
  })
}
