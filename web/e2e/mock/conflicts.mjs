/** The part of the mock that speaks of conflict checks. */
import { randomUUID } from 'node:crypto';

const daysAgo = (n) => new Date(Date.now() - n * 8.64e7).toISOString();
const ME = 'mr. S. Bakker';
const name = (text, role) => ({ name: text, role });
const hit = (at, of, party, likeness, score) => ({ name: at, dossier: of.id, dossier_name: of.name, dossier_number: of.number, closed: of.state === 'closed', party, likeness, score, weak: score < 25 });

/** What the names find: some by their letters, so that a screen can ask for each case. */
function found(state, names) {
  const of = (id) => state.dossiers.find((one) => one.id === id);
  const hits = names.flatMap(({ name: text }, at) => {
    if (/jansen/i.test(text)) return [hit(at, of('d2'), name('K. Jansen', 'counterparty'), 'part', 70), hit(at, of('d2'), name('M. Jansen-Smit', 'counterparty'), 'part', 65)];
    if (/bakker/i.test(text)) return [hit(at, of('d6'), name('De Korenaar Holding B.V.', 'client'), 'part', 75), hit(at, of('d1'), name('Bakker', 'counterparty'), 'part', 22)];
    if (/smits/i.test(text)) return [hit(at, of('d1'), name('Smits', 'counterparty'), 'part', 22)];
    if (/korenaar/i.test(text)) return [hit(at, of('d6'), name('De Korenaar Holding B.V.', 'client'), 'same', 100)];
    return [];
  });
  const side = (one) => (names[one.name].role === one.party.role ? 0 : 2);
  hits.sort((a, b) => a.weak - b.weak || side(b) - side(a) || b.score - a.score);
  const walled = names.some((one) => /houten|geheim/i.test(one.name));
  return { names, dossiers: 41, hits, hidden: walled ? { ask: /geheim/i.test(names.map((one) => one.name).join()) ? [] : ['B. Heer', 'mr. A. Yilmaz'] } : null, cut: false };
}

const parties = (of, further = []) => [...(of.client ? [name(of.client, 'client')] : []), ...of.counterparties.map((one) => name(one, 'counterparty')), ...further];
const check = (state, dossier, further, more = {}) => ({
  id: randomUUID(), dossier: dossier.id, state: 'open', lapsed: false, revision: 1, created_at: new Date().toISOString(), created_by: ME, reason: null, concluded_by: null, concluded_at: null, found: found(state, parties(dossier, further)), ...more,
});

const screened = (state, names, more = {}) => ({
  id: randomUUID(), state: 'open', revision: 1, created_at: new Date().toISOString(), created_by: ME, kept_until: '2027-11-30', reason: null, concluded_by: null, concluded_at: null, found: found(state, names), ...more,
});

export const conflictState = () => ({ conflicts: null, intakes: [] });

/** Screenings from before: one is concluded, of one a part is hidden. */
export const screenedBefore = (state) => void (state.intakes = [
  screened(state, [name('De Korenaar Holding B.V.', 'client'), name('Meelmans B.V.', 'counterparty'), name('Korenaar Vastgoed B.V.', 'client')], { state: 'refused', revision: 2, created_at: daysAgo(20), created_by: 'mr. A. Yilmaz', kept_until: '2027-11-10', reason: 'Wij stonden de wederpartij bij.', concluded_by: 'mr. A. Yilmaz', concluded_at: daysAgo(19) }),
  screened(state, [name('T. van Houten', 'client')], { created_at: daysAgo(31), kept_until: '2027-10-30' }),
]);

/** The checks, made when they are first asked for: the last of d1 is concluded, d5's is refused. */
function kept(state) {
  const of = (id) => state.dossiers.find((one) => one.id === id);
  state.conflicts ??= [
    of('d1') && check(state, of('d1'), [name('Van Loon Groep N.V.', 'counterparty')], { state: 'clear', revision: 2, created_at: daysAgo(9), reason: 'Geen treffers; cliënt is niet eerder bijgestaan.', concluded_by: ME, concluded_at: daysAgo(9) }),
    of('d5') && check(state, of('d5'), [], { state: 'refused', revision: 2, created_at: daysAgo(12), reason: 'Kantoorgenoot staat een andere erfgenaam bij.', concluded_by: ME, concluded_at: daysAgo(12) }),
  ].filter(Boolean);
  return state.conflicts;
}

/** A party changed: what was checked counts no more. */
export function lapse(state, dossier) {
  dossier.conflict = 'open';
  for (const one of kept(state)) if (one.dossier === dossier.id) Object.assign(one, { lapsed: true, revision: one.revision + 1 });
}

export function conflictRoutes(on) {
  on('GET', '/conflicts/intakes', ({ state, reply }) => reply(200, { items: state.intakes, next: null }));
  on('POST', '/conflicts/intakes', ({ state, reply, body }) => {
    const made = screened(state, body.names);
    state.intakes.unshift(made);
    return reply(201, made);
  });
  on('PUT', '/conflicts/intakes/:id/conclusion', ({ state, reply, refuse, at, body, request }) => {
    const one = state.intakes.find((it) => it.id === at[0]);
    if (!one) return refuse(404, 'not-found');
    if (request.headers['if-match'] !== `"${one.revision}"`) return refuse(412, 'changed');
    Object.assign(one, { state: body.conclusion, reason: body.reason, concluded_by: ME, concluded_at: new Date().toISOString(), revision: one.revision + 1 });
    return reply(200, one);
  });
  on('GET', '/dossiers/:id/conflicts', ({ state, reply, at }) => reply(200, { items: kept(state).filter((one) => one.dossier === at[0]), next: null }));
  on('POST', '/dossiers/:id/conflicts', ({ state, reply, refuse, at, body }) => {
    const dossier = state.dossiers.find((one) => one.id === at[0]);
    const names = parties(dossier, body.further);
    if (names.length === 0) return refuse(422, 'invalid', '', [{ pointer: '/further', code: 'empty' }]);
    const made = check(state, dossier, body.further);
    const intake = state.intakes.find((one) => one.id === body.intake);
    if (body.intake && !intake) return refuse(422, 'invalid', '', [{ pointer: '/intake', code: 'unknown' }]);
    state.intakes = state.intakes.filter((one) => one !== intake);
    const same = intake && JSON.stringify(intake.found) === JSON.stringify(made.found);
    if (same) Object.assign(made, { id: intake.id, state: intake.state, reason: intake.reason, concluded_by: intake.concluded_by, concluded_at: intake.concluded_at, revision: intake.revision });
    kept(state).unshift(made);
    dossier.conflict = made.state;
    return reply(201, made);
  });
  on('PUT', '/conflicts/:id/conclusion', ({ state, reply, refuse, at, body, request }) => {
    const one = kept(state).find((it) => it.id === at[0]);
    if (!one) return refuse(404, 'not-found');
    if (request.headers['if-match'] !== `"${one.revision}"`) return refuse(412, 'changed');
    if (/vervallen/.test(body.reason)) return refuse(409, 'conflict', '', [{ pointer: '', code: 'conflict_lapsed' }]);
    Object.assign(one, { state: body.conclusion, reason: body.reason, concluded_by: ME, concluded_at: new Date().toISOString(), revision: one.revision + 1 });
    state.dossiers.find((it) => it.id === one.dossier).conflict = body.conclusion;
    return reply(200, one);
  });
}
