import type { FastifyRequest } from 'fastify';
import { problem, type Problem } from '../errors.ts';
import { isAllowedAt, type Actor } from './actor.ts';
import type { Permission } from './permissions.ts';

/** A branch, or the library as a whole. */
export type Place = number | null;

/** Where the permission of a route must hold: the places that a request is about. */
export interface BranchRule {
  /** For people and for the contract. */
  name: string;
  /** All of these; none means that the permission at any branch will do. Whatever does not exist is left to the handler. */
  find: (request: FastifyRequest) => readonly Place[] | Promise<readonly Place[]>;
}

/** What a reader may ask at any desk, and what staff of any branch must be able to look up. */
export const ANY_BRANCH: BranchRule = { name: 'any branch', find: () => [] };

/** What concerns all branches alike. */
export const WHOLE_LIBRARY: BranchRule = { name: 'the whole library', find: () => [null] };

/** The desk where something is done: the branch that the body names, else the actor's own. */
export const DESK: BranchRule = {
  name: 'the desk',
  find: ({ body, actor }) => {
    const branchId = valueOf(body, 'branchId') ?? actor.branchId;
    if (branchId === null) throw problem('branch_required');
    return [branchId];
  },
};

/** The branch that a query asks for; without one it asks for all. */
export const ASKED_BRANCH = askedBranch('branchId');

/** The branch that a query asks for by a name of its own. */
export function askedBranch(name: string): BranchRule {
  return { name: 'the branch asked for', find: ({ query }) => [valueOf(query, name)] };
}

/** What is asked about one reader or title may be asked at any branch; for all else another rule holds. */
export function anyBranchWith(names: readonly string[], otherwise: BranchRule): BranchRule {
  return {
    name: `any branch with ${names.join(' or ')}, else ${otherwise.name}`,
    find: (request) => (names.some((name) => valueOf(request.query, name) !== null) ? [] : otherwise.find(request)),
  };
}

/** The branch in the body; `null` there is the whole library. */
export const BRANCH_OF_BODY: BranchRule = {
  name: 'the branch in the body',
  find: ({ body }) => [valueOf(body, 'branchId')],
};

/** The branch that the address names. */
export const BRANCH_OF_ADDRESS: BranchRule = { name: 'the branch in the address', find: (request) => [idOf(request)] };

/** The branches of what the address names by its id. */
export function branchOf(name: string, find: (id: number) => Promise<readonly Place[]>): BranchRule {
  return { name, find: (request) => find(idOf(request)) };
}

/** Several rules that all must be met. */
export function both(one: BranchRule, other: BranchRule): BranchRule {
  return {
    name: `${one.name} and ${other.name}`,
    find: async (request) => [...(await one.find(request)), ...(await other.find(request))],
  };
}

/** Places of which one will do. */
export function oneOf(permission: Permission, { name, find }: BranchRule): BranchRule {
  return {
    name,
    find: async (request) => {
      const places = await find(request);
      const allowed = places.find((place) => isAllowedAt(request.actor, permission, place));
      return allowed === undefined ? places.slice(0, 1) : [allowed];
    },
  };
}

/** The `id` in the address of a request. */
export function idOf({ params }: FastifyRequest): number {
  return (params as { id: number }).id;
}

/** A whole number of a validated body or query; `null` where there is none. */
export function valueOf(part: unknown, name: string): number | null {
  return (part as Record<string, number | null | undefined> | null | undefined)?.[name] ?? null;
}

/** Why an actor who has a permission somewhere does not have it at all of these places, if so. */
export function refusalAt(actor: Actor, permission: Permission, places: readonly Place[]): Problem | undefined {
  const refused = places.find((place) => !isAllowedAt(actor, permission, place));
  if (refused === undefined) return undefined;
  const branchIds = [...(actor.limits.get(permission) ?? [])];
  return refused === null
    ? problem('forbidden_for_library', { permission, branchIds })
    : problem('forbidden_at_branch', { permission, branchId: refused, branchIds });
}
