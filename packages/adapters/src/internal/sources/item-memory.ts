import type { SourceDraft } from './source';
import { itemId } from './source-item';
import { storyIndex } from './story-index';

/** What is known of a draft. */
export type Novelty =
  /** Something new; `revises` is the id of what the source said under the same guid before. */
  | { readonly type: 'new'; readonly revises: string | undefined }
  /** The source says again what it said. */
  | { readonly type: 'repeated' }
  /** Another headline told the story. */
  | { readonly type: 'same-story' };

/** Contents that are remembered of one guid: more than a feed has items. */
const mostHashes = 256;

/** Remembers what was said, so that nothing is taken twice. */
export interface ItemMemory {
  judge(source: string, draft: SourceDraft, hash: string, timeMs: number): Novelty;
}

export interface ItemMemoryOptions {
  readonly sameStory: number;
  readonly storyWindowMs: number;
  /** Guids that are remembered, the ones last seen. */
  readonly maximumKnown: number;
}

/**
 * Remembers by guid and by story.
 *
 * A guid with the same content is a repetition, as is one whose headline tells the same story as something of the last `storyWindowMs`. A
 * guid whose content has changed to another story, or that has no headline, is new and says what it revises: a correction counts, and a
 * feed that gives all its items one guid loses none. Without a guid, the content's hash stands for it.
 */
export const itemMemory = ({ sameStory, storyWindowMs, maximumKnown }: ItemMemoryOptions): ItemMemory => {
  /** From source and guid to the hashes that were seen under it. What is seen again moves to the end. */
  const known = new Map<string, string[]>();
  const stories = storyIndex(sameStory, storyWindowMs);

  return {
    judge: (source, draft, hash, timeMs) => {
      const key = `${source}\n${draft.guid ?? hash}`;
      const hashes = known.get(key) ?? [];
      known.delete(key);
      known.set(key, hashes);
      if (known.size > maximumKnown) known.delete(known.keys().next().value as string);
      if (hashes.includes(hash)) return { type: 'repeated' };
      const before = hashes.at(-1);
      hashes.push(hash);
      if (hashes.length > mostHashes) hashes.shift();
      if (draft.text !== undefined && stories.isKnown(draft.text, timeMs)) {
        return before === undefined ? { type: 'same-story' } : { type: 'repeated' };
      }
      return { type: 'new', revises: before === undefined ? undefined : itemId(source, before) };
    },
  };
};
