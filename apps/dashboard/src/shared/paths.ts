/** The dashboard's own addresses, below its basename. */
export const PATHS = {
  overview: '/',
  texts: '/texts',
  people: '/people',
  account: '/account',
  signIn: '/sign-in',
  enrol: '/enrol',
  secondPasskey: '/second-passkey',
} as const;

/** Where a new version of a language's text is written. */
export const newTextPath = (language: string) => `${PATHS.texts}/${language}/new`;
