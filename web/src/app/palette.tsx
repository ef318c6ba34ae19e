/** Quick open: the dossiers and the actions of this page, by typing a few letters. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Collection, Header, Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { dossiers } from '../api/queries';
import type { DossierRow } from '../api/types';
import { useTexts } from '../i18n/language';
import { Kbd, classes } from '../ui/parts';
import { caps, useAllActions } from './keys';
import ui from '../ui/ui.module.css';
import s from './shell.module.css';

interface Item {
  id: string;
  name: string;
  hint?: string | undefined;
  keys?: string | undefined;
  run: () => void;
}

interface Section {
  id: string;
  name: string;
  items: Item[];
}

export function Palette(props: { onClose: () => void }) {
  const t = useTexts();
  const [words, setWords] = useState('');
  const sections = useSections(words, props.onClose);
  return (
    <ModalOverlay className={ui.veil ?? ''} isDismissable isOpen onOpenChange={(open) => !open && props.onClose()}>
      <Modal className={classes(ui.sheet, s.palette)}>
        <Dialog aria-label={t.palette.title} className={ui.dialog ?? ''}>
          <Autocomplete inputValue={words} onInputChange={setWords}>
            <SearchField aria-label={t.palette.title} className={s.paletteInput ?? ''} autoFocus>
              <Input className={ui.input ?? ''} placeholder={t.palette.placeholder} />
            </SearchField>
            <div className={s.paletteList} tabIndex={0} role="group" aria-label={t.palette.title}>
            <Menu
              aria-label={t.palette.title}
              className={s.paletteMenu ?? ''}
              items={sections}
              renderEmptyState={() => <p className={s.paletteEmpty}>{t.palette.nothing}</p>}
            >
              {(section: Section) => (
                <MenuSection id={section.id}>
                  <Header className={ui.optionHead ?? ''}>{section.name}</Header>
                  <Collection items={section.items}>
                    {(item: Item) => (
                      <MenuItem id={item.id} textValue={item.name} className={ui.option ?? ''} onAction={item.run}>
                        <span>
                          {item.name}
                          {item.hint && <small>{item.hint}</small>}
                        </span>
                        {item.keys && <Kbd>{caps(item.keys).join(' ')}</Kbd>}
                      </MenuItem>
                    )}
                  </Collection>
                </MenuSection>
              )}
            </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useSections(words: string, close: () => void): Section[] {
  const t = useTexts();
  const navigate = useNavigate();
  const asked = useDeferredValue(words.trim().replace(/^[@>]/, ''));
  const onlyActions = words.startsWith('>');
  const onlyDossiers = words.startsWith('@');
  const found = useInfiniteQuery(dossiers({ q: asked }, asked ? 20 : 6));
  const actions = useAllActions().filter((action) => !action.hidden && fits(action.label, asked));
  const done = (run: () => void) => () => {
    close();
    run();
  };
  const open = (row: DossierRow): Item => ({
    id: `dossier-${row.id}`,
    name: row.name,
    hint: [row.number, row.client].filter(Boolean).join(' · '),
    run: done(() => void navigate({ to: '/dossiers/$dossier', params: { dossier: row.id } })),
  });
  const asItem = (action: (typeof actions)[number]): Item => ({ id: `action-${action.id}`, name: action.label, keys: action.keys, run: done(action.run) });
  const sections: Section[] = [];
  const add = (id: string, name: string, items: Item[]) => items.length > 0 && sections.push({ id: `section-${id}`, name, items });
  if (!onlyActions) add('dossiers', asked ? t.palette.dossiers : t.palette.recent, (found.data?.pages ?? []).flatMap((page) => page.items).map(open));
  if (!onlyDossiers) {
    add('here', t.palette.here, actions.filter((action) => !action.global).map(asItem));
    add('go', t.palette.go, actions.filter((action) => action.global).map(asItem));
    if (asked.length > 1) {
      add('find', t.nav.search, [{ id: 'find', name: t.palette.searchFor(asked), run: done(() => void navigate({ to: '/search', search: { q: asked } })) }]);
    }
  }
  return sections;
}

const fits = (label: string, words: string): boolean => label.toLowerCase().includes(words.toLowerCase());
