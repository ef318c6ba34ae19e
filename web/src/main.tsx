import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { applyTheme } from './app/theme';
import { firstLanguage, loadTexts } from './i18n/language';

applyTheme();
const language = firstLanguage();
const root = document.getElementById('root');
if (root) {
  const texts = await loadTexts(language);
  createRoot(root).render(
    <StrictMode>
      <App first={{ language, texts }} />
    </StrictMode>,
  );
}
