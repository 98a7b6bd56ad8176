import { Type, type Static } from 'typebox';
import { Nullable } from '../platform/schema.ts';

const CreatedAt = Type.String({ description: 'When its address was made' });

export const OwnCalendarFeedSchema = Type.Object(
  { feed: Nullable(Type.Object({ createdAt: CreatedAt })) },
  { $id: 'OwnCalendarFeed', description: '`feed` is null for a reader without one' },
);

export const NewCalendarFeedSchema = Type.Object(
  {
    createdAt: CreatedAt,
    path: Type.String({ description: 'Its secret address on this server; it is told this once' }),
  },
  { $id: 'NewCalendarFeed' },
);
export type NewCalendarFeed = Static<typeof NewCalendarFeedSchema>;

/** Only the form of a secret is worth a look into the database. */
export const FeedParams = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) });
