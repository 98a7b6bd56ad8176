import type { DescribedItem } from './bibliographic-record.ts';
import { clip } from './bibliographic-record.ts';
import {
  dataFields,
  subfield,
  subfieldValues,
  type DataField,
  type MarcFlavour,
  type MarcRecord,
} from './marc-record.ts';

/**
 * The copies that a record describes: 952 (Koha), 995 (French libraries, UNIMARC), 852, and 876 under an 852 that names the
 * place. The first of them that has barcodes wins, since systems repeat the same copies in several; else the first that
 * says anything of a copy. Its copies without a barcode come with the others.
 */
export function itemsOf(record: MarcRecord, flavour: MarcFlavour): DescribedItem[] {
  const readers: [string, (field: DataField) => DescribedItem][] =
    flavour === 'unimarc'
      ? [
          ['995', from995],
          ['952', from952],
        ]
      : [
          ['952', from952],
          ['852', from852],
          ['876', (field) => from876(field, dataFields(record, '852'))],
          ['995', from995],
        ];
  let withoutBarcodes: DescribedItem[] = [];
  for (const [tag, read] of readers) {
    const items = dataFields(record, tag).map(read).filter(isDescribed);
    if (items.some(({ barcode }) => barcode !== null)) return items;
    if (withoutBarcodes.length === 0) withoutBarcodes = items;
  }
  return withoutBarcodes;
}

/** Whether anything is said of a copy that tells it from none. */
export function isDescribed({ barcode, branch, location, callNumber, volume, itemType }: DescribedItem): boolean {
  return [barcode, branch, location, callNumber, volume, itemType].some((value) => value !== null);
}

function from952(field: DataField): DescribedItem {
  const isSet = (code: string) => !['', '0'].includes(subfield(field, code) ?? '');
  const status = isSet('0')
    ? 'withdrawn'
    : isSet('1')
      ? 'lost'
      : isSet('4')
        ? 'damaged'
        : isSet('7')
          ? 'not_for_loan'
          : 'available';
  return describe({
    barcode: subfield(field, 'p'),
    branch: subfield(field, 'a') ?? subfield(field, 'b'),
    location: subfield(field, 'c'),
    callNumber: subfield(field, 'o'),
    volume: subfield(field, 'h'),
    itemType: subfield(field, 'y'),
    price: subfield(field, 'v') ?? subfield(field, 'g'),
    status,
    note: subfield(field, 'z'),
  });
}

function from995(field: DataField): DescribedItem {
  const circulation = subfield(field, 'o') ?? '0';
  return describe({
    barcode: subfield(field, 'f'),
    branch: subfield(field, 'b') ?? subfield(field, 'c'),
    location: subfield(field, 'e'),
    callNumber: subfield(field, 'k'),
    volume: subfield(field, 'v'),
    itemType: subfield(field, 'r'),
    price: undefined,
    status: /^[1-9]/.test(circulation) ? 'not_for_loan' : 'available',
    note: subfield(field, 'u'),
  });
}

function from852(field: DataField): DescribedItem {
  return describe({
    barcode: subfield(field, 'p'),
    branch: subfield(field, 'b') ?? subfield(field, 'a'),
    location: subfield(field, 'c'),
    callNumber: subfieldValues(field, 'khijm').join(' '),
    volume: subfield(field, '3'),
    itemType: undefined,
    price: subfield(field, 'y9'),
    status: 'available',
    note: undefined,
  });
}

/** One item of a title that comes in several (876); where it stands is said by the 852 with the same link, or the first. */
function from876(field: DataField, places: readonly DataField[]): DescribedItem {
  const link = subfield(field, '8')?.split('.')[0];
  const place = places.find((other) => subfield(other, '8')?.split('.')[0] === link) ?? places[0];
  return describe({
    barcode: subfield(field, 'p'),
    branch: place && (subfield(place, 'b') ?? subfield(place, 'a')),
    location: subfield(field, 'l') ?? (place && subfield(place, 'c')),
    callNumber: place && subfieldValues(place, 'khijm').join(' '),
    volume: subfield(field, '3'),
    itemType: undefined,
    price: subfield(field, 'c'),
    status: 'available',
    note: subfield(field, 'z'),
  });
}

type Raw = { [Key in Exclude<keyof DescribedItem, 'status'>]: string | undefined } & Pick<DescribedItem, 'status'>;

function describe(raw: Raw): DescribedItem {
  return {
    barcode: cleanBarcode(raw.barcode),
    branch: clip(raw.branch, 191),
    location: clip(raw.location, 200),
    callNumber: clip(raw.callNumber, 200),
    volume: clip(raw.volume, 100),
    itemType: clip(raw.itemType, 191),
    price: clip(raw.price, 50),
    status: raw.status,
    note: clip(raw.note, 500),
  };
}

/** A barcode has no spaces; what is longer than a label could hold is something else. */
export function cleanBarcode(text: string | null | undefined): string | null {
  const compact = (text ?? '').replace(/\s+/g, '');
  return compact === '' || compact.length > 100 ? null : compact;
}

/** Reads a price such as `19,90 €` or `$5.99` into minor units, given the currency's number of decimals; null if none. */
export function parsePrice(text: string | null, decimals: number): number | null {
  const match = /(\d{1,3}(?:[ '\u00a0\u202f.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?(?!\d)/.exec(text ?? '');
  if (match === null) return null;
  const whole = Number(match[1]!.replace(/\D/g, ''));
  const fraction = Number(`0.${match[2] ?? '0'}`);
  const minor = Math.round((whole + fraction) * 10 ** decimals);
  return minor <= 100_000_000 ? minor : null;
}
