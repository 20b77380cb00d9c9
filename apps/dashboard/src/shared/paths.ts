/** The dashboard's own addresses, below its basename. */
export const PATHS = {
  overview: '/',
  quarantine: '/quarantine',
  texts: '/texts',
  supporters: '/supporters',
  partners: '/partners',
  ownFigures: '/partner',
  news: '/news',
  messages: '/messages',
  settings: '/settings',
  newEdition: '/settings/new',
  people: '/people',
  board: '/board',
  screens: '/screens',
  wall: '/wall',
  alarms: '/alarms',
  announcements: '/announcements',
  duty: '/duty',
  corrections: '/corrections',
  audit: '/audit',
  cities: '/cities',
  ownCity: '/city',
  applications: '/applications',
  assignments: '/assignments',
  ready: '/ready',
  publishing: '/publishing',
  helpLines: '/help-lines',
  coverage: '/coverage',
  missions: '/missions',
  account: '/account',
  signIn: '/sign-in',
  enrol: '/enrol',
  secondPasskey: '/second-passkey',
} as const;

/** One cause of suspicion; may be passed on to a colleague. */
export const causePath = (causeHash: string) => `${PATHS.quarantine}/${causeHash}`;

/** How one edition is set. */
export const settingsPath = (edition: string) => `${PATHS.settings}?edition=${edition}`;

/** An edition's texts; null: the current one's. */
export const textsPath = (edition: string | null) => `${PATHS.texts}${queryOf(edition)}`;

/** Where a new version of a language's text is written. */
export const newTextPath = (language: string, edition: string | null) =>
  `${PATHS.texts}/${language}/new${queryOf(edition)}`;

const queryOf = (edition: string | null) => (edition === null ? '' : `?edition=${edition}`);

/** All cities of an edition; null: of the current one. */
export const citiesPath = (edition: string | null) => `${PATHS.cities}${queryOf(edition)}`;

/** One city and its plan. */
export const cityPath = (city: string, edition: string | null) =>
  `${PATHS.cities}/${city}${queryOf(edition)}`;

/** One offer to answer for a city. */
export const applicationPath = (id: string) => `${PATHS.applications}/${id}`;

/** Who comes to a city's actions. */
export const rsvpsPath = (city: string, edition: string | null) =>
  `${PATHS.cities}/${city}/rsvps${queryOf(edition)}`;

/** One partner, as staff see it. */
export const partnerPath = (id: string) => `${PATHS.partners}/${id}`;
/** One message to the organisers. */
export const messagePath = (id: string) => `${PATHS.messages}/${id}`;

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
