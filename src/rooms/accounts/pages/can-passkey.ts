// Can this browser keep passkeys for this address? Not over plain HTTP, nor for a bare number.
import { browserSupportsWebAuthn } from '@simplewebauthn/browser'

export function canPasskey(): boolean {
  const isNumber = /^(\d+\.){3}\d+$|:/.test(window.location.hostname)
  return browserSupportsWebAuthn() && window.isSecureContext && !isNumber
}
