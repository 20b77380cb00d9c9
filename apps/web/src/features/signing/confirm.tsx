import { Button } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import type { ComponentProps } from 'react';
import { data } from 'react-router';
import { faultOf, refused } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { ReadingPage } from '../../shared/reading-page.tsx';
import type { Route } from './+types/confirm.ts';
import { CodeForm } from './check-mail-forms.tsx';
import { postedText } from './form-post.ts';
import { FormTrouble } from './form-trouble.tsx';
import { LinkStory } from './link-story.tsx';
import { inspectPress } from './inspect-link.server.ts';
import { toOutcome } from './outcome.ts';
import { useStepWords } from './step-words.ts';

/** Shows a button and changes nothing: mail scanners open links too. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const token = url.searchParams.get('token') ?? '';
  const link = await inspectPress(context.get(apiContext), 'confirm', token);
  return data({ token, ...link }, { status: link.state === 'gone' ? 410 : 200 });
}

/** The link's token confirms, or the address with the code of its mail, wherever they were typed in. */
export async function action({ request, params, context, url }: Route.ActionArgs) {
  const posted = await postedText(request);
  const page = { locale: localeParam(params), edition: editionParam(url) };
  const [token, email, code] = [posted('token'), posted('email'), posted('code')];
  const byCode = token === '' && code !== '';
  const { confirm } = context.get(apiContext).signing;
  try {
    const given = byCode ? { email, code, edition: page.edition } : { token };
    const { state } = await confirm(given);
    // Without a link nothing could ask what came of it, so it is said at once.
    if (byCode && state !== 'confirmed') return data({ state });
    return toOutcome({ ...page, token: token || null });
  } catch (error) {
    return refused(faultOf(error), { byCode, email, code });
  }
}

export default function Confirm({ loaderData, actionData }: Route.ComponentProps) {
  const step = useStepWords();
  const { token, state, number } = loaderData;
  if (actionData && 'state' in actionData)
    return <LinkStory state={actionData.state} number={null} />;
  // A link outlives the closing: until the delivery it counts, and only the press can tell.
  if (actionData?.fault.code === 'petition-closed')
    return <LinkStory state="closed" number={null} />;
  if (actionData?.byCode) return <CodeAgain answer={{ ...actionData, intent: 'code' }} />;
  if (state !== 'pending') return <LinkStory state={state} number={number} />;
  return (
    <ReadingPage title={step('confirm.title')} unlisted>
      <FormTrouble trouble={actionData?.fault ?? null} />
      <p>{step('confirm.text')}</p>
      <form method="post">
        <input type="hidden" name="token" value={token} />
        <Button type="submit" className="min-h-14 w-full text-lg sm:w-auto sm:px-8">
          <Flame className="h-5 w-4" />
          {step('confirm.button')}
        </Button>
      </form>
      <p className="text-[0.9375rem] text-muted">{step('confirm.not-you')}</p>
    </ReadingPage>
  );
}

/** The address and the code once more, with what was wrong. */
function CodeAgain({ answer }: Pick<ComponentProps<typeof CodeForm>, 'answer'>) {
  const step = useStepWords();
  return (
    <ReadingPage title={step('check.title')} unlisted>
      <CodeForm token={null} answer={answer} />
    </ReadingPage>
  );
}
