// Has the provider asked for two proofs, as far as it says, and has it signed as one may today?
import type { Profile } from '@node-saml/node-saml'

/** RFC 8176. One of the second group beside a password is a second proof; `mfa` says so itself. */
const SECOND = ['otp', 'sms', 'tel', 'hwk', 'swk', 'sc', 'fpt', 'face', 'iris', 'retina', 'vbm']
/** What providers say when they have asked twice. */
const CLASSES = [
  'https://refeds.org/profile/mfa',
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
  'http://schemas.microsoft.com/claims/multipleauthn',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorUnregistered',
]

/** `amr` and `acr` of OpenID Connect, the class of the context of SAML. What is not said is not so. */
export function isStrong(said: { amr?: unknown; acr?: unknown }): boolean {
  const methods = Array.isArray(said.amr) ? said.amr.map(String) : []
  if (methods.includes('mfa')) return true
  if (methods.includes('pwd') && methods.some((method) => SECOND.includes(method))) return true
  return typeof said.acr === 'string' && CLASSES.includes(said.acr)
}

/** The class of the context in which the provider has asked, of the signed assertion. */
export function contextOf(profile: Profile): string | undefined {
  const assertion = profile.getAssertion?.() as
    | {
        Assertion?: { AuthnStatement?: { AuthnContext?: { AuthnContextClassRef?: unknown[] }[] }[] }
      }
    | undefined
  const [first] =
    assertion?.Assertion?.AuthnStatement?.[0]?.AuthnContext?.[0]?.AuthnContextClassRef ?? []
  return typeof first === 'string' ? first : (first as { _?: string } | undefined)?._
}

const ALGORITHMS = new Set([
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
])

/**
 * The first algorithm of a SAML answer that is not taken; undefined when all are. Everything that
 * calls itself an algorithm is looked at as it stands, so one that is written in another way, such as
 * with a number for a letter, is not taken either.
 */
export function weakAlgorithm(xml: string): string | undefined {
  const named = [...xml.matchAll(/Algorithm\s*=\s*("[^"]*"|'[^']*')/g)]
  return named.map(([, quoted]) => quoted!.slice(1, -1)).find((name) => !ALGORITHMS.has(name))
}
