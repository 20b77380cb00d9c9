import { setTimeout as sleep } from 'node:timers/promises';
import { toRealTime, type DayClock } from '@lantern/schemas/day-clock';
import { citiesJsonSchema } from '@lantern/schemas/public-json';
import { REHEARSAL_DOMAIN } from '@lantern/schemas/rehearsal';
import { percentile } from '../percentile.ts';
import { untilReady } from '../ready.ts';
import { letAdminsIn, letOneIn, type Admins } from './admins.ts';
import { readArguments, USAGE, type RehearsalArguments } from './arguments.ts';
import { castCities, seeded } from './cast.ts';
import { differences, type Played } from './check.ts';
import { playCity, type CityTeam, type Said } from './coordinator.ts';
import { EDITION, makeEdition, openScreen, startDay, wipe } from './edition.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';
import { momentsOf, spanOf, withHour } from './moments.ts';
import { openPerson } from './person.ts';
import { sign } from './signers.ts';
import { keepWatch } from './staff.ts';
import { gatherTeams } from './teams.ts';

const DOMAIN = `${EDITION}.${REHEARSAL_DOMAIN}`;
const READY_MS = 30_000;
/** The last publications and alarms of a day have this long to settle, ms. */
const SETTLE_MS = 3_000;

const say = (words: string) => process.stdout.write(`${words}\n`);

interface Rehearsal extends RehearsalArguments {
  origin: string;
}

/** Exit code 0 when the played day and the database agree, 1 when they do not, 2 for arguments without sense. */
async function main(): Promise<number> {
  const given = argumentsOrEnd();
  // oxlint-disable-next-line node/no-process-env -- a program of its own, as npm start's are
  const origin = `http://localhost:${process.env['PORT'] ?? '4000'}`;
  await untilReady(origin, READY_MS);
  const left = await wipe(await letOneIn(origin, DOMAIN));
  if (given.wipe) {
    say(
      left
        ? 'The rehearsal is gone, with everyone and everything in it.'
        : 'There was no rehearsal.',
    );
    return 0;
  }
  if (left) say('What the last rehearsal left is gone.');
  return rehearse({ ...given, origin });
}

async function rehearse(given: Rehearsal): Promise<number> {
  const { origin } = given;
  const mailbox = openMailbox(origin, DOMAIN);
  const admins = await letAdminsIn(origin, DOMAIN);
  const date = await makeEdition(admins.one);
  const cities = citiesJsonSchema.parse(await read(origin, '/api/v1/cities')).cities;
  const random = seeded(given.seed);
  const cast = castCities(cities, given.cities, random).map(withHour);
  const visitor = openPerson(origin);
  const gathering = { origin, domain: DOMAIN, date, admins, mailbox, visitor, say };
  const teams = await gatherTeams(gathering, cast);
  const played = await play({ given, admins, mailbox, teams, random });
  await mailbox.stop();
  return tell(played, await differences({ origin, staff: admins.one, played }));
}

async function read(origin: string, path: string): Promise<unknown> {
  return await (await fetch(`${origin}${path}?edition=${EDITION}`)).json();
}

interface Stage {
  given: Rehearsal;
  admins: Admins;
  mailbox: Mailbox;
  teams: readonly CityTeam[];
  random: () => number;
}

async function play({ given, admins, mailbox, teams, random }: Stage): Promise<Played> {
  const { origin, minutes, signers } = given;
  const scripts = teams.map((team) => ({ team, moments: momentsOf(team, random) }));
  const span = spanOf(teams.map(({ startsAt }) => startsAt));
  const realMs = minutes * 60_000;
  const rate = (span.to - span.from) / realMs;
  const wall = await openScreen(admins.one);
  say(
    `\nThe day begins. It takes ${minutes} minutes; watch it on\n  ${wall} (a wall)\n  ${origin}/en/live?edition=${EDITION}\n`,
  );
  const clock: DayClock = await startDay(admins.one, span.from, rate);
  const watch = keepWatch(admins.one);
  const [said, signed] = await Promise.all([
    Promise.all(scripts.map(({ team, moments }) => playCity(team, moments, clock))),
    sign(
      {
        origin,
        edition: EDITION,
        domain: DOMAIN,
        cities: teams.map(({ city }) => city),
        mailbox,
        visitor: admins.two,
        random,
      },
      signers,
      realMs * 0.9,
    ),
    telling(clock, span.to),
  ]);
  await sleep(Math.max(0, toRealTime(clock, span.to) - Date.now()) + SETTLE_MS);
  await watch.stop();
  return { teams, said: said.flat(), signed, acknowledged: watch.acknowledged() };
}

/** Says every now and then what time it is on the day. */
async function telling(clock: DayClock, to: number): Promise<void> {
  const HOUR_MS = 3_600_000;
  const first = Math.ceil(Date.parse(clock.dayAt) / HOUR_MS) * HOUR_MS;
  for (let hour = first; hour < to; hour += 3 * HOUR_MS) {
    await sleep(Math.max(0, toRealTime(clock, hour) - Date.now()));
    say(`${new Date(hour).toISOString().slice(0, 16).replace('T', ' ')} UTC on the day`);
  }
}

function tell({ teams, said, signed, acknowledged }: Played, wrong: readonly string[]): number {
  const took = said.map(({ tookMs }: Said) => tookMs).toSorted((one, other) => one - other);
  const ms = (share: number) => Math.round(percentile(took, share));
  say(
    `\n${teams.length} cities said ${said.length} things (answered in ${ms(0.5)} ms, 95 of 100 within ${ms(0.95)} ms), ` +
      `${signed.submitted} people signed and ${signed.confirmed} confirmed, ${acknowledged} alarms were acknowledged.`,
  );
  for (const difference of wrong) say(`DIFFERS: ${difference}`);
  say(
    wrong.length === 0
      ? 'The played day and the database agree. `npm run rehearse -- --wipe` removes it.'
      : `The played day and the database differ in ${wrong.length} places.`,
  );
  return wrong.length === 0 ? 0 : 1;
}

function argumentsOrEnd(): RehearsalArguments {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

process.exitCode = await main();
