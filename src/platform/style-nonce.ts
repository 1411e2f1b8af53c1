// With what must a style come that is written at run time? The policy of the server lets in no other.

/** Undefined where the page came without one, as from a development server. */
export const styleNonce: string | undefined =
  typeof document === 'undefined'
    ? undefined
    : document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content
