import { data, type RouterContextProvider } from 'react-router';
import { faultOf, refused } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { postedText } from './form-post.ts';
import { inspectPress } from './inspect-link.server.ts';
import type { Undo } from './undo-page.tsx';

interface Args {
  context: Readonly<RouterContextProvider>;
  request: Request;
  url: URL;
}

/** The page before the press; changes nothing. */
export async function undoLoader(undo: Undo, { context, url }: Args) {
  const token = url.searchParams.get('token') ?? '';
  const { state } = await inspectPress(context.get(apiContext), undo, token);
  return data({ token, state }, { status: state === 'gone' ? 410 : 200 });
}

/** The press. Its answer is this very page, so that "done" is only ever said by the doing. */
export async function undoAction(undo: Undo, { context, request }: Args) {
  const posted = await postedText(request);
  try {
    await context.get(apiContext).signing[undo]({ token: posted('token') });
    return data({ done: true as const }, { status: 200 });
  } catch (error) {
    return refused(faultOf(error), { done: false as const });
  }
}
