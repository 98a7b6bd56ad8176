import { renderTemplate, type Template, type TemplateData } from './template-language.ts';

/** A mail as it is shown and sent. `html` is a fragment without styles, safe to be put into a page. */
export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** Writes a mail: plain text, and the same as HTML with paragraphs, lists (`- `), bold (`**…**`) and links. */
export function writeMail(template: { subject: Template; body: Template }, data: TemplateData): MailText {
  const oneLine = { text: toOneLine, value: toOneLine };
  const plain = { text: (text: string) => text.replaceAll('**', ''), value: toOneLine };
  const marked = { text: escapeHtml, value: writeValue };
  return {
    subject: renderTemplate(template.subject, data, oneLine).trim(),
    text: `${tidy(renderTemplate(template.body, data, plain))}\n`,
    html: toHtml(tidy(renderTemplate(template.body, data, marked))),
  };
}

/** A whole HTML document for the mail. Styles stand with the elements, for mail programs drop all others. */
export function toHtmlDocument({ subject, html }: Pick<MailText, 'subject' | 'html'>, language: string): string {
  const style = 'font: 16px/1.5 system-ui, sans-serif; max-width: 40em; margin: 0 auto; padding: 1em';
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="${style}">
${html}
</body>
</html>
`;
}

function toOneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
}

/** At most one blank line in a row, none at the ends: what a section leaves behind. */
function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A value means nothing but itself: no bold, no list and, unless it is an address of the library, no link. */
function writeValue(value: string, name: string): string {
  const escaped = escapeHtml(toOneLine(value)).replaceAll('*', '&#42;').replace(/^-/, '&#45;');
  return name.endsWith('.url') ? escaped : escaped.replaceAll('://', ':&#47;&#47;');
}

function toHtml(escaped: string): string {
  const blocks: { kind: 'p' | 'ul'; lines: string[] }[] = [];
  let isNew = true;
  for (const line of escaped.split('\n')) {
    if (line.trim() === '') {
      isNew = true;
      continue;
    }
    const kind = line.startsWith('- ') ? 'ul' : 'p';
    const block = blocks.at(-1);
    if (block === undefined || isNew || block.kind !== kind) blocks.push({ kind, lines: [line] });
    else block.lines.push(line);
    isNew = false;
  }
  return blocks
    .map(({ kind, lines }) =>
      kind === 'ul'
        ? `<ul>\n${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('\n')}\n</ul>`
        : `<p>${lines.map(inline).join('<br>\n')}</p>`,
    )
    .join('\n');
}

function inline(escaped: string): string {
  return escaped
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/https?:\/\/[^\s<]*[^\s<.,;:!?)]/g, '<a href="$&">$&</a>');
}
