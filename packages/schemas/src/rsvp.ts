import { z } from 'zod';
import { localeSchema } from './locale.ts';
import { editionInputSchema } from './petition.ts';
import { citySlugSchema } from './places.ts';
import { emailSchema, personNameSchema } from './signature.ts';

/** Most people one answer speaks for. */
export const RSVP_PARTY_MAX = 10;

/** `pending` until the mail is confirmed; `waiting` while all places are taken. */
export const RSVP_STATES = ['pending', 'going', 'waiting', 'cancelled'] as const;
export type RsvpState = (typeof RSVP_STATES)[number];

/** A field no person sees; programs fill in what they find. */
const trap = z.string().max(1_000).default('');

/** `rsvp.ask`: somebody says that they come. Issues carry field codes of `error-codes.ts`. */
export const rsvpInputSchema = z.object({
  actionId: z.uuid('invalid'),
  name: personNameSchema,
  email: emailSchema,
  /** How many come, this person included; an empty form field is one. */
  party: z.preprocess(
    (value) => (value === '' || value === undefined ? 1 : value),
    z.coerce.number('invalid').int('invalid').min(1, 'invalid').max(RSVP_PARTY_MAX, 'invalid'),
  ),
  locale: localeSchema,
  website: trap,
});
export type RsvpInput = z.output<typeof rsvpInputSchema>;

/** `rsvp.look`, `rsvp.confirm`, `rsvp.cancel`, `rsvp.erase`: what the link in a mail lets its holder do. */
export const rsvpTokenSchema = z.object({ token: z.string().max(100) });

/** `rsvp.counts`, `rsvp.names`: for a city's people. */
export const rsvpCityInputSchema = editionInputSchema.extend({ city: citySlugSchema });
