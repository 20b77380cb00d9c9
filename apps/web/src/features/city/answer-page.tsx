import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { data, redirect } from 'react-router';
import { faultOf, refused } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import { ReadingPage } from '../../shared/reading-page.tsx';
import type { Route } from './+types/answer-page.ts';
import { answerView, endedView } from './answer-view.server.ts';
import { cityWords } from './city-words.server.ts';

const ACTS = ['confirm', 'cancel', 'erase'] as const;

/** Shows what can be pressed and changes nothing: mail scanners open links too. */
export async function loader({ params, context, url }: Route.LoaderArgs) {
  const words = cityWords(localeParam(params));
  const token = url.searchParams.get('token') ?? '';
  try {
    const answer = await context.get(apiContext).rsvp.look({ token });
    return data({ token, ended: null, view: answerView(answer, words) });
  } catch (error) {
    const { code } = faultOf(error);
    if (code !== 'token-invalid' && code !== 'invalid-input')
      return await needed(Promise.reject(error));
    return data({ token, ended: endedView('gone', words), view: null }, { status: 410 });
  }
}

/** The press. */
export async function action({ request, params, context, url }: Route.ActionArgs) {
  const locale = localeParam(params);
  const form = await request.formData();
  const posted = form.get('token');
  const token = typeof posted === 'string' ? posted : '';
  const act = ACTS.find((known) => known === form.get('act')) ?? 'confirm';
  try {
    await context.get(apiContext).rsvp[act]({ token });
  } catch (error) {
    return refused(faultOf(error), { erased: null });
  }
  if (act === 'erase') return data({ erased: endedView('erased', cityWords(locale)), fault: null });
  // Coming back to the page, or reading it again, presses nothing again.
  return redirect(pathTo(locale, '/rsvp', { token, edition: editionParam(url) }), 303);
}

/** What somebody answered, and what they can still do about it. */
export default function AnswerPage({
  loaderData: { token, ended, view },
  actionData,
}: Route.ComponentProps) {
  const { t } = useLanguage();
  const over = actionData?.erased ?? ended;
  if (over || !view)
    return (
      <ReadingPage title={over?.title ?? ''} unlisted>
        <output className="block">{over?.text}</output>
      </ReadingPage>
    );
  const { state, join, cancel } = view;
  return (
    <ReadingPage title={view.title} unlisted lit={state === 'going'}>
      {actionData?.fault && (
        <Notice tone="danger" role="alert" title={t(`error.${actionData.fault.code}`)} />
      )}
      <p>{view.text}</p>
      <Facts view={view} />
      {join && (
        <Press token={token} act="confirm">
          {join}
        </Press>
      )}
      {cancel && (
        <Press token={token} act="cancel" look="quiet">
          {cancel}
        </Press>
      )}
      <div className="mt-6 border-t border-line pt-6">
        <p className="text-[0.9375rem] text-muted">{view.eraseText}</p>
        <div className="mt-3">
          <Press token={token} act="erase" look="danger">
            {view.erase}
          </Press>
        </div>
      </div>
    </ReadingPage>
  );
}

type View = NonNullable<Route.ComponentProps['loaderData']['view']>;

function Facts({ view: { action, party, state } }: { view: View }) {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  if (!action) return null;
  const link = 'inline-flex min-h-touch items-center text-accent underline underline-offset-4';
  return (
    <div className="rounded-card border border-line bg-raised p-5">
      <p className="font-serif text-xl font-semibold">{action.line}</p>
      {action.calledOff && <p className="font-semibold text-accent">{action.calledOff}</p>}
      <p className={action.calledOff ? 'line-through decoration-1' : ''}>
        <span className="block">{action.day}</span>
        <span className="block">{action.hours}</span>
      </p>
      <p className="mt-2 text-muted">{party}</p>
      <p className="mt-2 flex flex-wrap gap-x-6">
        {state === 'going' && !action.calledOff && (
          <a className={link} href={`/api/v1/actions/${action.id}.ics?locale=${locale}`}>
            {action.calendar}
          </a>
        )}
        <a className={link} href={pathTo(locale, `/cities/${action.city}`, { edition: asked })}>
          {action.page}
        </a>
      </p>
    </div>
  );
}

interface PressProps {
  token: string;
  act: (typeof ACTS)[number];
  look?: 'primary' | 'quiet' | 'danger';
  children: string;
}

function Press({ token, act, look = 'primary', children }: PressProps) {
  return (
    <form method="post">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="act" value={act} />
      <Button type="submit" look={look} className="w-full sm:w-auto">
        {children}
      </Button>
    </form>
  );
}
