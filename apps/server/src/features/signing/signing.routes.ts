import { localeSchema, type Locale } from '@lantern/schemas/locale';
import { submissionSchema } from '@lantern/schemas/signature';
import { preferredLocale } from '@lantern/schemas/preferred-locale';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asFault, wantsHtml } from '../../platform/http-fault.ts';
import { toErrorBody } from '../../platform/trpc-errors.ts';
import type { FormFault } from '../../platform/web-host.ts';
import type { SigningService } from './signing.service.ts';

export interface SigningRoutesDeps {
  service: Pick<SigningService, 'submit'>;
  /** Keyed hash of the sender's network. */
  networkHashOf(request: FastifyRequest): Buffer;
  /** Draws the form's page under the fault's status. */
  renderFormFault(reply: FastifyReply, form: FormFault): Promise<FastifyReply>;
}

const querySchema = z.object({ edition: z.string().max(64).optional().catch(undefined) });
const FORM_FIELDS = Object.keys(submissionSchema.shape);
/** No field of the form is longer; what is, was not typed into it. */
const MAX_VALUE = 1_000;

/**
 * `POST /api/v1/signatures`, JSON or a plain HTML form (outside contract, "Signing"). A plain route, since tRPC's
 * adapter carries a third of the load. Faults of a form are pages; all others go the server's common way.
 */
export function registerSigningRoutes(app: FastifyInstance, deps: SigningRoutesDeps): void {
  app.post('/api/v1/signatures', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    try {
      const submission = submissionSchema.parse(request.body);
      const { edition } = querySchema.parse(request.query);
      const origin = { networkHash: deps.networkHashOf(request), ...(edition && { edition }) };
      const answer = await deps.service.submit(submission, origin);
      if (!wantsHtml(request)) {
        void reply.code(202);
        // As a value: a reply that is returned is waited for by listening to its stream.
        return answer;
      }
      return await reply.redirect(
        checkMailPage(submission.locale, answer.amendToken, edition),
        303,
      );
    } catch (error) {
      if (!wantsHtml(request)) throw error;
      return await answerForm(error, { request, reply, deps });
    }
  });
}

function checkMailPage(locale: Locale, token: string, edition: string | undefined): string {
  const query = new URLSearchParams({ token, ...(edition && { edition }) });
  return `/${locale}/petition/check-mail?${query.toString()}`;
}

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
  deps: SigningRoutesDeps;
}

async function answerForm(
  error: unknown,
  { request, reply, deps }: Exchange,
): Promise<FastifyReply> {
  const fault = asFault(error);
  const body = toErrorBody(fault);
  if (body.code === 'internal' || body.code === 'unavailable')
    request.log.error({ err: fault }, 'a signature could not be taken');
  const values = typedValues(request.body);
  const locale = localeSchema.safeParse(values['locale']);
  return deps.renderFormFault(reply, {
    locale: locale.data ?? preferredLocale(request.headers['accept-language']),
    state: {
      values,
      fields: body.fields ?? {},
      code: body.code,
      retryAfterSeconds: body.retryAfterSeconds,
    },
  });
}

/** What was typed, as far as it belongs into the form. */
function typedValues(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).filter(
      (entry): entry is [string, string] =>
        FORM_FIELDS.includes(entry[0]) &&
        typeof entry[1] === 'string' &&
        entry[1].length <= MAX_VALUE,
    ),
  );
}
