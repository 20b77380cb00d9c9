import { data, redirect } from 'react-router';
import { Notice } from '@lantern/ui/notice';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { pathTo } from '../../shared/paths.ts';
import { ReadingPage } from '../../shared/reading-page.tsx';
import type { Route } from './+types/check-mail.ts';
import { checkMailAction } from './check-mail.server.ts';
import { AmendForm, CodeForm, ResendForm } from './check-mail-forms.tsx';
import { LinkStory } from './link-story.tsx';
import { inspectAmend } from './inspect-link.server.ts';
import { useStepWords } from './step-words.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const token = url.searchParams.get('token');
  const edition = editionParam(url);
  const link = token ? await inspectAmend(context.get(apiContext), token) : null;
  if (link?.state === 'confirmed' || link?.state === 'quarantined') {
    const query = { token, edition };
    throw redirect(pathTo(localeParam(params), '/petition/thank-you', query), 303);
  }
  const pending = link?.state === 'pending' ? link : null;
  return data({
    token: pending && token,
    maskedEmail: pending?.maskedEmail ?? null,
    resendsLeft: pending?.resendsLeft ?? 0,
    waitSeconds: secondsUntil(pending?.resendAvailableAt ?? null),
  });
}

function secondsUntil(iso: string | null): number {
  return iso ? Math.max(0, Math.ceil((Date.parse(iso) - Date.now()) / 1000)) : 0;
}

export const action = checkMailAction;

export default function CheckMail({ loaderData, actionData }: Route.ComponentProps) {
  const step = useStepWords();
  const { token, maskedEmail } = loaderData;
  if (actionData && 'state' in actionData)
    return <LinkStory state={actionData.state} number={null} />;
  return (
    <ReadingPage title={step('check.title')} unlisted>
      <Notice
        id="resent"
        className="hidden target:block"
        tone="warm"
        title={step('check.resent')}
      />
      <Notice
        id="changed"
        className="hidden target:block"
        tone="warm"
        title={step('check.changed')}
      />
      <p className="text-lg">
        {maskedEmail ? step('check.sent-to', { email: maskedEmail }) : step('check.sent')}
      </p>
      <CodeForm token={token} answer={actionData} />
      <section className="border-t border-line pt-6">
        <h2 className="text-xl">{step('check.missing')}</h2>
        <p className="mt-2 text-muted">{step('check.spam')}</p>
        {token && (
          <>
            <ResendForm {...loaderData} token={token} answer={actionData} />
            <AmendForm token={token} answer={actionData} />
          </>
        )}
      </section>
    </ReadingPage>
  );
}
