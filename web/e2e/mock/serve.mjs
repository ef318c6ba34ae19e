/**
 * A stand-in for the server, for developing the screens and for their pictures: it speaks API v1
 * over invented content in memory, and sends the built application under the real policy. The
 * journeys run against the real server.
 *
 * Sign in with any password; as `nieuw@…` to set up the second step, else any six digits but
 * 000000. `PORT` (4310), `SLOW` (milliseconds between the words of an answer, 60). `PUT /held/WORD`
 * lets an answer to a question with that word come to a stand in its middle, `DELETE` lets it go on.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { checkRoutes, checkState } from './checks.mjs';
import { conflictRoutes, conflictState, lapse } from './conflicts.mjs';
import * as data from './data.mjs';
import { deadlineRoutes, deadlineState } from './deadlines.mjs';
import { drafterRoutes, drafterState } from './drafter.mjs';
import { lawRoutes } from './law.mjs';
import { libraryRoutes, libraryState } from './library.mjs';
import { accountabilityRoutes, accountabilityState } from './accountability.mjs';
import { mailRoutes, mailState } from './mail.mjs';
import { peopleRoutes, peopleState, TRAINING } from './people.mjs';
import { trainingRoutes, trainingState } from './training.mjs';
import { registerRoutes, registerState } from './registers.mjs';
import { sanctionRoutes, sanctionState } from './sanctions.mjs';
import { textRoutes, textState } from './text.mjs';
import { placesOf } from './word.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
/** The style react-aria-components puts in the page; the journeys count what this misses. */
const RAC_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";
export const POLICY = [
  "default-src 'none'", "script-src 'self'", `style-src 'self' ${RAC_STYLE}`, "img-src 'self' blob: data:", "font-src 'self'",
  "connect-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');
const MIME = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json' };

/** What the firm holds at the start. */
function fresh(signedIn) {
  return {
    session: signedIn ? 'signed_in' : 'anonymous', user: { ...data.ME }, dossiers: data.dossiers(), documents: data.documents(), answers: data.answers(), walls: data.walls(),
    uploads: new Map(), held: new Set(), fail: null, stall: null, ...drafterState(), ...libraryState(), ...textState(), ...deadlineState(), ...peopleState(), ...trainingState(), ...registerState(), ...accountabilityState(), ...mailState(), ...checkState(), ...conflictState(), ...sanctionState(),
    half: [{ id: 'half-1', dossier: 'd2', name: 'Huurovereenkomst 2019.pdf', size: 8_400_000, offset: 3_100_000, expires_at: new Date(Date.now() + 8.64e7).toISOString() }],
  };
}

export function start({ port = 0, slow = 60, signedIn = false } = {}) {
  const state = fresh(signedIn);
  /** Begins anew; what a screen had set besides goes too. */
  const reset = (signed) => {
    for (const key of Object.keys(state)) delete state[key];
    Object.assign(state, fresh(signed));
  };
  const server = createServer((request, response) => {
    void handle(state, slow, request, response).catch((error) => (response.headersSent ? response.destroy() : problem(response, 500, 'internal', String(error))));
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve({ server, state, reset, url: `http://127.0.0.1:${server.address().port}` })));
}

function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

function problem(response, status, kind, detail = '', errors = undefined) {
  send(response, status, { type: `/problems/${kind}`, title: kind, status, detail, trace_id: '7f3a-9c21', errors }, { 'Content-Type': 'application/problem+json' });
}

const page = (items) => ({ items, next: null });
const session = (state) => ({
  state: state.session, csrf: 'mock', ...(state.session === 'signed_in' ? { user: state.user, firm: { name: 'Van Dijk Advocaten' } } : {}),
});

async function read(request) {
  const parts = [];
  try {
    for await (const part of request) parts.push(part);
  } catch {
    // a request that broke off: what came is kept
  }
  return Buffer.concat(parts);
}

const wireDoc = ({ text, file, ...rest }) => rest;

/** Method and path, with what stands in the path's places. */
const ROUTES = [];
const on = (method, path, run) => ROUTES.push({ method, pattern: new RegExp(`^/api/v1${path.replace(/:\w+/g, '([^/]+)')}$`), run });

on('GET', '/session', ({ state, reply }) => reply(200, session(state)));
on('POST', '/session', ({ state, reply, body, refuse }) => {
  if (body.password === 'fout') return refuse(401, 'wrong-credentials');
  state.session = String(body.email).startsWith('nieuw') ? 'enrolment' : 'second_factor';
  return reply(200, session(state));
});
on('POST', '/session/second-factor', ({ state, reply, body, refuse }) => {
  if (body.code === '000000') return refuse(401, 'wrong-code');
  state.session = 'signed_in';
  return reply(200, session(state));
});
on('DELETE', '/session', ({ state, reply }) => {
  state.session = 'anonymous';
  return reply(204);
});
on('POST', '/account/second-factor', ({ reply }) => reply(200, { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x', qr_svg: qr() }));
on('POST', '/account/second-factor/confirm', ({ state, reply, body, refuse }) => {
  if (body.code === '000000') return refuse(401, 'wrong-code');
  state.session = 'signed_in';
  return reply(200, { recovery_codes: Array.from({ length: 10 }, (_, n) => `k7qd-${(n * 7919 + 4096).toString(36)}-x${n}mp`) });
});
on('PATCH', '/account', ({ state, reply, body }) => reply(200, Object.assign(state.user, body)));
on('POST', '/account/password', ({ reply, body, refuse }) => (body.current === 'fout' ? refuse(401, 'wrong-credentials') : reply(204)));
on('GET', '/people', ({ reply }) => reply(200, { items: data.PEOPLE }));

const counted = (state, one) => ({ ...one, documents: state.documents.filter((doc) => doc.dossier === one.id).length || one.documents });
on('GET', '/dossiers', ({ state, reply, query }) => {
  const q = (query.get('q') ?? '').toLowerCase();
  const found = state.dossiers
    .filter((one) => !q || [one.name, one.number, one.client, ...one.counterparties].join(' ').toLowerCase().includes(q))
    .filter((one) => (!query.get('state') || one.state === query.get('state')) && (!query.get('field_of_law') || one.field_of_law === query.get('field_of_law')))
    .filter((one) => !query.get('responsible') || one.responsible?.id === query.get('responsible'))
    .sort((a, b) => b.updated_at.localeCompare(a.updated_at));
  return reply(200, page(found.slice(0, Number(query.get('limit') ?? 50)).map((one) => counted(state, one))));
});
on('POST', '/dossiers', ({ state, reply, body }) => {
  const [first] = data.dossiers();
  const made = { ...first, ...body, id: randomUUID(), conflict: 'open', documents: 0, updated_at: new Date().toISOString(), revision: 1, responsible: { id: 'u1', name: 'mr. S. Bakker' } };
  state.dossiers.unshift(made);
  return reply(201, made);
});
on('GET', '/dossiers/:id', ({ state, reply, refuse, at }) => {
  const found = state.dossiers.find((one) => one.id === at[0]);
  return found ? reply(200, counted(state, found), { ETag: `"${found.revision}"` }) : refuse(404, 'not-found');
});
on('PATCH', '/dossiers/:id', ({ state, reply, refuse, at, body, request }) => {
  const found = state.dossiers.find((one) => one.id === at[0]);
  if (!found) return refuse(404, 'not-found');
  if (request.headers['if-match'] !== `"${found.revision}"`) return refuse(412, 'changed');
  const responsible = data.PEOPLE.find((one) => one.id === body.responsible);
  if (body.client !== undefined || body.counterparties !== undefined) lapse(state, found);
  Object.assign(found, body, { revision: found.revision + 1, responsible: responsible ? { id: responsible.id, name: responsible.name } : found.responsible });
  return reply(200, found);
});
on('PUT', '/dossiers/:id/members/:user', ({ state, reply, at }) => {
  state.dossiers.find((one) => one.id === at[0])?.members.push(data.PEOPLE.find((one) => one.id === at[1]));
  return reply(204);
});
on('DELETE', '/dossiers/:id/members/:user', ({ state, reply, at }) => {
  const found = state.dossiers.find((one) => one.id === at[0]);
  found.members = found.members.filter((one) => one.id !== at[1]);
  return reply(204);
});

on('GET', '/dossiers/:id/documents', ({ state, reply, at }) => reply(200, page(state.documents.filter((one) => one.dossier === at[0]).map(wireDoc))));
on('GET', '/dossiers/:id/uploads', ({ state, reply, at }) => reply(200, { items: [...state.half, ...[...state.uploads].map(([id, { filename: name, ...one }]) => ({ id, name, ...one, parts: undefined }))].filter((one) => one.dossier === at[0]) }));
on('GET', '/documents/:id', ({ state, reply, refuse, at }) => {
  const found = state.documents.find((one) => one.id === at[0]);
  return found ? reply(200, wireDoc(found)) : refuse(404, 'not-found');
});
on('PATCH', '/documents/:id', ({ state, reply, at, body }) => reply(200, wireDoc(Object.assign(state.documents.find((one) => one.id === at[0]), body))));
on('DELETE', '/documents/:id', ({ state, reply, at }) => {
  state.documents = state.documents.filter((one) => one.id !== at[0]);
  return reply(204);
});
on('POST', '/documents/:id/retry', ({ state, reply, at }) => {
  const found = state.documents.find((one) => one.id === at[0]);
  Object.assign(found, { progress: 'reading', reason: null });
  setTimeout(() => Object.assign(found, { progress: 'failed', reason: 'encrypted' }), 3000);
  return reply(202);
});
on('GET', '/documents/:id/versions/:version/content', ({ state, response, refuse, at }) => {
  const found = state.documents.find((one) => one.id === at[0]);
  const bytes = data.FILES[found?.file] ?? found?.bytes;
  if (!bytes) return refuse(404, 'not-found');
  response.writeHead(200, { 'Content-Type': found.kind === 'pdf' ? 'application/pdf' : 'application/octet-stream', 'Content-Length': bytes.length });
  return response.end(bytes);
});
on('GET', '/documents/:id/versions/:version/pages', ({ state, reply, at, query }) => {
  const found = state.documents.find((one) => one.id === at[0]);
  const all = data.TEXTS[found?.text] ?? [];
  const from = Number(query.get('from') ?? 1);
  const items = all.slice(from - 1, Number(query.get('to') ?? 20)).map((one) => ({
    number: one.number, text: one.text, headings: headings(one.text), width: one.width, height: one.height, recognised: found.recognised, confidence: found.recognised ? 87 : null, missing: null,
  }));
  const unread = found.progress === 'searchable' && found.reason ? found.pages - found.pages_done : 0;
  if (unread) items.push({ number: all.length + 1, text: '', headings: [], width: 595, height: 842, recognised: false, confidence: null, missing: found.reason });
  return reply(200, { items, total: all.length + unread });
});

on('GET', '/documents/:id/versions/:version/marks', ({ state, reply, refuse, at, query }) => {
  const found = state.documents.find((one) => one.id === at[0]);
  const [number, start, end] = ['page', 'start', 'end'].map((name) => Number(query.get(name)));
  const text = data.TEXTS[found?.text]?.find((one) => one.number === number);
  if (!text) return refuse(404, 'not-found');
  const quads = data.quads(text, start, end);
  const places = placesIn(state, at[0], text.text, { start, end });
  return reply(200, { sure: true, document: at[0], version: at[1], quote: [...text.text].slice(start, end).join(''), pages: [{ page: number, range: { start, end }, quads, places }] });
});

/** Where a stretch of a Word file's text stands in its paragraphs. */
const placesIn = (state, document, text, { start, end }) => (state.words[document] ? placesOf(state.words[document], text, start, end) : []);

function headings(text) {
  return [...text.matchAll(/^(Artikel \d+\..*|Algemene voorwaarden|Aannemingsovereenkomst|Bevindingen|Proces-verbaal.*)$/gm)].map((found) => {
    const start = [...text.slice(0, found.index)].length;
    return { start, end: start + [...found[0]].length };
  });
}

on('GET', '/search', ({ state, reply, query }) => {
  const q = (query.get('q') ?? '').toLowerCase().replaceAll(/[“”"]/g, '');
  const items = [];
  for (const doc of state.documents.filter((one) => one.text && one.progress === 'searchable')) {
    for (const one of data.TEXTS[doc.text]) {
      const at = one.text.toLowerCase().indexOf(q);
      if (at < 0) continue;
      const text = (from, to) => one.text.slice(Math.max(0, from), to).replaceAll('\n', ' ');
      items.push({
        dossier: doc.dossier, dossier_name: state.dossiers[0].name, document: doc.id, document_name: doc.name.replace(/\.\w+$/, ''), version: doc.version, page: one.number, passage: `${doc.id}-${one.number}`, kind: doc.kind, heading: null, range: { start: [...one.text.slice(0, at)].length, end: [...one.text.slice(0, at + q.length)].length },
        snippet: [{ text: text(at - 120, at), marked: false }, { text: text(at, at + q.length), marked: true }, { text: text(at + q.length, at + q.length + 140), marked: false }],
      });
    }
  }
  return reply(200, { ...page(items), total: items.length, relaxed: false });
});

on('GET', '/dossiers/:id/answers', ({ state, reply, at }) => reply(200, page(state.answers.filter((one) => one.dossier === at[0]))));
on('GET', '/answers/:id', ({ state, reply, refuse, at }) => {
  const found = state.answers.find((one) => one.id === at[0]);
  return found ? reply(200, { ...found, events: undefined }) : refuse(404, 'not-found');
});
on('POST', '/dossiers/:id/answers', ({ state, reply, refuse, at, body, slow }) => {
  if (body.question.length > 20_000) return refuse(413, 'too-large');
  const made = data.answer(randomUUID(), { dossier: at[0], question: body.question, state: 'running', finished_at: null, created_at: new Date().toISOString() });
  const full = { text: made.text, citations: made.citations };
  Object.assign(made, { text: '', steps: [], citations: [], events: [] });
  state.answers.push(made);
  run(state, made, full, slow);
  return reply(201, { ...made, events: undefined });
});

/** Tells an answer word by word. */
function run(state, made, full, slow) {
  const words = full.text.match(/\S+\s*/g);
  const tell = (event, content) => made.events.push({ event, content });
  const queue = [
    () => tell('step', { code: 'searching', count: null }),
    () => tell('step', { code: 'reading', count: 14 }),
    () => tell('step', { code: 'writing', count: null }),
    ...words.map((text) => () => {
      made.text += text;
      tell('delta', { text });
    }),
    () => tell('step', { code: 'checking', count: 4 }),
    ...full.citations.map((citation) => () => {
      made.citations.push(citation);
      tell('citation', citation);
    }),
  ];
  const half = queue.length - 24;
  const timer = setInterval(() => {
    if (made.state !== 'running') return clearInterval(timer);
    if (queue.length <= half && [...state.held].some((word) => made.question.includes(word))) return undefined;
    const next = queue.shift();
    if (next) return next();
    clearInterval(timer);
    return finish(made, 'done');
  }, slow);
}

function finish(made, state) {
  Object.assign(made, { state, finished_at: new Date().toISOString(), steps: made.events.filter((one) => one.event === 'step').map((one) => one.content) });
  made.events.push({ event: 'end', content: { state, trouble: null } });
}

on('POST', '/answers/:id/stop', ({ state, reply, at }) => {
  const found = state.answers.find((one) => one.id === at[0]);
  if (found.state === 'running') finish(found, 'stopped');
  return reply(204);
});
on('GET', '/answers/:id/events', ({ state, request, response, refuse, at }) => {
  const found = state.answers.find((one) => one.id === at[0]);
  if (!found?.events) return refuse(404, 'not-found');
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  let next = Number(request.headers['last-event-id'] ?? -1) + 1;
  const timer = setInterval(() => {
    for (; next < found.events.length; next++) {
      const { event, content } = found.events[next];
      response.write(`id: ${next}\nevent: ${event}\ndata: ${JSON.stringify(content)}\n\n`);
      if (event === 'end') {
        clearInterval(timer);
        response.end();
        return;
      }
    }
  }, 20);
  request.on('close', () => clearInterval(timer));
});
on('GET', '/answers/:id/passages', ({ reply }) => {
  const items = data.QUOTES.map((one, index) => ({ passage: `p${index}`, document: one.document, document_name: one.document, version: 'v', page: 1, range: { start: 0, end: 40 }, text: one.quote, cited: true }));
  items.push({ passage: 'p9', document: 'terms', document_name: 'Algemene voorwaarden', version: 'v', page: 1, range: { start: 0, end: 40 }, text: 'Betaling geschiedt binnen dertig dagen na factuurdatum.', cited: false });
  const named = items.map((one) => ({ ...one, document_name: data.documents().find((doc) => doc.id === one.document).name }));
  return reply(200, { items: named });
});
on('GET', '/citations/:id/marks', ({ state, reply, refuse, at }) => {
  const citation = state.answers.flatMap((one) => one.citations).find((one) => one.id === at[0]);
  if (!citation) return refuse(404, 'not-found');
  const doc = state.documents.find((one) => one.id === citation.document);
  const found = data.place(doc.text, citation.quote);
  const text = data.TEXTS[doc.text]?.find((one) => one.number === found?.page)?.text ?? '';
  const pages = found ? [{ ...found, places: placesIn(state, doc.id, text, found.range) }] : [];
  return reply(200, { sure: Boolean(found) && citation.state !== 'not_found', document: doc.id, version: doc.version, quote: citation.quote, pages });
});
on('GET', '/walls', ({ state, reply }) => reply(200, page(state.walls)));
on('POST', '/walls', ({ state, reply, refuse, body }) => {
  const dossier = state.dossiers.find((one) => one.number === body.dossier_number);
  if (!dossier) return refuse(422, 'invalid', '', [{ pointer: '/dossier_number', code: 'unknown' }]);
  if (state.walls.some((one) => one.dossier === dossier.id && one.person.id === body.person)) return refuse(409, 'conflict');
  const made = { dossier: dossier.id, dossier_number: dossier.number, person: data.PEOPLE.find((one) => one.id === body.person), reason: body.reason, raised_at: new Date().toISOString(), raised_by: data.PEOPLE[3] };
  state.walls.push(made);
  return reply(201, made);
});
on('DELETE', '/walls/:dossier/:user', ({ state, reply, at }) => {
  state.walls = state.walls.filter((one) => one.dossier !== at[0] || one.person.id !== at[1]);
  return reply(204);
});
on('GET', '/jobs', ({ state, reply }) => reply(200, {
  items: state.documents.filter((one) => ['reading', 'recognising', 'received', 'stored'].includes(one.progress)).map((one) => ({
    id: `job-${one.id}`, kind: 'ingest', state: 'running', document: one.id, document_name: one.name, dossier: one.dossier, progress: one.progress, done: one.pages_done, total: one.pages, reason: null, attempt: 1, next_try_at: null, created_at: one.created_at,
  })),
}));

drafterRoutes(on);
libraryRoutes(on);
textRoutes(on);
deadlineRoutes(on);
peopleRoutes(on);
trainingRoutes(on);
accountabilityRoutes(on);
registerRoutes(on);
mailRoutes(on);
lawRoutes(on);
checkRoutes(on);
conflictRoutes(on);
sanctionRoutes(on);

const meta = (header) => Object.fromEntries((header ?? '').split(',').filter(Boolean).map((pair) => {
  const [key, value = ''] = pair.trim().split(' ');
  return [key, Buffer.from(value, 'base64').toString('utf8')];
}));
const TUS = { 'Tus-Resumable': '1.0.0' };

on('POST', '/uploads', ({ state, request, response }) => {
  const id = randomUUID();
  state.uploads.set(id, { id, ...meta(request.headers['upload-metadata']), size: Number(request.headers['upload-length']), parts: [], offset: 0 });
  if (request.headers['upload-length'] === '0') {
    const made = keep(state, state.uploads.get(id));
    response.writeHead(201, { ...TUS, Location: `/api/v1/documents/${made.id}`, 'Upload-Document': made.id, 'Upload-Offset': 0 });
    return response.end();
  }
  response.writeHead(201, { ...TUS, Location: `/api/v1/uploads/${id}` });
  return response.end();
});
on('HEAD', '/uploads/:id', ({ state, response, at }) => {
  const found = state.uploads.get(at[0]);
  response.writeHead(found ? 200 : 404, found ? { ...TUS, 'Upload-Offset': found.offset, 'Upload-Length': found.size } : TUS);
  response.end();
});
on('PATCH', '/uploads/:id', ({ state, response, at, raw }) => {
  const found = state.uploads.get(at[0]);
  if (!found) return response.writeHead(404, TUS).end();
  found.offset += raw.length;
  found.parts.push(raw);
  const done = found.offset >= found.size;
  const made = done ? keep(state, found) : null;
  if (done) state.uploads.delete(at[0]);
  response.writeHead(204, { ...TUS, 'Upload-Offset': found.offset, ...(made ? { 'Upload-Document': made.id } : {}) });
  response.end();
});
on('DELETE', '/uploads/:id', ({ state, response, at }) => {
  state.uploads.delete(at[0]);
  state.half = state.half.filter((one) => one.id !== at[0]);
  response.writeHead(204, TUS);
  response.end();
});

const KINDS = { pdf: 'pdf', docx: 'docx', xlsx: 'xlsx', eml: 'eml', html: 'html', txt: 'text', md: 'text' };

function keep(state, upload) {
  const kind = KINDS[extname(upload.filename).slice(1).toLowerCase()] ?? 'other';
  const bytes = Buffer.concat(upload.parts);
  const made = data.doc({ name: upload.filename, dossier: upload.dossier, folder: upload.folder ? upload.folder.split('/') : [], kind, size: upload.size, progress: 'received', bytes, text: kind === 'other' ? null : 'terms', created_at: new Date().toISOString() });
  state.documents.push(made);
  const steps = ['stored', 'reading', 'read'];
  const timer = setInterval(() => {
    const next = steps.shift();
    if (next) return void (made.progress = next);
    clearInterval(timer);
    const reason = upload.size === 0 ? 'empty' : kind === 'other' ? 'unsupported' : null;
    Object.assign(made, reason ? { progress: 'failed', reason } : { progress: 'searchable', pages: 1, pages_done: 1 });
  }, 500);
  return made;
}

function qr() {
  const cells = Array.from({ length: 625 }, (_, n) => ((n * 7919 + (n >> 3) * 104_729) % 5 < 2 ? `M${n % 25} ${Math.floor(n / 25)}h1v1h-1z` : '')).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25"><path fill="#000" d="${cells}"/></svg>`;
}

async function handle(state, slow, request, response) {
  const url = new URL(request.url, 'http://mock');
  const held = /^\/held\/(\w+)$/.exec(url.pathname);
  if (held) {
    state.held[request.method === 'PUT' ? 'add' : 'delete'](held[1]);
    return response.end();
  }
  if (!url.pathname.startsWith('/api/')) return asset(url.pathname, response);
  const raw = await read(request);
  if (state.stall?.(request.method, url.pathname)) return undefined;
  if (state.fail?.(request.method, url.pathname)) return problem(response, 500, 'internal');
  if (state.untrained && /v1\/(dossiers|documents|jobs|search|deadlines)/.test(url.pathname)) return problem(response, 403, 'training-required', TRAINING[String(request.headers['accept-language']).startsWith('en') ? 'en' : 'nl']);
  const open = /\/session|second-factor|\/calendar\//.test(url.pathname);
  if (state.session !== 'signed_in' && !open) return problem(response, 401, 'unauthenticated');
  const is = (method) => method === request.method;
  const route = ROUTES.find((one) => is(one.method) && one.pattern.test(url.pathname));
  if (!route) return problem(response, 404, 'not-found');
  const json = request.headers['content-type']?.startsWith('application/json') && raw.length ? JSON.parse(raw.toString('utf8')) : {};
  return route.run({
    state, slow, request, response, raw, body: json, query: url.searchParams, at: route.pattern.exec(url.pathname).slice(1).map(decodeURIComponent),
    reply: (status, body, headers) => send(response, status, body, headers),
    refuse: (status, kind, detail, errors) => problem(response, status, kind, detail, errors),
  });
}

/** What looks at the screens for the tests: from here, so that the browser keeps it compiled. */
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

function asset(path, response) {
  const file = path === '/axe.js' ? AXE : join(DIST, path);
  const real = (file === AXE || file.startsWith(DIST)) && existsSync(file) && statSync(file).isFile() ? file : join(DIST, 'index.html');
  response.writeHead(200, {
    'Content-Type': MIME[extname(real)] ?? 'application/octet-stream', 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
    ...(file === AXE || path.startsWith('/assets/') ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {}),
  });
  response.end(readFileSync(real));
}

if (!isMainThread && workerData?.language) {
  const { slow, language } = workerData;
  const { url, state } = await start({ slow });
  state.user.language = language;
  parentPort.postMessage(url);
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await start({ port: Number(process.env.PORT ?? 4310), slow: Number(process.env.SLOW ?? 60), signedIn: Boolean(process.env.SIGNED_IN) });
  process.stdout.write(`${url}\n`);
}
