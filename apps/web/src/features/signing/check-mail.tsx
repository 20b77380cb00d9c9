import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import { suggestedDomain } from '@lantern/schemas/mail-typo';
import { Notice } from '@lantern/ui/notice';
import { data, redirect } from 'react-router';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import { ReadingPage } from '../../shared/reading-page.tsx';
import type { Route } from './+types/check-mail.ts';
import { checkMailAction } from './check-mail.server.ts';
import { AmendForm, CodeForm, MendForm, ResendForm } from './check-mail-forms.tsx';
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
  const maskedEmail = pending?.maskedEmail ?? null;
  return data({
    token: pending && token,
    maskedEmail,
    // The masked address keeps its domain, which is all that these two look at.
    meantDomain: maskedEmail && suggestedDomain(maskedEmail),
    guarded: maskedEmail !== null && isUnderChineseLaw(maskedEmail),
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
  const { token, maskedEmail, guarded } = loaderData;
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
      <p className="text-lg wrap-anywhere">
        {maskedEmail ? step('check.sent-to', { email: maskedEmail }) : step('check.sent')}
      </p>
      {token && <MendForm {...loaderData} token={token} answer={actionData} />}
      {guarded && (
        <Notice tone="warm" title={step('check.guarded-title')}>
          <p>{step('check.guarded')}</p>
        </Notice>
      )}
      <CodeForm token={token} answer={actionData} />
      <section className="border-t border-line pt-6">
        <h2 className="text-xl">{step('check.missing')}</h2>
        <p className="mt-2 text-muted">{step('check.late')}</p>
        <p className="mt-2 text-muted">{step('check.spam')}</p>
        {token ? (
          <>
            <ResendForm {...loaderData} token={token} answer={actionData} />
            <p className="mt-6 text-muted">{step('check.blocked')}</p>
            <AmendForm token={token} answer={actionData} />
          </>
        ) : (
          <SignAgain />
        )}
      </section>
    </ReadingPage>
  );
}

/** For whoever comes without the page's own link: nothing here knows their signature. */
function SignAgain() {
  const { locale, t } = useLanguage();
  const step = useStepWords();
  const { asked } = useEdition();
  return (
    <p className="mt-2 text-muted">
      {step('check.sign-again')}{' '}
      <a
        className="inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4"
        href={pathTo(locale, '', { edition: asked })}
      >
        {t('foot.sign')}
      </a>
    </p>
  );
}
