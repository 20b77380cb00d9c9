import { APPLICANT_ROLES } from '@lantern/schemas/application';
import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { data, redirect } from 'react-router';
import { faultOf, fieldsOf } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/apply-page.ts';
import { FIELDS, type Typed } from './apply-fields.ts';

/** The form as a browser posts it. */
export async function applyAction({ request, params, context, url }: Route.ActionArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const form = await request.formData();
  const typed: Typed = Object.fromEntries(FIELDS.map((name) => [name, textOf(form.get(name))]));
  try {
    await context.get(apiContext).applications.send({ ...values(typed), locale, edition });
  } catch (error) {
    return refused(error, typed);
  }
  // The fragment shows the thanks by CSS alone, and coming back to the page sends nothing again.
  return redirect(`${pathTo(locale, '/take-part/apply', { edition })}#sent`, 303);
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '');

/** Nothing chosen is the first: the form has it chosen, so this is a program's. */
function values({ role, city = '', place = '', name = '', email = '', ...rest }: Typed) {
  const { phone = '', organisation = '', about = '', website = '' } = rest;
  const asked = APPLICANT_ROLES.find((known) => known === role) ?? 'coordinator';
  return { role: asked, city, place, name, email, phone, organisation, about, website };
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
