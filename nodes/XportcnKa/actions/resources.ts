import { api } from './api/Api.resource';
import { order } from './order/Order.resource';
import type { Resource } from './resource';

/** What the node can do. */
export const resources: readonly Resource[] = [order, api];
