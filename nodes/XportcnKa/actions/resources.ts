import { address } from './address/Address.resource';
import { api } from './api/Api.resource';
import { order } from './order/Order.resource';
import { product } from './product/Product.resource';
import type { Resource } from './resource';

/** What the node can do, in the order of its form. */
export const resources: readonly Resource[] = [order, product, address, api];
