import { address } from './operations/address';
import { im } from './operations/im';
import type { ApiOperation } from './operations/operation';
import { order } from './operations/order';
import { product } from './operations/product';

/** Every operation with its paths and its work: each is an entry in one of these files. */
const TABLE = { ...order, ...product, ...im, ...address };

/** The operations of the KA API that the sandbox plays. */
export type Operation = keyof typeof TABLE;

export const OPERATIONS = Object.keys(TABLE) as Operation[];

export const operationNamed = (operation: Operation): ApiOperation => TABLE[operation];

const pathsBy = (
	pathOf: (operation: ApiOperation) => string,
): Readonly<Record<Operation, string>> =>
	Object.fromEntries(
		OPERATIONS.map((operation) => [operation, pathOf(TABLE[operation])]),
	) as Record<Operation, string>;

/** Path of each operation below the base URL, in the default profile. */
export const ENDPOINTS = pathsBy(({ path }) => path);

/** Where a sister deployment has what the KA pages do not show; the documented paths mostly stay. */
export const SISTER_PATHS = pathsBy(({ path, sisterPath = path }) => sisterPath);

/** Paths of a vendor that is different in everything. */
export const OTHER_PATHS = pathsBy(({ path, otherPath = `/v2${path}` }) => otherPath);
