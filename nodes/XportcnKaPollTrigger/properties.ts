import type { INodeProperties } from 'n8n-workflow';

import { filtersProperty } from '../XportcnKa/actions/order/orderFilters';
import { simplifyProperty } from '../XportcnKa/actions/simplify';
import { eventOptions } from './events';

export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: eventOptions,
		default: [],
	},
	simplifyProperty,
	filtersProperty,
];
