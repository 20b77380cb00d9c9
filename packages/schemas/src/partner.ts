import { z } from 'zod';
import { localeSchema } from './locale.ts';
import { personNameSchema } from './signature.ts';

/** A partner's code: 3 to 32 small Latin letters, digits and single hyphens, none at the ends. */
export const REF_PATTERN = /^(?=.{3,32}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** Words that would pass for ours, for a channel of the counts or for no code at all. */
const RESERVED_REFS = new Set([
  'admin',
  'all',
  'api',
  'coalition',
  'counter',
  'dashboard',
  'direct',
  'elsewhere',
  'embed',
  'home',
  'lantern',
  'none',
  'null',
  'official',
  'online',
  'other',
  'others',
  'paper',
  'partner',
  'partners',
  'press',
  'ref',
  'rehearsal',
  'sign',
  'staff',
  'support',
  'test',
  'undefined',
  'unknown',
  'zh-hans',
]);

/** Fault `invalid` for every reason a code cannot be had; the form says them all. */
export const refSchema = z
  .string('required')
  .regex(REF_PATTERN, 'invalid')
  .refine((ref) => !RESERVED_REFS.has(ref), 'invalid');

/** Sites one partner may frame the form on. */
export const MOST_ORIGINS = 20;

const HTTPS_NAME = /^https:\/\/(?:[a-z0-9-]+\.)+[a-z0-9-]*[a-z][a-z0-9-]*(?::\d+)?$/u;
const LOCAL_NAME = /^http:\/\/localhost(?::\d+)?$/u;

/**
 * A site's address as a browser writes it in a policy: scheme, name, and a port unless it is the usual
 * one. Null for everything else: a path, a wildcard, an address without a name, http. With `local`, also
 * `http://localhost:PORT`.
 */
export function frameOrigin(typed: string, { local }: { local: boolean }): string | null {
  const text = typed.trim();
  if (/[\s*@?#\\]/u.test(text) || !URL.canParse(text)) return null;
  const { origin, pathname } = new URL(text);
  if (pathname !== '/') return null;
  return HTTPS_NAME.test(origin) || (local && LOCAL_NAME.test(origin)) ? origin : null;
}

const partnerFields = z.object({
  name: personNameSchema,
  /** As typed; the service normalises and refuses. */
  origins: z.array(z.string().max(300)).max(MOST_ORIGINS, 'too-long'),
  locales: z.array(localeSchema).min(1, 'required'),
});

/** `partners.register`. The code never changes, since signatures keep it. */
export const registerPartnerSchema = partnerFields.extend({ commandId: z.uuid(), ref: refSchema });
export type RegisterPartnerInput = z.output<typeof registerPartnerSchema>;

/** `partners.change`. */
export const changePartnerSchema = partnerFields.extend({ commandId: z.uuid(), id: z.uuid() });
export type ChangePartnerInput = z.output<typeof changePartnerSchema>;

/** `partners.end` and `partners.reopen`. */
export const namePartnerSchema = z.object({ commandId: z.uuid(), id: z.uuid() });
export type NamePartnerInput = z.output<typeof namePartnerSchema>;
