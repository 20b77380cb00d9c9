import type { FastifyInstance, FastifyReply } from 'fastify';
import { DomainError } from '../domain-error.ts';
import type { CaughtMails } from './caught-mails.ts';
import { mailboxPage, mailFrame, mailPage } from './dev-mail-page.ts';

/** Nothing runs and nothing is fetched, whatever a mail contains. */
const PAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const FRAME_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/**
 * `/dev/mail`, `/dev/mail/:id` and `/dev/mail.json`. In local mode only: the caller registers them
 * there and nowhere else, since they show every address and link.
 */
export function registerDevMailRoutes(
  app: FastifyInstance,
  { mails }: { mails: CaughtMails },
): void {
  app.get<{ Querystring: { from?: string } }>('/dev/mail', (request, reply) => {
    const from = Math.max(0, Math.trunc(Number(request.query.from ?? 0)) || 0);
    return html(reply, PAGE_CSP).send(mailboxPage(mails.list(), from));
  });

  app.get('/dev/mail.json', (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send(
        mails.list().map(({ to, subject, text, html, at }) => ({ to, subject, text, html, at })),
      ),
  );

  app.get<{ Params: { id: string } }>('/dev/mail/:id', (request, reply) =>
    html(reply, PAGE_CSP).send(mailPage(found(mails, request.params.id))),
  );

  app.get<{ Params: { id: string } }>('/dev/mail/:id/html', (request, reply) =>
    html(reply, FRAME_CSP)
      // The page that frames it is ours; the rest of the site lets nobody frame it.
      .header('x-frame-options', 'SAMEORIGIN')
      .send(mailFrame(found(mails, request.params.id))),
  );
}

function html(reply: FastifyReply, csp: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', csp)
    .header('cache-control', 'no-store');
}

function found(mails: CaughtMails, id: string): ReturnType<CaughtMails['list']>[number] {
  const mail = mails.find(id);
  if (!mail) throw new DomainError('not-found');
  return mail;
}
