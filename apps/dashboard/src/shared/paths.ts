/** The dashboard's own addresses, below its basename. */
export const PATHS = {
  overview: '/',
  people: '/people',
  account: '/account',
  signIn: '/sign-in',
  enrol: '/enrol',
  secondPasskey: '/second-passkey',
} as const;
