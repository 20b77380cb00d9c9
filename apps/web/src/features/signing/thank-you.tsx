import { Flame } from '@lantern/ui/flame';
import { redirect } from 'react-router';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { LiveTotal } from '../../shared/live-total.tsx';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/thank-you.ts';
import { inspectOutcome } from './inspect-link.server.ts';
import { LinkStory } from './link-story.tsx';
import { Milestone } from './milestone.tsx';
import { qrCode } from './qr.server.ts';
import { Share } from './share.tsx';
import { useTokenLeavesAddress } from './use-token-leaves-address.ts';
import { useStepWords } from './step-words.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const api = context.get(apiContext);
  const locale = localeParam(params);
  const edition = editionParam(url);
  const token = url.searchParams.get('token');
  const link = token
    ? await inspectOutcome(api, token)
    : { state: 'confirmed' as const, number: null };
  // Nothing is thanked for before it counts; that page knows what is still to be done.
  if (link.state === 'pending')
    throw redirect(pathTo(locale, '/petition/check-mail', { token, edition }), 303);
  const count = await needed(api.counts.current({ edition }));
  const shared = `${url.origin}${pathTo(locale, '', { edition })}`;
  const { size, markup } = qrCode(shared);
  context.set(writtenOnceContext, { qr: markup });
  return { state: link.state, number: link.number, count, shared, qrSize: size };
}

export default function ThankYou({ loaderData }: Route.ComponentProps) {
  const { locale, t } = useLanguage();
  const step = useStepWords();
  const { asked } = useEdition();
  useTokenLeavesAddress();
  const { state, number, count, shared, qrSize } = loaderData;
  if (state !== 'confirmed') return <LinkStory state={state} number={null} />;
  return (
    <section className="room-night night-sky -mb-px">
      <div className="mx-auto w-full max-w-reading px-5 pb-20 pt-12 md:pt-20">
        <title>{`${step('thanks.title')} · ${t('site.name')}`}</title>
        <meta name="robots" content="noindex" />
        <Flame className="h-20 w-14" />
        <h1 className="mt-6 text-[2rem] md:text-[3.25rem]">
          <span className="block">{step('thanks.title')}</span>
          <span className="block">{step('thanks.lit')}</span>
        </h1>
        {number !== null && (
          <p className="mt-4 font-serif text-xl text-accent" data-testid="signer-number">
            {step('thanks.number', { number: new Intl.NumberFormat(locale).format(number) })}
          </p>
        )}
        <LiveTotal initial={count} className="mt-8" Below={Milestone} />
        <p className="mt-8 text-[1.0625rem]">{step('thanks.text')}</p>
        <Share address={shared} qrSize={qrSize} />
        <p className="mt-10 text-muted">
          {step('thanks.mind')}
          <a
            className="mt-1 flex min-h-touch items-center text-text underline"
            href={pathTo(locale, '/petition', { edition: asked })}
          >
            {t('home.read-text')}
          </a>
        </p>
      </div>
    </section>
  );
}
