/** What the HTTP load generator is asked to send. */
export interface HttpJob {
  port: number;
  connections: number;
  /** Sent before the clock starts, so that code is compiled and pools are full. */
  warmSeconds: number;
  seconds: number;
  requests: Requests;
  /** Null: every connection sends its next request when it has its answer. Otherwise, requests a second. */
  perSecond: number | null;
  /** The status that counts; any other is told in `others`. */
  expected: number;
}

export type Requests =
  /** The same bytes every time, head and all. */
  | { kind: 'same'; bytes: string }
  | SignatureRequests
  /** Confirms by each token once, until they run out: by the page's form, or by the procedure. */
  | { kind: 'tokens'; tokens: readonly string[]; send: 'page' | 'procedure' };

/** A signature of another address every time. */
export interface SignatureRequests {
  kind: 'signatures';
  textHash: string;
  cities: readonly string[];
}

/** Times in ms, from when a request was due to its last byte. */
export interface HttpResult {
  perSecond: number;
  answered: number;
  /** All that were answered, also before and after the clock ran. */
  answeredInAll: number;
  p50: number;
  p99: number;
  max: number;
  /** Answers of another status, by status; `0` for broken connections. */
  others: Record<number, number>;
  /** Of a core, used by the generator itself: near 1 it measured itself. */
  generatorCpu: number;
  /** Tokens that were left; 0 means that they ran out and the figures are of less time. */
  left: number;
}
