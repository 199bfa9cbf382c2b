import type { TimedControl } from '../control/control';
import { InvalidOptionsError } from '../errors';
import type { Guard, GuardEvent } from '../guard/guard';
import { createLedger, fromQuanta, type Ledger } from '../ledger/ledger';
import { powerOfTen, type StepFraction, stepFraction } from '../ledger/quanta';
import type { Instrument } from '../market/instrument';
import type { Quote } from '../market/quote';
import type { Order } from '../orders/order';
import type { OrderIntent } from '../orders/order-intent';
import type { Broker, BrokerReports, BrokerSession } from '../simulation/broker';
import { applyReports } from './apply-reports';
import type { BotHalted, CashMoved } from './bot-event';
import type { EventLog } from './event-log';
import { FillTable } from './fill-table';
import type { GuardMemory } from './guard-memory';
import { PortfolioView } from './portfolio-view';
import type { Recorder } from './recorder';
import type { SizingOptions } from './sizing';
import { Slice } from './slice';
import { type ValuationStep, valuationSteps } from './valuation';

/** What a run is made of; fixed for its whole length. */
export interface KernelPlan {
  readonly runId: string;
  readonly instruments: readonly Instrument[];
  readonly guards: readonly Guard[];
  readonly broker: Broker;
  readonly cash: Readonly<Record<string, number>>;
  readonly decimals: Readonly<Record<string, number>> | undefined;
  readonly accounting: 'average' | 'fifo';
  readonly reportingAsset: string;
  readonly sizing: SizingOptions;
  /** Money that comes and goes during the run, in time order. */
  readonly cashMoves: readonly { readonly timeMs: number; readonly asset: string; readonly amount: number }[];
  /** What an operator says during the run, in time order. */
  readonly controls: readonly TimedControl[];
  /** Where stops and guards' states outlive the process; `undefined` for none. */
  readonly memory: GuardMemory | undefined;
  readonly log: EventLog;
  readonly recorder: Recorder;
}

/** Everything that changes in a run, as plain data: `structuredClone(kernel.state)` is a snapshot of it. */
export interface KernelState {
  timeMs: number;
  snapshotCount: number;
  barCount: number;
  /** Sequence of the next order. */
  sequence: number;
  equity: number;
  grossExposure: number;
  readonly ledger: Ledger;
  /** The ledger's balances and positions as decimals, for valuing; `refreshUnits` follows every booking. */
  readonly balanceUnits: Float64Array;
  readonly positionUnits: Float64Array;
  /** Last close per instrument; 0 before the first. */
  readonly mark: Float64Array;
  /** Latest best prices per instrument, where the market brings them. */
  readonly quotes: (Quote | undefined)[];
  /** Value of one unit of each asset in the reporting asset; 0 before it is known. */
  readonly assetValue: Float64Array;
  /** Whether a held asset may still be without a value. */
  isFullyValued: boolean;
  readonly openOrders: Order[];
  readonly guards: unknown[];
  delayed: OrderIntent[];
  /** The denial of a sized order that was told last, per instrument: "guard code", or empty. */
  readonly toldDenials: string[];
  /** What keeps orders back now. */
  stops: BotHalted[];
  /** The stop that was told last, lifted or not. */
  halt: BotHalted | undefined;
  /** Soft guards that an operator has put aside until a time. */
  overrides: { readonly guard: string; readonly untilMs: number }[];
  /** Scheduled controls that were applied. */
  controlCount: number;
  readonly cashMoves: CashMoved[];
  deniedCount: number;
  rejectedCount: number;
  liquidationCount: number;
  /** Funding received so far, in the reporting asset at the time; below 0 it was paid. */
  fundingPnl: number;
  /** True while the broker reports; guards hear of it once the ledger is marked. */
  isMatching: boolean;
  readonly untold: GuardEvent[];
  /** A guard that threw while it was told of an order: nothing passes any more, and the next moment halts the bot. */
  failedGuard: string | undefined;
  /** What the broker remembers. */
  broker: unknown;
}

/** Differences between targets and the account, one row each. Scratch: nothing of it outlives a decision. */
export interface Wishes {
  count: number;
  readonly instrument: Int32Array;
  /** In base, negative is a sale. */
  readonly quantity: Float64Array;
  /** The part of it that needs money: a purchase, or what opens a margined position; the rest closes one. */
  readonly opening: Float64Array;
  /** The part of the opening that the money reaches for. */
  readonly share: Float64Array;
}

/**
 * A run in progress: its plan, its state and the few reused objects that keep the loop free of allocation.
 *
 * A class only so that every run has the same hidden class; the rules are functions over it, in `step.ts` and beside.
 */
export class Kernel {
  readonly plan: KernelPlan;
  readonly state: KernelState;
  readonly slice: Slice;
  readonly session: BrokerSession;
  readonly reports: BrokerReports;
  readonly portfolio: PortfolioView;
  readonly fills: FillTable;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly valuation: readonly ValuationStep[];
  readonly assetUnit: Float64Array;
  /** Smallest quantity difference of each instrument, in base steps, and as a fraction of one unit. */
  readonly lot: Float64Array;
  readonly quantityStep: readonly StepFraction[];
  readonly hasObservers: boolean;
  /** Places of the guards that look at every moment. */
  readonly watchers: readonly number[];
  readonly reportingIndex: number;
  /** Places of the instruments that are held on margin. */
  readonly margined: readonly number[];
  /** What targets ask for at one moment, as columns that are written again at the next. */
  readonly wishes: Wishes;
  /** Approved orders that the broker has not been given yet. */
  readonly unsent: Order[] = [];
  /** The approved order that the broker is being given right now. */
  handedOver: Order | undefined;
  /** The instrument that was asked for last: most bots ask for the same one again. */
  latestId = '';
  latestIndex = -1;

