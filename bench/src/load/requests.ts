import type { Requests, SignatureRequests } from './http-job.ts';

/** The next request's bytes, head and all; null when there are no more. */
export type NextRequest = () => string | null;

/** Requests for `port`, and how many are left where they are numbered. */
export function requestsFor(
  requests: Requests,
  port: number,
): { next: NextRequest; left: () => number } {
  switch (requests.kind) {
    case 'same':
      return { next: () => requests.bytes, left: () => Infinity };
    case 'signatures':
      return { next: signatures(requests, port), left: () => Infinity };
    case 'tokens':
      return confirmations(requests, port);
  }
}

/** Where people have their mail: mostly at big providers, else at domains of their own, some at each. */
const PROVIDERS = [
  'gmail.com',
  'naver.com',
  'outlook.com',
  'yahoo.com',
  'hanmail.net',
  'icloud.com',
];
const OWN_DOMAINS = 3_000;
const COUNTRIES = ['KR', 'US', 'JP', 'GB', 'DE', 'CA', 'AU', 'FR', 'NL', 'TW'];

// Set once, so that no two runs of generators on one database use an address twice.
const run = `${process.pid}${Date.now().toString(36)}`;
let made = 0;

/** Every signature is of another address; one in ten names a city, three in ten come from own domains. */
function signatures({ textHash, cities }: SignatureRequests, port: number) {
  const head = `POST /api/v1/signatures HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: `;
  return () => {
    made += 1;
    const domain =
      made % 10 < 3 ? `d${made % OWN_DOMAINS}.example` : PROVIDERS[made % PROVIDERS.length];
    const city = made % 10 === 5 ? (cities[made % cities.length] ?? '') : '';
    const body = `{"name":"Kim Min-ji ${made}","email":"signer${made}.${run}@${domain}","country":"${COUNTRIES[made % COUNTRIES.length]}","city":"${city}","locale":"en","textHash":"${textHash}","showName":false,"deliverName":${made % 3 === 0},"updates":${made % 2 === 0}}`;
    return `${head}${body.length}\r\n\r\n${body}`;
  };
}

function confirmations({ tokens, send }: Requests & { kind: 'tokens' }, port: number) {
  let used = 0;
  const headFor = {
    page: `POST /en/petition/confirm HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://localhost:${port}\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: `,
    procedure: `POST /trpc/signing.confirm HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nContent-Length: `,
  };
  const bodyFor = {
    page: (token: string) => `token=${token}`,
    procedure: (token: string) => `{"token":"${token}"}`,
  };
  return {
    next: () => {
      const token = tokens[used];
      if (token === undefined) return null;
      used += 1;
      const body = bodyFor[send](token);
      return `${headFor[send]}${body.length}\r\n\r\n${body}`;
    },
    left: () => tokens.length - used,
  };
}
