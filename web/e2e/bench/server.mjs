/** The imitation of the API with the long text in it, for {@link ./typing.mjs}. */
import { parentPort } from 'node:worker_threads';
import { start } from '../mock/serve.mjs';
import { beginText } from '../mock/text.mjs';
import { big } from './document.mjs';

const { url, state } = await start({ signedIn: true });
beginText(state, state.drafts.find((one) => one.id === 'dr1'), big().document);
parentPort.postMessage(url);
