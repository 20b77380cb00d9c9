import { transaction, type Transaction } from '@lantern/db/database';
import { recordAct } from '../../platform/audit.ts';
import { requireCity, type CityOfEdition } from '../../platform/city-access.ts';
import { runOnce } from '../../platform/commands.ts';
import { dayNow } from '../../platform/day-time.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { CitiesDeps, PlannedEdition } from './cities.deps.ts';
import { lockCity, readPublished, type LockedCity } from './cities.repo.ts';
import { publishPlan } from './projection.ts';

/** Somebody signed in, and what they sent. */
export interface CityCommand<Input> {
  /** Its name in the audit log. */
  name: string;
  input: Input;
  by: Principal;
}

/** What an act on a city works with, inside its transaction and with the city's row locked. */
export interface Acting {
  edition: PlannedEdition;
  place: CityOfEdition;
  city: LockedCity;
  /** The world's time. */
  now: Date;
  /** The same by the edition's clock. */
  at: Date;
  /** Account id. */
  by: string;
}

/** What an act answers, and what the audit log says of it besides the city: ids and codes. */
interface Acted<Result> {
  result: Result;
  subject?: string;
  details?: Record<string, unknown>;
}

interface OnCity {
  commandId: string;
  edition?: string | undefined;
  city: string;
}

/**
 * Runs an act on a city once: for whom it concerns and on no edition that is put away. Afterwards what is public
 * follows the plan; the day's stream and the city's are told, the public one only if the public sees a difference.
 */
export async function actOnCity<Input extends OnCity, Result>(
  deps: CitiesDeps,
  { name, input, by }: CityCommand<Input>,
  work: (tx: Transaction, acting: Acting) => Promise<Acted<Result>>,
): Promise<Result> {
  const edition = await deps.editionFor(input.edition);
  const now = deps.clock.now();
  const place = { editionId: edition.id, city: input.city };
  const { commandId, ...body } = input;
  // Keyed, since a place may be short enough to be guessed from a plain hash.
  const keyed = deps.keyring.hash('snapshot-hash', name, JSON.stringify(body)).toString('base64');
  const command = { commandId, actor: by.accountId, name, body: { ...place, keyed }, now };
  return transaction(deps.pool, (tx) =>
    runOnce(tx, command, async () => {
      await requireCity(tx, by, place);
      const city = await lockCity(tx, place);
      if (city.archived) throw new DomainError('conflict');
      const acting = { edition, place, city, now, at: dayNow(edition, deps.clock) };
      const before = await readPublished(tx, place);
      const { result, subject, details } = await work(tx, { ...acting, by: by.accountId });
      await recordAct(tx, {
        id: deps.newId(),
        at: now,
        actor: by.accountId,
        act: name,
        subject: subject ?? place.city,
        details: { edition: edition.slug, city: place.city, ...details },
      });
      await publishPlan(tx, { ...acting, before, keyring: deps.keyring });
      await tell(tx, { place, before: before.text });
      return result;
    }),
  );
}

interface Telling {
  place: CityOfEdition;
  /** What the public was shown before. */
  before: string;
}

/** Streams are always taken in this order, so that two acts cannot wait for each other. */
async function tell(tx: Transaction, { place, before }: Telling): Promise<void> {
  const { editionId, city } = place;
  const after = await readPublished(tx, place);
  if (after.text !== before) {
    const kind = after.calledOff ? 'city-called-off' : 'city-changed';
    await appendEvents(tx, { editionId, stream: 'public', events: [{ kind, city }] });
  }
  await appendEvents(tx, { editionId, stream: 'day', events: [{ kind: 'city-plan', city }] });
  const stream = `city:${city}` as const;
  await appendEvents(tx, { editionId, stream, events: [{ kind: 'plan-changed' }] });
}
