import { ENGLISH_TEMPLATES } from './default-templates-en.ts';
import { FRENCH_TEMPLATES } from './default-templates-fr.ts';
import type { NoticeKind } from './notice-kinds.ts';

/** A mail's text as people write it, in the language of `template-language.ts`. */
export interface TemplateSource {
  subject: string;
  body: string;
}

/** The texts that come with Biblio Pro. A library's own text takes the place of one. */
export const DEFAULT_TEMPLATES: Record<'fr' | 'en', Record<NoticeKind, TemplateSource>> = {
  fr: FRENCH_TEMPLATES,
  en: ENGLISH_TEMPLATES,
};
