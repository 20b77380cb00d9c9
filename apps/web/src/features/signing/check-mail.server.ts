import type { Locale } from '@lantern/schemas/locale';
import { data, redirect } from 'react-router';
import { faultOf, refused, type Fault } from '../../shared/api/fault.ts';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam } from '../../shared/api/loading.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/check-mail.ts';
import { postedText } from './form-post.ts';
import { toOutcome } from './outcome.ts';

/** The forms of the page, told apart by the `intent` of the button that was pressed. */
export type Intent = 'code' | 'resend' | 'amend' | 'mend';

interface Link {
  locale: Locale;
  edition: string | undefined;
  token: string;
}

export async function checkMailAction({ request, params, context, url }: Route.ActionArgs) {
  const posted = await postedText(request);
  const api = context.get(apiContext);
  const page = { locale: localeParam(params), edition: editionParam(url) };
  const intent = intentOf(posted('intent'));
  const token = posted('token');
  try {
    if (intent === 'code') {
      const code = posted('code');
      const whose = token ? { token } : { email: posted('email') };
      const { state } = await api.signing.confirm({ ...whose, code, edition: page.edition });
      // Without the page's own link nothing could ask what came of it, so it is said at once.
      if (!token && state !== 'confirmed') return data({ intent, state });
      return toOutcome({ ...page, token: token || null });
    }
    if (intent === 'amend') {
      const { amendToken } = await api.signing.amend({ token, email: posted('email') });
      return toCheckMail({ ...page, token: amendToken }, 'changed');
    }
    if (intent === 'mend') {
      const { amendToken } = await api.signing.mendDomain({ token });
      return toCheckMail({ ...page, token: amendToken }, 'changed');
    }
    await api.signing.resend({ token });
    return toCheckMail({ ...page, token }, 'resent');
  } catch (error) {
    const typed = { intent, email: posted('email'), code: posted('code') };
    return refused(faultShown(intent, faultOf(error)), typed);
  }
}

/** What is no code at all is a wrong code: the form has nothing else to look at. */
function faultShown(intent: Intent, fault: Fault): Fault {
  return intent === 'code' && fault.code === 'invalid-input' ? { code: 'code-wrong' } : fault;
}

/** The page names what was done in its fragment, which shows the notice of that id by CSS alone. */
function toCheckMail({ locale, ...query }: Link, done: 'changed' | 'resent') {
  return redirect(`${pathTo(locale, '/petition/check-mail', query)}#${done}`, 303);
}

function intentOf(word: string): Intent {
  return word === 'resend' || word === 'amend' || word === 'mend' ? word : 'code';
}
