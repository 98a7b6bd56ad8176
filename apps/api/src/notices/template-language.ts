/** What a template may name: a text, or a list whose entries have texts of their own. */
export type TemplateFields = { readonly [name: string]: 'text' | Readonly<Record<string, 'text'>> };

/** What a template is filled with. An empty text or list makes its section disappear. */
export type TemplateData = { readonly [name: string]: string | readonly Readonly<Record<string, string>>[] };

export type TemplateFaultCode =
  'tag_malformed' | 'section_unclosed' | 'section_unopened' | 'field_unknown' | 'field_is_list';

/** What is wrong with a template, and where. Lines and columns count from 1. */
export interface TemplateFault {
  code: TemplateFaultCode;
  name: string;
  line: number;
  column: number;
}

type Node =
  | { kind: 'text'; text: string }
  | { kind: 'value'; name: string; at: number }
  | { kind: 'section'; name: string; isInverted: boolean; at: number; inside: Node[] };

export type Template = readonly Node[];

type Tag = { sign: '' | '#' | '^' | '/'; name: string; at: number; end: number };

const NAME = /^([#^/]?)\s*([a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*)\s*$/;

/**
 * Reads a template: text with `{{name}}` for a value, `{{#name}}…{{/name}}` for what is written for each entry of a list or
 * when there is a value, and `{{^name}}…{{/name}}` for what is written when there is none. There is no other logic, so that
 * a template can neither loop for ever nor reach anything it is not given. A section's tag alone on its line takes the line.
 */
export function parseTemplate(source: string, fields: TemplateFields): Template | TemplateFault {
  const root: Node[] = [];
  const open: Extract<Node, { kind: 'section' }>[] = [];
  let position = 0;
  const fault = (code: TemplateFaultCode, name: string, at: number): TemplateFault => ({
    code,
    name,
    ...placeOf(source, at),
  });
  for (let start = source.indexOf('{{'); start !== -1; start = source.indexOf('{{', position)) {
    const tag = readTag(source, start);
    if (tag === null) return fault('tag_malformed', source.slice(start, start + 20), start);
    const inside = open.at(-1)?.inside ?? root;
    const [textEnd, next] = tag.sign === '' ? [start, tag.end] : ownLine(source, start, tag.end, position);
    if (textEnd > position) inside.push({ kind: 'text', text: source.slice(position, textEnd) });
    position = next;
    if (tag.sign === '/') {
      if (open.pop()?.name !== tag.name) return fault('section_unopened', tag.name, start);
      continue;
    }
    const field = fieldNamed(tag.name, fields, open);
    if (field === undefined) return fault('field_unknown', tag.name, start);
    if (tag.sign === '') {
      if (field !== 'text') return fault('field_is_list', tag.name, start);
      inside.push({ kind: 'value', name: tag.name, at: start });
    } else {
      const section = { kind: 'section' as const, name: tag.name, isInverted: tag.sign === '^', at: start, inside: [] };
      inside.push(section);
      open.push(section);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return fault('section_unclosed', unclosed.name, unclosed.at);
  if (position < source.length) root.push({ kind: 'text', text: source.slice(position) });
  return root;
}

export function isFault(parsed: Template | TemplateFault): parsed is TemplateFault {
  return !Array.isArray(parsed);
}

/** How a template's own text and the values put into it are written. */
export interface TemplateWriter {
  text: (text: string) => string;
  value: (value: string, name: string) => string;
}

/** Fills a template. */
export function renderTemplate(template: Template, data: TemplateData, writer: TemplateWriter): string {
  const render = (nodes: Template, scope: TemplateData): string =>
    nodes
      .map((node) => {
        if (node.kind === 'text') return writer.text(node.text);
        const value = scope[node.name] ?? '';
        if (node.kind === 'value') return typeof value === 'string' ? writer.value(value, node.name) : '';
        const isEmpty = value.length === 0;
        if (node.isInverted) return isEmpty ? render(node.inside, scope) : '';
        if (isEmpty) return '';
        if (typeof value === 'string') return render(node.inside, scope);
        return value.map((entry) => render(node.inside, { ...scope, ...entry })).join('');
      })
      .join('');
  return render(template, data);
}

function readTag(source: string, start: number): Tag | null {
  const end = source.indexOf('}}', start);
  const parts = end === -1 ? null : NAME.exec(source.slice(start + 2, end));
  if (parts === null) return null;
  return { sign: parts[1] as Tag['sign'], name: parts[2]!, at: start, end: end + 2 };
}

/** Where the text before a section's tag ends and the text after it begins: without its line, if it is alone there. */
function ownLine(source: string, start: number, end: number, from: number): [number, number] {
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const before = source.slice(Math.max(lineStart, from), start);
  const after = /^[^\S\n]*(?:\n|$)/.exec(source.slice(end));
  if (from > lineStart || before.trim() !== '' || after === null) return [start, end];
  return [lineStart, end + after[0].length];
}

function fieldNamed(
  name: string,
  fields: TemplateFields,
  open: readonly { name: string; isInverted: boolean }[],
): TemplateFields[string] | undefined {
  for (const section of open.toReversed()) {
    const list = Object.hasOwn(fields, section.name) ? fields[section.name] : undefined;
    if (!section.isInverted && typeof list === 'object' && Object.hasOwn(list, name)) return list[name];
  }
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function placeOf(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
