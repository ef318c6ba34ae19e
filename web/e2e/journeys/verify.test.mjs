/**
 * Journey 5: every citation of an answer is opened; the right document, version and page are
 * shown, and the words that are marked are the words that are quoted. Where the place is not sure
 * nothing is marked, and the quote stands there instead.
 */
import { api, assert, env, findDossier, journey, until } from './lib.mjs';

const fold = (text) => text.normalize('NFKC').toLowerCase().replace(/\u00ad/g, '').replace(/-\s+/g, '').replace(/[“”„‟«»"]/g, '"').replace(/[’‘]/g, "'").replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

async function answered(page, dossier) {
  const { items } = await api(page, `/dossiers/${dossier}/answers?limit=50`);
  const found = items.find((one) => one.state === 'done' && one.citations.length > 0);
  if (found) return found;
  const made = await api(page, `/dossiers/${dossier}/answers`, { method: 'POST', body: JSON.stringify({ question: env.question }) });
  return until(async () => {
    const now = await api(page, `/answers/${made.id}`);
    return now.state === 'done' ? now : null;
  }, 'an answer to verify', 120_000);
}

/** The words of the text layer that lie under the marks, and how well the marks lie on the stored quads. */
function underMarks(page) {
  return page.evaluate(() => {
    const marks = [...document.querySelectorAll('[data-mark]')];
    if (marks[0]?.tagName === 'MARK') {
      return { kind: 'text', text: marks.map((mark) => [...mark.childNodes].filter((node) => node.nodeName !== 'SUP').map((node) => node.textContent).join('')).join(' '), pages: [] };
    }
    let text = '';
    const pages = [];
    for (const mark of marks) {
      const box = mark.getBoundingClientRect();
      const sheet = mark.closest('[data-page]');
      const whole = sheet.querySelector('canvas').getBoundingClientRect();
      pages.push({ page: Number(sheet.dataset.page), x: (box.x - whole.x) / whole.width, y: (box.y - whole.y) / whole.height, w: box.width / whole.width, h: box.height / whole.height });
      const layer = [...sheet.children].at(-1);
      const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange();
        let taken = '';
        for (let at = 0; at < node.data.length; at++) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const letter = range.getBoundingClientRect();
          const [x, y] = [letter.x + letter.width / 2, letter.y + letter.height / 2];
          if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) taken += node.data[at];
        }
        text += taken ? `${taken} ` : '';
      }
    }
    return { kind: 'pdf', text, pages };
  });
}

const overlap = (a, b) => {
  const w = Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x));
  const h = Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));
  return (w * h) / (a.w * a.h + b.w * b.h - w * h);
};

/** How many of the quote's words are among the marked ones, in order. */
function share(quote, marked) {
  const [wanted, have] = [fold(quote).split(' '), fold(marked).split(' ')];
  let at = 0;
  let hit = 0;
  for (const word of wanted) {
    const found = have.indexOf(word, at);
    if (found < 0) continue;
    hit += 1;
    at = found + 1;
  }
  return hit / wanted.length;
}

journey('verify', async ({ page, w, hand, mouse, check }) => {
  const dossier = await findDossier(page);
  const answer = await answered(page, dossier.id);
  await page.goto(`${env.url}/dossiers/${dossier.id}?answer=${answer.id}`);
  const ordered = [...answer.citations].sort((a, b) => a.ordinal - b.ordinal);
  await page.getByRole('button', { name: w.source }).first().waitFor();
  let sure = 0;
  for (const [index, citation] of ordered.entries()) {
    if (mouse || index === 0) await hand.press(page.locator('[data-testid=answer]').getByRole('button', { name: new RegExp(`^\\D+ ${citation.ordinal}:`) }));
    else {
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
    }
    await until(() => new URL(page.url()).searchParams.get('cite') === citation.id, `the address of citation ${citation.ordinal}`);
    const marks = await api(page, `/citations/${citation.id}/marks`);
    assert.equal(new URL(page.url()).searchParams.get('doc'), citation.document);
    if (!marks.sure) {
      await page.getByText(citation.state === 'not_found' ? w.notFound : w.unsure).first().waitFor();
      assert.equal(await page.locator('[data-mark]').count(), 0, 'nothing is marked where the place is not sure');
      continue;
    }
    sure += 1;
    const best = await until(async () => {
      const found = await underMarks(page).catch(() => null);
      return found?.text && share(citation.quote, found.text) >= 0.8 ? found : null;
    }, `the quoted words under the marks of citation ${citation.ordinal}: “${citation.quote}”`, 15_000);
    const first = page.locator('[data-mark]').first();
    assert.ok(await first.isVisible(), 'the mark is in sight');
    const place = await first.evaluate((node) => {
      const box = node.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    });
    assert.ok(place, 'the mark is within the window');
    if (best.kind === 'pdf') {
      const stored = marks.pages.flatMap((one) => one.quads.map((quad) => ({ page: one.page, ...quad })));
      for (const drawn of best.pages) {
        const iou = Math.max(...stored.filter((one) => one.page === drawn.page).map((one) => overlap(one, drawn)));
        assert.ok(iou >= 0.8, `mark on page ${drawn.page} lies on its stored place (${iou.toFixed(2)})`);
      }
    }
    if (index === 0) await check('citation open');
  }
  assert.ok(sure > 0, 'at least one citation can be marked');
  await check('last citation open');
});
