import { order } from './order/Order.resource';
import type { Resource } from './resource';

/** What the node can do, in the order of its form. */
export const resources: readonly Resource[] = [order];
