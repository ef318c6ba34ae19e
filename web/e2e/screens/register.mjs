/** The states of registers: the list, a table, a row, the form, confirming, files, who keeps them, the first page. */
const SUPPLIERS = '/registers/leveranciers';
const anew = (state) => void (state.norms_renewed = true);
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const failing = (pattern) => (state) => void (state.fail = (method, path) => pattern.test(path));
const stalling = (pattern) => (state) => void (state.stall = (method, path) => pattern.test(path));
const button = (page, name) => page.getByRole('button', { name });
const dialog = (page) => page.locator('[role=dialog]').last();
const keeper = (state) => void (state.keeps_registers = true);
const both = (...all) => (state) => all.forEach((one) => one(state));
const table = (page) => page.locator('[role=row]').nth(1).waitFor();
const history = (page) => page.getByRole('heading', { name: /^(Verloop|History)$/ }).waitFor();

const owed = (page) => page.getByRole('heading', { name: /^(Dossierreview|File review)$/ }).waitFor();

const press = async (page, name) => {
  await button(page, name).first().click();
  await dialog(page).waitFor();
};
const add = (page) => press(page, /^(Regel toevoegen|Add row|Melden|Report)$/);
const save = (page) => dialog(page).getByRole('button', { name: /^(Opslaan|Save)$/ }).click();
const read = async (page, text) => {
  await table(page);
  await press(page, /^(Bestand inlezen|Read a file)$/);
  await page.getByTestId('csv').setInputFiles({ name: 'leveranciers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await dialog(page).getByRole('button', { name: /^(Inlezen|Read)$/ }).click();
  await alert(page);
};
const BAD = `Naam;Dienst;iso_tot\n${Array.from({ length: 260 }, (_, n) => (n % 2 ? 'Drukker;drukken;morgen' : ';hosting;')).join('\n')}\nGoed;hosting;31-12-2027\n`;

export const REGISTER_SCREENS = {
  registers: { path: '/registers', go: (page) => page.getByText(/u ziet alleen regels die u mag zien|you see only rows that you may see/).waitFor() },
  'registers-administrator': { path: '/registers', prepare: (state) => void (state.user.role = 'firm_administrator'), go: async (page) => { await button(page, /^(Wie bijhoudt|Who keeps them)$/).waitFor(); await page.getByText(/nog leeg|still empty/).waitFor(); } },
  'registers-failing': { path: '/registers', prepare: failing(/v1\/registers$/), go: alert },
  'registers-busy': { path: '/registers', prepare: stalling(/v1\/registers$/), busy: true },
  'registers-phone': { path: '/registers', viewport: { width: 390, height: 844 }, go: (page) => page.getByText(/te laat|late/).first().waitFor() },
  officers: { path: '/registers', prepare: (state) => void (state.user.role = 'firm_administrator'), go: (page) => press(page, /^(Wie bijhoudt|Who keeps them)$/) },
  'officers-none': { path: '/registers', prepare: (state) => { state.user.role = 'firm_administrator'; state.officers = []; }, go: (page) => press(page, /^(Wie bijhoudt|Who keeps them)$/) },
  register: { path: SUPPLIERS, prepare: keeper, go: table },
  'register-found': { path: SUPPLIERS, prepare: keeper, go: async (page) => { await table(page); await page.getByRole('searchbox').fill('walvis'); await page.getByText(/Geen regel past|No row fits/).waitFor(); } },
  'register-closed': { path: '/registers/beleid', prepare: keeper, go: async (page) => { await table(page); await button(page, /^(Gesloten regels tonen|Show closed rows)$/).click(); await page.getByRole('row', { name: /Sleutels/ }).waitFor(); } },
  'register-found-further': {
    path: SUPPLIERS, prepare: both(keeper, (state) => void (state.rows_a_page = 1)),
    go: async (page) => { await table(page); await page.getByRole('searchbox').fill('lingua'); await page.getByRole('row', { name: /Vertaalbureau/ }).waitFor(); },
  },
  'register-empty': { path: '/registers/vorderingen', prepare: keeper },
  'register-read-only': { path: SUPPLIERS, prepare: (state) => void (state.register_rows = []) },
  'suppliers-renewed': { path: SUPPLIERS, prepare: both(keeper, anew), go: (page) => page.getByRole('link', { name: /^(Toets|Score) Rekencentrum/ }).waitFor() },
  'suppliers-renewed-phone': { path: SUPPLIERS, prepare: both(keeper, anew), viewport: { width: 320, height: 720 }, go: (page) => page.getByRole('link', { name: /^(Toets|Score) Rekencentrum/ }).waitFor() },
  'supplier-renewed': { path: `${SUPPLIERS}/rr3`, prepare: both(keeper, anew), go: (page) => page.getByRole('button', { name: /^(Nu toetsen|Score now)$/ }).waitFor() },
  'supplier-scored': { path: SUPPLIERS, prepare: both(keeper, anew), go: async (page) => { await page.getByRole('link', { name: /^(Toets|Score) Rekencentrum/ }).click(); await dialog(page); await page.waitForFunction(() => /Versie van de normen|Version of the norms/.test(document.activeElement?.closest('[role=dialog] form > div')?.textContent ?? '')); } },
  'processors-unrecorded': { path: '/registers/verwerkers', prepare: both(keeper, (state) => void (state.unrecorded_before = '2026-11-02T09:00:00Z')), go: (page) => page.getByText(/^(Oproepen aan een taalmodel van voor|Calls to a language model from before)/).waitFor() },
  'register-failing': { path: SUPPLIERS, prepare: both(keeper, failing(/leveranciers\/rows$/)), go: alert },
  'register-busy': { path: SUPPLIERS, prepare: stalling(/registers\/leveranciers$/), busy: true },
  'register-gone': { path: '/registers/onbekend', go: alert },
  'register-phone': { path: SUPPLIERS, prepare: keeper, viewport: { width: 390, height: 844 }, go: table },
  'register-export-refused': { path: '/registers/beleid', prepare: keeper, go: async (page) => { await table(page); await button(page, /^(Als bestand opslaan|Save as a file)$/).click(); await alert(page); } },
  'register-add': { path: SUPPLIERS, prepare: keeper, go: async (page) => { await table(page); await add(page); } },
  'register-report': { path: '/registers/incidenten', go: async (page) => { await table(page); await add(page); } },
  'register-add-wrong': { path: '/registers/incidenten', go: async (page) => { await table(page); await add(page); await dialog(page).getByLabel(/Ontdekt op|Discovered at/).fill('gisteren'); await save(page); await page.getByText(/een dag en een tijd|a day and a time/).waitFor(); } },
  'register-add-refused': {
    path: '/registers/beleid', prepare: keeper,
    go: async (page) => { await table(page); await add(page); await dialog(page).getByLabel(/^(Beleid|Policy)/).fill('weigeren'); await save(page); await page.getByText(/teken dat niet|cannot be read/).waitFor(); },
  },
  'register-import': { path: SUPPLIERS, prepare: keeper, go: async (page) => { await table(page); await press(page, /^(Bestand inlezen|Read a file)$/); } },
  'register-import-bad': { path: SUPPLIERS, prepare: keeper, go: (page) => read(page, BAD) },
  'register-import-kept': { path: SUPPLIERS, prepare: keeper, go: async (page) => { await read(page, BAD); await dialog(page).getByRole('button', { name: /goede regel|good line/ }).click(); await page.getByText(/overgeslagen|left out/).waitFor(); } },
  'register-import-good': { path: SUPPLIERS, prepare: keeper, go: (page) => read(page, 'Naam\nEen\nTwee\n') },
  'register-import-no-csv': { path: SUPPLIERS, prepare: keeper, go: (page) => read(page, 'PK zip') },
  'register-row': { path: `${SUPPLIERS}/rr3`, prepare: keeper, go: history },
  'register-row-clock': { path: '/registers/incidenten/rr1', go: history },
  'register-row-late': { path: '/registers/incidenten/rr2', prepare: keeper, go: history },
  'register-row-suspended': { path: `${SUPPLIERS}/rr4`, prepare: keeper, go: history },
  'register-row-concept': { path: `${SUPPLIERS}/rr5`, prepare: keeper, go: history },
  'register-row-closed': { path: '/registers/beleid/rr7', prepare: keeper, go: history },
  'register-row-phone': { path: `${SUPPLIERS}/rr3`, prepare: keeper, viewport: { width: 390, height: 844 }, go: history },
  'register-row-gone': { path: `${SUPPLIERS}/weg`, go: alert },
  'register-row-busy': { path: `${SUPPLIERS}/rr3`, prepare: stalling(/register-rows\/rr3$/), busy: true },
  'register-row-lacks': { path: `${SUPPLIERS}/rr5`, prepare: keeper, go: async (page) => { await history(page); await button(page, /^(Laten gelden|Put in force)$/).click(); await alert(page); } },
  'register-row-four-eyes': { path: `${SUPPLIERS}/rr3`, prepare: both(keeper, (state) => void (state.same_person = true)), go: async (page) => { await history(page); await button(page, /^(Terugnemen|Take back)$/).click(); await alert(page); } },
  'register-row-change': { path: `${SUPPLIERS}/rr3`, prepare: keeper, go: async (page) => { await history(page); await press(page, /^(Wijzigen|Change)$/); } },
  'register-row-change-late': {
    path: `${SUPPLIERS}/rr4`, prepare: keeper,
    go: async (page, state) => {
      await history(page);
      await press(page, /^(Wijzigen|Change)$/);
      // a colleague changes it, and that comes in while the form is open
      const row = state.register_rows.find((one) => one.id === 'rr4');
      Object.assign(row, { revision: row.revision + 1, values: { ...row.values, dienst: 'printen en scannen' } });
      const anew = page.waitForResponse((reply) => /register-rows\/rr4$/.test(reply.url()));
      await page.evaluate(() => {
        const now = Date.now;
        Date.now = () => now() + 60_000;
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      });
      await anew;
      await save(page);
      // it is told where one looks
      await page.waitForFunction(() => {
        const told = document.querySelector('[role=dialog] [role=alert]')?.getBoundingClientRect();
        return told && told.top >= 0 && told.bottom <= innerHeight;
      });
    },
  },
  'register-row-picks-further': {
    path: `${SUPPLIERS}/rr3`, prepare: both(keeper, (state) => { state.rows_a_page = 1; state.register_rows.find((one) => one.id === 'rr7').state = 'in_force'; }),
    go: async (page) => { await history(page); await press(page, /^(Wijzigen|Change)$/); await dialog(page).getByRole('button', { name: /Beleid dat geldt|Policy that applies/ }).click(); await page.getByRole('option', { name: /Sleutels/ }).waitFor(); },
  },
  'register-row-close': { path: `${SUPPLIERS}/rr3`, prepare: keeper, go: async (page) => { await history(page); await press(page, /^(Sluiten|Close)$/); await dialog(page).getByRole('button', { name: /^(Sluiten|Close)$/ }).last().click(); await page.getByText(/Vul dit in|Fill this in/).waitFor(); } },
  'register-confirm': { path: '/registers/incidenten/rr1', go: async (page) => { await history(page); await press(page, /^(Gedaan|Done)$/); await dialog(page).getByRole('button', { name: /^(Gedaan|Done)$/ }).click(); await page.getByText(/Schrijf wat er is gedaan|Write what was done/).waitFor(); } },
  'register-confirmed': { path: '/registers/incidenten/rr1', go: async (page) => { await history(page); await press(page, /^(Gedaan|Done)$/); await dialog(page).locator('textarea').fill('Besproken op maandag'); await dialog(page).getByRole('button', { name: /^(Gedaan|Done)$/ }).click(); await page.getByText(/wacht op controle|waits for another/).waitFor(); } },
  'register-check': { path: `${SUPPLIERS}/rr3`, prepare: keeper, go: async (page) => { await history(page); await press(page, /^(Controleren|Check)$/); await dialog(page).getByRole('button', { name: /^(Terugsturen|Send back)$/ }).click(); await page.getByText(/Vul dit in|Fill this in/).waitFor(); } },
  'register-confirm-failing': { path: '/registers/incidenten/rr1', prepare: failing(/cycles$/), go: async (page) => { await history(page); await press(page, /^(Gedaan|Done)$/); await dialog(page).locator('textarea').fill('x'); await dialog(page).getByRole('button', { name: /^(Gedaan|Done)$/ }).click(); await alert(page); } },
  'register-receipts': { path: '/registers/wijzigingen/rr12', prepare: keeper, go: history },
  'register-receipts-phone': { path: '/registers/wijzigingen/rr12', prepare: keeper, viewport: { width: 320, height: 640 }, go: history },
  'register-receipt-given': { path: '/registers/wijzigingen/rr12', prepare: keeper, go: async (page) => { await history(page); await button(page, /^(Ik heb dit gelezen|I have read this)$/).click(); await page.getByText(/^(2 van de 3|2 of 3)/).waitFor(); } },
  'register-receipt-failing': { path: '/registers/wijzigingen/rr12', prepare: both(keeper, failing(/receipts$/)), go: async (page) => { await history(page); await button(page, /^(Ik heb dit gelezen|I have read this)$/).click(); await alert(page); } },
  'register-measured': { path: '/registers/omgeving/rr13', prepare: keeper, go: history },
  duties: { path: '/dossiers/d1/duties', go: owed },
  'duties-empty': { path: '/dossiers/d1/duties', prepare: (state) => void (state.register_rows = []), go: owed },
  'duties-busy': { path: '/dossiers/d1/duties', prepare: stalling(/duties$/), busy: true },
  'duties-failing': { path: '/dossiers/d1/duties', prepare: failing(/duties$/), go: alert },
  'duties-add': {
    path: '/dossiers/d1/duties', prepare: (state) => void (state.register_rows = []),
    go: async (page) => { await owed(page); await press(page, /^(Regel toevoegen|Add row)$/); await dialog(page).getByText(/^(Ja|ja|Yes|yes)$/).first().click(); await dialog(page).getByText(/Soort cliënt|Kind of client/).first().waitFor(); },
  },
  'duties-phone': { path: '/dossiers/d1/duties', viewport: { width: 320, height: 640 }, go: owed },
  'duty-row': { path: '/registers/wwft/rr8', go: history },
  'duty-register': { path: '/registers/wwft', go: table },
  'duty-register-empty': { path: '/registers/wwft', prepare: (state) => void (state.register_rows = []), go: (page) => page.getByText(/Open een dossier|Open a dossier/).waitFor() },
  'duty-change': { path: '/registers/wwft/rr8', go: async (page) => { await history(page); await press(page, /^(Wijzigen|Change)$/); await dialog(page).getByText(/^(Nee|nee|No|no)$/).first().click(); await dialog(page).getByLabel(/Waarom niet|Why not/).waitFor(); } },
  'duty-remove': { path: '/registers/wwft/rr11', go: async (page) => { await history(page); await press(page, /^(Verwijderen|Remove)$/); } },
  'duty-removed': { path: '/registers/wwft/rr11', go: async (page) => { await history(page); await press(page, /^(Verwijderen|Remove)$/); await dialog(page).getByRole('button', { name: /^(Verwijderen|Remove)$/ }).click(); await page.getByRole('heading', { name: /Gegevens verwijderd|Data removed/ }).waitFor(); } },
  'today-duties': { path: '/', go: (page) => page.getByRole('heading', { name: /Registers: / }).waitFor() },
  'today-duties-failing': { path: '/', prepare: failing(/duties$/), go: alert },
};
