import { Notice } from '@lantern/ui/notice';
import { apiContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { cityOptions } from '../../shared/options.server.ts';
import type { Route } from './+types/apply-page.ts';
import { ApplyForm } from './apply-form.tsx';
import { applyWords } from './apply-words.server.ts';
import { applyAction } from './apply.server.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const cities = await needed(
    context.get(apiContext).counts.cities({ edition: editionParam(url) }),
  );
  const city = url.searchParams.get('city') ?? '';
  const role = url.searchParams.get('role') ?? '';
  context.set(writtenOnceContext, { cities: cityOptions(cities, locale, city) });
  return { words: applyWords(locale), asked: { city, role } };
}

export const action = applyAction;

/** A refusal says when to come back. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

/** Where somebody offers to answer for a city. A document with a form: it asks for nothing of the browser. */
export default function ApplyPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useLanguage();
  const { words, asked } = loaderData;
  return (
    <div className="mx-auto w-full max-w-reading px-5 pb-20 pt-6 md:pt-14">
      <title>{`${words.title} · ${t('site.name')}`}</title>
      <meta name="description" content={words.description} />
      <h1 className="text-[2rem] md:text-[2.75rem]">{words.title}</h1>
      <Notice id="sent" tone="warm" title={words.sent} className="peer mt-6 hidden target:block">
        <p>{words.sentText}</p>
      </Notice>
      <div className="mt-5 peer-target:hidden">
        <p className="text-lg">{words.lead}</p>
        <ol className="mt-4 flex list-decimal flex-col gap-2 ps-6 marker:font-semibold marker:text-accent">
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p className="mt-4">{words.safety}</p>
        <div className="mt-8">
          <ApplyForm
            words={words}
            refused={actionData ?? null}
            typed={actionData?.typed ?? asked}
          />
        </div>
      </div>
    </div>
  );
}
