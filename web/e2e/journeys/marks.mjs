/** What is marked on the page that is open, to be compared with what is quoted. */
import { api, assert, until } from './lib.mjs';

const fold = (text) => text.normalize('NFKC').toLowerCase().replace(/\u00ad/g, '').replace(/-\s+/g, '').replace(/[“”„‟«»"]/g, '"').replace(/[’‘]/g, "'").replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** The words of the text layer that lie under the marks, and how well the marks lie on the stored quads. */
export function underMarks(page) {
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

export const overlap = (a, b) => {
  const w = Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x));
  const h = Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));
  return (w * h) / (a.w * a.h + b.w * b.h - w * h);
};

/** How many of the quote's words are among the marked ones, in order. */
export function share(quote, marked) {
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

/**
 * Opens a citation with the hand and compares what is shown with what is quoted. Gives whether its
 * place is sure; if not, nothing may be marked and the quote stands beside the document.
 */
export async function openCitation({ page, w, hand, mouse }, citation, index) {
  if (mouse || index === 0) await hand.press(page.locator('[data-testid=answer]').getByRole('button', { name: new RegExp(`^\\D+ ${citation.ordinal}:`) }));
  else {
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
  }
  await until(() => new URL(page.url()).searchParams.get('cite') === citation.id, `the address of citation ${citation.ordinal}`);
  assert.equal(new URL(page.url()).searchParams.get('doc'), citation.document);
  const marks = await api(page, `/citations/${citation.id}/marks`);
  if (!marks.sure) {
    await page.getByRole('note').filter({ hasText: citation.state === 'not_found' ? w.notFound : w.unsure }).filter({ hasText: citation.quote }).waitFor();
    assert.equal(await page.locator('[data-mark]').count(), 0, 'nothing is marked where the place is not sure');
    return false;
  }
  const best = await until(async () => {
    const found = await underMarks(page).catch(() => null);
    return found?.text && share(citation.quote, found.text) >= 0.8 ? found : null;
  }, `the quoted words under the marks of citation ${citation.ordinal}: “${citation.quote}”`, 15_000);
  const inside = await page.locator('[data-mark]').first().evaluate((node) => {
    const box = node.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
  });
  assert.ok(inside, 'the mark is within the window');
  const stored = marks.pages.flatMap((one) => one.quads.map((quad) => ({ page: one.page, ...quad })));
  for (const drawn of best.pages) {
    const iou = Math.max(...stored.filter((one) => one.page === drawn.page).map((one) => overlap(one, drawn)));
    assert.ok(iou >= 0.8, `mark on page ${drawn.page} lies on its stored place (${iou.toFixed(2)})`);
  }
  return true;
}
