import { Type, type Static } from 'typebox';
import { RecordReferenceSchema } from '../circulation/shapes.schema.ts';
import { OneOf } from '../platform/schema.ts';

const BranchId = Type.Optional(Type.Integer({ minimum: 1, description: 'One branch; without it the whole library' }));

export const DashboardQuery = Type.Object(
  { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: 30 })), branchId: BranchId },
  { additionalProperties: false },
);

/** How long loans are overdue, in days. */
export const OVERDUE_BUCKETS = ['1-7', '8-30', '31-90', '91+'] as const;

export const DashboardSchema = Type.Object(
  {
    today: Type.Object(
      {
        checkouts: Type.Integer(),
        returns: Type.Integer(),
        renewals: Type.Integer(),
        newPatrons: Type.Integer(),
      },
      { description: 'Since midnight, at each branch’s own clock' },
    ),
    openLoans: Type.Integer(),
    overdueLoans: Type.Integer(),
    holdsWaiting: Type.Integer({ description: 'In a queue or on the way to the pickup branch' }),
    holdsReady: Type.Integer(),
    loansByDay: Type.Array(Type.Object({ day: Type.String(), checkouts: Type.Integer(), returns: Type.Integer() }), {
      description: 'Every day of the period up to today, by each branch’s own clock',
    }),
    overdueByAge: Type.Array(Type.Object({ bucket: OneOf(OVERDUE_BUCKETS), count: Type.Integer() })),
    mostBorrowed: Type.Array(Type.Object({ record: RecordReferenceSchema, count: Type.Integer() })),
    loansByCategory: Type.Array(Type.Object({ categoryId: Type.Integer(), count: Type.Integer() })),
    loansByKind: Type.Array(Type.Object({ kind: RecordReferenceSchema.properties.kind, count: Type.Integer() })),
  },
  { $id: 'Dashboard' },
);
export type Dashboard = Static<typeof DashboardSchema>;
