/** What one is mailed about, and whether the mail of the firm goes. */
const KINDS = ['deadlines', 'tasks', 'escalations', 'reports', 'clocks'];

export const mailState = () => ({ mail_set: true, mail_off: ['tasks'], mail_officer: false, mail_sent: '2026-11-30T07:00:12Z', unmailed: [] });

const choices = (state) => ({
  set: state.mail_set,
  choices: KINDS.filter((kind) => kind !== 'reports' || state.user.role === 'firm_administrator').map((kind) => {
    const fixed = (kind === 'escalations' && (state.mail_officer || state.user.role === 'firm_administrator')) || (kind === 'clocks' && state.mail_officer);
    return { kind, fixed, on: fixed || !state.mail_off.includes(kind) };
  }),
});

export function mailRoutes(on) {
  on('GET', '/account/mail', ({ state, reply }) => reply(200, choices(state)));
  on('PUT', '/account/mail', ({ state, reply, body }) => {
    state.mail_off = body.off;
    return reply(200, choices(state));
  });
  on('GET', '/mail', ({ state, reply, refuse }) =>
    (state.user.role === 'firm_administrator' ? reply(200, { set: state.mail_set, last_sent_at: state.mail_sent, unmailed: state.unmailed }) : refuse(403, 'refused')));
}
