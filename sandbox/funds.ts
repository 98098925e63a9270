/** The prepaid funds account (资金账户) that pays for orders. Amounts in integer fen. */
export class FundsAccount {
	balanceFen: number;

	constructor(private readonly startFen: number) {
		this.balanceFen = startFen;
	}

	canPay(amountFen: number): boolean {
		return amountFen <= this.balanceFen;
	}

	debit(amountFen: number): void {
		this.balanceFen -= amountFen;
	}

	/** Back to the balance it began with. */
	reset(): void {
		this.balanceFen = this.startFen;
	}
}
