/**
 * An OpenAI-compatible model for the journeys: it speaks the protocol over a real socket, streams,
 * and answers from the passages it is given by quoting them, so that its citations are true. One is
 * planted that is not: {@link FALSE_QUOTE} stands in no document.
 *
 * Asked to change a contract ({@link propose}) it returns operations, one of them on words that are
 * nowhere, and it is gullible: what a line of the document asks of a language model it tries as well.
 * To an instruction that it has no operations for it answers in prose.
 *
 * A journey holds an answer at a word of its question: `PUT /held/WORD` lets the stream of a question
 * with that word come to a stand in its middle, `DELETE /held/WORD` lets it go on. Nothing waits for
 * a clock. `PORT` (0) chooses the port on loopback; the address is printed.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

export const MODEL = 'scripted';
export const FALSE_QUOTE = 'De boete bedraagt € 98.765,00 voor ieder uur vertraging';

const NO_SUPPORT = 'GEEN_STEUN';
const PIECE = 11;
const SOURCES = 3;

const WORDS = {
  nl: { first: 'Uit de stukken blijkt het volgende.', each: (n) => `${['Ten eerste', 'Ten tweede', 'Ten derde'][n]} staat in de stukken hoe het zit.`, planted: 'Volgens een ander stuk ligt het bedrag hoger.' },
  en: { first: 'The documents show the following.', each: (n) => `${['First', 'Second', 'Third'][n]}, the documents say how it stands.`, planted: 'Another document gives a higher amount.' },
};

/** The passages and the question, as the assistant fences them. */
export function understand(messages) {
  const said = (role) => messages.filter((one) => one.role === role).map((one) => one.content).join('\n');
  const user = said('user');
  const passages = [...user.matchAll(/<(data-[0-9a-f]{16}) n="(\d+)">\n\[(.*), (\d+)\]\n([\s\S]*?)\n<\/\1>/g)]
    .map(([, , number, document, page, text]) => ({ number: Number(number), document, page: Number(page), text }));
  const question = /<(data-[0-9a-f]{16}-question)>\n([\s\S]*?)\n<\/\1>/.exec(user)?.[2] ?? '';
  return { passages, question, language: said('system').startsWith('You are') ? 'en' : 'nl' };
}

const wordsOf = (text) => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);

/** The sentence of a passage that holds most words of the question, with how many. */
function best(question, passage) {
  const wanted = wordsOf(question);
  const sentences = passage.text.split(/(?<=[.;:])\s+(?=\p{Lu})|\n{2,}/u).map((text) => text.replace(/\s+/g, ' ').trim());
  const rated = sentences.filter((text) => text.length > 25 && !/[[\]|]/.test(text))
    .map((text) => ({ text, worth: [...wordsOf(text)].filter((word) => wanted.has(word)).length }));
  return rated.sort((a, b) => b.worth - a.worth)[0];
}

/** The instruction and the numbered lines of a document, as the drafter fences them; none in other conversations. */
export function understandRedline(messages) {
  const user = messages.filter((one) => one.role === 'user').map((one) => one.content).join('\n');
  const found = /^<(data-[0-9a-f]{16})-opdracht>\n([\s\S]*?)\n<\/\1-opdracht>\n\n<\1>\n([\s\S]*)<\/\1>$/.exec(user);
  if (!found) return null;
  const lines = [...found[3].matchAll(/^\[(\d+)\] (.*)$/gm)].map(([, number, text]) => ({ paragraph: Number(number), text }));
  return { instruction: found[2], lines };
}

/** What makes a liability mutual, by what a line says: the words it applies to, and the operation on them. */
const MUTUAL = [
  [/dagen na de factuurdatum/, { op: 'comment', text: 'Past deze termijn bij de wederkerigheid?', severity: 'low' }],
  [/\S+ is niet aansprakelijk voor schade van \S+\./, { op: 'replace', text: 'Geen van partijen is aansprakelijk voor gevolgschade van de ander.', severity: 'high' }],
  [/aanspraken van derden/, { op: 'insert', text: ', en omgekeerd', severity: 'high' }],
  [/^Artikel \d+ Geheimhouding$/, { op: 'insert_paragraphs', text: 'De geheimhouding geldt voor beide partijen.', severity: 'medium' }, ''],
  [/\S+ mag schade verhalen/, { op: 'replace', text: 'Iedere partij mag schade verhalen', severity: 'medium' }],
];

