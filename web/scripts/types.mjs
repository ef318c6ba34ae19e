/**
 * Writes `src/api/schema.ts` from `docs/openapi.json`: one interface for each named shape, with the
 * words the API says about it. `--check` fails where the file is not what the API says. It knows the
 * keywords our API uses and stops at any other, so that no shape is written wrong in silence.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FROM = new URL('../../docs/openapi.json', import.meta.url);
const TO = new URL('../src/api/schema.ts', import.meta.url);

const SAID = new Set(['description', 'format', 'minimum', 'maximum', 'maxLength', 'minLength', 'maxItems', 'default', 'example', 'examples']);
const KNOWN = new Set(['type', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items', '$ref', 'oneOf', 'anyOf', 'allOf', 'enum', 'const']);
const PLAIN = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

const nameOf = (ref) => ref.replace('#/components/schemas/', '');
const doc = (schema, indent) => (schema.description ? `${indent}/** ${schema.description.replaceAll(/\s+/g, ' ').replaceAll('*/', '* /')} */\n` : '');
const many = (type) => (/[|&]/.test(type) ? `(${type})[]` : `${type}[]`);

/** The TypeScript of a schema. */
function type(schema, indent = '') {
  for (const key of Object.keys(schema)) if (!SAID.has(key) && !KNOWN.has(key)) throw new Error(`unknown in a schema: ${key}`);
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => type(one, indent)).join(' & ');
  const choice = schema.oneOf ?? schema.anyOf;
  if (choice) return [...new Set(choice.map((one) => type(one, indent)))].join(' | ');
  const kinds = Array.isArray(schema.type) ? schema.type : [schema.type];
  return kinds.map((kind) => kindType(kind, schema, indent)).join(' | ');
}

function kindType(kind, schema, indent) {
  if (PLAIN[kind]) return PLAIN[kind];
  if (kind === 'array') return many(type(schema.items, indent));
  if (kind === undefined && !schema.properties) return 'unknown';
  if (schema.properties) return `{\n${fields(schema, `${indent}  `)}${indent}}`;
  return `Record<string, ${typeof schema.additionalProperties === 'object' ? type(schema.additionalProperties, indent) : 'unknown'}>`;
}

function fields(schema, indent) {
  const required = new Set(schema.required);
  return Object.entries(schema.properties)
    .map(([name, one]) => `${doc(one, indent)}${indent}${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${type(one, indent)};\n`)
    .join('');
}

const { components } = JSON.parse(readFileSync(FROM, 'utf8'));
// a page of a shape is the same for every shape
const named = Object.entries(components.schemas).filter(([name]) => !name.startsWith('Page_'));
const shapes = named.map(([name, schema]) => `${doc(schema, '')}export type ${name} = ${type(schema)};\n`);
const text = `/** The shapes of HTTP API v1. Written by \`npm run types\` from docs/openapi.json: change the API instead. */\n\n${shapes.join('\n')}`;
if (!process.argv.includes('--check')) writeFileSync(TO, text);
else if (readFileSync(TO, 'utf8') !== text) {
  console.error('src/api/schema.ts is not what docs/openapi.json says; run npm run types and commit it');
  process.exit(1);
}
