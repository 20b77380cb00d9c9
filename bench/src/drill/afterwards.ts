import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveState } from '@lantern/live-client/live-state';
import type { DrillLog } from './log.ts';
import type { Machine } from './machine.ts';
import type { Mailbox } from './mailbox.ts';
import type { People, Person } from './people.ts';
import { askForMissed, type openViewer } from './viewer.ts';

/** What is known of the time before the loss. */
interface Past {
  /** The snapshot was taken between these moments. */
  backupMoment: { from: number; to: number };
  /** What an open page showed last. */
  shown: LiveState;
  /** How many mails had arrived. */
  mails: number;
  /** Every signer number that anybody was told. */
  numbers: ReadonlySet<number>;
}

interface Afterwards {
  log: DrillLog;
  /** Another machine, with the secret and the ledger. */
  machine: Machine;
  crowd: People;
  mailbox: Mailbox;
  viewer: ReturnType<typeof openViewer>;
  past: Past;
}

/** A mail on its way when the snapshot was taken may have arrived without being known to. */
const ON_ITS_WAY_MS = 3_000;
const MAILS_MS = 120_000;
const LOOK_MS = 200;

/** What has to be true on the machine that was made from the backup. */
export function openAfterwards(given: Afterwards) {
  const { log, machine, crowd } = given;
  let total = 0;
  let restored = '';
  return {
    restore: async (file: string) => {
      const { ok, output } = await log.step('the backup was restored on an empty machine', () =>
        machine.command('restore', file),
      );
      restored = output;
      log.holds('the restore succeeded', ok, ok ? lineOf(output, 'Restored') : output);
      const { from, to } = given.past.backupMoment;
      const replayed = Number(/erasures replayed\s+(\d+)/u.exec(output)?.[1]);
      const least = crowd.ledger.filter(({ asked }) => asked > to).length;
      const most = crowd.ledger.filter(({ answered }) => answered > from).length;
      log.holds(
        'what people asked to be ended since the backup was ended again',
        replayed >= least && replayed <= most && least > 0,
        lineOf(output, 'erasures'),
      );
    },
    recount: async () => {
      const { ok, output } = await log.step('all signatures were counted again', () =>
        machine.command('recount'),
      );
      total = Number(/(\d+) confirmed signatures/u.exec(output)?.[1]);
      log.holds('the tally equals the recount', ok && output.includes('drift 0'), output);
    },
    numbers: async () => {
      const page = await fetch(`${machine.origin}/en/petition`);
      log.holds('/readyz and the petition page answer', page.status === 200);
      // The contract's shape.
      const count = (await crowd.get('/api/v1/count')) as { total: number };
      log.holds('the number shown is the one recounted', count.total === total, `${count.total}`);
      const states = await log.step('every person looked at their own link', () =>
        lookAtAll(crowd),
      );
      judge(given, { states, total });
    },
    screens: () => screens(given, total),
    waitingMails: () => waitingMails(given, restored),
    newNumbers: () => newNumbers(given),
  };
}

type Seen = { person: Person; state: string; number: number | null };

async function lookAtAll(crowd: People): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const person of crowd.all.filter(crowd.hasMail))
    seen.push({ person, ...(await crowd.inspect(person)) });
  return seen;
}

/** Each person by what they did and when; whoever acted during the snapshot may be on either side of it. */
function judge(
  { log, past, crowd }: Afterwards,
  { states, total }: { states: Seen[]; total: number },
): void {
  const { from, to } = past.backupMoment;
  const counted = states.filter(({ state }) => state === 'confirmed');
  log.holds(
    'it is exactly those whose link says so',
    counted.length === total,
    `${counted.length} of ${crowd.all.length} people`,
  );
  const lost = states.filter(
    ({ person, state, number }) =>
      person.left === null &&
      person.confirmed !== null &&
      person.confirmed.answered < from &&
      (state !== 'confirmed' || number !== person.confirmed.number),
  );
  log.holds(
    'nobody confirmed before the backup is missing, or has another number',
    lost.length === 0,
  );
  const back = states.filter(({ person, state }) => person.left !== null && state === 'confirmed');
  const left = states.filter(({ person }) => person.left !== null && person.left.answered > to);
  log.holds(
    'nobody who left came back',
    back.length === 0,
    `${left.length} had left since the backup`,
  );
  const early = states.filter(
    ({ person, state }) =>
      state === 'confirmed' && (person.confirmed === null || person.confirmed.asked > to),
  );
  log.holds('what came after the backup is not there', early.length === 0);
}

