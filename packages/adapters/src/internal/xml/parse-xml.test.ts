import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { childOf, parseXml, type XmlElement, XmlFault } from './parse-xml';

const shape = ({ name, children, text }: XmlElement): unknown => [name, text, ...children.map(shape)];

describe('parseXml', () => {
  it('reads elements, attributes, text, CDATA, comments and instructions', () => {
    const root = parseXml(
      '\n<?xml version="1.0"?><!DOCTYPE rss SYSTEM "x.dtd"><!-- <a> --><rss version=\'2.0\' x:y = "a&amp;b">\n' +
        '<a>1 &lt; 2<![CDATA[ <b> & ]]>!</a><?go on?><c/><c d="e" /></rss>\n<!-- end -->',
    );
    expect([...root.attributes]).toEqual([
      ['version', '2.0'],
      ['x:y', 'a&b'],
    ]);
    expect(shape(root)).toEqual(['rss', '\n', ['a', '1 < 2 <b> & !'], ['c', ''], ['c', '']]);
    expect(childOf(root, 'zzz', 'c')?.attributes.size).toBe(0);
    expect(childOf(root, 'zzz')).toBeUndefined();
  });

  it('takes an & that begins no reference as it stands', () => {
    expect(parseXml('<a href="?a=1&b=2">AT&T &unknown;</a>')).toMatchObject({ text: 'AT&T &unknown;' });
  });

  it.each([
    ['', /an element was expected/],
    ['plain', /an element was expected/],
    ['<a>', /<a> has no end/],
    ['<a', /attribute was expected|has no end/],
    ['<a></b>', /<\/b> ends <a>/],
    ['<a><b></a></b>', /ends <b>/],
    ['<a x=1></a>', /no quotes/],
    ['<a x></a>', /no value/],
    ['<a x="1"y="2"/>', /attribute was expected/],
    ['<a x="1" x="2"/>', /twice/],
    ['<a x="<"/>', /has < in it/],
    ['<a x="1/>', /no end/],
    ['<a/><b/>', /after the document/],
    ['<a/>text', /after the document/],
    ['<a><!-- </a>', /comment has no end/],
    ['<a><![CDATA[ </a>', /CDATA has no end/],
    ['<a><!ENTITY x "y"></a>', /declaration stands inside/],
    ['<1/>', /element was expected/],
    ['<a></a >', undefined],
    [`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, /64 deep/],
    [`<a>${'<b/>'.repeat(100_000)}</a>`, /100000 elements/],
    [`<a ${Array.from({ length: 65 }, (_, place) => `b${place}=""`).join(' ')}/>`, /64 attributes/],
  ])('%.40s', (text, message) => {
    if (message === undefined) expect(parseXml(text).name).toBe('a');
    else expect(() => parseXml(text)).toThrow(message);
  });

  it('expands nothing: a billion laughs and a file of the machine are refused', () => {
    const laughs =
      '<!DOCTYPE a [<!ENTITY l0 "ha">' +
      Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('') +
      ']><a>&l10;</a>';
    expect(() => parseXml(laughs)).toThrow(/declares entities/);
    expect(() => parseXml('<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>')).toThrow(XmlFault);
  });

  it('is linear in the worst texts that were thought of', () => {
    const size = 300_000;
    for (const text of [
      '<'.repeat(size),
      `<a>${'<!--'.repeat(size / 4)}`,
      `<a>${'&'.repeat(size)}</a>`,
      `<a ${' '.repeat(size)}`,
      `<a b="${'&#'.repeat(size / 2)}"/>`,
    ]) {
      try {
        parseXml(text);
      } catch (error) {
        expect(error).toBeInstanceOf(XmlFault);
      }
    }
  }, 10_000);

  it('reads back what was written, and gives a fault or a tree for every cut and every changed character', () => {
    const random = seededRandom(profileSeed());
    const write = (depth: number): string => {
      const inner = Array.from({ length: random.integer(4) }, () =>
        depth === 0 || random.integer(3) === 0
          ? ['x &amp; y', '<![CDATA[<]]>', '<!-- - -->'][random.integer(3)]
          : write(depth - 1),
      );
      const name = ['a', 'b:c', 'd-e'][random.integer(3)] ?? 'a';
      return `<${name} q="${random.integer(9)}">${inner.join('')}</${name}>`;
    };
    for (let times = 0; times < share(100, 10_000); times++) {
      const text = write(4);
      expect(parseXml(text).attributes.get('q')).toMatch(/^\d$/);
      const at = random.integer(text.length);
      for (const broken of [
        text.slice(0, at),
        `${text.slice(0, at)}${'<>&"/!['[random.integer(7)]}${text.slice(at + 1)}`,
      ]) {
        try {
          parseXml(broken);
        } catch (error) {
          expect(error).toBeInstanceOf(XmlFault);
        }
      }
    }
  });
});
