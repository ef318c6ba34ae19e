/** How the firm stands, reports to management, evidence packs: the shapes of the API, and one typed way to each. */
import { queryOptions } from '@tanstack/react-query';
import { call, fetchFile, query } from './client';
import type * as api from './schema';
import type { Id, Narrow, Sent } from './types';

export type Light = 'green' | 'amber' | 'red';
export type FigureKind =
  | 'in_force' | 'concept' | 'suspended' | 'open' | 'soon' | 'late' | 'escalated' | 'deadline_past' | 'deadline_week' | 'incident_running'
  | 'incident_late' | 'training_expired' | 'certificate_expired' | 'control' | 'chain' | 'done' | 'done_late' | 'incident_found' | 'lacking' | 'recipient_unregistered' | 'officer'
  | 'removal_soon' | 'removal_late';

export type Figure = Narrow<api.StandingFigure, { kind: FigureKind; light: Light }>;
export type Point = Narrow<api.StandingPoint, { kind: FigureKind; light: Light }>;
export type Standing = Narrow<api.Standing, { figures: Figure[]; points: Point[] }>;
export type Report = Narrow<api.ManagementReport, { seen: Sent<api.ReportSeen>[] }>;
export type ReportDetail = Report & { figures: Figure[]; points: Point[]; sha256: string };
export type PackOffer = Narrow<api.PackOffer, { chapters: Sent<api.PackChapter>[]; key: Sent<api.PackKey> | null }>;
export type PaperFormat = 'pdf' | 'docx' | 'json';

// names come in the reader's language, so the language is part of what is asked for
export const standing = (language: string) =>
  queryOptions({ queryKey: ['accountability', 'standing', language], queryFn: ({ signal }) => call<Standing>('/accountability', { signal }) });

export const reports = queryOptions({
  queryKey: ['accountability', 'reports'],
  queryFn: ({ signal }) => call<{ items: Report[] }>('/accountability/reports', { signal }).then((list) => list.items),
});

export const report = (id: Id, language: string) =>
  queryOptions({ queryKey: ['accountability', 'reports', id, language], queryFn: ({ signal }) => call<ReportDetail>(`/accountability/reports/${id}`, { signal }) });

export const packOffer = (language: string) =>
  queryOptions({ queryKey: ['accountability', 'pack', language], queryFn: ({ signal }) => call<PackOffer>('/accountability/pack', { signal }) });

export const acknowledge = (id: Id): Promise<ReportDetail> => call(`/accountability/reports/${id}/acknowledgement`, { method: 'PUT' });

export const reportFile = (id: Id, format: PaperFormat, language: string): Promise<Blob> => fetchFile(`/accountability/reports/${id}/file${query({ format, language })}`);

export interface PackAsk {
  from: string;
  until: string;
  chapters: string[];
  language: string;
}

export const packFile = ({ chapters, ...ask }: PackAsk): Promise<Blob> => fetchFile(`/accountability/pack/file${query({ ...ask, chapters: chapters.join(',') })}`);
