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
  lacking: [
    { id: 'u2', name: 'mr. A. Yilmaz', role: 'lawyer', lacks: ['confidentiality'], shut_out: false },
    { id: 'u1', name: PEOPLE[0].name, role: 'lawyer', lacks: ['confidentiality', 'training'], shut_out: true },
  ],
});

const wire = (state) => ({
  roles: ROLES.map((role) => ({ role, asks: state.asked[role], can_ask: role === 'read_only' ? OPENS : [...OF_ROLE, ...OPENS] })),
  lacking: state.asked.lawyer.length > 0 ? state.lacking : [],
});

export function peopleRoutes(on) {
  on('GET', '/requirements', ({ state, reply }) => reply(200, wire(state)));
  on('PUT', '/requirements/:role', ({ state, reply, at: [role], body }) => {
    state.asked[role] = body.asks;
    return reply(200, wire(state));
  });
  on('PUT', '/people/:user/role', ({ state, reply, refuse, body }) => {
    const lacks = state.asked[body.role].filter((one) => OF_ROLE.includes(one));
    return lacks.length > 0 ? refuse(422, 'invalid', '', lacks.map((one) => ({ pointer: '/role', code: `lacks_${one}` }))) : reply(204);
  });
}
