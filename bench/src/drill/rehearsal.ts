import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { openAfterwards } from './afterwards.ts';
import { loadedBy } from './load.ts';
import { openFolder } from './folder.ts';
import type { DrillLog } from './log.ts';
import { openMachine, type Machine } from './machine.ts';
import { openMailbox } from './mailbox.ts';
import { createPeople, type People, type Person } from './people.ts';
import { openStaff } from './staff.ts';
import { openViewer } from './viewer.ts';

export interface RehearsalSize {
  /** People who sign before the backup; half as many come after it. */
  people: number;
}

/** Where a drill keeps what outlives the machine. */
interface Kept {
  backup: string;
  ledger: string;
  secret: string;
}

const LEDGER = 'erasures.jsonl';

/**
 * The whole of it on a Lantern of its own: people sign, a backup is taken under load, more happens, the machine
 * is lost, and another one goes on from the backup, the secret and the ledger alone.
 */
export async function rehearse(log: DrillLog, { people: size }: RehearsalSize): Promise<void> {
  const folder = await openFolder();
  const kept: Kept = {
    backup: path.join(folder.path, 'backup.age'),
    ledger: path.join(folder.path, LEDGER),
    secret: randomBytes(32).toString('base64url'),
  };
  const mailbox = await openMailbox();
  const first = await openMachine({ secret: kept.secret, smtpUrl: mailbox.url });
  const machines: Machine[] = [first];
  try {
    await log.step('an empty Lantern started', first.start);
    const staff = await log.step('three organisers enrolled, and one was frozen', async () => {
      const enrolled = await openStaff(first);
      await enrolled.freezeOne();
      return enrolled;
    });
    const crowd = createPeople(first.origin, mailbox);
    const viewer = openViewer(first.origin);
    await log.step(`${size} people signed; most confirmed, some left again`, () =>
      firstDays(crowd, size),
    );
    const backupMoment = await backUp(log, { machine: first, crowd, kept, size });
    await log.step('people went on: confirmed, withdrew, had themselves erased', () =>
      goOn(crowd, backupMoment),
    );
    await staff.freezeTheOther();
    const past = {
      backupMoment,
      shown: viewer.state(),
      mails: mailbox.mails.length,
      numbers: new Set(crowd.all.flatMap(({ confirmed }) => confirmed?.number ?? [])),
    };
    log.holds(
      'an open page shows the number of the last second',
      past.shown.total > 0,
      `${past.shown.total}`,
    );
    await log.step('the machine was lost, with its disk', async () => {
      await copyFile(path.join(first.dataDir, LEDGER), kept.ledger);
      await first.lose();
    });
    const second = await openMachine({
      secret: kept.secret,
      smtpUrl: mailbox.url,
      port: first.port,
    });
    machines.push(second);
    await mkdir(second.dataDir, { recursive: true });
    await copyFile(kept.ledger, path.join(second.dataDir, LEDGER));
    const afterwards = openAfterwards({ log, machine: second, crowd, mailbox, viewer, past });
    await afterwards.restore(kept.backup);
    await afterwards.recount();
    await log.step('Lantern started on it', second.start);
    await afterwards.numbers();
    await staff.judge(log);
    await afterwards.screens();
    await afterwards.waitingMails();
    await afterwards.newNumbers();
    viewer.close();
    await log.step('everything was stopped', second.stop);
  } finally {
    await Promise.all(machines.map((machine) => machine.remove()));
    await mailbox.stop();
    await folder.remove();
  }
}

const share = (people: readonly Person[], every: number): Person[] =>
  people.filter((_, index) => index % every === 0);

async function firstDays(crowd: People, size: number): Promise<void> {
  const people = await many(size, crowd.sign);
  await eachOf(people, crowd.mailed);
  await eachOf(
    people.filter((_, index) => index % 5 !== 0),
    crowd.confirm,
  );
  const signers = people.filter(({ confirmed }) => confirmed);
  await eachOf(share(signers.slice(1), 12), (person) => crowd.leave(person, 'withdraw'));
  await eachOf(share(signers.slice(2), 13), (person) => crowd.leave(person, 'erase'));
}

interface BackingUp {
  machine: Machine;
  crowd: People;
  kept: Kept;
  size: number;
}

/** Answers between which moments the snapshot was taken. */
async function backUp(log: DrillLog, { machine, crowd, kept, size }: BackingUp) {
  const burst = await many(Math.ceil(size / 4), crowd.sign);
  const load = loadedBy(crowd, burst);
  const from = Date.now();
  const { ok, output } = await log.step(
    'a backup was taken while people signed, confirmed and were erased',
    () => machine.command('backup', kept.backup),
  );
  const to = Date.now();
  const done = await load.stop();
  const { size: bytes } = await stat(kept.backup);
  log.holds('the backup is there', ok, `${Math.ceil(bytes / 1024)} KB; ${done} acts beside it`);
  if (!ok) throw new Error(output);
  return { from, to };
}

async function goOn(crowd: People, backupMoment: { to: number }): Promise<void> {
  const { length } = crowd.all;
  const later = await many(Math.ceil(length / 4), crowd.sign);
  await eachOf(later.slice(0, later.length / 2), crowd.mailed);
  const staying = crowd.all.filter(({ left }) => left === null);
  await eachOf(share(staying.filter(isPending).filter(crowd.hasMail), 2), crowd.confirm);
  const signed = staying.filter(
    ({ confirmed }) => confirmed && confirmed.answered < backupMoment.to,
  );
  await eachOf(share(signed.slice(1), 9), (person) => crowd.leave(person, 'erase'));
  await eachOf(share(signed.slice(3), 9), (person) => crowd.leave(person, 'withdraw'));
  await eachOf(share(signed.slice(5), 9), crowd.unsubscribe);
  const waiting = crowd.all.filter((person) => isPending(person) && crowd.hasMail(person));
  await eachOf(share(waiting, 7), (person) => crowd.leave(person, 'erase'));
}

const isPending = ({ confirmed, left }: Person): boolean => confirmed === null && left === null;

const AT_ONCE = 12;

async function eachOf(people: readonly Person[], act: (person: Person) => Promise<unknown>) {
  const left = people.values();
  const lane = async () => {
    for (const person of left) await act(person);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function many(count: number, sign: () => Promise<Person>): Promise<Person[]> {
  const made: Person[] = [];
  let begun = 0;
  const lane = async () => {
    while (begun < count) {
      begun += 1;
      made.push(await sign());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return made;
}
