/** A dossier beside the lists of sanctions. Nobody on them exists. */
import { randomUUID } from 'node:crypto';

const daysAgo = (n) => new Date(Date.now() - n * 8.64e7).toISOString();
const ME = 'mr. S. Bakker';
const day = (ago) => daysAgo(ago).slice(0, 10);
const list = (of, ago, age) => ({ list: of, date: day(ago), age, entries: of === 'eu' ? 5_812 : 193, names: of === 'eu' ? 23_604 : 241, sha256: '7a'.repeat(32), imported_at: daysAgo(Math.max(0, ago - 1)) });

const match = (number, more = {}) => ({
  number, list: 'eu', likeness: 'spelling', alike: 'Zoltan Kwimbraaf', weak: false, kind: 'person', reference: 'EU.9001.11', names: ['Zoltar Quimbrave', 'Zoltan Kwimbraaf', 'Z. Kvimbrav'],
  births: ['1961-05-07, Verzonnen', '1960–1962'], nationalities: ['FICTIELAND'], identifications: ['X0000001, National passport, FICTIELAND'], programmes: ['FIC'], regulations: ['2024/9001 (OJ L 9001)'],
  links: ['https://eur-lex.europa.eu/eli/reg_impl/2024/9001/oj'], since: '2024-02-03', remark: 'Fictief, alleen voor proeven', decision: null, ...more,
});
const COMPANY = (number) => match(number, {
  list: 'nl', likeness: 'part', alike: 'Stichting Fictieve Noden', weak: true, kind: 'organisation', reference: 'Stcrt. 2020, 90002', names: ['Stichting Fictieve Noden'],
  births: [], nationalities: [], identifications: [], programmes: ['Sanctieregeling terrorisme 2007-II'], regulations: [], links: [], since: '03/04/2020', remark: '',
});
const decided = (outcome, more = {}) => ({ outcome, reason: 'Geboren in 1990 in Leiden, paspoort gezien; de vermelding is van 1961.', by: ME, at: daysAgo(1), carried: false, ...more });
const named = (name, role, matches = [], more = 0) => ({ name, role, matches, more });

const counted = (it) => {
  const undecided = it.names.flatMap((name) => name.matches).filter((one) => !one.decision).length;
  return Object.assign(it, { undecided, state: undecided > 0 ? 'open' : 'decided' });
};
const screening = (id, names, more = {}) => counted({ id, revision: 1, dossier: 'd1', created_at: daysAgo(0), created_by: ME, lists: [list('eu', 3, 'fresh'), list('nl', 5, 'fresh')], names, ...more });
const NAMES = () => [
  named('Zoltan Quimbraaf', 'client', [match(1)]),
  named('Fictieve Noden', 'counterparty', [COMPANY(2)]),
  named('Gemeente Nergenshuizen', 'counterparty'),
  named('Anna de Wit', 'other'),
];

export const sanctionState = () => ({
  sanction_lists: [{ list: 'eu', imported: list('eu', 3, 'fresh'), damaged: false }, { list: 'nl', imported: list('nl', 5, 'fresh'), damaged: false }],
  sanction_again: [],
  sanction_error: null,
  screenings: [screening('sc2', NAMES()), screening('sc1', [named('Zoltan Quimbraaf', 'client', [match(1, { decision: decided('other_person') })])], { created_at: daysAgo(9), lists: [list('eu', 12, 'fresh')] })],
});

/** The screens' own states. */
export const sanctionStates = { list, match, decided, named, screening };

export function sanctionRoutes(on) {
  const seen = (state, dossier) => {
    const all = state.screenings.filter((it) => it.dossier === dossier);
    const of = state.dossiers.find((it) => it.id === dossier);
    const parties = [...(of?.client ? [{ name: of.client, role: 'client' }] : []), ...(of?.counterparties ?? []).map((name) => ({ name, role: 'counterparty' }))];
    const line = ({ id, created_at, created_by, names, undecided }) => ({ id, created_at, created_by, names: names.length, matches: names.flatMap((it) => it.matches).length, undecided });
    return { lists: state.sanction_lists, parties, again: all.length > 0 ? state.sanction_again : ['never'], last: all[0] ?? null, earlier: all.slice(1).map(line) };
  };
  on('GET', '/dossiers/:id/sanctions', ({ state, reply, at }) => reply(200, seen(state, at[0])));
  on('POST', '/dossiers/:id/sanctions', ({ state, reply, refuse, at, body }) => {
    if (state.sanction_error) return refuse(409, 'conflict', '', [{ pointer: '', code: state.sanction_error }]);
    const wrong = body.names.findIndex((it) => !/\p{L}/u.test(it));
    if (wrong >= 0) return refuse(422, 'invalid', '', [{ pointer: `/names/${wrong}`, code: 'no_name' }]);
    state.screenings.unshift(screening(randomUUID(), [...NAMES(), ...body.names.map((it) => named(it, 'other'))], { dossier: at[0] }));
    state.sanction_again = [];
    return reply(201, seen(state, at[0]));
  });
  on('GET', '/screenings/:id', ({ state, reply, refuse, at }) => {
    const found = state.screenings.find((it) => it.id === at[0]);
    return found ? reply(200, found, { ETag: `"${found.revision}"` }) : refuse(404, 'not-found');
  });
  on('PUT', '/screenings/:id/matches/:number', ({ state, reply, refuse, at, body, request }) => {
    const found = state.screenings.find((it) => it.id === at[0]);
    if (!found) return refuse(404, 'not-found');
    if (state.sanction_error) return refuse(409, 'conflict', '', [{ pointer: '', code: state.sanction_error }]);
    if (request.headers['if-match'] !== `"${found.revision}"`) return refuse(412, 'changed');
    if (body.outcome && body.reason.includes('FOUT')) return refuse(422, 'invalid', '', [{ pointer: '/reason', code: 'not_text' }]);
    const decision = body.outcome ? { outcome: body.outcome, reason: body.reason, by: ME, at: new Date().toISOString(), carried: false } : null;
    const names = found.names.map((name) => ({ ...name, matches: name.matches.map((one) => (one.number === Number(at[1]) ? { ...one, decision } : one)) }));
    return reply(200, counted(Object.assign(found, { names, revision: found.revision + 1 })));
  });
}
