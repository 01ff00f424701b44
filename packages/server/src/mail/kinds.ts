// Kinds of mail there are. A notice of a workflow is one more: a name here, and its words in words.ts.

/** `link`: it opens the account that it goes to. `notice`: who wants no mail gets none. */
export const kinds = {
  reset: { opens: true, isNotice: false },
  invitation: { opens: true, isNotice: false },
  'signed-up': { opens: true, isNotice: false },
  /** To whom the address belongs, when somebody signs up with it once more. */
  'has-account': { opens: false, isNotice: false },
  /** There is something to read in the app; what, the app tells. */
  notice: { opens: false, isNotice: true },
  /** What an administrator wrote to many. */
  letter: { opens: false, isNotice: true },
} as const satisfies Record<string, { opens: boolean; isNotice: boolean }>

export type MailKind = keyof typeof kinds

/** Those whose link opens an account: the newest ends the ones before. */
export const openingKinds: readonly MailKind[] = (Object.keys(kinds) as MailKind[]).filter((kind) => kinds[kind].opens)
