/** The addresses of the application. Everything but the frame is loaded when it is opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Loading } from '../ui/parts';
import { NotFound, Trouble } from './states';
import { Shell } from './shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Trouble });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

const positive = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

const whole = (value: unknown): number | undefined => (value === 0 || value === '0' ? 0 : positive(value));

/** A stretch of a document's text: `spot.ts` says what it means. */
const stretch = (raw: Record<string, unknown>) => ({ version: text(raw.version), page: positive(raw.page), from: whole(raw.from), to: positive(raw.to) });

/** Leaves out what is not set, so that addresses stay short. */
function only<T extends Record<string, unknown>>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as never;
}

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/today/today'), 'Today'),
});

const dossiers = createRoute({
  getParentRoute: () => root,
  path: '/dossiers',
  validateSearch: (raw: Record<string, unknown>) =>
    only({ q: text(raw.q), state: text(raw.state), field: text(raw.field), responsible: text(raw.responsible), new: raw.new ? true : undefined }),
  component: lazyRouteComponent(() => import('../features/dossier/list'), 'DossierList'),
});

const dossier = createRoute({
  getParentRoute: () => root,
  path: '/dossiers/$dossier',
  component: lazyRouteComponent(() => import('../features/dossier/page'), 'DossierPage'),
});

/** What is open on the dossier's bench: a document at a page, or at a stretch of its text; an answer, one of its citations. */
const bench = createRoute({
  getParentRoute: () => dossier,
  path: '/',
  validateSearch: (raw: Record<string, unknown>) =>
    only({ doc: text(raw.doc), answer: text(raw.answer), cite: text(raw.cite), ...stretch(raw) }),
  component: lazyRouteComponent(() => import('../features/dossier/bench'), 'Bench'),
});

const overview = createRoute({
  getParentRoute: () => dossier,
  path: '/overview',
  component: lazyRouteComponent(() => import('../features/dossier/overview'), 'Overview'),
});

/** A Word document reviewed: its tracked changes, and what is proposed; opened at a stretch of its text. */
const review = createRoute({
  getParentRoute: () => dossier,
  path: '/documents/$document/review',
  validateSearch: (raw: Record<string, unknown>) => only({ redline: text(raw.redline), ...stretch(raw) }),
  component: lazyRouteComponent(() => import('../features/review/review'), 'Review'),
});

/** Two versions of Word documents of a dossier side by side, opened at a stretch of the right one. */
const compare = createRoute({
  getParentRoute: () => dossier,
  path: '/compare',
  validateSearch: (raw: Record<string, unknown>) => only({ old: text(raw.old), old_version: text(raw.old_version), new: text(raw.new), new_version: text(raw.new_version), page: positive(raw.page), from: whole(raw.from), to: positive(raw.to) }),
  component: lazyRouteComponent(() => import('../features/compare/compare'), 'Compare'),
});

/** The legal references of a version of a document, checked about a day. */
const checkReferences = createRoute({
  getParentRoute: () => dossier,
  path: '/documents/$document/references',
  validateSearch: (raw: Record<string, unknown>) => only({ version: text(raw.version), on: text(raw.on) }),
  component: lazyRouteComponent(() => import('../features/law/check'), 'CheckReferences'),
});

/** A provision of law, on a day. */
const provision = createRoute({
  getParentRoute: () => root,
  path: '/law/provisions/$law/$article',
  validateSearch: (raw: Record<string, unknown>) => only({ on: text(raw.on) }),
  component: lazyRouteComponent(() => import('../features/law/pages'), 'ProvisionPage'),
});

/** A decision, at a consideration. */
const decision = createRoute({
  getParentRoute: () => root,
  path: '/law/decisions/$ecli',
  validateSearch: (raw: Record<string, unknown>) => only({ at: text(raw.at) ?? (typeof raw.at === 'number' ? String(raw.at) : undefined) }),
  component: lazyRouteComponent(() => import('../features/law/pages'), 'DecisionPage'),
});

const draftList = createRoute({
  getParentRoute: () => dossier,
  path: '/drafts',
  component: lazyRouteComponent(() => import('../features/draft/list'), 'DraftList'),
});

const gallery = createRoute({
  getParentRoute: () => dossier,
  path: '/drafts/new',
  component: lazyRouteComponent(() => import('../features/draft/gallery'), 'Gallery'),
});

const draft = createRoute({
  getParentRoute: () => dossier,
  path: '/drafts/$draft',
  component: lazyRouteComponent(() => import('../features/draft/interview'), 'DraftPage'),
});

/** The text of a draft, written in the editor. */
const draftText = createRoute({
  getParentRoute: () => dossier,
  path: '/drafts/$draft/text',
  component: lazyRouteComponent(() => import('../features/text/text'), 'TextPage'),
});

const compareText = createRoute({
  getParentRoute: () => dossier,
  path: '/drafts/$draft/compare',
  validateSearch: (raw: Record<string, unknown>) => only({ left: text(raw.left), right: text(raw.right) }),
  component: lazyRouteComponent(() => import('../features/text/compare'), 'CompareTexts'),
});

const checkList = createRoute({
  getParentRoute: () => dossier,
  path: '/checks',
  component: lazyRouteComponent(() => import('../features/check/list'), 'CheckList'),
});

