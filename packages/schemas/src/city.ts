import { z } from 'zod';
import { actionPlanSchema } from './action.ts';
import { DETAILS_MAX, NEIGHBOURHOOD_MAX, PLACE_MAX, REASON_MAX } from './city-limits.ts';
import { instantSchema } from './day.ts';
import { localeSchema } from './locale.ts';
import { editionSlugSchema } from './petition.ts';
import { lineSchema, paragraphsSchema } from './prose.ts';

/** A city of an edition; without `edition` the current one's. */
const cityOfEdition = {
  edition: editionSlugSchema.optional(),
  city: z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid'),
};
export const cityReadInputSchema = z.object(cityOfEdition);

const onCity = { commandId: z.uuid(), ...cityOfEdition };

const planned = {
  ...actionPlanSchema.shape,
  /** The exact place; whether and when the public reads it, `precision` and `publish` say. */
  place: lineSchema(PLACE_MAX).nullable(),
  neighbourhood: lineSchema(NEIGHBOURHOOD_MAX).nullable(),
  /** What the public reads about it, in `detailsLocale`. */
  details: paragraphsSchema(DETAILS_MAX).nullable(),
  detailsLocale: localeSchema.nullable(),
};

/** What a precision promises must be there to be told. */
function needsItsParts(
  plan: {
    precision: string;
    place: string | null;
    neighbourhood: string | null;
    details: string | null;
    detailsLocale: string | null;
  },
  context: z.RefinementCtx,
): void {
  const required = (field: string) =>
    context.addIssue({ code: 'custom', path: [field], message: 'required' });
  if (plan.precision === 'exact' && plan.place === null) required('place');
  if (plan.precision === 'neighbourhood' && plan.neighbourhood === null) required('neighbourhood');
  if (plan.details !== null && plan.detailsLocale === null) required('detailsLocale');
}

/** `cities.addAction`. */
export const addActionInputSchema = z.object({ ...onCity, ...planned }).superRefine(needsItsParts);
export type AddActionInput = z.output<typeof addActionInputSchema>;

/** `cities.changeAction`: `seen` is its `updatedAt` as the person saw it; changed since, it is a `conflict`. */
export const changeActionInputSchema = z
  .object({ ...onCity, ...planned, actionId: z.uuid(), seen: instantSchema })
  .superRefine(needsItsParts);
export type ChangeActionInput = z.output<typeof changeActionInputSchema>;

/** `cities.callOffAction`, `reinstateAction`, `removeAction`. */
export const actionInputSchema = z.object({ ...onCity, actionId: z.uuid() });
export type ActionInput = z.output<typeof actionInputSchema>;

/** `cities.setKind`. */
export const setCityKindInputSchema = z.object({
  ...onCity,
  kind: z.enum(['delivery', 'solidarity'], 'invalid'),
});
export type SetCityKindInput = z.output<typeof setCityKindInputSchema>;

/** `cities.withdraw`: `reason` is for staff, never public. */
export const withdrawCityInputSchema = z.object({ ...onCity, reason: lineSchema(REASON_MAX) });
export type WithdrawCityInput = z.output<typeof withdrawCityInputSchema>;

/** `cities.rejoin`, `hide`, `show`. */
export const cityInputSchema = z.object(onCity);
export type CityInput = z.output<typeof cityInputSchema>;
