import type { ItemStatus, ItemSummary, NewItem } from '../api-types';
import { orNull } from '../forms/values';
import { parseMoney } from '../ui/money-pipe';

export const itemStatuses: readonly ItemStatus[] = [
  'available',
  'not_for_loan',
  'damaged',
  'lost',
  'withdrawn',
  'claimed_returned',
];

/** A copy as the form holds it. */
export interface ItemDraft {
  barcode: string;
  itemTypeId: string;
  homeBranchId: string;
  status: ItemStatus;
  location: string;
  callNumber: string;
  volume: string;
  /** As typed, in the library's currency: `12,50`. */
  price: string;
  note: string;
}

/** @param currency ISO 4217 code, for the price's decimals */
export function draftOfItem(item: ItemSummary, currency: string, language: string): ItemDraft {
  return {
    barcode: item.barcode,
    itemTypeId: String(item.itemTypeId),
    homeBranchId: String(item.homeBranchId),
    status: item.status,
    location: item.location ?? '',
    callNumber: item.callNumber ?? '',
    volume: item.volume ?? '',
    price: item.price === null ? '' : plainAmount(item.price, currency, language),
    note: item.note ?? '',
  };
}

export function bodyOfItem(draft: ItemDraft, currency: string): NewItem {
  return {
    barcode: draft.barcode.trim(),
    itemTypeId: Number(draft.itemTypeId),
    homeBranchId: Number(draft.homeBranchId),
    status: draft.status,
    location: orNull(draft.location),
    callNumber: orNull(draft.callNumber),
    volume: orNull(draft.volume),
    price: draft.price.trim() === '' ? null : parseMoney(draft.price, currency),
    note: orNull(draft.note),
  };
}

/** Minor units as an amount to edit: the language's decimal sign, no grouping, no currency. */
export function plainAmount(minorUnits: number, currency: string, language: string): string {
  const money = new Intl.NumberFormat(language, { style: 'currency', currency });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  });
  return format.format(minorUnits / 10 ** digits);
}
