import { describeFaults } from '../internal/sources/source-faults.test-helper';
import { redditFeed } from './reddit-feed';
import { rssSource } from './rss-source';

const item = (name: string, title: string): string =>
  `<item><title>${title}</title><guid>${name}</guid><link>https://example.org/${name}</link>` +
  `<pubDate>Sun, 22 Nov 2026 11:00:00 GMT</pubDate><description><![CDATA[<p>About ${title}</p>]]></description></item>`;

const rss =
  '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed</title>' +
  `${item('1', 'Fees fall after the upgrade')}${item('2', 'Miner opens plant in Brenn')}</channel></rss>`;

const entry = (name: string, title: string): string =>
  `<entry><id>t3_${name}</id><title>${title}</title><link href="https://www.reddit.com/r/x/${name}"/>` +
  `<updated>2026-11-22T11:00:00Z</updated><content type="html">&lt;p&gt;About ${title}&lt;/p&gt;</content></entry>`;

const atom =
  '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>r/x</title>' +
  `${entry('a', 'What do you make of the upgrade?')}${entry('b', 'My node fell behind again')}</feed>`;

const lists = (name: string) => {
  const rows = new RegExp(`<${name}>.*</${name}>`);
  return {
    twice: (body: string) => body.replace(rows, (all) => `${all}${all}`),
    none: (body: string) => body.replace(rows, ''),
  };
};

describeFaults({
  name: 'rssSource',
  make: (url, options) => rssSource({ id: 'feed', url: `${url}/feed`, ...options }),
  good: () => rss,
  contentType: 'application/rss+xml; charset=utf-8',
  secrets: [],
  dates: { format: 'rfc822', fields: ['pubDate'] },
  lists: lists('item'),
});

describeFaults({
  name: 'redditFeed',
  make: (url, options) => redditFeed({ subreddit: 'Bitcoin', url: `${url}/r/x/new/.rss`, ...options }),
  good: () => atom,
  contentType: 'application/atom+xml; charset=utf-8',
  secrets: [],
  dates: { format: 'iso', fields: ['updated'] },
  lists: lists('entry'),
});
