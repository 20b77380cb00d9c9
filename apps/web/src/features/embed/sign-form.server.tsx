import { Button } from '@lantern/ui/button';
import { Checkbox } from '@lantern/ui/checkbox';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { cityOptions, countryOptions } from '../../shared/options.server.ts';
import { pathTo } from '../../shared/paths.ts';
import type { EmbedWords } from './embed-words.server.ts';
import type { Signing } from './sign-frame.server.tsx';

/** As the site's own form has them; see form-limits.ts there. */
const NAME_MAX_CHARS = 400;
const EMAIL_MAX_CHARS = 254;

interface Props extends Signing {
  /** The partner's code. */
  source: string;
  words: EmbedWords;
}

/**
 * The four fields and the three choices, as plain HTML. It is sent into a new tab, so that everything after
 * it (faults, the code, the thanks) happens under our own address, where a person can see whose it is.
 */
export function FormOfFrame({ cities, page, source, words }: Props) {
  const { locale, own, t } = words;
  return (
    <form
      method="post"
      action="/api/v1/signatures"
      target="_blank"
      rel="noopener"
      aria-label={t('form.label')}
      className="mt-2 grid gap-x-5 gap-y-3 sm:grid-cols-2"
    >
      <Field
        id="name"
        name="name"
        label={t('form.name')}
        autoComplete="name"
        maxLength={NAME_MAX_CHARS}
        required
      />
      <Field
        id="email"
        name="email"
        type="email"
        label={t('form.email')}
        hint={t('form.email-hint')}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={EMAIL_MAX_CHARS}
        required
      />
      <Select
        id="country"
        name="country"
        label={t('form.country')}
        autoComplete="country"
        required
        {...written(t('form.country-choose'), countryOptions(locale))}
      />
      {cities.cities.length > 0 && (
        <Select
          id="city"
          name="city"
          label={own('sign.city')}
          {...written(t('form.city-none'), cityOptions(cities, locale))}
        />
      )}
      <Choices words={words} />
      <div className="flex flex-col gap-2 sm:col-span-2">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="textHash" value={page.hash} />
        <input type="hidden" name="ref" value={source} />
        <Button type="submit" className="min-h-12 w-full text-lg">
          {t('form.submit')}
        </Button>
        <p className="text-sm leading-snug text-muted">
          {own('sign.tab')}{' '}
          <a className="text-accent underline" href={pathTo(locale, '/petition')} rel="noopener">
            {t('home.read-text')}
          </a>
        </p>
      </div>
    </form>
  );
}

/** Three separate choices, none of them made beforehand. */
function Choices({ words: { t } }: { words: EmbedWords }) {
  return (
    <fieldset className="sm:col-span-2">
      <legend className="text-[0.9375rem] font-semibold leading-snug">{t('choices.legend')}</legend>
      <Checkbox id="showName" name="showName" label={t('choices.show-name')} />
      <Checkbox id="deliverName" name="deliverName" label={t('choices.deliver-name')} />
      <Checkbox id="updates" name="updates" label={t('choices.updates')} />
    </fieldset>
  );
}

/** Options are long lists of names, escaped where they are written. */
function written(first: string, options: string) {
  return { dangerouslySetInnerHTML: { __html: `<option value="">${first}</option>${options}` } };
}
