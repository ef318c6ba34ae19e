/** A contract of 200 pages for measuring: 100,000 words in articles, members of three levels, references, citations. */
const ARTICLES = 214;
const WORDS_A_PAGE = 500;
const SENTENCE = 'De opdrachtnemer voert de werkzaamheden naar beste weten en kunnen uit en overeenkomstig de eisen van goed vakmanschap die de opdrachtgever daaraan in redelijkheid mag stellen, met inachtneming van hetgeen partijen daarover schriftelijk zijn overeengekomen, en doet de opdrachtgever van iedere omstandigheid die tot vertraging kan leiden zonder uitstel en onder opgave van redenen schriftelijk mededeling.';

/** The document, how long it is, and two lines that stand in it once: in its middle and at its end. */
export function big() {
  let made = 0;
  const id = () => `b${(made += 1).toString(36)}`;
  const text = (words) => ({ type: 'text', text: words });
  const paragraph = (...content) => ({ type: 'paragraph', attrs: { id: id() }, content });
  const member = (...content) => ({ type: 'member', attrs: { id: id() }, content });
  const members = (...list) => ({ type: 'members', attrs: { id: id() }, content: list });
  const middle = 'Dit lid staat in het midden van de overeenkomst.';
  const last = 'Dit lid staat aan het einde van de overeenkomst.';
  const ids = [];
  const article = (n) => {
    const own = id();
    const refers = ids.length > 0 ? [text(' Zie '), { type: 'reference', attrs: { target: ids[(n * 7) % ids.length] } }, text('.')] : [];
    ids.push(own);
    const list = Array.from({ length: 6 }, () => member(paragraph(text(SENTENCE))));
    list[2].content[0].content.push(...refers);
    list[4].content.push(members(member(paragraph(text(SENTENCE.slice(0, 180)))), member(paragraph(text(SENTENCE.slice(0, 120))), members(member(paragraph(text(SENTENCE.slice(0, 90))))))));
    list.push(member(paragraph({ type: 'citation', attrs: { id: id(), kind: 'law', text: 'art. 6:248 lid 1 BW', quote: null, document: null, version: null, page: null, start: null, end: null, reference: 'art. 6:248 lid 1 BW' } }, text(` is van toepassing. ${SENTENCE}`))));
    if (n === ARTICLES / 2) list.push(member(paragraph(text(middle))));
    if (n === ARTICLES) list.push(member(paragraph(text(last))));
    return { type: 'article', attrs: { id: own, clause: null }, content: [{ type: 'articleTitle', attrs: { id: id() }, content: [text(`Uitvoering van onderdeel ${n}`)] }, members(...list)] };
  };
  const document = { type: 'doc', content: [{ type: 'title', attrs: { id: id() }, content: [text('Raamovereenkomst')] }, ...Array.from({ length: ARTICLES }, (_, n) => article(n + 1))] };
  const words = JSON.stringify(document).match(/"text":"[^"]*"/g).join(' ').split(/\s+/).length;
  return { document, words, pages: Math.round(words / WORDS_A_PAGE), middle, last };
}
