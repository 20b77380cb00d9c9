/** Why a signature is suspect, strongest first. */
const SUSPICIONS = ['network-and-domain', 'network', 'domain', 'disposable', 'too-fast'] as const;
export type Suspicion = (typeof SUSPICIONS)[number];

/** How often things like this signature were seen; itself included. */
export interface SuspicionFacts {
  /** Submissions in the hour around this one, or confirmations in the hour before: the larger. */
  network: number;
  domain: number;
  networkAndDomain: number;
  /** Confirmations of this network's in the last hour. */
  confirmedByNetwork: number;
  /** The mail domain is a big provider's, where an address costs something. */
  bigProvider: boolean;
  disposable: boolean;
  /** The submission names a city: a vigil is a place where many sign at once. */
  namesCity: boolean;
  /** From submission to confirmation, ms. */
  delayMs: number;
}

/** From here on it is more than a vigil of 300 behind one address. */
const NETWORK_LIMIT = 600;
/** A campaign mail within a university; scripts come in thousands. */
const DOMAIN_LIMIT = 300;
/** One mail domain behind one network: a school or a congregation with addresses of its own. */
const NETWORK_AND_DOMAIN_LIMIT = 100;
/** Reading a mail and pressing takes a person longer; one such is no reason, a series is. */
const FAST_MS = 3_000;
const FAST_SERIES_LIMIT = 400;
/** How much further a named city reaches. */
const CITY_FACTOR = 3;
/** How much further a network reaches with addresses that cannot be made up by the thousand. */
const BIG_PROVIDER_FACTOR = 3;

/**
 * Judges one signature when it is confirmed. Empty: it counts. `networkFactor` says how much further than
 * usual one network reaches: where all senders share one, it says nothing about them.
 */
export function suspicionsOf(facts: SuspicionFacts, networkFactor = 1): Suspicion[] {
  const factor = facts.namesCity ? CITY_FACTOR : 1;
  const crowd = factor * networkFactor * (facts.bigProvider ? BIG_PROVIDER_FACTOR : 1);
  const found = {
    'network-and-domain':
      !facts.bigProvider && facts.networkAndDomain > NETWORK_AND_DOMAIN_LIMIT * factor,
    network: facts.network > NETWORK_LIMIT * crowd,
    domain: !facts.bigProvider && facts.domain > DOMAIN_LIMIT * factor,
    disposable: facts.disposable,
    'too-fast': facts.delayMs < FAST_MS && facts.confirmedByNetwork > FAST_SERIES_LIMIT * crowd,
  } satisfies Record<Suspicion, boolean>;
  return SUSPICIONS.filter((suspicion) => found[suspicion]);
}
