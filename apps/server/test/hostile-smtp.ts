import { EventEmitter, once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { tcpPort } from '../src/platform/mail/tcp-port.ts';

/** How one mail is met. `at` says where in the conversation. */
export type Treatment =
  | { do: 'take' }
  /** Answers this status to the recipient. */
  | { do: 'refuse'; status: number }
  /** Ends the connection when the first line of the mail has come. */
  | { do: 'drop-in-data' }
  /** Reads the mail up to its final dot, then ends the connection without an answer. */
  | { do: 'drop-after-dot' };

/** A mail that came whole, up to its final dot. */
export interface Arrival {
  to: string;
  subject: string;
  messageId: string;
  /** Undone quoted-printable; both parts, headers included. */
  text: string;
  /** Milliseconds since 1970 when the dot came. */
  at: number;
  /** The status that was answered; null: none, so that nobody can know whether it was taken. */
  answer: number | null;
}

export interface HostileSmtp {
  readonly port: number;
  readonly arrivals: readonly Arrival[];
  /** Recipients that were refused, in order, with the status. */
  readonly refusals: readonly { to: string; status: number }[];
  /** From now on: new connections hear nothing, and the old ones no answer to a mail's final dot. */
  stall(): void;
  /** Ends what hangs, and speaks again. */
  recover(): void;
  /** Resolves once `holds` does. */
  until(holds: () => boolean, limitMs: number): Promise<void>;
  stop(): Promise<void>;
}

export interface HostileOptions {
  /** Mails a second it takes; what comes faster is answered 454 after its dot, as big providers do. */
  ratePerSecond?: number;
  /** Asked for each mail that is offered. */
  treat?: (to: string) => Treatment;
}

/** How many mails may come at once before the pace is held against them. */
const BURST = 12;

const THROTTLED = 454;

/**
 * An SMTP server that does what providers do on a bad day, spoken by hand so that every moment of a
 * conversation can go wrong, and cheap enough to take a thousand mails a second.
 */
export async function startHostileSmtp({
  ratePerSecond = 1e9,
  treat = () => ({ do: 'take' }),
}: HostileOptions = {}): Promise<HostileSmtp> {
  const state: State = {
    arrivals: [],
    refusals: [],
    news: new EventEmitter(),
    stalled: false,
    treat,
    mayTake: tokenBucket(ratePerSecond),
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    converse(state, socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: tcpPort(server),
    arrivals: state.arrivals,
    refusals: state.refusals,
    stall: () => {
      state.stalled = true;
    },
    recover: () => {
      state.stalled = false;
      endAll();
    },
    until: async (holds, limitMs) => {
      const signal = AbortSignal.timeout(limitMs);
      while (!holds()) await once(state.news, 'mail', { signal });
    },
    stop: async () => {
      endAll();
      server.close();
      await once(server, 'close');
    },
  };
}

interface State {
  arrivals: Arrival[];
  refusals: { to: string; status: number }[];
  news: EventEmitter;
  stalled: boolean;
  treat: (to: string) => Treatment;
  mayTake: () => boolean;
}

/** One connection: greeting, envelopes, mails. */
function converse(state: State, socket: Socket): void {
  if (state.stalled) return;
  const say = (line: string) => void socket.write(`${line}\r\n`);
  let to = '';
  let treatment: Treatment = { do: 'take' };
  let mail: string[] | null = null;
  say('220 hostile ESMTP');
  createInterface({ input: socket, crlfDelay: Infinity }).on('line', (line) => {
    if (mail) {
      if (treatment.do === 'drop-in-data') socket.destroy();
      else if (line !== '.') mail.push(line);
      else {
        const arrival = arrived(mail, to);
        mail = null;
        answer(state, { arrival, treatment, socket, say });
      }
      return;
    }
    const command = line.slice(0, 4).toUpperCase();
    switch (command) {
      case 'EHLO':
        return say('250 hostile');
      case 'RCPT': {
        to = /<([^>]*)>/u.exec(line)?.[1] ?? '';
        treatment = state.treat(to);
        if (treatment.do !== 'refuse') return say('250 ok');
        state.refusals.push({ to, status: treatment.status });
        return say(`${treatment.status} not <${to}>`);
      }
      case 'DATA':
        mail = [];
        return say('354 go on');
      case 'QUIT':
        say('221 bye');
        return socket.end();
      default:
        return say('250 ok');
    }
  });
}

function answer(
  state: State,
  {
    arrival,
    treatment,
    socket,
    say,
  }: { arrival: Arrival; treatment: Treatment; socket: Socket; say: (line: string) => void },
): void {
  if (state.stalled) {
    // Neither taken nor refused, for all anybody will ever know.
  } else if (treatment.do === 'drop-after-dot') socket.destroy();
  else {
    arrival.answer = state.mayTake() ? 250 : THROTTLED;
    say(arrival.answer === 250 ? '250 taken' : `${THROTTLED} too fast`);
  }
  state.arrivals.push(arrival);
  state.news.emit('mail');
}

function arrived(lines: readonly string[], to: string): Arrival {
  const raw = lines.join('\n');
  return {
    to,
    subject: /^Subject: (.*)$/mu.exec(raw)?.[1] ?? '',
    messageId: /^Message-ID: <([^>]*)>$/imu.exec(raw)?.[1] ?? '',
    text: raw.replaceAll('=\n', '').replaceAll('=3D', '='),
    at: Date.now(),
    answer: null,
  };
}

/** Whether one more fits into the pace; a refusal takes nothing from it. */
function tokenBucket(ratePerSecond: number): () => boolean {
  let tokens = BURST;
  let last = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(BURST, tokens + ((now - last) / 1000) * ratePerSecond);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
