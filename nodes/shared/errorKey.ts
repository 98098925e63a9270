import type { IDataObject } from 'n8n-workflow';

/**
 * The vendor's fields without one called `error`: n8n takes such a field for its own, replaces the
 * item by it or runs the node once more.
 */
export function withoutErrorKey({ error, ...fields }: IDataObject): IDataObject {
	return error === undefined ? fields : { ...fields, vendorError: error };
}
