import type { ApplicationInput } from '@lantern/schemas/application';
import { z } from 'zod';
import type { Keyring } from '../../platform/keyring.ts';
import type { StoredApplication } from './applications.repo.ts';

/** What one sealed column holds, since none of it is ever looked for. */
const storySchema = z.object({ about: z.string(), place: z.string(), organisation: z.string() });

/** What of an offer says who it is, sealed under its record. */
export function sealApplicant(keyring: Pick<Keyring, 'seal'>, id: string, offer: ApplicationInput) {
  const { about, place, organisation } = offer;
  const story = { about, place, organisation } satisfies z.infer<typeof storySchema>;
  return {
    emailSealed: keyring.seal(offer.email, id),
    nameSealed: keyring.seal(offer.name, id),
    phoneSealed: offer.phone === null ? null : keyring.seal(offer.phone, id),
    aboutSealed: keyring.seal(JSON.stringify(story), id),
  };
}

/** Who an applicant is, and what they say. */
export function openApplicant(keyring: Pick<Keyring, 'open'>, row: StoredApplication) {
  const { id, phoneSealed } = row;
  return {
    name: keyring.open(row.nameSealed, id),
    email: keyring.open(row.emailSealed, id),
    phone: phoneSealed && keyring.open(phoneSealed, id),
    ...storySchema.parse(JSON.parse(keyring.open(row.aboutSealed, id))),
  };
}
