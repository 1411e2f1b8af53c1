// A push service as a browser's maker runs one: takes what is signed, and a browser that reads it.
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'

type Taken = { path: string; headers: IncomingHttpHeaders; body: Buffer }
/** What the service says next; 201 when nothing is left. */
type Answer = { status: number; headers?: Record<string, string> }

export class PushService {
  readonly taken: Taken[] = []
  readonly answers: Answer[] = []
  private readonly server: Server
  readonly certificate: string

  private constructor(server: Server, certificate: string) {
    this.server = server
    this.certificate = certificate
  }

  static async open(): Promise<PushService> {
    const made = await generate([{ name: 'commonName', value: 'localhost' }], {
      ...{ keySize: 2048, algorithm: 'sha256' },
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
      ],
    })
    const server = createServer({ key: made.private, cert: made.cert })
    const service = new PushService(server, made.cert)
    server.on('request', (request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const body = Buffer.concat(parts)
        service.taken.push({ path: request.url!, headers: request.headers, body })
        const { status, headers } = service.answers.shift() ?? { status: 201 }
        response.writeHead(status, headers).end()
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    return service
  }

  get origin(): string {
    return `https://localhost:${(this.server.address() as AddressInfo).port}`
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.server.close(() => closed())
      this.server.closeAllConnections()
    })
  }

  /** Who has signed for this message: the claims, checked with the key that came along. */
  signedBy({ headers }: Taken): { key: string; claims: { aud: string; exp: number; sub: string } } {
    const [, token, key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '')!
    const [head, claims, signature] = token!.split('.') as [string, string, string]
    const point = Buffer.from(key!, 'base64url')
    const jwk = {
      ...{ kty: 'EC', crv: 'P-256' },
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    }
    const isGood = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
    if (!isGood) throw new Error('The signature is not of this key.')
    return { key: key!, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) }
  }
}

/** The half of a browser that subscribes and reads (RFC 8291, RFC 8188), written apart from the library. */
export class Receiver {
  private readonly pair = createECDH('prime256v1')
  private readonly auth = randomBytes(16)
  readonly endpoint: string
  constructor(service: PushService, name: string) {
    this.pair.generateKeys()
    this.endpoint = `${service.origin}/${name}`
  }

  get subscription() {
    return {
      endpoint: this.endpoint,
      keys: {
        p256dh: this.pair.getPublicKey('base64url'),
        auth: this.auth.toString('base64url'),
      },
    }
  }

  /** Throws when the message is for somebody else. */
  read({ headers, body }: Taken): Record<string, unknown> {
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('Not encrypted as agreed.')
    const salt = body.subarray(0, 16)
    const sender = body.subarray(21, 21 + body[20]!)
    const sealed = body.subarray(21 + body[20]!)
    const shared = this.pair.computeSecret(sender)
    const about = Buffer.concat([
      Buffer.from('WebPush: info\0'),
      this.pair.getPublicKey(),
      Buffer.from(sender),
    ])
    const key = Buffer.from(hkdfSync('sha256', shared, this.auth, about, 32))
    const part = (name: string, length: number) =>
      Buffer.from(hkdfSync('sha256', key, salt, `Content-Encoding: ${name}\0`, length))
    const cipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12))
    cipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
    // The last byte that is not 0 says that this was the last record.
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString())
  }
}