/** A document held against a playbook; opened at the finding of a rule. */
const check = createRoute({
  getParentRoute: () => dossier,
  path: '/checks/$check',
  validateSearch: (raw: Record<string, unknown>) => only({ rule: text(raw.rule) }),
  component: lazyRouteComponent(() => import('../features/check/check'), 'CheckPage'),
});

/** The names of a dossier beside the lists of sanctions. */
const sanctions = createRoute({
  getParentRoute: () => dossier,
  path: '/sanctions',
  component: lazyRouteComponent(() => import('../features/sanction/page'), 'SanctionsPage'),
});

const screening = createRoute({
  getParentRoute: () => dossier,
  path: '/sanctions/$screening',
  component: lazyRouteComponent(() => import('../features/sanction/earlier'), 'EarlierScreening'),
});

const deadlineList = createRoute({
  getParentRoute: () => dossier,
  path: '/deadlines',
  component: lazyRouteComponent(() => import('../features/deadline/list'), 'DeadlineList'),
});

/** What is owed about a dossier, in the registers that are kept by dossier. */
const duties = createRoute({
  getParentRoute: () => dossier,
  path: '/duties',
  component: lazyRouteComponent(() => import('../features/register/owed'), 'DossierDuties'),
});

/** The library of the firm: templates, clauses and playbooks. */
const drafting = createRoute({
  getParentRoute: () => root,
  path: '/drafting',
  component: lazyRouteComponent(() => import('../features/library/library'), 'Library'),
});

const templates = createRoute({
  getParentRoute: () => drafting,
  path: '/',
  component: lazyRouteComponent(() => import('../features/library/templates'), 'Templates'),
});

const clauses = createRoute({
  getParentRoute: () => drafting,
  path: '/clauses',
  component: lazyRouteComponent(() => import('../features/library/clauses'), 'Clauses'),
});

const template = createRoute({
  getParentRoute: () => root,
  path: '/drafting/templates/$template',
  component: lazyRouteComponent(() => import('../features/library/template'), 'TemplatePage'),
});

const newClause = createRoute({
  getParentRoute: () => root,
  path: '/drafting/clauses/new',
  component: lazyRouteComponent(() => import('../features/library/clause'), 'NewClause'),
});

const clause = createRoute({
  getParentRoute: () => root,
  path: '/drafting/clauses/$clause',
  component: lazyRouteComponent(() => import('../features/library/clause'), 'ClausePage'),
});

/** The registers of the firm's own duties. */
const registers = createRoute({
  getParentRoute: () => root,
  path: '/registers',
  component: lazyRouteComponent(() => import('../features/register/list'), 'Registers'),
});

const standing = createRoute({
  getParentRoute: () => root,
  path: '/standing',
  component: lazyRouteComponent(() => import('../features/accountability/standing'), 'StandingPage'),
});

const register = createRoute({
  getParentRoute: () => root,
  path: '/registers/$register',
  validateSearch: (raw: Record<string, unknown>) => only({ about: text(raw.about) }),
  component: lazyRouteComponent(() => import('../features/register/register'), 'RegisterPage'),
});

const registerRow = createRoute({
  getParentRoute: () => root,
  path: '/registers/$register/$row',
  validateSearch: (raw: Record<string, unknown>) => only({ edit: raw.edit ? true : undefined }),
  component: lazyRouteComponent(() => import('../features/register/row'), 'RowPage'),
});

const playbooks = createRoute({
  getParentRoute: () => drafting,
  path: '/playbooks',
  component: lazyRouteComponent(() => import('../features/library/playbooks'), 'Playbooks'),
});

const newPlaybook = createRoute({
  getParentRoute: () => root,
  path: '/drafting/playbooks/new',
  component: lazyRouteComponent(() => import('../features/library/playbook'), 'NewPlaybook'),
});

const playbook = createRoute({
  getParentRoute: () => root,
  path: '/drafting/playbooks/$playbook',
  component: lazyRouteComponent(() => import('../features/library/playbook'), 'PlaybookPage'),
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (raw: Record<string, unknown>) => only({ q: text(raw.q) }),
  component: lazyRouteComponent(() => import('../features/search/search'), 'SearchPage'),
});

/** The tests, or one's attempt at one. */
const training = createRoute({
  getParentRoute: () => root,
  path: '/training',
  validateSearch: (raw: Record<string, unknown>) => only({ attempt: text(raw.attempt) }),
  component: lazyRouteComponent(() => import('../features/training/training'), 'TrainingPage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/account'), 'Account'),
});

const walls = createRoute({
  getParentRoute: () => root,
  path: '/admin/walls',
  component: lazyRouteComponent(() => import('../features/wall/walls'), 'Walls'),
});

export const router = createRouter({
  routeTree: root.addChildren([today, dossiers, dossier.addChildren([bench, overview, review, compare, checkReferences, draftList, gallery, draft, draftText, compareText, checkList, check, sanctions, screening, deadlineList, duties]), drafting.addChildren([templates, clauses, playbooks]), template, newClause, clause, newPlaybook, playbook, provision, decision, registers, standing, register, registerRow, training, search, account, walls]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: Trouble,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
