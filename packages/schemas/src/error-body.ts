import { z } from 'zod';
import { FIELD_CODES, isErrorCode, type ErrorCode } from './error-codes.ts';

/** Narrows unknown text to an {@link ErrorCode}. */
export const errorCodeSchema = z.custom<ErrorCode>(isErrorCode);

/** The body of every JSON error answer. `requestId` finds the log line. */
export const errorBodySchema = z.object({
  code: errorCodeSchema,
  fields: z.record(z.string(), z.enum(FIELD_CODES)).optional(),
  retryAfterSeconds: z.number().int().positive().optional(),
  requestId: z.string().optional(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
