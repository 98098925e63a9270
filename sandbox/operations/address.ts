import { Refusal } from '../errors';
import type { World } from '../world';
import { badRequest, objectOf, optionalText, requiredText } from './bodyFields';
import type { ApiOperation } from './operation';

export const address = {
	// inferred
	saveAddress: {
		path: '/open/address/addOrUpdate',
		sisterPath: '/v2/open/address/addOrUpdate',
		work: saveAddress,
	},
} satisfies Record<string, ApiOperation>;

/**
 * Address added and updated. Path and fields after a sister deployment, whose answer has no `data`;
 * which fields must be there, and the refusals, are invented.
 */
function saveAddress(world: World, body: unknown): null {
	const fields = objectOf(body, '请求体');
	const { id } = fields;
	if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
		throw badRequest('id必须是整数');
	}
	const saved = {
		name: requiredText(fields, 'name'),
		province: requiredText(fields, 'province'),
		city: requiredText(fields, 'city'),
		district: optionalText(fields, 'district'),
		address: requiredText(fields, 'address'),
		phone: requiredText(fields, 'phone'),
	};
	if (id === 0) world.addresses.add(saved);
	else if (!world.addresses.replace({ id, ...saved })) throw new Refusal(404, '地址不存在');
	return null;
}
