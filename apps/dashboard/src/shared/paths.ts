/** The dashboard's own addresses, below its basename. */
export const PATHS = {
  overview: '/',
  quarantine: '/quarantine',
  texts: '/texts',
  partners: '/partners',
  ownFigures: '/partner',
  news: '/news',
  people: '/people',
  corrections: '/corrections',
  audit: '/audit',
  account: '/account',
  signIn: '/sign-in',
  enrol: '/enrol',
  secondPasskey: '/second-passkey',
} as const;

/** One cause of suspicion; may be passed on to a colleague. */
export const causePath = (causeHash: string) => `${PATHS.quarantine}/${causeHash}`;

/** Where a new version of a language's text is written. */
export const newTextPath = (language: string) => `${PATHS.texts}/${language}/new`;

/** One partner, as staff see it. */
export const partnerPath = (id: string) => `${PATHS.partners}/${id}`;
/** One news. */
export const newsPath = (newsId: string) => `${PATHS.news}/${newsId}`;

/** The document of a mail, for a frame; an address of the server's, not of this app. */
export const mailFramePath = ({
  newsId,
  locale,
  guarded,
}: {
  newsId: string;
  locale: string;
  guarded: boolean;
}) => `/dashboard${newsPath(newsId)}/mail/${locale}${guarded ? '?guarded=1' : ''}`;
