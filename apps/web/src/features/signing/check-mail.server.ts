import { redirect } from 'react-router';
import type { Api } from '../../shared/api/api.ts';
import { faultOf, refused } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/check-mail.ts';
import { postedText } from './form-post.ts';
import { toOutcome } from './outcome.ts';

/** The three forms of the page, told apart by the `intent` of the button that was pressed. */
export type Intent = 'code' | 'resend' | 'amend';

type Posted = (name: string) => string;

export async function checkMailAction({ request, params, context, url }: Route.ActionArgs) {
  const posted = await postedText(request);
  const api = context.get(apiContext);
  const page = { locale: localeParam(params), edition: editionParam(url) };
  const intent = intentOf(posted('intent'));
  const token = posted('token');
  try {
    if (intent === 'code') {
      const result = await confirmByCode(api, posted);
      return toOutcome(result, { ...page, token: token || null, purpose: 'amend' });
    }
    await (intent === 'amend'
      ? api.signing.amend({ token, email: posted('email') })
      : api.signing.resend({ token }));
    const query = { token, edition: page.edition, done: intent === 'amend' ? 'changed' : 'resent' };
    return redirect(pathTo(page.locale, '/petition/check-mail', query), 303);
  } catch (error) {
    return refused(faultOf(error), { intent, email: posted('email') });
  }
}

function confirmByCode(api: Api, posted: Posted) {
  return api.signing.confirm({ email: posted('email'), code: posted('code') });
}

function intentOf(word: string): Intent {
  return word === 'resend' || word === 'amend' ? word : 'code';
}
