/** The states of mail in one's account: on, off, an officer's, an administrator's, not set, failing. */
const PATH = '/account';
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const legend = (page) => page.getByText(/^(Mail mij over|Mail me about)$/).scrollIntoViewIfNeeded();
const administrator = (state) => void (state.user.role = 'firm_administrator');
const firm = (page) => page.getByText(/mailserver op deze machine|relay on this machine/).scrollIntoViewIfNeeded();
const unmailed = (state) => {
  administrator(state);
  state.unmailed = [
    { user: 'u2', name: 'mr. T. Yılmaz', state: 'refused', at: '2026-11-30T07:00:12Z' },
    { user: 'u3', name: 'N. Smit', state: 'waiting', at: '2026-11-29T08:15:00Z' },
    { user: 'u4', name: 'mr. A. van den Berg-Wolters', state: 'unsure', at: '2026-11-28T08:15:00Z' },
  ];
};

export const MAIL_SCREENS = {
  mail: { path: PATH, go: legend },
  'mail-off': { path: PATH, go: async (page) => { await legend(page); await page.getByRole('checkbox').first().click(); await page.getByText(/keuze is bewaard|choice was saved/).first().waitFor(); } },
  'mail-officer': { path: PATH, prepare: (state) => void (state.mail_officer = true), go: (page) => page.getByText(/Niet uit te zetten|Cannot be switched off/).first().scrollIntoViewIfNeeded() },
  'mail-unset': { path: PATH, prepare: (state) => { administrator(state); state.mail_set = false; }, go: (page) => page.getByText(/geen mailserver ingesteld|No mail relay is set/).scrollIntoViewIfNeeded() },
  'mail-firm': { path: PATH, prepare: administrator, go: firm },
  'mail-firm-none': { path: PATH, prepare: (state) => { administrator(state); state.mail_sent = null; }, go: firm },
  'mail-unmailed': { path: PATH, prepare: unmailed, go: (page) => page.getByText(/adres is geweigerd|address was refused/).scrollIntoViewIfNeeded() },
  'mail-failing': { path: PATH, prepare: failing(/account\/mail$/), go: (page) => page.locator('[role=alert]').first().waitFor() },
  'mail-phone': { path: PATH, viewport: { width: 320, height: 700 }, prepare: unmailed, go: (page) => page.getByText(/adres is geweigerd|address was refused/).scrollIntoViewIfNeeded() },
};
