import { z } from 'zod';
import { countrySchema } from './country.ts';
import { editionInputSchema } from './petition.ts';

/** A city's slug. */
export const citySlugSchema = z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid');

/** `places.city`: one city of an edition, as published. */
export const cityInputSchema = editionInputSchema.extend({ city: citySlugSchema });

/** `places.takePart`: where somebody is; a city that is none of ours is left out. */
export const takePartInputSchema = editionInputSchema.extend({
  country: z.string('required').min(1, 'required').pipe(countrySchema),
  city: citySlugSchema.nullish(),
});
