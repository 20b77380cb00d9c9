import { CONTACT_TOPICS } from '@lantern/schemas/contact';
import { Notice } from '@lantern/ui/notice';
import { localeParam } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/contact-page.ts';
import { ContactForm } from './contact-form.tsx';
import { contactWords } from './contact-words.server.ts';
import { contactAction } from './contact.server.ts';

export async function loader({ params, url }: Route.LoaderArgs) {
  const asked = url.searchParams.get('topic');
  const topic = CONTACT_TOPICS.find((known) => known === asked);
  return { words: contactWords(localeParam(params)), typed: topic ? { topic } : {} };
}

export const action = contactAction;

/** A refusal says when to come back. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

export default function ContactPage({
  loaderData: { words, typed },
  actionData,
}: Route.ComponentProps) {
  const { locale, t } = useLanguage();
  const { asked } = useEdition();
  const refused = actionData ? { ...actionData.fault, fields: actionData.fields } : null;
  return (
    <div className="mx-auto w-full max-w-reading px-5 pb-20 pt-6 md:pt-14">
      <title>{`${words.title} · ${t('site.name')}`}</title>
      <meta name="description" content={words.description} />
      <h1 className="text-[2rem] md:text-[2.75rem]">{words.title}</h1>
      <Notice id="sent" tone="warm" title={words.sent} className="peer mt-6 hidden target:block">
        <p>{words.sentText}</p>
        <p>
          <a
            className="inline-flex min-h-touch items-center underline"
            href={pathTo(locale, '/contact', { edition: asked })}
          >
            {words.again}
          </a>
        </p>
      </Notice>
      <div className="mt-5 peer-target:hidden">
        <p className="text-lg">{words.lead}</p>
        <p className="mt-3">{words.answer}</p>
        <p className="mt-3">{words.safety}</p>
        <div className="mt-8">
          <ContactForm words={words} refused={refused} typed={actionData?.typed ?? typed} />
        </div>
      </div>
    </div>
  );
}
