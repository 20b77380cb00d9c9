import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { data, redirect } from 'react-router';
import { faultOf, fieldsOf } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/contact-page.ts';
import { FIELDS, type Typed } from './contact-fields.ts';

/** The form as a browser without JavaScript posts it. */
export async function contactAction({ request, params, context, url }: Route.ActionArgs) {
  const locale = localeParam(params);
  const form = await request.formData();
  const typed = Object.fromEntries(FIELDS.map((name) => [name, textOf(form.get(name))]));
  try {
    await context.get(apiContext).contact.send({ ...values(typed), locale });
  } catch (error) {
    return refused(error, typed);
  }
  // The fragment shows the thanks by CSS alone, and coming back to the page sends nothing again.
  return redirect(`${pathTo(locale, '/contact', { edition: editionParam(url) })}#sent`, 303);
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '');

function values({ topic = '', name = '', email = '', text = '', website = '' }: Typed) {
  return { topic, name, email, text, website };
}

/** The page again, as it was filled in, under the fault's status. */
function refused(error: unknown, typed: Typed) {
  const fault = faultOf(error);
  const { retryAfterSeconds } = fault;
  // Emptied, or whoever had it filled in by their browser would be refused for ever.
  return data(
    { fault, fields: fieldsOf(error), typed: { ...typed, website: '' } },
    {
      status: ERROR_STATUS[fault.code],
      ...(retryAfterSeconds && { headers: { 'retry-after': String(retryAfterSeconds) } }),
    },
  );
}
