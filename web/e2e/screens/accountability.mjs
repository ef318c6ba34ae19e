/** The states of how the firm stands: bad, good, empty, one's own, reports, evidence packs. */
const PATH = '/standing';
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));
const button = (page, name) => page.getByRole('button', { name });
const making = /^(Bewijsdossier maken|Make evidence pack)$/;
const ready = (page) => button(page, making).waitFor();
const dialog = (page) => page.locator('[role=dialog]').last();
const open = async (page) => {
  await button(page, /^(Openen|Open):/).first().click();
  await dialog(page).getByText(/SHA-256/).waitFor();
};

export const ACCOUNTABILITY_SCREENS = {
  standing: { path: PATH, go: ready },
  'standing-good': { path: PATH, prepare: (state) => void (state.standing = 'good'), go: ready },
  'standing-empty': { path: PATH, prepare: (state) => { state.standing = 'none'; state.management_reports = []; state.pack_key = false; }, go: ready },
  'standing-own': { path: PATH, prepare: (state) => void (state.whole = false), go: (page) => page.getByText(/wat van u is|what is yours/).waitFor() },
  'standing-failing': { path: PATH, prepare: failing(/v1\/accountability$/), go: alert },
  'standing-parts-failing': { path: PATH, prepare: failing(/accountability\/(reports|pack)$/), go: alert },
  'standing-busy': { path: PATH, prepare: stalling(/v1\/accountability$/), busy: true },
  'standing-phone': { path: PATH, viewport: { width: 320, height: 700 }, go: ready },
  'removals-empty': { path: PATH, prepare: (state) => void (state.standing = 'none'), go: (page) => page.getByText(/loopt geen bewaartermijn af|No retention period ends/).waitFor() },
  'removals-further': {
    path: PATH, prepare: (state) => void (state.removals_a_page = 2),
    go: async (page) => { await ready(page); await button(page, /^(Meer laden|Load more)$/).click(); await page.getByText('Contante aanbetaling').waitFor(); },
  },
  'removals-failing': { path: PATH, prepare: failing(/registers\/removals$/), go: alert },
  'removals-phone': { path: PATH, viewport: { width: 320, height: 700 }, go: async (page) => { await ready(page); await page.getByText('Bouwman / Kade').scrollIntoViewIfNeeded(); } },
  'management-report': { path: PATH, go: open },
  'management-report-seen': {
    path: PATH,
    go: async (page) => { await open(page); await dialog(page).getByRole('button', { name: /^(Gezien|Seen)$/ }).click(); await dialog(page).getByText(/Gezien door|Seen by/).waitFor(); },
  },
  'management-report-failing': { path: PATH, prepare: failing(/reports\/mr2$/), go: async (page) => { await button(page, /^(Openen|Open):/).first().click(); await alert(page); } },
  'management-report-phone': { path: PATH, viewport: { width: 320, height: 700 }, go: open },
  'pack-no-chapter': { path: PATH, go: async (page) => { await ready(page); await button(page, making).click(); await alert(page); } },
  'pack-wrong': {
    path: PATH,
    go: async (page) => { await ready(page); await page.getByLabel(/^(Tot en met|Until)$/).fill('2020-01-01'); await page.getByRole('checkbox').first().check(); await button(page, making).click(); await page.getByText(/ligt voor het begin|before the beginning/).waitFor(); },
  },
  'pack-refused': {
    path: PATH, prepare: (state) => void (state.standing = 'good'),
    go: async (page) => { await ready(page); await page.getByRole('checkbox').last().check(); await button(page, making).click(); await alert(page); },
  },
};
