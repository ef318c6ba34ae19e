/** The states of writing the text of a draft. */
import assert from 'node:assert/strict';
import { beginText, colleague, versionsOf } from '../mock/text.mjs';
import { speak } from './shape.mjs';

const PATH = '/dossiers/d1/drafts/dr1/text';
const PHONE = { width: 390, height: 844 };
const failing = (pattern) => (state) => { begun(state); state.fail = (method, path) => pattern.test(`${method} ${path}`); };
const stalling = (pattern) => (state) => { begun(state); state.stall = (method, path) => pattern.test(path); };
const one = (state) => state.drafts.find((draft) => draft.id === 'dr1');
const begun = (state) => void beginText(state, one(state));
const versions = (state) => { begun(state); versionsOf(state, 'dr1'); };
const empty = (state) => void beginText(state, one(state), { type: 'doc', content: [{ type: 'title', attrs: { id: 't' } }, { type: 'paragraph', attrs: { id: 'p' } }] });
const paper = (page) => page.getByText('Herstel van gebreken').first().waitFor();
const alert = (page) => page.locator('[role=alert]').first().waitFor();
const dialog = (page) => page.locator('[role=dialog], [role=alertdialog]').first().waitFor();
const editor = (page) => page.getByRole('textbox', { name: /Tekst van het stuk|Text of the document/ });
const tab = (page, name) => page.getByRole('tab', { name }).click();
const saved = (page) => page.getByText(/^(Opgeslagen|Saved)$/).waitFor();

/** Types at the end of a line that holds these words. */
const type = async (page, words, text) => {
  await paper(page);
  await editor(page).getByText(words).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(text);
};

/** Opens the menu behind a slash in a new line, and what it offers under this name. */
const slash = async (page, name) => {
  await type(page, 'De beperking geldt niet', '');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/');
  await page.locator('[role=listbox] [role=option]').first().waitFor();
  if (!name) return;
  await page.getByRole('option', { name }).first().click();
  await dialog(page);
};

/** An open text says what it says of itself in the other language, and then in the first again. */
const switched = async (page) => {
  await editor(page).click();
  await page.locator('[data-hint]').waitFor();
  const said = () => page.evaluate(() => [document.querySelector('.ProseMirror').getAttribute('aria-label'), document.querySelector('.ProseMirror h3').getAttribute('aria-label'), document.querySelector('[data-hint]').dataset.hint]);
  const own = await page.evaluate(() => document.documentElement.lang);
  const words = { nl: ['Tekst van het stuk', 'Titel van het stuk', 'Typ, of / om in te voegen'], en: ['Text of the document', 'Document title', 'Type, or / to insert'] };
  for (const language of [own, own === 'nl' ? 'en' : 'nl', own]) {
    await speak(page, language);
    await page.locator(`.ProseMirror[aria-label="${words[language][0]}"]`).waitFor();
    assert.deepEqual(await said(), words[language]);
  }
};

/** A colleague and oneself wrote at the same place: oneself both lines before any of them could be sent. */
const both = async (page, state) => {
  await paper(page);
  state.fail = (method, path) => method === 'PUT' && /text$/.test(path);
  await type(page, 'De beperking geldt niet', ' Dit geldt ook voor hulppersonen.');
  await type(page, 'De Projectleider houdt', ' Dat doet hij binnen een week.');
  colleague(state, 'dr1', (document) => {
    const find = (node) => (node.attrs?.id === 'm32' ? node : (node.content ?? []).map(find).find(Boolean));
    find(document).content[0].content[0].text = 'De Projectleider houdt dagelijks toezicht. De Projectleider meldt gebreken aan Opdrachtgever.';
    document.content = document.content.filter((node) => node.attrs?.id !== 'art4');
  });
  state.fail = null;
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await dialog(page);
};

