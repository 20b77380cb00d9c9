/** An earlier day, as far as sources tell; `packages/db/reference/past-days.json` is the reference. */
export interface PastDay {
  year: 2009 | 2011 | 2012 | 2013 | 2015 | 2016 | 2017 | 2018 | 2019 | 2022 | 2024;
  /** ISO date; null is not known. */
  date: string | null;
  cities: number | null;
  countries: number | null;
  /** Whether the number of cities is from a report after the day or a notice before it. */
  counted: 'reported' | 'announced' | 'at-least';
  /** Addresses of the pages; none where the source has no known address. */
  sources: readonly string[];
}

/** Newest first: that is what people look for. */
export const PAST_DAYS: readonly PastDay[] = [
  {
    year: 2024,
    date: '2024-09-24',
    cities: 42,
    countries: 18,
    counted: 'announced',
    sources: [
      'https://nkfreedom.org/2024/09/23/save-north-korean-refugees-day-tuesday-september-24th',
    ],
  },
  {
    year: 2022,
    date: '2022-09-30',
    cities: null,
    countries: null,
    counted: 'reported',
    sources: ['https://www.nkfreedom.org/2022/09/21/save-north-korean-refugees-day-2022/'],
  },
  {
    year: 2019,
    date: null,
    cities: null,
    countries: null,
    counted: 'reported',
    sources: ['https://www.nkfreedom.org/2019/10/25/save-north-korean-refugees-day-2019-report/'],
  },
  {
    year: 2018,
    date: '2018-09-24',
    cities: 22,
    countries: 11,
    counted: 'reported',
    sources: [
      'https://www.nkfreedom.org/2018/09/21/save-north-korean-refugees-day-2018/',
      'https://www.persecution.org/',
    ],
  },
  {
    year: 2017,
    date: '2017-09-22',
    cities: null,
    countries: null,
    counted: 'reported',
    sources: [
      'https://www.piie.com/blogs/north-korea-witness-transformation/save-north-korean-refugees-day-friday-september-22nd',
    ],
  },
  {
    year: 2016,
    date: '2016-09-23',
    cities: 24,
    countries: null,
    counted: 'reported',
    sources: [
      'http://www.nkfreedom.org/snkrday2016report.aspx',
      'http://www.nkfreedom.org/Events/SNKR-Day-2016-Country-and-City-Reports.aspx',
      'https://jubileecampaign.org/save-north-korean-refugees-day/',
      'https://www.piie.com/blogs/north-korea-witness-transformation/save-north-korean-refugees-day-friday-september-22nd',
    ],
  },
  {
    year: 2015,
    date: '2015-09-24',
    cities: 22,
    countries: null,
    counted: 'reported',
    sources: [
      'https://www.nkfreedom.org/2015/09/20/save-north-korean-refugees-day-2015/',
      'http://www.nkfreedom.org/savenkrefugeesday2015.aspx',
      'http://stopnkcrimes.org/bbs/board.php?bo_table=past&wr_id=92',
      'https://jubileecampaign.org/invite-join-us-for-save-north-korean-refugees-day/',
      'https://jubileecampaign.org/save-north-korean-refugees-day/',
      'https://piie.com/blogs/north-korea-witness-transformation/save-north-korean-refugees-day-2015-events?p=14458',
    ],
  },
  {
    year: 2013,
    date: null,
    cities: null,
    countries: null,
    counted: 'reported',
    sources: [],
  },
  {
    year: 2012,
    date: null,
    cities: null,
    countries: null,
    counted: 'reported',
    sources: [
      'https://www.piie.com/blogs/north-korea-witness-transformation/report-international-protest-save-north-korean-refugees',
    ],
  },
  {
    year: 2011,
    date: '2011-09-22',
    cities: 24,
    countries: 13,
    counted: 'announced',
    sources: [
      'https://www.piie.com/blogs/north-korea-witness-transformation/international-protest-save-north-korean-refugees',
      'https://www.piie.com/blogs/north-korea-witness-transformation/international-protest-save-north-korean-refugees-update?p=2765',
      'https://www.piie.com/blogs/north-korea-witness-transformation/event-international-protest-save-north-korean-refugees',
      'https://mickhartley.typepad.com/blog/2011/09/international-protest-to-save-north-korean-refugees.html',
    ],
  },
  {
    year: 2009,
    date: '2009-09-24',
    cities: 14,
    countries: null,
    counted: 'at-least',
    sources: [
      'http://www.realcourage.org/2009/09/north-korea-freedom-coalition-sept-24-events-focus-on-plight-of-escapees-from-north-korea/',
      'https://www.piie.com/blogs/north-korea-witness-transformation/event-international-protest-save-north-korean-refugees',
    ],
  },
];
