import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { readTextHash } from './signing-burst.ts';

/** What became of one submission, as its sender saw it. */
export interface LaneAnswer {
  email: string;
  /** Null: no answer came. */
  status: number | null;
  /** Node's code where no answer came, such as `ECONNRESET`. */
  fault: string | null;
  retryAfter: string | null;
  /** The connection was not to be used again. */
  closes: boolean;
  /** `performance.now()` when it was sent, and when it ended. */
  sentAt: number;
  endedAt: number;
}

export interface LanesOptions {
  port: number;
  /** People who sign at the same time, each on one connection that is kept alive. */
  lanes: number;
  /** Begins every address; unique per burst. */
  name: string;
  stop: AbortSignal;
  /** Least wait between two submissions of a lane, ms; default: none. */
  pauseMs?: number;
}

/** A sender gives up after this long. */
const PATIENCE_MS = 20_000;

/** One person after another signs, in lanes, until told to stop or the port is closed; answers each outcome. */
export async function signInLanes(options: LanesOptions): Promise<LaneAnswer[]> {
  const textHash = await readTextHash(`http://localhost:${options.port}`);
  const answers: LaneAnswer[] = [];
  await Promise.all(
    Array.from({ length: options.lanes }, (_, lane) =>
      runLane(lane, { ...options, textHash, answers }),
    ),
  );
  return answers;
}

interface LaneContext extends LanesOptions {
  textHash: string;
  answers: LaneAnswer[];
}

async function runLane(lane: number, context: LaneContext): Promise<void> {
  const { name, stop, pauseMs = 0, answers } = context;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = 0; !stop.aborted; turn += 1) {
    // A domain each: this is a crowd, not one mail server's catch-all.
    const email = `${name}l${lane}t${turn}@${name}-${lane}-${turn}.example`;
    const answer = await submit(email, { ...context, agent });
    answers.push(answer);
    if (answer.fault === 'ECONNREFUSED') break;
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  agent.destroy();
}

async function submit(
  email: string,
  { port, textHash, agent }: LaneContext & { agent: Agent },
): Promise<LaneAnswer> {
  const sentAt = performance.now();
  const body = JSON.stringify({
    name: 'Kim Ha-neul',
    email,
    country: 'KR',
    locale: 'en',
    textHash,
  });
  const seen = await sendJson({ port, body, agent }).then(
    ({ statusCode = 0, headers }) => ({
      status: statusCode,
      fault: null,
      retryAfter: headers['retry-after'] ?? null,
      closes: headers.connection === 'close',
    }),
    (error: Error & { code?: string }) => ({
      status: null,
      fault: error.code ?? error.message,
      retryAfter: null,
      closes: true,
    }),
  );
  return { email, ...seen, sentAt, endedAt: performance.now() };
}

async function sendJson({
  port,
  body,
  agent,
}: {
  port: number;
  body: string;
  agent: Agent;
}): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const sent = request({
    host: '127.0.0.1',
    port,
    path: '/api/v1/signatures',
    method: 'POST',
    agent,
    headers: { ...headers, host: `localhost:${port}` },
    timeout: PATIENCE_MS,
  });
  sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'SILENT' })));
  // Read to its end, or the connection cannot be used again.
  sent.on('response', (answer) => {
    text(answer).then(() => resolve(answer), reject);
  });
  sent.on('error', reject);
  sent.end(body);
  return await promise;
}