async function screens(
  { log, machine, viewer, past, crowd }: Afterwards,
  total: number,
): Promise<void> {
  // The contract's shape.
  const feed = (await crowd.get('/api/v1/feed?after=0')) as { epoch: string };
  const before = { epoch: past.shown.epoch ?? '', seq: past.shown.streams.public ?? 0 };
  log.holds('the streams are in a new epoch', feed.epoch !== before.epoch);
  const status = await askForMissed(machine.origin, before);
  log.holds(
    'a socket that asks for what it missed is told to start over',
    status === 'start-over',
    status,
  );
  const followed = await log.step('the page that was open all the time came back', () =>
    viewer.until(
      (state) =>
        state.epoch === feed.epoch && state.transport === 'socket' && state.total === total,
    ),
  );
  const { generation } = viewer.state();
  log.holds(
    'it started over and shows the restored number',
    followed && generation > past.shown.generation,
    `${past.shown.total} before, ${viewer.state().total} now`,
  );
}

async function waitingMails(
  { log, crowd, mailbox, past }: Afterwards,
  restored: string,
): Promise<void> {
  const queued = Number(/mails queued\s+(\d+)/u.exec(restored)?.[1]);
  const { from, to } = past.backupMoment;
  await log.step('the mails that had been waiting left', () => drained(crowd));
  const again = mailbox.mails.slice(past.mails);
  log.holds(
    'mails that waited were queued again',
    queued > 0 && again.length <= queued,
    `${queued}; ${again.length} were still due`,
  );
  const arrivals = (email: string) => mailbox.of(email);
  const dealtWith = again.filter(({ to: email }) => {
    const [first] = arrivals(email);
    const person = crowd.all.find((one) => one.email === email);
    // Whoever had their mail long before the snapshot, and did nothing since that brings another.
    return first && first.at < from - ON_ITS_WAY_MS && person?.confirmed === null;
  });
  log.holds(
    'none that had been dealt with before the backup went out again',
    dealtWith.length === 0,
  );
  const gone = new Set(crowd.all.flatMap(({ left, email }) => (left ? [email] : [])));
  log.holds('nobody who left got one', !again.some(({ to: email }) => gone.has(email)));
  const waited = crowd.all.filter(
    ({ email, signedAt, left }) =>
      left === null && signedAt < from && !arrivals(email).some(({ at }) => at < to),
  );
  const forgotten = waited.filter(({ email }) => !again.some((mail) => mail.to === email));
  const stillDue = forgotten.filter(({ confirmed }) => confirmed === null);
  log.holds('everybody whose mail waited in the backup has it now', stillDue.length === 0);
}

async function newNumbers({ log, crowd, past }: Afterwards): Promise<void> {
  const told = [...past.numbers];
  const again: number[] = [];
  for (const person of crowd.all.filter(({ left }) => left === null).filter(crowd.hasMail)) {
    const { state } = await crowd.inspect(person);
    if (state !== 'pending') continue;
    const number = await crowd.confirm(person);
    if (number !== null) again.push(number);
  }
  const used = again.filter((number) => past.numbers.has(number));
  log.holds(
    'signer numbers go on and none is used again',
    again.length > 0 && used.length === 0,
    `up to ${Math.max(...told)} before, from ${Math.min(...again)} now`,
  );
}

async function drained(crowd: People): Promise<void> {
  const deadline = performance.now() + MAILS_MS;
  while (performance.now() < deadline) {
    if ((await crowd.mailsQueued()) === 0) return;
    await sleep(LOOK_MS);
  }
}

const lineOf = (output: string, begin: string): string =>
  output
    .split('\n')
    .find((line) => line.trim().startsWith(begin))
    ?.trim() ?? '';
