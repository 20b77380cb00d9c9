import { renderToReadableStream } from 'react-dom/server';
import {
  isRouteErrorResponse,
  ServerRouter,
  type HandleDocumentRequestFunction,
  type HandleErrorFunction,
} from 'react-router';
import { stepWords } from './features/signing/step-words.server.ts';
import { StepWordsContext } from './features/signing/step-words.ts';
import { withHead } from './app/head.server.ts';
import { withPageData } from './app/page-data.server.ts';
import { retryAfterOf } from './shared/api/retry-after.server.ts';
import {
  headContext,
  linkedDataContext,
  requestContext,
  writtenOnceContext,
} from './shared/api/load-context.ts';
import { languageFor } from './shared/i18n/catalogues.server.ts';
import { localeOfRequest } from './shared/i18n/locale-of-request.ts';
import { LanguageContext } from './shared/i18n/translate.ts';
import { WrittenOnceContext } from './shared/written-once.ts';

export { createLoadContext } from './shared/api/load-context.ts';

const RENDER_TIMEOUT_MS = 6_000;

/**
 * Renders a whole page before answering, so that it can be cached with its policy. The same data gives
 * the same bytes.
 */
export default async function handleRequest(
  ...[request, status, headers, router, loadContext]: Parameters<HandleDocumentRequestFunction>
): Promise<Response> {
  // Pages bring their data as a block of JSON; React Router's own stream would be inline scripts.
  const { serverHandoffStream: _stream, ...drawn } = router;
  const language = languageFor(localeOfRequest(request));
  const body = await renderToReadableStream(
    <LanguageContext value={language}>
      <StepWordsContext value={stepWords(language.locale).t}>
        <WrittenOnceContext value={loadContext.get(writtenOnceContext)}>
          <ServerRouter context={drawn} url={request.url} />
        </WrittenOnceContext>
      </StepWordsContext>
    </LanguageContext>,
    { signal: AbortSignal.timeout(RENDER_TIMEOUT_MS), progressiveChunkSize: Infinity },
  );
  const html = withHead(withPageData(await new Response(body).text(), router), {
    url: new URL(request.url),
    locale: language.locale,
    status,
    edition: loadContext.get(headContext),
    facts: loadContext.get(linkedDataContext),
  });
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Language', language.locale);
  const retryAfterSeconds = retryAfterOf(router.staticHandlerContext);
  if (retryAfterSeconds) headers.set('Retry-After', String(retryAfterSeconds));
  return new Response(request.method === 'HEAD' ? null : html, { status, headers });
}

/** Faults of loaders, actions and rendering; the address may hold a token and is never told. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  context.get(requestContext).reportError(error);
};
