import { buttonClass } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { data } from 'react-router';
import { apiContext, linkedDataContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/city-page.ts';
import { ActionCard } from './action-card.tsx';
import { cityAction } from './city-action.server.ts';
import { cityEvents } from './city-events.server.ts';
import { cityView, type CityView } from './city-view.server.ts';
import { cityWords } from './city-words.server.ts';
import { ContactSection } from './contact-section.tsx';
import { PublishedState } from './published-state.tsx';
import { RsvpForm } from './rsvp-form.tsx';
import { useCityNow } from './use-city-now.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const api = context.get(apiContext);
  // Before the city: what is told after this place is told again rather than missed.
  const { epoch, seq } = await needed(api.live.day({ edition }));
  const [city, counted] = await needed(
    Promise.all([api.places.city({ edition, city: params.slug }), api.counts.cities({ edition })]),
  );
  const own = counted.cities.find(({ slug }) => slug === city.slug);
  if (!own) throw data(null, { status: 404 });
  const words = cityWords(locale);
  context.set(linkedDataContext, cityEvents(city, words, { origin: url.origin }));
  const { total, version, asOf } = counted;
  const main = city.actions.find(({ isMain }) => isMain);
  return {
    view: cityView(city, own, words),
    start: {
      slug: city.slug,
      status: city.status,
      outcome: city.outcome,
      mainId: main?.id ?? null,
      numbers: { total, version, asOf, perMinute: 0 },
      epoch,
      seq,
    },
  };
}

export const action = cityAction;

/** One city: what, when, how to join, how it stands. Nothing that is not published. */
export default function CityPage({
  loaderData: { view, start },
  actionData,
}: Route.ComponentProps) {
  const { locale, t } = useLanguage();
  const { asked, phase } = useEdition();
  const now = useCityNow(start);
  const refused = actionData ?? null;
  return (
    <>
      <title>{`${view.name} · ${t('site.name')}`}</title>
      <meta name="description" content={view.description} />
      <section className="room-night">
        <div className="mx-auto w-full max-w-page px-5 pb-10 pt-6 md:px-8 md:pt-12">
          <p>
            <a
              className="inline-flex min-h-touch items-center text-accent underline underline-offset-4"
              href={pathTo(locale, '/cities', { edition: asked })}
            >
              {view.words.all}
            </a>
          </p>
          <h1 className="text-[2.25rem] md:text-[3.25rem]">{view.name}</h1>
          <p className="text-lg text-muted">{view.country}</p>
          <p className="mt-2 max-w-reading">{view.kind}</p>
          <div className="max-w-reading">
            <PublishedState city={view} now={now} />
          </div>
        </div>
      </section>
      <div className="mx-auto w-full max-w-page px-5 pb-20 pt-10 md:px-8">
        <Notice
          id="sent"
          tone="warm"
          title={view.rsvp.sent}
          className="mb-8 hidden max-w-reading target:block"
        >
          <p>{view.rsvp.sentText}</p>
        </Notice>
        <section aria-labelledby="actions">
          <h2 id="actions" className="text-2xl">
            {view.words.actions}
          </h2>
          {view.actions.length === 0 && <p className="mt-3">{view.words.none}</p>}
          <ul className="mt-5 grid gap-5 empty:hidden lg:grid-cols-2">
            {view.actions.map((action) => {
              const outcome = now.outcomes[action.id] ?? action.outcome;
              return (
                <ActionCard
                  key={action.id}
                  action={action}
                  outcome={outcome === null ? null : (view.outcomes[outcome] ?? null)}
                  calendarHref={`/api/v1/actions/${action.id}.ics?locale=${locale}`}
                >
                  <RsvpForm
                    action={action}
                    words={view.rsvp}
                    refused={
                      refused?.intent === 'rsvp' && refused.actionId === action.id ? refused : null
                    }
                  />
                </ActionCard>
              );
            })}
          </ul>
          <Nobody view={view} />
        </section>
        <Signed view={view} open={phase === 'open'} />
        <ContactSection
          words={view.contact}
          refused={refused?.intent === 'contact' ? refused : null}
        />
      </div>
    </>
  );
}

/** A place that nobody has taken on says so, and asks. */
function Nobody({ view }: { view: CityView }) {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  if (view.nobody === null) return null;
  return (
    <Notice tone="warm" title={view.words.nobody} className="mt-5 max-w-reading">
      <p>{view.nobody}</p>
      <p className="mt-3">
        <a
          className={buttonClass()}
          href={pathTo(locale, '/take-part', {
            edition: asked,
            country: view.code,
            city: view.slug,
          })}
        >
          {view.words.how}
        </a>
      </p>
    </Notice>
  );
}

function Signed({ view, open }: { view: CityView; open: boolean }) {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  return (
    <section aria-labelledby="signed" className="mt-14 border-t border-line pt-8">
      <h2 id="signed" className="text-2xl">
        {view.words.signed}
      </h2>
      <p className="mt-3 max-w-reading text-lg" data-testid="signed">
        {view.signed}
      </p>
      {open && (
        <p className="no-print mt-4">
          <a
            className={buttonClass()}
            href={pathTo(locale, '', { edition: asked, city: view.slug })}
          >
            {view.words.sign}
          </a>
        </p>
      )}
    </section>
  );
}