  /** @throws {InvalidOptionsError} cash or decimals are wrong, or an asset could not be valued in the reporting asset. */
  constructor(plan: KernelPlan) {
    const { instruments, guards, broker, reportingAsset } = plan;
    const ledger = createLedger(plan);
    this.plan = plan;
    this.margined = [...instruments.keys()].filter((index) => ledger.isMargined[index] === 1);
    if (this.margined.length > 0 && broker.isMarginVenue !== true) throw noMargin(plan, this.margined[0] as number);
    this.slice = new Slice(instruments.map(({ id }) => id));
    this.indexOf = new Map(instruments.map(({ id }, index) => [id, index]));
    this.valuation = valuationSteps(instruments, ledger.assets, reportingAsset);
    this.assetUnit = Float64Array.from(ledger.decimals, powerOfTen);
    const baseUnit = (index: number) => this.assetUnit[ledger.baseIndex[index] as number] as number;
    this.lot = Float64Array.from(instruments, ({ quantityStep }, index) => Math.round(quantityStep * baseUnit(index)));
    this.quantityStep = instruments.map(({ quantityStep }) => stepFraction(quantityStep));
    this.hasObservers = guards.some(({ update }) => update !== undefined);
    this.watchers = [...guards.keys()].filter(
      (place) => guards[place]?.update !== undefined || guards[place]?.intervene !== undefined,
    );
    this.wishes = {
      count: 0,
      instrument: new Int32Array(instruments.length),
      quantity: new Float64Array(instruments.length),
      opening: new Float64Array(instruments.length),
      share: new Float64Array(instruments.length),
    };
    this.reportingIndex = ledger.assets.indexOf(reportingAsset);
    this.fills = new FillTable(plan.runId, ledger);
    this.state = initialState(plan, ledger);
    const { state } = this;
    const { mark, assetValue } = state;
    this.reports = applyReports(this);
    this.session = broker.open({
      instruments,
      ledger,
      lot: this.lot,
      timeMs: () => state.timeMs,
      price: (instrument) => mark[instrument] as number,
      assetValue: (asset) => assetValue[asset] as number,
      reports: this.reports,
      isApproved: (order) => order !== undefined && order === this.handedOver,
    });
    this.state.broker = this.session.state;
    this.portfolio = new PortfolioView(this);
    refreshUnits(this);
  }
}

const noMargin = ({ instruments, broker }: KernelPlan, index: number): InvalidOptionsError => {
  const { id } = instruments[index] as Instrument;
  return new InvalidOptionsError({
    code: 'MARGIN_UNSUPPORTED',
    message: `${id} is a perpetual, and broker ${broker.name} keeps no margin.`,
    remedy: 'Use simulatedBroker({ ..., funding }), or trade the spot instrument.',
    context: { instrumentId: id, broker: broker.name },
  });
};

const initialState = ({ instruments, guards, reportingAsset }: KernelPlan, ledger: Ledger): KernelState => {
  const assetValue = new Float64Array(ledger.assets.length);
  assetValue[ledger.assets.indexOf(reportingAsset)] = 1;
  return {
    // Fractions, so that the engine stores these fields as doubles from the start.
    timeMs: Number.NEGATIVE_INFINITY,
    equity: 0.5,
    grossExposure: 0.5,
    snapshotCount: 0,
    barCount: 0,
    sequence: 1,
    ledger,
    balanceUnits: new Float64Array(ledger.assets.length),
    positionUnits: new Float64Array(instruments.length),
    mark: new Float64Array(instruments.length),
    quotes: instruments.map(() => undefined),
    assetValue,
    isFullyValued: false,
    openOrders: [],
    guards: guards.map(({ initial }) => structuredClone(initial)),
    delayed: [],
    toldDenials: instruments.map(() => ''),
    stops: [],
    halt: undefined,
    overrides: [],
    controlCount: 0,
    cashMoves: [],
    deniedCount: 0,
    rejectedCount: 0,
    liquidationCount: 0,
    fundingPnl: 0,
    isMatching: false,
    untold: [],
    failedGuard: undefined,
    broker: undefined,
  };
};

/** Derives decimals from the ledger after it changed: a division per asset now saves one per asset and bar. */
export const refreshUnits = ({ state, assetUnit }: Kernel): void => {
  const { ledger, balanceUnits, positionUnits } = state;
  for (let asset = 0; asset < balanceUnits.length; asset++) {
    balanceUnits[asset] = (ledger.balance[asset] as number) / (assetUnit[asset] as number);
  }
  for (let index = 0; index < positionUnits.length; index++) {
    const unit = assetUnit[ledger.baseIndex[index] as number] as number;
    positionUnits[index] = (ledger.quantity[index] as number) / unit;
  }
};

/** A quantity in base steps of an instrument, as a decimal. */
export const toUnits = (kernel: Kernel, instrument: number, quanta: number): number =>
  fromQuanta(kernel.state.ledger, kernel.state.ledger.baseIndex[instrument] as number, quanta);
