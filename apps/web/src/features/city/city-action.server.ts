import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { data, redirect } from 'react-router';
import type { Api } from '../../shared/api/api.ts';
import { faultOf, fieldsOf } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/city-page.ts';
import { FIELDS, INTENTS, type RefusedForm } from './city-fields.ts';

/** Either of the page's forms, as a browser posts it. */
export async function cityAction({ request, params, context, url }: Route.ActionArgs) {
  const locale = localeParam(params);
  const posted = await request.formData();
  const read = (name: string) => textOf(posted.get(name));
  const form = {
    intent: INTENTS.find((known) => known === read('intent')) ?? 'contact',
    actionId: read('actionId'),
    typed: Object.fromEntries(FIELDS.map((name) => [name, read(name)])),
  };
  const edition = editionParam(url);
  try {
    await send(context.get(apiContext), form, { locale, edition, city: params.slug });
  } catch (error) {
    return refused(error, form);
  }
  const page = pathTo(locale, `/cities/${params.slug}`, { edition });
  // The fragment shows the thanks by CSS alone, and coming back to the page sends nothing again.
  return redirect(`${page}#${form.intent === 'rsvp' ? 'sent' : 'written'}`, 303);
}

type Form = Pick<RefusedForm, 'intent' | 'actionId' | 'typed'>;
type Where = Pick<Parameters<Api['contact']['sendToCity']>[0], 'locale' | 'edition' | 'city'>;

async function send(api: Api, { intent, actionId, typed }: Form, where: Where): Promise<void> {
  const { name = '', email = '', website = '', party = '', text = '' } = typed;
  const person = { name, email, website };
  if (intent === 'rsvp') await api.rsvp.ask({ ...person, actionId, party, locale: where.locale });
  else await api.contact.sendToCity({ ...person, ...where, text });
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '');

/** The page again, as it was filled in, under the fault's status. */
function refused(error: unknown, form: Form) {
  const fault = faultOf(error);
  // Emptied, or whoever had it filled in by their browser would be refused for ever.
  const typed = { ...form.typed, website: '' };
  const again: RefusedForm = { ...form, typed, fault, fields: fieldsOf(error) };
  return data(again, { status: ERROR_STATUS[fault.code] });
}
