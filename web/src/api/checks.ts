/** Playbooks, and documents held against them: the shapes of the API, and one typed way to each. */
import { queryOptions } from '@tanstack/react-query';
import { call, query } from './client';
import type { Approval, LibraryState } from './drafter';
import type * as api from './schema';
import type { CitationState, Id, Language, Narrow, Sent, Severity } from './types';

/** What is found of a rule, worst first. */
export type FindingVerdict = 'unacceptable' | 'review' | 'acceptable' | 'not_applicable';
export type Settlement = 'accepted_risk' | 'to_repair' | 'not_applicable';
export type ChangeKind = 'added' | 'removed' | 'better' | 'worse' | 'other_words' | 'same';
export type CheckState = 'running' | 'stopped' | 'failed' | 'open' | 'decided';
export type CheckTrouble = 'no_text' | 'refused' | 'unreadable' | 'internal';
export type ModelSays = 'unacceptable' | 'review' | 'acceptable' | 'nothing';
export type AskTrouble = 'unreachable' | 'timeout' | 'cut_off' | 'nonsense' | 'refused' | 'too_long' | 'not_asked' | 'internal';

export type Playbook = Narrow<api.Playbook, { state: LibraryState; approved: Approval | null }>;
export type RulePart = Narrow<api.RulePart, { verdict: FindingVerdict }>;
export type RuleLimit = Narrow<api.RuleLimit, { verdict: FindingVerdict; missing_is: FindingVerdict | null }>;
export type PlaybookRule = Narrow<
  api.PlaybookRule,
  { severity: Severity; absent_is: FindingVerdict; excluded_is: FindingVerdict; required: RulePart[]; forbidden: RulePart[]; limits: RuleLimit[] }
>;
export type PlaybookSeen = Playbook & {
  text: string;
  description: api.BothLanguages;
  basis: api.RuleBasisSeen[];
  facts: api.FactAsked[];
  synonyms: api.PlaybookSynonyms[];
  rules: PlaybookRule[];
  versions: Sent<api.PlaybookVersion>[];
};

export type PassageSeen = Sent<api.PassageSeen>;
export type Finding = Narrow<
  api.FindingSeen,
  {
    severity: Severity;
    verdict: FindingVerdict;
    passages: PassageSeen[];
    answer: Narrow<api.AnswerOfModel, { says: ModelSays | null; trouble: AskTrouble | null; before: FindingVerdict; language: Language; quotes: Narrow<api.QuoteOfModel, { state: CitationState; passage: PassageSeen | null }>[] }> | null;
    proposal: Narrow<api.ProposalSeen, { kind: 'insert' | 'replace' | 'delete' }> | null;
    decision: Narrow<api.SettlementSeen, { decision: Settlement }> | null;
    change: Narrow<api.ChangeSeen, { kind: ChangeKind; before: FindingVerdict | null }> | null;
  }
>;
export type CheckHead = Narrow<api.CheckHead, { state: CheckState }>;
export type Check = Narrow<api.CheckSeen, { state: CheckState; trouble: CheckTrouble | null; step: Sent<api.CheckStep> | null; questions: 'none' | 'forbidden' | 'asked'; findings: Finding[] }>;

const items = <T>(list: { items: T[] }): T[] => list.items;

export const playbooks = queryOptions({ queryKey: ['playbooks'], queryFn: ({ signal }) => call<{ items: Playbook[] }>('/playbooks', { signal }).then(items) });

export const playbook = (id: Id) => queryOptions({ queryKey: ['playbook', id], queryFn: ({ signal }) => call<PlaybookSeen>(`/playbooks/${id}`, { signal }) });

export const playbookVersion = (id: Id, number: number) =>
  queryOptions({ queryKey: ['playbook-version', id, number], queryFn: ({ signal }) => call<api.PlaybookText>(`/playbooks/${id}/versions/${number}`, { signal }).then((it) => it.text), staleTime: Infinity });

export const addPlaybook = (text: string): Promise<PlaybookSeen> => call('/playbooks', { method: 'POST', body: { text }, creation: true });

export const changePlaybook = (id: Id, text: string, revision: number): Promise<PlaybookSeen> => call(`/playbooks/${id}`, { method: 'PUT', body: { text }, revision });

export const approvePlaybook = (one: Playbook): Promise<PlaybookSeen> => call(`/playbooks/${one.id}/approve`, { method: 'POST', body: { sha256: one.sha256 }, revision: one.revision });

export const withdrawPlaybook = (one: Playbook): Promise<PlaybookSeen> => call(`/playbooks/${one.id}/withdraw`, { method: 'POST', revision: one.revision });

/** The checks of a dossier; asked for again while one of them runs. */
export const checks = (dossier: Id) =>
  queryOptions({
    queryKey: ['checks', dossier],
    queryFn: ({ signal }) => call<{ items: CheckHead[] }>(`/dossiers/${dossier}/checks`, { signal }).then(items),
    refetchInterval: (of) => (of.state.data?.some((one) => one.state === 'running') ? 2000 : false),
  });

/** A check; asked for again while it runs. */
export const check = (id: Id) =>
  queryOptions({ queryKey: ['check', id], queryFn: ({ signal }) => call<Check>(`/checks/${id}`, { signal }), refetchInterval: (of) => (of.state.data?.state === 'running' ? 700 : false) });

export const stopCheck = (id: Id): Promise<Check> => call(`/checks/${id}/stop`, { method: 'POST' });

export const startCheck = (dossier: Id, body: api.CheckAsked): Promise<Check> => call(`/dossiers/${dossier}/checks`, { method: 'POST', body, creation: true });

export const decideFinding = (of: Check, rule: string, body: { decision: Settlement | null; reason?: string }): Promise<Check> =>
  call(`/checks/${of.id}/findings/${encodeURIComponent(rule)}`, { method: 'PUT', body, revision: of.revision });

export const mendCheck = (of: Check, rules: string[]): Promise<{ redline: Id; check: Check }> => call(`/checks/${of.id}/redline`, { method: 'POST', body: { rules }, revision: of.revision });

export type ReportFormat = 'docx' | 'pdf' | 'json';

export const reportUrl = (id: Id, format: ReportFormat, language: Language): string => `/checks/${id}/report${query({ format, language })}`;
