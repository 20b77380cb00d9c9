import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { renderToPipeableStream } from 'react-dom/server';
import { ServerRouter, type EntryContext } from 'react-router';

/** Runs once, while the app is built: writes the document that every page starts from. */
export default async function handleRequest(
  request: Request,
  status: number,
  ...[headers, context]: [Headers, EntryContext]
): Promise<Response> {
  const html = await render(<ServerRouter context={context} url={request.url} />);
  headers.set('content-type', 'text/html');
  return new Response(`<!DOCTYPE html>${html}`, { status, headers });
}

/** Whole, not streamed, so that nothing of React's own streaming scripts is in it. */
function render(document: React.ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(document, {
      onAllReady: () => resolve(text(pipe(new PassThrough()))),
      onError: reject,
    });
  });
}
