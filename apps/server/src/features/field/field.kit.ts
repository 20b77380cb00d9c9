import { transaction } from '@lantern/db/database';
import type { FieldKit, FieldKitInput } from '@lantern/schemas/field-mine';
import { LOCALES } from '@lantern/schemas/locale';
import { regionOf } from '@lantern/schemas/region';
import { recordAct } from '../../platform/audit.ts';
import { requireCity, type CityOfEdition } from '../../platform/city-access.ts';
import { dayNow } from '../../platform/day-time.ts';
import type { FieldDeps, FieldEdition, Speaker } from './field.deps.ts';
import { readCountry, readHelpLines, readNumbers } from './field.kit.repo.ts';

/** What the phone keeps for a place without a network. */
export interface FieldKits {
  /** For a city of theirs. Throws `forbidden`, `not-found`, `edition-unknown`. */
  kit(input: FieldKitInput, speaker: Speaker): Promise<FieldKit>;
}

export function createFieldKits(deps: FieldDeps): FieldKits {
  const { pool } = deps;
  const looks = new Map<string, number>();
  return {
    kit: async ({ edition: slug, city }, speaker) => {
      const edition = await deps.editionFor(slug);
      const place = { editionId: edition.id, city };
      await requireCity(pool, speaker, place);
      const letters = LOCALES.flatMap((locale) => {
        const text = edition.texts[locale];
        if (!text) return [];
        const { version, title, addressee, body } = text;
        return [{ locale, version, title, addressee, body }];
      });
      const [lines, numbers] = await Promise.all([
        readHelpLines(pool, place),
        numbersFor(deps, edition, { place, speaker, looks }),
      ]);
      return { letters, lines: [...lines, ...numbers] };
    },
  };
}

/** Who is on duty by then is called until the phone asks again. */
const AHEAD_MS = 24 * 3_600_000;
/** A phone reads its kit anew all day long: one line in the audit log says so for that long. */
const LOOK_MS = 6 * 3_600_000;

interface Numbers {
  place: CityOfEdition;
  speaker: Speaker;
  /** When who looked last, by account and city; of this node. */
  looks: Map<string, number>;
}

/** The numbers of staff on duty and of who leads the region, without a name; who is handed them is written down. */
async function numbersFor(
  { pool, keyring, clock, newId }: FieldDeps,
  edition: FieldEdition,
  { place, speaker: { accountId }, looks }: Numbers,
): Promise<FieldKit['lines']> {
  const now = clock.now();
  const from = dayNow(edition, clock);
  const country = await readCountry(pool, place.city);
  const region = regionOf(country ?? '') ?? null;
  const until = new Date(from.getTime() + AHEAD_MS);
  const rows = await readNumbers(pool, { editionId: place.editionId, region, from, until });
  const look = `${accountId} ${place.editionId} ${place.city}`;
  if (rows.length > 0 && now.getTime() - (looks.get(look) ?? 0) > LOOK_MS) {
    const whose = rows.map((row) => row.accountId);
    const act = { act: 'field.kit', details: { ...place, whose } };
    await transaction(pool, (tx) =>
      recordAct(tx, { ...act, id: newId(), at: now, actor: accountId }),
    );
    looks.set(look, now.getTime());
  }
  return rows.map((row) => ({
    kind: row.kind,
    label: '',
    phone: keyring.open(row.phoneSealed, row.accountId),
  }));
}
