// The browser runs only scripts whose address went through here: our own, as the policy of the page demands.

type Policy = { createScriptURL: (url: string) => string }
type Factory = {
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => Policy
}

/** Files of the build. While developing, the tool serves workers from elsewhere. */
const isOurs = (url: string): boolean => {
  const { origin, pathname } = new URL(url, location.origin)
  return origin === location.origin && (import.meta.env.DEV || /^\/(?:\w+-worker\.js$|assets\/)/.test(pathname))
}

const checked = (url: string): string => {
  if (!isOurs(url)) throw new TypeError('not a script of ours')
  return url
}

// A policy of this name is made once. Browsers without trusted types take the address as it is.
const policy = (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('house', {
  createScriptURL: checked,
})

/** For `navigator.serviceWorker.register` and `new Worker`. @throws TypeError for an address of somebody else */
export const ownScript = (url: string): string => (policy ? policy.createScriptURL(url) : checked(url))
