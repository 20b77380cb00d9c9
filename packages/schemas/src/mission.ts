import { z } from 'zod';
import { countrySchema } from './country.ts';
import { instantSchema } from './day.ts';
import { ADDRESS_MAX, JURISDICTION_MAX, RISK_MAX } from './mission-limits.ts';
import { lineSchema, paragraphsSchema } from './prose.ts';

const onMission = {
  commandId: z.uuid(),
  mission: z.string().regex(/^[a-z0-9-]{1,64}$/u, 'invalid'),
};

/** `missions.change`: `seen` is its `updatedAt` as the person saw it; changed since, it is a `conflict`. */
export const changeMissionInputSchema = z.object({
  ...onMission,
  address: lineSchema(ADDRESS_MAX).nullable(),
  jurisdiction: paragraphsSchema(JURISDICTION_MAX).nullable(),
  /** Whole countries that it serves besides its own. */
  jurisdictionCountries: z.array(countrySchema).max(60, 'too-long'),
  seen: instantSchema.nullable(),
});
export type ChangeMissionInput = z.output<typeof changeMissionInputSchema>;

/** `missions.verify`: a person has looked at its address before the day; `verified` false takes that back. */
export const verifyMissionInputSchema = z.object({ ...onMission, verified: z.boolean() });
export type VerifyMissionInput = z.output<typeof verifyMissionInputSchema>;

/** `missions.withhold`: going there would endanger a volunteer. */
export const withholdMissionInputSchema = z.object({
  ...onMission,
  riskNote: lineSchema(RISK_MAX),
});
export type WithholdMissionInput = z.output<typeof withholdMissionInputSchema>;

/** `missions.offer`: takes that back. */
export const offerMissionInputSchema = z.object(onMission);
export type OfferMissionInput = z.output<typeof offerMissionInputSchema>;
