// How often one may try, and how long things last; times in seconds (api-records §3.3, api-admin §0.6, access §7.2).

export const limits = {
  /** Wrong passwords in a row of a name, from unknown devices together: then a lock. A right one, a reset or its end ends it. */
  lock: { after: 6, lasts: 1800 },
  /** The same of a known device: then it is known no more. */
  knownDevice: { after: 6 },
  /** Sign-ins on the page with one name, right ones too. */
  signIn: { most: 6, within: 60 },
  /** Failed sign-ins from one address, whatever the names; Basic counts too. */
  address: { most: 30, within: 60 },
  /** Calls of any kind in a minute, unless the settings say otherwise: of an account, and from an address. */
  calls: { account: 1200, address: 6000, within: 60 },
  /** Questions of the registration desk beyond its own cases, of one account: far more than children can come in a minute. */
  beyond: { most: 30, within: 60 },
  /** Requests for one mail address; for all that one place asks for. */
  resetRequest: { most: 6, within: 60 },
  resetRequestsFrom: { most: 60, within: 60 },
  /** Tokens that open nothing, in the whole. */
  reset: { most: 10, within: 60 },
  registration: { most: 6, within: 60 },
  /** Wrong codes of a second factor: after so many the sign-in begins anew; `most` of an account lock its factor. */
  factor: { perSignIn: 5, most: 10, within: 3600 },
  /** A code that an administrator reads out; `length` in characters. */
  code: { length: 10, lasts: 3600, tries: 5, uses: 1 },
  /** A mailed link. */
  link: { lasts: 86_400, uses: 1 },
  /** A session that waits for its second factor. */
  pending: { lasts: 300 },
  /** A device that need not show the factor again. */
  trusted: { lasts: 30 * 86_400 },
  /** A proof before a dangerous act. */
  proof: { lasts: 600 },
} as const