export const TEXT_SCREENS = {
  text: { path: PATH, prepare: begun, go: paper },
  'text-empty': { path: PATH, prepare: empty, go: async (page) => { await editor(page).click(); await page.locator('[data-hint]').waitFor(); } },
  'text-switched': { path: PATH, prepare: empty, go: switched },
  'text-saved': { path: PATH, prepare: begun, go: async (page) => { await type(page, 'De beperking geldt niet', ' Dit geldt ook voor hulppersonen.'); await saved(page); } },
  'text-outline': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await tab(page, /Inhoud|Contents/); } },
  'text-sources': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await tab(page, /Bronnen|Sources/); } },
  'text-checks-none': { path: PATH, prepare: empty, go: (page) => page.getByText(/Niets op te merken|No remarks/).waitFor() },
  'text-versions': { path: PATH, prepare: versions, go: async (page) => { await paper(page); await tab(page, /Versies|Versions/); await page.getByText('Aan wederpartij gestuurd').first().waitFor(); } },
  'text-versions-none': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await tab(page, /Versies|Versions/); await page.getByText(/Nog geen versies|No versions yet/).waitFor(); } },
  'text-versions-failing': { path: PATH, prepare: failing(/versions$/), go: async (page) => { await paper(page); await tab(page, /Versies|Versions/); await alert(page); } },
  'text-version': { path: PATH, prepare: versions, go: async (page) => { await paper(page); await tab(page, /Versies|Versions/); await page.getByRole('button', { name: /^Eerste opzet/ }).click(); await page.getByText(/Versie: Eerste opzet|Version: Eerste opzet/).waitFor(); await page.locator('.ProseMirror[aria-readonly]').waitFor(); } },
  'text-restore': { path: PATH, prepare: versions, go: async (page) => { await paper(page); await tab(page, /Versies|Versions/); await page.getByRole('button', { name: /Eerste opzet$/ }).click(); await page.getByRole('menuitem', { name: /Terugzetten|Put back/ }).click(); await dialog(page); } },
  'text-kinds': { path: PATH, prepare: begun, go: async (page) => { await type(page, 'De beperking geldt niet', ''); await page.getByRole('button', { name: /Soort regel|Kind of line/ }).click(); await page.locator('[role=menu]').waitFor(); } },
  'text-insert': { path: PATH, prepare: begun, go: async (page) => { await type(page, 'De beperking geldt niet', ''); await page.getByRole('button', { name: /^(Invoegen|Insert)$/ }).click(); await page.locator('[role=menu]').waitFor(); } },
  'text-table': { path: PATH, prepare: begun, go: async (page) => { await type(page, 'Klemmende achterdeur', ''); await page.getByRole('button', { name: /^(Tabel|Table)$/ }).click(); await page.locator('[role=menu]').waitFor(); } },
  'text-slash': { path: PATH, prepare: begun, go: (page) => slash(page) },
  'text-slash-none': { path: PATH, prepare: begun, go: async (page) => { await slash(page); await page.keyboard.type('walvis'); await page.getByText(/Niets gevonden|Nothing found/).last().waitFor(); } },
  'text-clause': { path: PATH, prepare: begun, go: (page) => slash(page, /^(Clausule|Clause)/) },
  'text-clause-failing': { path: PATH, prepare: failing(/v1\/clauses$/), go: async (page) => { await slash(page, /^(Clausule|Clause)/); await alert(page); } },
  'text-clause-none': { path: PATH, prepare: begun, go: async (page) => { await slash(page, /^(Clausule|Clause)/); await page.getByRole('searchbox').fill('walvis'); await page.getByText(/Geen clausule past|No clause fits/).waitFor(); } },
  'text-reference': { path: PATH, prepare: begun, go: (page) => slash(page, /^(Verwijzing|Reference)/) },
  'text-reference-gone': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await page.locator('[data-gone]').first().click(); await dialog(page); } },
  'text-citation': { path: PATH, prepare: begun, go: (page) => slash(page, /^(Bron|Source)/) },
  'text-citation-wrong': { path: PATH, prepare: begun, go: async (page) => { await slash(page, /^(Bron|Source)/); await page.getByRole('dialog').getByRole('textbox').fill('iets'); await page.keyboard.press('Enter'); await page.getByText(/wordt niet herkend|not recognised/).waitFor(); } },
  'text-citation-search': { path: PATH, prepare: begun, go: async (page) => { await slash(page, /^(Bron|Source)/); await tab(page, /Stuk uit het dossier|Document of the dossier/); await page.getByRole('searchbox').fill('boete'); await page.locator('[role=option] mark').first().waitFor(); } },
  'text-citation-quote': { path: PATH, prepare: begun, go: async (page) => { await slash(page, /^(Bron|Source)/); await tab(page, /Stuk uit het dossier|Document of the dossier/); await page.getByRole('searchbox').fill('kalenderdag'); await page.locator('[role=option] mark').first().click(); await page.locator('[role=option][aria-selected=true]').first().waitFor(); } },
  'text-citation-shown': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await page.getByText('Aannemingsovereenkomst, p. 3').first().click(); await dialog(page); } },
  'text-variable': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await page.getByText('[Betaaldatum]').click(); await dialog(page); } },
  'text-variable-new': { path: PATH, prepare: begun, go: (page) => slash(page, /^(Open plek|Blank)/) },
  'text-incomplete': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await page.getByRole('button', { name: /Word-document maken|Make Word document/ }).click(); await dialog(page); } },
  'text-menu': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await page.getByRole('button', { name: /Meer mogelijkheden|More options/ }).first().click(); await page.locator('[role=menu]').waitFor(); } },
  'text-drop': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await page.getByRole('button', { name: /Meer mogelijkheden|More options/ }).first().click(); await page.getByRole('menuitem', { name: /Terug naar de vragen|Back to the questions/ }).click(); await dialog(page); } },
  'text-made': { path: PATH, prepare: (state) => { begun(state); Object.assign(one(state), { state: 'made', document: { id: 'agreement', name: 'Vaststellingsovereenkomst.docx', version: 'v-agreement', version_number: 1, sha256: 'b7'.repeat(32) } }); }, go: paper },
  'text-pdf-failing': { path: PATH, prepare: failing(/pdf$/), go: async (page) => { await paper(page); await page.getByRole('button', { name: /Meer mogelijkheden|More options/ }).first().click(); await page.getByRole('menuitem', { name: /Pdf|PDF/ }).click(); await alert(page); } },
  'text-not-saved': { path: PATH, prepare: failing(/^PUT .*text$/), go: async (page) => { await type(page, 'De beperking geldt niet', ' Meer.'); await alert(page); } },
  'text-leaving': { path: PATH, prepare: failing(/^PUT .*text$/), go: async (page) => { await type(page, 'De beperking geldt niet', ' Meer.'); await alert(page); await page.getByRole('link', { name: /Naar de concepten|To the drafts/ }).click(); await page.locator('[role=alertdialog]').waitFor(); } },
  'text-offered': {
    path: PATH, prepare: failing(/^PUT .*text$/),
    go: async (page, state) => {
      await type(page, 'De beperking geldt niet', ' Meer.');
      await alert(page);
      await page.getByRole('link', { name: /Naar de concepten|To the drafts/ }).click();
      await page.getByRole('button', { name: /Toch weggaan|Leave anyway/ }).click();
      await page.locator('[role=row]').nth(1).waitFor();
      state.fail = null;
      await page.goBack();
      await page.getByText(/kon worden opgeslagen|niet kon worden|could not be saved/).waitFor();
      await saved(page);
    },
  },
  'text-offline': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await page.context().setOffline(true); await type(page, 'De beperking geldt niet', ' Meer.'); await page.getByText(/Wat u typte, staat nog hier|What you typed is still here/).waitFor(); } },
  'text-merged': {
    path: PATH, prepare: begun,
    go: async (page, state) => {
      await paper(page);
      colleague(state, 'dr1', (document) => { document.content[0].content[0].text = 'Vaststellingsovereenkomst De Vries'; });
      await type(page, 'De beperking geldt niet', ' Meer.');
      await page.getByText('Vaststellingsovereenkomst De Vries').first().waitFor();
    },
  },
  'text-conflict': { path: PATH, prepare: begun, go: both },
  'text-read-only': { path: PATH, prepare: (state) => { begun(state); state.dossiers[0].rights.add_documents = false; }, go: paper },
  'text-none': { path: PATH },
  'text-gone': { path: '/dossiers/d1/drafts/weg/text' },
  'text-failing': { path: PATH, prepare: failing(/dr1\/text$/), go: alert },
  'text-busy': { path: PATH, prepare: stalling(/dr1\/text$/), busy: true },
  'text-help': { path: PATH, prepare: begun, go: async (page) => { await paper(page); await page.getByRole('button', { name: /Sneltoetsen|Keyboard shortcuts/ }).last().click(); await dialog(page); } },
  'text-compare': { path: '/dossiers/d1/drafts/dr1/compare?left=version:1', prepare: versions, go: (page) => page.locator('[role=row] del, [role=row] ins').first().waitFor() },
  'text-compare-failing': { path: '/dossiers/d1/drafts/dr1/compare?left=version:1', prepare: (state) => { versions(state); state.fail = (method, path) => /compare$/.test(path); }, go: alert },
  'text-tablet': { path: PATH, prepare: begun, viewport: { width: 900, height: 1100 }, go: paper },
  'text-tablet-side': { path: PATH, prepare: begun, viewport: { width: 900, height: 1100 }, go: async (page) => { await paper(page); await page.getByText(/^(Overzicht|Overview)$/).last().click(); await page.getByRole('tab').first().waitFor(); } },
  'text-phone': { path: PATH, prepare: begun, viewport: PHONE, go: paper },
  // as wide as a window of 1280 pixels at 400 per cent
  'text-reflow': { path: PATH, prepare: begun, viewport: { width: 320, height: 720 }, go: paper },
  'interview-begun': { path: '/dossiers/d1/drafts/dr1', prepare: begun, go: (page) => page.getByText(/Naar de tekst|To the text/).waitFor() },
};
