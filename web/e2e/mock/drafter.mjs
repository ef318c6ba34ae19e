/** The part of the mock that speaks of Word files and their reviews. */
import { randomUUID } from 'node:crypto';
import { TERMS } from './texts.mjs';
import { agreement, comparison, plain, proposals, REFUSED } from './word.mjs';

const ME = 'mr. S. Bakker';
const now = () => new Date().toISOString();

export function drafterState() {
  return { words: { agreement: agreement(), terms: plain(TERMS) }, redlines: [], comparison: comparison(), trouble: null };
}

const part = (view, query) => {
  const from = Number(query.get('from') ?? 0);
  return { ...view, paragraphs: view.paragraphs.slice(from, from + Number(query.get('limit') ?? 500)) };
};

/** A review as it begins; with an instruction or against clauses it runs for a while. */
export function redline(state, document, input, more = {}) {
  const doc = state.documents.find((one) => one.id === document);
  const view = state.words[document];
  const made = {
    id: randomUUID(), dossier: doc.dossier, document, document_name: doc.name, version: doc.version, revision: 1, state: 'open', trouble: null,
    instruction: input.instruction ?? null, clauses: input.clauses ?? false, by_model: Boolean(input.instruction), proposals: [], refused: [], revisions: [],
    counts: { before: { revisions: view.revisions.length, comments: view.comments.length }, after: null }, result: null, created_at: now(), created_by: ME, finished_at: null, ...more,
  };
  state.redlines.unshift(made);
  return made;
}

const ready = (state, made) => Object.assign(made, state.trouble
  ? { state: 'failed', trouble: state.trouble }
  : { state: 'open', proposals: made.instruction === 'niets' ? [] : proposals(state.words[made.document]), refused: made.instruction === 'niets' ? [] : REFUSED, revision: made.revision + 1 });

export function drafterRoutes(on) {
  on('GET', '/documents/:id/word', ({ state, reply, refuse, at, query }) => {
    const doc = state.documents.find((one) => one.id === at[0]);
    // what was uploaded here has the text of the terms
    const view = state.words[at[0]] ?? (doc.text === 'terms' ? plain(TERMS) : undefined);
    if (!view) return refuse(422, 'word', '', [{ pointer: '/version', code: 'malformed' }]);
    return reply(200, { document: doc.id, version: query.get('version'), version_number: doc.version_number, ...part(view, query) });
  });
  on('GET', '/documents/:id/versions', ({ state, reply, at }) => {
    const doc = state.documents.find((one) => one.id === at[0]);
    const list = Array.from({ length: doc.version_number }, (_, n) => ({
      id: n + 1 === doc.version_number ? doc.version : `${doc.version}-${n + 1}`, number: n + 1, kind: doc.kind, progress: doc.progress, size: doc.size, sha256: 'f'.repeat(64), created_at: doc.created_at, created_by: doc.created_by,
    }));
    return reply(200, { items: list.reverse(), next: null });
  });
  on('POST', '/documents/:id/comparison', ({ state, reply, at, body }) => {
    const which = (id, version) => {
      const doc = state.documents.find((one) => one.id === id);
      return { document: id, document_name: doc.name, version, version_number: Number(/-(\d+)$/.exec(version)?.[1] ?? doc.version_number) };
    };
    return reply(200, { old: which(at[0], body.version), new: which(body.with.document, body.with.version), ...state.comparison, saved: body.save ? { document: 'terms' } : null });
  });
  on('GET', '/documents/:id/redlines', ({ state, reply, at }) => reply(200, { items: state.redlines.filter((one) => one.document === at[0]).map((one) => ({ ...one, proposals: [], refused: [] })), next: null }));
  on('POST', '/documents/:id/redlines', ({ state, reply, at, body, slow }) => {
    const runs = Boolean(body.instruction || body.clauses);
    const made = redline(state, at[0], body, runs ? { state: 'running' } : {});
    if (runs && ![...state.held].some((word) => (body.instruction ?? '').includes(word))) setTimeout(() => ready(state, made), slow * 20);
    return reply(201, made);
  });
  on('GET', '/redlines/:id', ({ state, reply, refuse, at }) => {
    const found = state.redlines.find((one) => one.id === at[0]);
    return found ? reply(200, found) : refuse(404, 'not-found');
  });
  /** A change of a review, for who knows its latest state. */
  const change = (method, path, run) => on(method, path, (call) => {
    const found = call.state.redlines.find((one) => one.id === call.at[0]);
    if (!found) return call.refuse(404, 'not-found');
    if (call.request.headers['if-match'] !== `"${found.revision}"`) return call.refuse(412, 'changed');
    found.revision += 1;
    return run(found, call);
  });
  const decided = (body) => ({ decision: body.decision, decided_by: body.decision && ME, decided_at: body.decision && now() });
  change('PUT', '/redlines/:id/proposals/:number', (found, { reply, at, body }) => {
    Object.assign(found.proposals[Number(at[1])], decided(body), { decision_reason: body.reason ?? null, own_text: body.text ?? null });
    return reply(200, found);
  });
  change('PUT', '/redlines/:id/revisions/:number', (found, { reply, at, body }) => {
    const number = Number(at[1]);
    found.revisions = found.revisions.filter((one) => one.number !== number);
    if (body.decision) found.revisions.push({ number, ...decided(body), reason: body.reason ?? null });
    return reply(200, found);
  });
  change('POST', '/redlines/:id/decide', (found, { reply, body }) => {
    for (const one of found.proposals) if (!one.decision && (!body.severity || one.severity === body.severity)) Object.assign(one, decided(body));
    return reply(200, found);
  });
  change('POST', '/redlines/:id/finish', (found, { state, reply }) => {
    const doc = state.documents.find((one) => one.id === found.document);
    doc.version_number += 1;
    const taken = found.proposals.filter((one) => one.decision === 'accepted').length;
    Object.assign(found, {
      state: 'finished', finished_at: now(), result: { version: doc.version, version_number: doc.version_number, sha256: 'a3'.repeat(32) },
      counts: { ...found.counts, after: { revisions: found.counts.before.revisions - found.revisions.length + 2 * taken, comments: found.counts.before.comments + 1 } },
    });
    return reply(200, found);
  });
  change('DELETE', '/redlines/:id', (found, { reply }) => {
    found.state = 'discarded';
    return reply(204);
  });
}
