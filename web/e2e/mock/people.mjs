/** The part of the mock that speaks of roles and what is asked of them. */
import { PEOPLE } from './data.mjs';

const OF_ROLE = ['confidentiality', 'background_check'];
const OPENS = ['training', 'ai_literacy'];
const ROLES = ['firm_administrator', 'lawyer', 'staff', 'read_only'];

/** What the server says to whom a training lacks. */
export const TRAINING = {
  nl: 'Uw kantoor opent dossiers alleen voor wie een geldige opleiding heeft, en de uwe ontbreekt of is verlopen. Doe de toets in het product (/training), of volg een opleiding en laat haar vastleggen in het register Opleiding en AI-geletterdheid; daarna gaan de dossiers weer open. Vraag wie de registers bijhoudt, of de beheerder van uw kantoor.',
  en: 'Your firm opens dossiers only to people with a valid training, and yours is missing or has expired. Take the test in the product (/training), or follow a training and have it recorded in the register Training and AI literacy; then the dossiers open again. Ask whoever keeps the registers, or your firm’s administrator.',
};

export const peopleState = () => ({
  asked: { firm_administrator: [], lawyer: ['confidentiality', 'training'], staff: [], read_only: [] },
  people: [
    { ...PEOPLE[1], met: ['training'], rows: {} },
    { ...PEOPLE[0], met: [], rows: { confidentiality: 'rr12' } },
    { ...PEOPLE[2], met: ['confidentiality', 'training'], rows: {} },
    { ...PEOPLE[3], met: ['confidentiality'], rows: {} },
  ],
});

const REGISTERS = { confidentiality: 'geheimhouding', background_check: 'screening', training: 'opleiding', ai_literacy: 'opleiding' };

function standing(state, one) {
  const of = (role) => state.asked[role].filter((what) => !one.met.includes(what));
  const lacks = ROLES.map((role) => ({ role, lacks: of(role) })).filter((it) => it.lacks.length > 0);
  const mends = Object.keys(REGISTERS).filter((what) => lacks.some((it) => it.lacks.includes(what))).map((what) => ({ what, register: REGISTERS[what], row: one.rows[what] ?? null }));
  return { id: one.id, name: one.name, role: one.role, lacks, mends, shut_out: of(one.role).some((what) => OPENS.includes(what)) };
}

const wire = (state) => ({
  roles: ROLES.map((role) => ({ role, asks: state.asked[role], can_ask: role === 'read_only' ? OPENS : [...OF_ROLE, ...OPENS] })),
  people: state.people.map((one) => standing(state, one)),
});

export function peopleRoutes(on) {
  on('GET', '/requirements', ({ state, reply }) => reply(200, wire(state)));
  on('PUT', '/requirements/:role', ({ state, reply, at: [role], body }) => {
    state.asked[role] = body.asks;
    return reply(200, wire(state));
  });
  on('POST', '/people', ({ state, reply, refuse, body }) => {
    const at = !body.email.includes('@') ? ['/email', 'invalid'] : state.people.some((one) => one.email === body.email) ? ['/email', 'in_use'] : null;
    const wrong = at ? [{ pointer: at[0], code: at[1] }] : state.asked[body.role].filter((one) => OF_ROLE.includes(one)).map((one) => ({ pointer: '/role', code: `lacks_${one}` }));
    if (wrong.length > 0) return refuse(422, 'invalid', '', wrong);
    const id = `u${state.people.length + 5}`;
    state.people.push({ id, name: body.name, email: body.email, role: body.role, met: [], rows: {} });
    return reply(201, { id, password: 'Qmkvbn-4xwqh-pt3jl7' });
  });
  on('PUT', '/people/:user/role', ({ state, reply, refuse, body }) => {
    const lacks = state.asked[body.role].filter((one) => OF_ROLE.includes(one));
    return lacks.length > 0 ? refuse(422, 'invalid', '', lacks.map((one) => ({ pointer: '/role', code: `lacks_${one}` }))) : reply(204);
  });
}
