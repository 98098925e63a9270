import type {
	INodeParameterResourceLocator,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

import { XportcnApi } from '../../credentials/XportcnApi.credentials';
import { endpoints } from '../../nodes/shared/endpoints';
import { resources } from '../../nodes/XportcnKa/actions/resources';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';
import { XportcnKaPollTrigger } from '../../nodes/XportcnKaPollTrigger/XportcnKaPollTrigger.node';
import { XportcnKaTrigger } from '../../nodes/XportcnKaTrigger/XportcnKaTrigger.node';

const INTRODUCTION = `<!-- Generated from the forms by test/packaging/parameterPage.test.ts. Do not edit: UPDATE_DOCS=1 npx jest parameterPage -->
<!-- prettier-ignore-start -->

# Every parameter

All fields in the forms of the nodes and of the credential, with the texts that the forms show. A test compares this page with the forms. *Inferred* means that the page of Xportcn's documentation could not be read: [how to correct a path](endpoints.md).

You add the fields of *Options*, *Filters* and *Sort* to the form yourself. *Default* is what such a field shows when you have just added it. An option that you do not add has its default as well. There are three exceptions: *Confirm Payment*, *Dry Run* and *Skip if Paid* are off until you add them. Filters and sorting that you do not add are not sent.
`;

type Field = INodeProperties | INodePropertyCollection;

/** Options that count as off until they are added. Their field then shows on. */
const OFF_UNTIL_ADDED = ['confirmPayment', 'dryRun', 'skipIfPaid'];

/** How n8n marks a value that an AI model fills in. */
const BY_THE_MODEL = '$fromAI(';

/** The whole page, as Markdown. */
export const renderPage = (): string =>
	[
		INTRODUCTION,
		...resources.flatMap(({ name, operations }) =>
			Object.keys(operations).map((operation) => renderOperation(name, operation)),
		),
		'## Xportcn KA Trigger\n',
		table(new XportcnKaTrigger().description.properties),
		'## Xportcn KA Poll Trigger\n',
		table(new XportcnKaPollTrigger().description.properties),
		'## Credential Xportcn API\n',
		table(new XportcnApi().properties.filter(({ type }) => type !== 'hidden')),
		'<!-- prettier-ignore-end -->\n',
	].join('\n');

function renderOperation(resource: string, operation: string): string {
	const { properties } = new XportcnKa().description;
	const shown = properties
		.filter((property) => !['resource', 'operation'].includes(property.name))
		.filter((property) => isShown(property, resource, operation))
		.map((property) =>
			property.name === 'options'
				? {
						...property,
						options: fieldsOf(property).filter((each) => isShown(each, resource, operation)),
					}
				: property,
		);
	const [resourceChoice] = choicesOf('resource', resource);
	const [operationChoice] = choicesOf('operation', operation, resource);
	const { endpoint: id } = resources.find(({ name }) => name === resource)!.operations[operation];
	const endpoint = id && endpoints[id];
	const path = endpoint ? `Path: \`${endpoint.path}\` (${endpoint.provenance}).` : '';
	return [
		`## ${resourceChoice.name} → ${operationChoice.name}\n`,
		`${operationChoice.description!.replace(/\.$/, '')}. ${path}`.trim() + '\n',
		table(shown as INodeProperties[]),
	].join('\n');
}

/** The entries of a dropdown with a value, in the form of a resource. */
const choicesOf = (dropdown: string, value: string, resource?: string) =>
	new XportcnKa().description.properties
		.filter((property) => property.name === dropdown && isShown(property, resource))
		.flatMap((property) => property.options as INodePropertyOptions[])
		.filter((choice) => choice.value === value);

/** Whether a field is part of the form of an operation; conditions on other fields do not count. */
function isShown({ displayOptions = {} }: INodeProperties, resource?: string, operation?: string) {
	const { show = {}, hide = {} } = displayOptions;
	const fits = (value: string | undefined, wanted: unknown[] | undefined) =>
		value === undefined || wanted === undefined || wanted.includes(value);
	return (
		fits(resource, show.resource ?? show['/resource']) &&
		fits(operation, show.operation ?? show['/operation']) &&
		!hide['/resource']?.includes(resource)
	);
}

const fieldsOf = ({ options = [] }: INodeProperties) => options as INodeProperties[];

function table(properties: INodeProperties[]): string {
	const rows = properties.filter(({ type }) => type !== 'notice').flatMap((each) => rowsOf(each));
	return ['| Parameter | Default | |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

/** The row of a field, and of those within it. A field that is filled in as fields or as JSON has two. */
function rowsOf(field: Field, within = ''): string[] {
	const isForTools = 'type' in field && field.displayOptions?.show?.['@tool']?.includes(true);
	const label = `${within}${field.displayName}${isForTools ? ' (tool of an AI agent)' : ''}`;
	if (!('type' in field)) return field.values.flatMap((each) => rowsOf(each, `${label} → `));
	const cells = [label, defaultOf(field), describe(field)];
	const row = `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	const isGroup = field.type === 'collection' || field.type === 'fixedCollection';
	const inner = isGroup
		? (field.options as Field[]).flatMap((each) => rowsOf(each, `${label} → `))
		: [];
	return [row, ...inner];
}

function defaultOf({
	name,
	type,
	default: value,
	options = [],
	modes = [],
}: INodeProperties): string {
	if (['collection', 'fixedCollection', 'json', 'multiOptions'].includes(type)) return '';
	if (type === 'resourceLocator') {
		const { mode, value: chosen } = value as INodeParameterResourceLocator;
		const way = modes.find((each) => each.name === mode)?.displayName ?? mode;
		return chosen ? `${way}: ${asTyped(chosen)}` : way;
	}
	if (value === '' || value === undefined) return '';
	if (OFF_UNTIL_ADDED.includes(name)) return 'off until added, then on';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (String(value).includes(BY_THE_MODEL)) return 'the AI model fills it in';
	const choice = (options as INodePropertyOptions[]).find((each) => each.value === value);
	return choice ? choice.name : asTyped(value);
}

/** A value as the form shows it: without the sign by which n8n marks an expression. */
const asTyped = (value: unknown) => `\`${String(value).replace(/^=/, '')}\``;

function describe({ type, description = '', required, options = [] }: INodeProperties): string {
	const choices =
		type === 'options' || type === 'multiOptions'
			? `One of: ${(options as INodePropertyOptions[]).map(({ name }) => name).join(', ')}`
			: '';
	return [required ? 'Required' : '', description, choices]
		.filter(Boolean)
		.map((sentence) => sentence.replace(/\.$/, ''))
		.join('. ');
}
