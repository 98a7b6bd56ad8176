import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_TEMPLATES } from './default-templates.ts';
import { toHtmlDocument, writeMail } from './mail-text.ts';
import { NOTICE_KINDS } from './notice-kinds.ts';
import { TEMPLATE_FIELDS } from './template-fields.ts';
import { isFault, parseTemplate, renderTemplate, type TemplateData, type TemplateFields } from './template-language.ts';

const FIELDS: TemplateFields = { name: 'text', phone: 'text', 'library.url': 'text', loans: { title: 'text' } };
const PLAIN = { text: (text: string) => text, value: (value: string) => value };

function parse(source: string) {
  const parsed = parseTemplate(source, FIELDS);
  if (isFault(parsed)) throw new Error(`${parsed.code} ${parsed.name}`);
  return parsed;
}
const render = (source: string, data: TemplateData) => renderTemplate(parse(source), data, PLAIN);
const mail = (body: string, data: TemplateData) => writeMail({ subject: parse('{{name}}'), body: parse(body) }, data);

describe('a template', () => {
  const data = { name: 'Ada', phone: '', loans: [{ title: 'One' }, { title: 'Two' }] };
  const cases: [string, string, string][] = [
    ['a value', 'Hello {{name}}!', 'Hello Ada!'],
    ['blanks in a tag', '{{ name }}', 'Ada'],
    ['an empty value', '[{{phone}}]', '[]'],
    ['a list', '{{#loans}}<{{title}} of {{name}}>{{/loans}}', '<One of Ada><Two of Ada>'],
    ['a section of a value', '{{#name}}yes{{/name}}{{#phone}}no{{/phone}}', 'yes'],
    ['an inverted section', '{{^phone}}none{{/phone}}{{^name}}no{{/name}}', 'none'],
    ['lines of sections', 'a\n{{#loans}}\n- {{title}}\n{{/loans}}\nb\n', 'a\n- One\n- Two\nb\n'],
    ['two section tags on a line', '{{#phone}}x{{/phone}}\nb', '\nb'],
    ['no tags', 'a { b } c', 'a { b } c'],
  ];
  for (const [name, source, expected] of cases)
    it(`writes ${name}`, () => assert.equal(render(source, data), expected));

  const faults: [string, string, number, number][] = [
    ['Hello {{nmae}}', 'field_unknown', 1, 7],
    ['a\nb {{title}}', 'field_unknown', 2, 3],
    ['{{#loans}}\n{{title}}', 'section_unclosed', 1, 1],
    ['x {{/loans}}', 'section_unopened', 1, 3],
    ['{{#loans}}{{#name}}{{/loans}}{{/name}}', 'section_unopened', 1, 20],
    ['{{loans}}', 'field_is_list', 1, 1],
    ['a {{name', 'tag_malformed', 1, 3],
    ['{{name + 1}}', 'tag_malformed', 1, 1],
    ['{{constructor}}', 'field_unknown', 1, 1],
    ['{{{name}}}', 'tag_malformed', 1, 1],
  ];
  for (const [source, code, line, column] of faults) {
    it(`refuses ${JSON.stringify(source)} as ${code}`, () => {
      const parsed = parseTemplate(source, FIELDS);
      assert.ok(isFault(parsed));
      assert.deepEqual([parsed.code, parsed.line, parsed.column], [code, line, column]);
    });
  }

  it('never throws, whatever its text', () => {
    const piece = fc.constantFrom('{{', '}}', '#', '/', '^', 'name', 'loans', 'title', '\n', ' ', 'x', '{{name}}');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const parsed = parseTemplate(pieces.join(''), FIELDS);
        if (!isFault(parsed)) renderTemplate(parsed, data, PLAIN);
      }),
    );
  });
});

describe('a mail', () => {
  it('has paragraphs, lists, bold and links in HTML, and none of the signs in plain text', () => {
    const { text, html } = mail('Hello **you**,\nagain\n\n- a\n- b\n\n{{library.url}}.', {
      name: 'x',
      'library.url': 'https://library.example/account?a=1&b=2',
    });
    assert.equal(text, 'Hello you,\nagain\n\n- a\n- b\n\nhttps://library.example/account?a=1&b=2.\n');
    const address = 'https://library.example/account?a=1&amp;b=2';
    const items = '<ul>\n<li>a</li>\n<li>b</li>\n</ul>';
    const link = `<p><a href="${address}">${address}</a>.</p>`;
    assert.equal(html, `<p>Hello <strong>you</strong>,<br>\nagain</p>\n${items}\n${link}`);
  });

  it('takes a value for nothing but itself', () => {
    const title = '- **Bold** <script>alert("1")</script> https://evil.example\r\nBcc: x';
    const { subject, text, html } = mail('{{name}}', { name: title });
    assert.ok(!/[\r\n]/.test(subject));
    assert.equal(text, '- **Bold** <script>alert("1")</script> https://evil.example Bcc: x\n');
    assert.doesNotMatch(html, /<(?!\/?p>)/);
    assert.match(html, /&lt;script&gt;/);
  });

  it('lets no value make an element, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const { html, subject } = mail('a {{name}} b', { name: value });
        assert.equal(html.replace(/^<p>|<\/p>$/g, '').includes('<'), false);
        assert.doesNotMatch(subject, /[\r\n]/);
      }),
    );
  });

  it('is a whole document when sent', () => {
    const document = toHtmlDocument({ subject: '<b>', html: '<p>x</p>' }, 'fr');
    assert.match(document, /^<!doctype html>\n<html lang="fr">[^]*<title>&lt;b&gt;<\/title>[^]*<p>x<\/p>/);
  });
});

describe('the texts that come with Biblio Pro', () => {
  for (const language of ['fr', 'en'] as const) {
    for (const kind of NOTICE_KINDS) {
      it(`${kind} in ${language} has no fault and shows every entry`, () => {
        const source = DEFAULT_TEMPLATES[language][kind];
        const fields = TEMPLATE_FIELDS[kind];
        const subject = parseTemplate(source.subject, fields);
        const body = parseTemplate(source.body, fields);
        assert.ok(!isFault(subject) && !isFault(body), JSON.stringify([subject, body]).slice(0, 200));
        const data = Object.fromEntries(
          Object.entries(fields).map(([name, field]) => [
            name,
            field === 'text'
              ? `<${name}>`
              : [Object.fromEntries(Object.keys(field).map((inner) => [inner, `<${name}.${inner}>`]))],
          ]),
        );
        const written = writeMail({ subject, body }, data);
        assert.match(written.text, /<patron\.name>/);
        for (const [name, field] of Object.entries(fields)) {
          const shown = name === 'payments' ? 'amount' : 'title';
          if (field !== 'text') assert.ok(written.text.includes(`<${name}.${shown}>`), name);
        }
        assert.doesNotMatch(`${written.subject}${written.text}`, /\{\{|\}\}|\n\n\n/);
      });
    }
  }
});
