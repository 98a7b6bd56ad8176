import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hoistNamedShapes, nameById } from './named-shapes.ts';

/** A document with one operation that answers this. */
const answering = (...schemas: object[]) => ({
  components: { schemas: { Known: { type: 'object', properties: { kind: WORD } } } as Record<string, unknown> },
  paths: Object.fromEntries(
    schemas.map((schema, at) => [`/${at}`, { get: { responses: { 200: { content: { json: { schema } } } } } }]),
  ),
});
const WORD = { type: 'string', enum: ['book', 'film'], title: 'Kind' };
const REF = { $ref: '#/components/schemas/Kind' };

describe('a shape with a title in the contract', () => {
  test('is one of its components, wherever it stands', () => {
    const list = { type: 'array', items: { type: 'object', title: 'Thing', properties: { kinds: { items: WORD } } } };
    const { components, paths } = hoistNamedShapes(answering(list));
    assert.deepEqual(components.schemas, {
      Known: { type: 'object', properties: { kind: REF } },
      Kind: { type: 'string', enum: ['book', 'film'] },
      Thing: { type: 'object', properties: { kinds: { items: REF } } },
    });
    assert.deepEqual(paths['/0']!.get.responses[200].content.json.schema, {
      type: 'array',
      items: { $ref: '#/components/schemas/Thing' },
    });
  });

  test('leaves what a word of a list means where it was said', () => {
    const { components, paths } = hoistNamedShapes(answering({ ...WORD, description: 'What it is' }));
    assert.deepEqual(components.schemas['Kind'], { type: 'string', enum: ['book', 'film'] });
    assert.deepEqual(paths['/0']!.get.responses[200].content.json.schema, { ...REF, description: 'What it is' });
  });

  test('may not share its name with another shape', () => {
    const other = { type: 'string', enum: ['map'], title: 'Kind' };
    assert.throws(() => hoistNamedShapes(answering(other)), /Two different shapes are called Kind/);
  });

  test('is none because a property is called so', () => {
    const record = { type: 'object', properties: { title: { type: 'string' } } };
    const { components } = hoistNamedShapes(answering(record));
    assert.deepEqual(Object.keys(components.schemas), ['Known', 'Kind']);
  });
});

test('a body with an $id has it as its title', () => {
  assert.deepEqual(nameById({ $id: 'SignIn', type: 'object' }), { title: 'SignIn', type: 'object' });
  assert.deepEqual(nameById({ $ref: 'SignIn#' }), { $ref: 'SignIn#' });
});
