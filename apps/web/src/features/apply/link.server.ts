import { data, type RouterContextProvider } from 'react-router';
import { faultOf, refused } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { localeParam } from '../../shared/api/loading.ts';
import { applyLinkWords } from './apply-words.server.ts';

interface LoaderArgs {
  context: Readonly<RouterContextProvider>;
  params: { locale: string };
  url: URL;
}
interface ActionArgs {
  context: Readonly<RouterContextProvider>;
  request: Request;
}
type Press = 'confirm' | 'takeBack';

/** The page before the press; changes nothing, since mail scanners open links too. */
export async function linkLoader(press: Press, { context, params, url }: LoaderArgs) {
  const token = url.searchParams.get('token') ?? '';
  const { applications } = context.get(apiContext);
  const inspect = press === 'confirm' ? applications.inspectConfirm : applications.inspectTakeBack;
  const state = await lookedAt(inspect({ token }));
  const { gone, [press]: words } = applyLinkWords(localeParam(params));
  const isDone = press === 'confirm' && state !== 'applied' && state !== 'gone';
  const status = state === 'gone' ? 410 : 200;
  return data({ token, words, gone, state: shownAs(state, isDone) }, { status });
}

function shownAs(state: string, isDone: boolean): 'open' | 'done' | 'gone' {
  if (state === 'gone') return 'gone';
  return isDone ? 'done' : 'open';
}

/** A token that was cut short is as good as none. */
async function lookedAt(looking: Promise<{ state: string }>): Promise<string> {
  try {
    return (await looking).state;
  } catch (error) {
    if (faultOf(error).code === 'invalid-input') return 'gone';
    throw error;
  }
}

/** The press. Its answer is this very page, so that "done" is only ever said by the doing. */
export async function linkAction(press: Press, { context, request }: ActionArgs) {
  const token = (await request.formData()).get('token');
  try {
    const given = { token: typeof token === 'string' ? token : '' };
    await context.get(apiContext).applications[press](given);
    return data({ done: true as const }, { status: 200 });
  } catch (error) {
    return refused(faultOf(error), { done: false as const });
  }
}