/** The answer to an instruction: a list of operations, or prose. */
export function propose({ instruction, lines }) {
  if (!/wederkerig|mutual/i.test(instruction)) return 'Dat doe ik liever niet; zullen we het over iets anders hebben?';
  const made = lines.flatMap(({ paragraph, text }) => MUTUAL.flatMap(([pattern, operation, find]) => {
    const words = pattern.exec(text)?.[0];
    return words === undefined ? [] : [{ paragraph, find: find ?? words, reason: 'Maakt de aansprakelijkheid wederkerig.', ...operation }];
  }));
  const nowhere = { op: 'replace', paragraph: lines[0]?.paragraph ?? 0, find: 'beperkt tot € 98.765,00 per gebeurtenis', text: 'onbeperkt' };
  const told = lines.filter(({ text }) => /taalmodel|language model/i.test(text)).map(({ paragraph, text }) => ({ op: 'accept_all', paragraph, text }));
  return `Natuurlijk, dit stel ik voor:\n${JSON.stringify([...made, nowhere, ...told])}`;
}

/** What is answered: before the middle, and after. */
export function answer({ passages, question, language }) {
  const found = passages.map((passage) => ({ passage, ...best(question, passage) })).filter((one) => one.worth > 0)
    .sort((a, b) => b.worth - a.worth).slice(0, SOURCES);
  if (found.length === 0) return [NO_SUPPORT, ''];
  const w = WORDS[language];
  const cited = found.map(({ passage, text }, n) => `${w.each(n)}[[${passage.number}|${text.split(' ').slice(0, 40).join(' ')}]]`);
  const [first, ...others] = cited;
  return [`${w.first}\n\n${first} `, [...others, `${w.planted}[[${found[0].passage.number}|${FALSE_QUOTE}]]`].join(' ')];
}

class Holds {
  #held = new Map();

  add(word) {
    let open;
    const opened = new Promise((resolve) => (open = resolve));
    this.#held.set(word, { open, opened });
  }

  release(word) {
    this.#held.get(word)?.open();
    this.#held.delete(word);
  }

  async wait(question) {
    for (const [word, { opened }] of this.#held) if (question.includes(word)) await opened;
  }
}

async function stream(holds, request, response) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const { messages } = JSON.parse(Buffer.concat(parts).toString('utf8'));
  const redline = understandRedline(messages);
  const asked = redline ? { question: redline.instruction } : understand(messages);
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const gone = once(response, 'close');
  const say = (body) => response.write(`data: ${JSON.stringify(body)}\n\n`);
  const write = (text) => {
    for (let at = 0; at < text.length; at += PIECE) say({ choices: [{ index: 0, delta: { content: text.slice(at, at + PIECE) } }] });
  };
  const [before, after] = redline ? [propose(redline), ''] : answer(asked);
  write(before);
  await Promise.race([holds.wait(asked.question), gone]);
  if (response.closed) return;
  write(after);
  say({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: { prompt_tokens: 1, completion_tokens: 1 } });
  response.end('data: [DONE]\n\n');
}

async function handle(holds, request, response) {
  const at = `${request.method} ${request.url}`;
  const held = /^(PUT|DELETE) \/held\/(\w+)$/.exec(at);
  if (at === 'POST /v1/chat/completions') return stream(holds, request, response);
  if (held) held[1] === 'PUT' ? holds.add(held[2]) : holds.release(held[2]);
  const known = held || at === 'GET /v1/models';
  response.writeHead(known ? 200 : 404, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ data: [{ id: MODEL }] }));
}

export async function start(port = 0) {
  const holds = new Holds();
  const server = createServer((request, response) => void handle(holds, request, response).catch(() => response.destroy()));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await start(Number(process.env.PORT ?? 0));
  process.stdout.write(`${url}\n`);
}
