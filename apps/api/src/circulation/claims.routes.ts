import { Type } from 'typebox';
import type { Actor } from '../platform/auth/actor.ts';
import { ANY_BRANCH, branchOf } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { claimReturned, declareLost, declareMissing, withdrawClaim } from './claims.service.ts';
import { findLoanRow } from './loans.queries.ts';
import { LoanChangeSchema, LoanRemarkSchema, type LoanChange } from './loans.schema.ts';

const tags = ['Circulation'];
const said = { permission: 'circulation.desk', branch: ANY_BRANCH } as const;

type Change = (context: AppContext, actor: Actor, remark: { loanId: number; comment?: string }) => Promise<LoanChange>;

/** Routes for loans whose reader says that they do not have the copy. */
export function registerClaimRoutes(app: App, context: AppContext): void {
  const response = { 200: Ref(LoanChangeSchema) };
  const body = Type.Optional(LoanRemarkSchema);

  // What a reader says is heard at any desk; what they are charged or let off is for where it was lent.
  const whereLent = branchOf('the branch of the loan', async (id) => {
    const loan = await findLoanRow(context.db, id);
    return loan === undefined ? [] : [loan.branchId];
  });
  const charged = { permission: 'circulation.desk', branch: whereLent } as const;

  const post = (
    config: typeof said | typeof charged,
    path: string,
    operationId: string,
    summary: string,
    change: Change,
  ) =>
    app.post(
      `/api/v1/loans/:id/${path}`,
      { config, schema: { operationId, tags, summary, params: IdParams, body, response } },
      (request) => change(context, request.actor, { ...request.body, loanId: request.params.id }),
    );

  post(
    said,
    'claim',
    'claimReturned',
    'The reader says that they returned it: it is not renewed, nor lost by itself',
    claimReturned,
  );
  post(
    charged,
    'lost',
    'declareLost',
    'Declare the copy lost and charge its reader by the policies; the loan stays open',
    declareLost,
  );

  app.delete(
    '/api/v1/loans/:id/claim',
    {
      config: said,
      schema: {
        operationId: 'withdrawClaim',
        tags,
        summary: 'The reader has it after all: an ordinary loan again',
        params: IdParams,
        response,
      },
    },
    (request) => withdrawClaim(context, request.actor, { loanId: request.params.id }),
  );

  app.post(
    '/api/v1/loans/:id/missing',
    {
      config: { permission: 'circulation.override', branch: whereLent },
      schema: {
        operationId: 'declareMissing',
        tags,
        summary: 'Believe a claim: end the loan without charge, the copy counts as lost by the library',
        params: IdParams,
        body: LoanRemarkSchema,
        response,
      },
    },
    (request) => declareMissing(context, request.actor, { ...request.body, loanId: request.params.id }),
  );
}
