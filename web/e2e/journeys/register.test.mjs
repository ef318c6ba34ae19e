/**
 * A data breach reported by a lawyer: the form is made of the register, a moment that is none is said at
 * its place, the clock of 72 hours runs by itself and stops when the report is recorded; the review is
 * confirmed with evidence and waits for another person; and what is due shows on the first page. What is
 * owed about a dossier stands in the dossier, with what is missing, and leads to its row.
 */
import { api, assert, findDossier, journey, until } from './lib.mjs';

/** A moment as a person in the Netherlands writes it. */
function written(date) {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' }).format(date);
  const [day, time] = parts.split(' ');
  return `${day.split('-').reverse().join('-')} ${time}`;
}

/** Chooses one of the words of a field: with a click, or with the arrows and Enter. */
async function pick({ page, hand, mouse }, dialog, label, word) {
  await hand.press(dialog.getByRole('button', { name: label }));
  const option = page.getByRole('option', { name: word });
  await option.waitFor();
  if (mouse) return option.click();
  await page.keyboard.press('Home');
  for (let times = 0; times < 12 && !(await option.evaluate((node) => node === document.activeElement)); times++) await page.keyboard.press('ArrowDown');
  return page.keyboard.press('Enter');
}

journey('register', async (at) => {
  const { page, w, hand, mouse, check, language, url } = at;
  const title = `Journey ${language} ${mouse ? 1 : 2} ${Date.now()}`;
  await hand.press(page.getByRole('link', { name: w.registers, exact: true }));
  await page.getByRole('link', { name: w.incidents }).waitFor();
  await check('registers');
  await hand.press(page.getByRole('link', { name: w.incidents }));
  await hand.press(page.getByRole('button', { name: w.report, exact: true }));
  const dialog = page.getByRole('dialog');
  await hand.type(dialog.getByRole('textbox', { name: w.whatHappened }), title);
  const moment = dialog.getByRole('textbox', { name: w.discovered });
  await hand.type(moment, 'gisteren');
  await hand.press(dialog.getByRole('button', { name: w.save, exact: true }));
  await dialog.getByText(w.notAMoment).waitFor();
  await check('wrong moment');
  await hand.type(moment, written(new Date(Date.now() - 2 * 3_600_000)));
  await pick(at, dialog, w.sort, w.confidentiality);
  await pick(at, dialog, w.roleOfFirm, w.controller);
  await pick(at, dialog, w.riskOf, w.highRisk);
  await hand.press(dialog.getByRole('button', { name: w.save, exact: true }));

  // the clock runs by itself
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText(w.reportToAuthority).first().waitFor();
  await check('clock');
  const id = page.url().split('/').at(-1);
  const cycle = async (campaign) => (await api(page, `/register-rows/${id}`)).cycles.find((one) => one.campaign === campaign);
  assert.equal((await cycle('melden-ap')).state, 'open');

  // and stops when the report is recorded
  await hand.press(page.getByRole('button', { name: w.change, exact: true }));
  await hand.type(dialog.getByRole('textbox', { name: w.reportedAt }), written(new Date()));
  await hand.press(dialog.getByRole('button', { name: w.save, exact: true }));
  await until(async () => (await cycle('melden-ap')).state === 'done', 'the clock to stop');
  await page.getByRole('heading', { name: w.doneBefore }).waitFor();

  // the review is confirmed with evidence, and waits for another person
  await hand.press(page.getByRole('button', { name: w.done, exact: true }));
  await hand.press(dialog.getByRole('button', { name: w.done, exact: true }));
  await dialog.getByText(w.evidenceNeeded).waitFor();
  await hand.type(dialog.locator('textarea'), 'Besproken; adresboek opgeschoond');
  await hand.press(dialog.getByRole('button', { name: w.done, exact: true }));
  await page.getByText(w.waitsForOther).waitFor();
  await check('confirmed');
  assert.equal((await cycle('nabespreking')).state, 'checking');
  await hand.press(page.getByRole('link', { name: w.today, exact: true }));
  await page.getByRole('link', { name: new RegExp(title) }).first().waitFor();
  await check('today');

  // a dossier is offered what is owed about it, and says what is missing
  const dossier = await findDossier(page);
  await until(async () => (await api(page, `/dossiers/${dossier.id}/duties`)).items.some((one) => one.register.key === 'wwft' && one.rows.length > 0), 'the dossier to be offered its rows');
  await page.goto(`${url}/dossiers/${dossier.id}/duties`);
  const diligence = page.getByRole('region', { name: w.dueDiligence });
  await diligence.getByText(w.stillNeeded).waitFor();
  await check('duties');
  await hand.press(diligence.getByRole('link').first());
  await page.getByRole('heading', { level: 1, name: w.dueDiligence }).waitFor();
  await check('duty');
});
