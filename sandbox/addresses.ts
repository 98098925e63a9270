/** An address in the buyer's address book, in the fields of a sister deployment. */
export interface SavedAddress {
	readonly id: number;
	readonly name: string;
	readonly province: string;
	readonly city: string;
	readonly district: string | null;
	readonly address: string;
	readonly phone: string;
}

/** The address book. Numbers of addresses count up from 1; that they do is invented. */
export class AddressBook {
	private readonly addresses = new Map<number, SavedAddress>();

	all(): SavedAddress[] {
		return [...this.addresses.values()];
	}

	/** Adds an address. */
	add(fields: Omit<SavedAddress, 'id'>): void {
		const id = this.addresses.size + 1;
		this.addresses.set(id, { id, ...fields });
	}

	/** @returns false when there is no address of that number */
	replace(address: SavedAddress): boolean {
		if (!this.addresses.has(address.id)) return false;
		this.addresses.set(address.id, address);
		return true;
	}

	clear(): void {
		this.addresses.clear();
	}
}
