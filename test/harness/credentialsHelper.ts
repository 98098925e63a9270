import { getAdditionalKeys } from 'n8n-core';
import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { NoOp } from './stubNodes';

export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * n8n's credentials helper without the database: the credential types are real, their data comes from
 * the test. What it does is what `credentials-helper.js` of n8n 2.8.4 and of 2.41.0 do; where the two
 * differ, a credential of this project notices nothing of it.
 */
export class TestCredentialsHelper extends ICredentialsHelper {
	/** Which item each reading of a credential was for; undefined: it was for none. */
	readonly reads: Array<number | undefined> = [];

	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly data: CredentialData,
	) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types[typeName];
		if (typeof authenticate !== 'function')
			throw new Error(`${typeName} has no authenticate function`);
		return await authenticate.call(this.types[typeName], credentials, requestOptions);
	}

	/** @throws when the type gives something to store: the lines differ in what they would keep of it */
	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.types[typeName];
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || typeof type.preAuthentication !== 'function') return undefined;
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		if (output[expirable.name] !== undefined) {
			throw new Error(`${typeName} gives something to store, which is not rehearsed here`);
		}
		return undefined;
	}

	override async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async getCredentials(): Promise<ICredentials> {
		throw new Error('Not needed in these tests');
	}

	override async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.reads.push(values?.itemIndex);
		const stored = this.data[type] ?? {};
		if (raw === true) return stored;
		return resolveCredential(this.types[type], stored, additionalData, mode, values, executeData);
	}

	override async updateCredentials(): Promise<void> {}

	override async updateCredentialsOauthTokenData(): Promise<void> {}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return this.types[type].properties;
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}
}

/**
 * What the server hands out: `applyDefaultsAndOverwrites` there. Defaults are filled in; expressions are
 * worked out for the item that `values` name, or, without them, in a workflow that has no name and no
 * items.
 */
export function resolveCredential(
	type: ICredentialType,
	stored: ICredentialDataDecryptedObject,
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
	values?: ICredentialsExpressionResolveValues,
	executeData?: IExecuteData,
): ICredentialDataDecryptedObject {
	const withDefaults = NodeHelpers.getNodeParameters(
		type.properties,
		structuredClone(stored) as INodeParameters,
		true,
		false,
		null,
		null,
	) as INodeParameters;
	const additionalKeys = getAdditionalKeys(additionalData, mode, null);
	if (!values) {
		return new Workflow({
			nodes: [MOCK_NODE],
			connections: {},
			active: false,
			nodeTypes: MOCK_NODE_TYPES,
		}).expression.getComplexParameterValue(
			MOCK_NODE,
			withDefaults,
			mode,
			additionalKeys,
			undefined,
			undefined,
			withDefaults,
		) as ICredentialDataDecryptedObject;
	}
	try {
		return values.workflow.expression.getParameterValue(
			withDefaults,
			values.runExecutionData,
			values.runIndex,
			values.itemIndex,
			values.node.name,
			values.connectionInputData,
			mode,
			additionalKeys,
			executeData,
			false,
			withDefaults,
		) as ICredentialDataDecryptedObject;
	} catch (error) {
		(error as Error).message += ' [Error resolving credentials]';
		// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- n8n's server throws it as it is
		throw error;
	}
}

/** As n8n's own: it has neither a name nor an id. */
const MOCK_NODE: INode = {
	id: '',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const MOCK_NODE_TYPES: INodeTypes = {
	getByName: () => new NoOp(),
	getByNameAndVersion: () => new NoOp(),
	getKnownTypes: () => ({}),
};
